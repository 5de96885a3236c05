"""Rehearsing again on each save: the waiting itself, and the command with a real file that changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from tests.e2e import scripts
from voiceground.rehearsal.watch import saves

PLAN = "scene: says yes\n  person: yes\n  ends: done\n"


class Looks:
    """Pauses of the watcher, and what happens to the files in each."""

    def __init__(self, *happenings: Callable[[], object]) -> None:
        self.happenings = iter(happenings)

    def __call__(self, seconds: float) -> None:
        next(self.happenings)()


def test_a_save_is_told_once_and_a_file_that_comes_or_goes_is_a_change(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("first")
    changes = saves(
        [one, other],
        pause=Looks(
            lambda: None,
            lambda: one.write_text("second"),  # seen here ...
            lambda: one.write_text("second, whole"),  # ... but it is still being written
            lambda: None,
            lambda: other.write_text("new"),
            lambda: None,
            lambda: None,
            one.unlink,
            lambda: None,
        ),
    )
    assert next(changes) == [one, other]
    assert next(changes) == [one]
    assert next(changes) == [other]
    assert next(changes) == [one]


def test_a_file_that_is_away_for_a_moment_is_no_change(tmp_path: Path) -> None:
    """Some editors put a new file in the place of the old one."""
    one = tmp_path / "one"
    one.write_text("first")
    changes = saves(
        [one],
        pause=Looks(
            lambda: one.rename(tmp_path / "aside"),
            lambda: (tmp_path / "aside").rename(one),
            lambda: None,
            lambda: one.write_text("second"),
            lambda: None,
        ),
    )
    next(changes)
    assert next(changes) == [one]
    assert one.read_text() == "second"


def test_the_command_rehearses_again_when_a_file_is_saved_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    path = scripts.one_question(tmp_path)
    plan = path.with_suffix(".plan")
    plan.write_text(PLAN)
    running = subprocess.Popen(
        [sys.executable, "-m", "voiceground", "rehearse", str(path), "--text", "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "VOICEGROUND_HOME": str(tmp_path)},
    )
    too_long = threading.Timer(60, running.kill)
    too_long.start()
    try:
        assert "1 of 1 scenes passed." in until_waiting(running)
        plan.write_text(PLAN.replace("done", "left"))
        assert "0 of 1 scenes passed." in until_waiting(running)
        plan.write_text("scene: broken\n")
        assert "plan-no-end" in until_waiting(running)
        plan.write_text(PLAN)
        assert "1 of 1 scenes passed." in until_waiting(running)
        running.send_signal(signal.SIGINT)
        rest, _ = running.communicate(timeout=20)
    finally:
        too_long.cancel()
        running.kill()
        running.wait()
    assert running.returncode == 0, rest
    assert "Traceback" not in rest


def until_waiting(running: subprocess.Popen[str]) -> str:
    """What is printed until the next save is waited for."""
    assert running.stdout is not None
    told = ""
    for line in running.stdout:
        told += line
        if line.startswith("Waiting"):
            return told
    raise AssertionError(f"it ended: {told}")
