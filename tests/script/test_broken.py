"""``tests/broken`` holds a file for every code that there is, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.script.texts import ROOT, steps
from voiceground import desk
from voiceground.folders import folders
from voiceground.script.load import check_file
from voiceground.script.problems import MOST, Problem, rendered
from voiceground.script.rules import RULES, Severity

BROKEN = ROOT / "tests" / "broken"
AROUND = replace(
    desk.around(folders(), [BROKEN / "beside", ROOT / "scripts"]), sounds=frozenset({"bell", "rain"})
)
FILES = sorted(path for path in BROKEN.iterdir() if path.is_file() and path.suffix != ".expected")

ALSO = {
    "bad-id": {"id-not-file-name"},  # no file can be called so
    "loop-without-a-choice": {"no-way-to-an-end"},  # what goes round for ever does not end
    "no-way-to-an-end": {"endless-silence"},
}
"""What comes along with a problem and cannot be kept apart from it."""


def _folder(folder: Path) -> Path:
    return folder


def _missing(folder: Path) -> Path:
    return folder / "missing.yaml"


def _too_large(folder: Path) -> Path:
    path = folder / "large.yaml"
    path.write_text("# a line of comment\n" * 20_000)
    return path


def _unreadable(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file" / "below.yaml"


def _too_many(folder: Path) -> Path:
    path = folder / "many.yaml"
    path.write_text(steps("\n".join(f"s{number}: {{}}" for number in range(MOST))))
    return path


MADE: dict[str, Callable[[Path], Path]] = {
    "not-a-file": _folder,
    "no-such-file": _missing,
    "too-large": _too_large,
    "unreadable": _unreadable,
    "too-many": _too_many,
}
"""Codes of things that cannot be kept in a folder of files."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_broken_file_gets_the_words_that_it_should(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    problems = check_file(Path(path.name), AROUND)
    assert rendered(problems) + "\n" == path.with_suffix(".expected").read_text(encoding="utf-8")
    assert {problem.code for problem in problems} == {path.stem} | ALSO.get(path.stem, set())


@pytest.mark.parametrize("code", MADE)
def test_what_is_no_file_is_told_too(code: str, tmp_path: Path) -> None:
    problems = check_file(MADE[code](tmp_path))
    assert code in {problem.code for problem in problems}
    assert problems[0].severity is Severity.ERROR


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_place_exists(path: Path) -> None:
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    assert [problem for problem in check_file(path) if not _is_within(problem, lines)] == []


def _is_within(problem: Problem, lines: list[str]) -> bool:
    line = lines[problem.line - 1] if 1 <= problem.line <= len(lines) else None
    return line is not None and 1 <= problem.column <= len(line) + 1 and problem.length >= 1


def test_the_table_and_the_folder_agree() -> None:
    assert {path.stem for path in FILES} | MADE.keys() == RULES.keys()
    assert {path.stem for path in BROKEN.glob("*.expected")} == {path.stem for path in FILES}


@pytest.mark.parametrize("code", RULES)
def test_a_row_of_the_table_is_made_of_sentences(code: str) -> None:
    rule = RULES[code]
    assert rule.message[-1] in ".}"
    assert rule.hint[-1] in ".}?"
