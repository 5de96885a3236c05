"""What is shipped is whole: every script loads without a word of advice, and has a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.texts import ROOT
from voiceground.script.load import check_file, load, scripts_in
from voiceground.script.plan import load_plan, plan_path

SCRIPTS = scripts_in(ROOT / "scripts")


def test_there_are_scripts() -> None:
    assert {"five-senses", "easy-breath", "quiet-company"} <= {path.stem for path in SCRIPTS}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_has_neither_errors_nor_warnings(path: Path) -> None:
    assert [str(problem) for problem in check_file(path)] == []
    assert load(path).id == path.stem


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_has_a_plan_that_can_be_read(path: Path) -> None:
    assert load_plan(plan_path(path)).scenes


def test_no_plan_is_without_its_script() -> None:
    plans = {path.stem for path in (ROOT / "scripts").glob("*.plan")}
    assert plans == {path.stem for path in SCRIPTS}
