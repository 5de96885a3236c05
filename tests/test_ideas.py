"""docs/ideas.md: every idea is delivered somewhere, and what the page names is there."""

from __future__ import annotations

import re

import pytest

from tests.script.texts import ROOT
from voiceground.script.load import load

PAGE = (ROOT / "docs" / "ideas.md").read_text(encoding="utf-8")
LINES = [line.strip("|") for line in PAGE.splitlines() if line.startswith("|")]
ROWS = [[cell.strip() for cell in line.split("|")] for line in LINES]
IDEAS = {int(row[0]): row for row in ROWS if row[0].isdecimal()}
STEPS = sorted(set(re.findall(r"`(scripts/[^`#]+\.yaml)#([^`]+)`", PAGE)))
FILES = sorted(set(re.findall(r"`((?:tests|docs)/[^`#]+|[A-Z]+\.md)`", PAGE)))


def test_every_idea_of_the_list_has_its_row() -> None:
    assert list(IDEAS) == list(range(1, 48))
    assert all(idea and became for _, idea, became in IDEAS.values())


def test_every_row_names_a_step_or_a_test() -> None:
    assert [number for number, row in IDEAS.items() if "`" not in row[2]] == []


@pytest.mark.parametrize(("path", "step"), STEPS)
def test_the_step_is_there(path: str, step: str) -> None:
    assert step in load(ROOT / path).steps


@pytest.mark.parametrize("path", FILES)
def test_the_file_is_there(path: str) -> None:
    assert (ROOT / path).is_file()
