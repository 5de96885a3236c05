"""A small version of the bench of faults; the whole one is `python -m tests.bench.journal_faults`."""

from __future__ import annotations

import subprocess
import sys

import pytest

SMALL = ("--kills", "6", "--cuts", "4", "--full", "3", "--steps", "30", "--no-mount")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kills and limits are Linux' here")
def test_what_was_acknowledged_survives_a_kill_a_power_cut_and_a_full_disk() -> None:
    """In a process of its own, because it forks."""
    command = [sys.executable, "-m", "tests.bench.journal_faults", *SMALL]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    tallies = [line for line in done.stdout.splitlines() if "moments" in line]
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(tallies) == 3
    assert all("lost 0; unreadable 0, without an end 0, starts that failed 0" in line for line in tallies)
