"""Sessions that were cut off: told apart from those that still run, and closed, with nothing taken away.

A line that a power cut left half written stays in its file: it is ended with a newline, so that what is
appended stands on a line of its own, and the entry after it says how many bytes of it were lost.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from voiceground.core.model import Ending
from voiceground.journal.held import hold
from voiceground.journal.lines import MOST_BYTES, Unseal, is_sealed, read_lines, written
from voiceground.journal.reading import KeptSession, newest_names, read_session
from voiceground.journal.record import append

NEWEST = 16
"""So many files are looked at: a start costs the same after ten sessions and after ten thousand."""

STILL_NEAR = timedelta(hours=6)
"""For so long after it was cut off, somebody may want to go on with a session."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """Where a session stood when it was cut off.

    Attributes:
        steps: the steps that had been entered, in order.
        kept: the numbers that were known, as the dialogue knows them.
    """

    steps: tuple[str, ...]
    kept: Mapping[str, str]


def newest(folder: Path, count: int = NEWEST) -> list[Path]:
    """The files of the sessions that were begun last, the newest last; none where they cannot be listed."""
    with contextlib.suppress(OSError):
        return [folder / name for name in newest_names(folder, count)]
    return []


def cut_off(folder: Path, script: str, now: datetime, unseal: Unseal | None = None) -> CutOff | None:
    """Where the newest session stood, if it was of this script and was cut off not long ago."""
    for path in reversed(newest(folder)):
        session, _ = read_session(path, unseal)
        if session and session.ended is None and _is_running(path):
            continue
        return _where(session, now) if session and session.script == script else None
    return None


def _where(session: KeptSession, now: datetime) -> CutOff | None:
    if session.ended not in {None, Ending.INTERRUPTED.value}:
        return None
    since = now - session.started - timedelta(seconds=session.seconds)
    if not timedelta(0) <= since <= STILL_NEAR:
        return None
    steps = [entry["step"] for entry in session.entries if isinstance(entry.get("step"), str)]
    return CutOff(tuple(map(str, steps)), {name: str(value) for name, value in session.numbers.items()})


def _is_running(path: Path) -> bool:
    """Whether a process that lives is still writing it; when nobody can tell, it is."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            return not hold(descriptor)
        finally:
            os.close(descriptor)
    return True


def close_cut_off(folder: Path) -> int:
    """Give an end to those of the newest sessions that have none and run no more; how many that were.

    What cannot be written stays as it is until the next time.
    """
    closed = 0
    for path in newest(folder):
        session, _ = read_session(path)
        if session and session.ended is None:
            with contextlib.suppress(OSError):
                closed += _close(path, session)
    return closed


def _close(path: Path, session: KeptSession) -> bool:
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
    try:
        size = os.fstat(descriptor).st_size
        if size > MOST_BYTES or not hold(descriptor):
            return False
        data = os.read(descriptor, size)
        last = data.rpartition(b"\n")[2]
        entry: dict[str, object] = {"at": session.seconds, "ended": Ending.INTERRUPTED.value}
        if last and (is_sealed(last) or read_lines(last) == [None]):
            entry["torn"] = len(last)
        append(descriptor, (b"\n" if last else b"") + written(entry) + b"\n")
        os.fsync(descriptor)
        return True
    finally:
        os.close(descriptor)
