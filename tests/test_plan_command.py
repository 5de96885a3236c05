"""``voiceground plan`` as somebody meets it: typed, piped, interrupted, broken, read aloud, forgotten."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from voiceground import keys
from voiceground.care import plan as plans
from voiceground.care.plan import Plan
from voiceground.cli import main

PLAN = Plan(notice=("I go quiet",), people=("Ana, 030 123456",))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEGROUND_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def path(home: Path) -> Path:
    return home / "plan" / "plan.json"


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_an_empty_plan_says_how_it_is_filled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan"]) == 0
    out = capsys.readouterr().out
    assert "--change" in out
    assert "--by-voice" in out


def test_lines_are_added_and_taken_away_section_by_section(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plans.write(path, PLAN)
    typed(monkeypatch, "I forget tea\n- 1\n\n\n\n-\n- 7\nBen - mornings\n\n\n")
    assert main(["plan", "--change"]) == 0
    assert plans.read(path) == Plan(notice=("I forget tea",), people=("Ben - mornings",))
    assert "There is no such line." in capsys.readouterr().out


def test_enter_alone_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans.write(path, PLAN)
    before = path.read_bytes(), path.stat().st_mtime_ns
    typed(monkeypatch, "\n" * 5)
    assert main(["plan", "--change"]) == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_pipe_that_ends_in_the_middle_has_kept_what_it_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "I go quiet")
    assert main(["plan", "--change"]) == 0
    assert plans.read(path) == Plan(notice=("I go quiet",))


def test_a_full_section_takes_no_more_and_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = tuple(f"line {number}" for number in range(plans.MOST_ITEMS))
    plans.write(path, Plan(notice=full))
    typed(monkeypatch, "one more\n")
    assert main(["plan", "--change"]) == 0
    assert plans.read(path).notice == full
    assert "no room" in capsys.readouterr().out


def test_ctrl_c_in_the_middle_keeps_what_was_typed(home: Path, path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "voiceground", "plan", "--change"],
        env={**os.environ, "VOICEGROUND_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b"I go quiet\n")
    process.stdin.flush()
    until = time.monotonic() + 20
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=20)
    assert (process.returncode, error) == (0, b"")
    assert b"for your eyes alone" in out
    assert plans.read(path) == Plan(notice=("I go quiet",))


def test_it_is_shown_with_the_numbers_as_they_are_dialled(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plans.write(path, PLAN)
    assert main(["plan"]) == 0
    assert "Who I call\n  1. Ana, 030 123456\n" in capsys.readouterr().out


def test_json_holds_every_section(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plans.write(path, PLAN)
    assert main(["plan", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "notice": ["I go quiet"],
        "alone": [],
        "places": [],
        "people": ["Ana, 030 123456"],
        "safer": [],
    }


class EnoughAt:
    """Somebody who has heard enough at a certain line. A ``keys.KeySource``."""

    def __init__(self, capsys: pytest.CaptureFixture[str], line: str) -> None:
        self._capsys = capsys
        self._line = line
        self.shown = ""

    def read(self) -> str:
        self.shown += self._capsys.readouterr().out
        if self._line and self._line in self.shown:
            self._line = ""
            return keys.CONTROL_C
        return ""

    def close(self) -> None:
        """Nothing was changed about the keyboard."""


def test_read_aloud_it_leaves_no_trace_beside_the_plan_itself(
    home: Path, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plans.write(path, Plan(people=PLAN.people))
    hand = EnoughAt(capsys, "Ana, zero three zero")

    def open_source(*, always: bool) -> EnoughAt:
        return hand

    monkeypatch.setattr(keys, "open_source", open_source)
    assert main(["plan", "--aloud", "--room", "simulated"]) == 0
    assert "Who you could call.\nAna, zero three zero, one two three, four five six.\n" in hand.shown
    assert [left for left in home.rglob("*") if left.is_file()] == [path]


@pytest.mark.parametrize(
    ("answer", "forgotten"), [("y\n", True), ("Yes\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_forgetting_asks_once_and_anything_but_yes_keeps_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, forgotten: bool
) -> None:
    plans.write(path, PLAN)
    typed(monkeypatch, answer)
    assert main(["plan", "--forget"]) == 0
    assert path.exists() is not forgotten


def test_a_damaged_plan_is_a_sentence_and_stays_and_can_still_be_forgotten(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.parent.mkdir()
    path.write_text('{"format": 1, "alone": ["Tea')
    for option in ([], ["--change"], ["--aloud"], ["--json"], ["--by-voice"]):
        assert main(["plan", *option]) == 5
        shown = capsys.readouterr()
        assert "nothing is deleted" in shown.err
        assert shown.out == ""
    assert path.read_text() == '{"format": 1, "alone": ["Tea'
    assert main(["plan", "--forget", "--yes"]) == 0
    assert not path.exists()


def test_two_wishes_at_once_are_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--aloud", "--forget"]) == 2
    assert "not allowed with" in capsys.readouterr().err
