"""Locking and unlocking, cut off in the middle: nothing is lost, and the same command goes on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal.sealed import contents, keep, readable
from voiceground.errors import JournalError
from voiceground.journal import locking, lockup
from voiceground.journal.locking import Lock

TURNING = """
import sys
from pathlib import Path
from voiceground.journal import lockup, locking
folder, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
made = locking.read(folder.parent / "made.json")
print("ready", flush=True)
while True:
    lockup.lock(folder, made)
    lockup.unlock(folder, key)
"""
SESSIONS = 12
KILLS = int(os.environ.get("VOICEGROUND_KILLS", "6"))


@contextlib.contextmanager
def turning(folder: Path, key: bytes) -> Iterator[subprocess.Popen[str]]:
    """A process that locks and unlocks without an end."""
    command = [sys.executable, "-c", TURNING, str(folder), key.hex()]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "ready\n"
        yield child
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_killed_at_any_moment_it_has_lost_nothing_and_goes_on(folder: Path, made: Lock, key: bytes) -> None:
    """VOICEGROUND_KILLS=300 for a longer look."""
    for number in range(SESSIONS):
        keep(folder, number)
    before = Counter(contents(folder).values())
    (folder.parent / "made.json").write_bytes(locking.as_file(made))
    chance = random.Random(6)
    for _ in range(KILLS):
        with turning(folder, key) as child:
            time.sleep(chance.uniform(0, 0.15))
            child.send_signal(signal.SIGKILL)
            child.wait()
        found = contents(folder)
        assert Counter(readable(data, key) for data in found.values()) == before
        assert lockup.lock_of(folder) or not any(map(locking.is_sealed, found.values()))
    lockup.lock(folder, made)
    assert lockup.unlock(folder, key).done == SESSIONS
    assert Counter(contents(folder).values()) == before
    assert not [path for path in folder.iterdir() if path.suffix != ".jsonl"]


def test_a_full_disk_leaves_every_session_whole(
    folder: Path, made: Lock, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        keep(folder, number)
    before = Counter(contents(folder).values())
    writes = iter([None, None, None, 28])
    real = os.fsync

    def full(descriptor: int) -> None:
        real(descriptor)
        if next(writes, 28) == 28:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(JournalError, match=r"No space left on device.*Nothing is lost"):
            lockup.lock(folder, made)
    assert Counter(readable(data, key) for data in contents(folder).values()) == before
    assert not [*folder.glob(".*")]
    assert lockup.lock(folder).busy == ()
    assert all(map(locking.is_sealed, contents(folder).values()))
