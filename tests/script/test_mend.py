"""After a fault in the YAML the rest is still read, and nothing is said that may not be true."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.texts import FIVE_SENSES, HEAD, codes, examined, steps

BYE = "bye: {say: Bye for now., end: done}"


def _told(folder: Path, text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in examined(folder, text)[1]]


def _line(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('say: "I am with you.', "yaml-syntax"),
        ("say: [I am with you.", "yaml-syntax"),
        ("say: I am here: with you.", "yaml-syntax"),
        ("say: @home.", "yaml-syntax"),
        ("\tsay: I am with you.", "tab"),
        ("say: *bold", "alias"),
        ("say: !loud Hello.", "tag"),
        ("say: " + "[" * 30 + "]" * 30, "too-deep"),
        ("say: A \x07 bell.", "odd-character"),
    ],
)
def test_what_stands_in_other_steps_is_told_too(tmp_path: Path, line: str, code: str) -> None:
    text = steps(
        f"hello:\n  {line}\n  then: see\nsee:\n  say: You should look.\n  thne: bye\n  then: bye\n{BYE}"
    )
    assert _told(tmp_path, text) == [
        (code, _line(text, line.strip())),
        ("wording", _line(text, "should")),
        ("unknown-key", _line(text, "thne")),
    ]


def test_each_fault_is_told_at_once_and_in_its_step(tmp_path: Path) -> None:
    text = steps(
        'hello:\n  say: "Hello.\n  then: a\na:\n  say: [Well\n  then: b\nb:\n  say: c: d\n  then: bye\n' + BYE
    )
    assert _told(tmp_path, text) == [
        ("yaml-syntax", _line(text, part)) for part in ('"Hello', "[Well", "c: d")
    ]


def test_the_head_and_the_steps_are_apart(tmp_path: Path) -> None:
    text = FIVE_SENSES.replace("title: Five senses", 'title: "Five senses').replace(
        "level: high", "level: hihg"
    )
    text = text.replace("then: number", "then: nubmer")
    assert [code for code, _ in _told(tmp_path, text)] == ["yaml-syntax", "unknown-level", "unknown-step"]


@pytest.mark.parametrize("gone", ["hello", "see", "listen", "number", "once-more", "landing"])
def test_nothing_is_concluded_from_a_step_that_cannot_be_read(tmp_path: Path, gone: str) -> None:
    """Not that nobody reaches a step, that it is not there, that there is no end, or no name kept."""
    text = FIVE_SENSES.replace(f"  {gone}:\n", f"  {gone}:\n    say: 'Oh\n")
    assert [code for code, _ in _told(tmp_path, text)] == ["yaml-syntax"]


def test_a_name_that_is_hidden_by_a_fault_is_not_called_missing(tmp_path: Path) -> None:
    text = FIVE_SENSES.replace("  see:\n", "\tsee:\n")
    assert {code for code, _ in _told(tmp_path, text)} == {"tab"}


def test_every_line_with_a_tab_is_told(tmp_path: Path) -> None:
    assert codes(examined(tmp_path, FIVE_SENSES.replace("    ask", "\task"))[1]) == ["tab"] * 3


def test_a_key_twice_is_told_though_the_file_is_read_in_parts(tmp_path: Path) -> None:
    text = steps(
        f"hello: {{say: 'Oh, then: bye}}\nsee: {{say: Hm., then: bye}}\nsee: {{say: Oh., then: bye}}\n{BYE}"
    )
    assert [code for code, _ in _told(tmp_path, text)] == ["yaml-syntax", "repeated-key"]


@pytest.mark.parametrize(
    "text",
    [
        "}{",
        HEAD + "steps: {hello: {say: 'Oh}}\n",
        HEAD + "steps:\n - 'a\n - b\n",
        HEAD + "steps:\n  hello:\n    say: Hi.\n   end: done\n",
        "a: 'b\n" * 3,
        ":\n" * 20 + "'",
    ],
)
def test_where_there_are_no_parts_the_fault_itself_is_told(tmp_path: Path, text: str) -> None:
    assert "yaml-syntax" in codes(examined(tmp_path, text)[1])
