"""What is done about the journal beside a session, when the voice is there and nobody waits for it.

Sessions that were cut off are given an end, and those that are older than the person wants to keep are
removed. A start must not wait for a disk, so this comes some seconds later, or when the session ends.
"""

from __future__ import annotations

import contextlib
import threading
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from voiceground.journal.cut import close_cut_off
from voiceground.journal.reading import session_names
from voiceground.journal.record import NEW

STAMP = "%Y%m%dT%H%M%S"

AFTER_SECONDS = 10.0
"""When it is done: the first words are spoken by then."""

WRONG_CLOCK = timedelta(days=366)
"""A clock that says that nothing was kept for so long is more likely wrong than right."""

JUST_NOW = timedelta(minutes=1)
"""What began within it is this session."""


class Tidying:
    """Tidies a journal a little later, and once.

    Args:
        folder: where the journal lives.
        now: the local time, with its zone.
        days: after how many days a session is removed; 0 for never.
        after: how many seconds later.
    """

    def __init__(self, folder: Path, now: datetime, days: int, after: float = AFTER_SECONDS) -> None:
        self._todo = [(folder, now, days)]
        self._lock = threading.Lock()
        self._timer = threading.Timer(after, self._tidy)
        self._timer.daemon = True
        self._timer.start()

    def close(self) -> None:
        """Do it now, or wait until it is done."""
        self._timer.cancel()
        self._tidy()

    def _tidy(self) -> None:
        with self._lock:
            while self._todo:
                tidy(*self._todo.pop())


def tidy(folder: Path, now: datetime, days: int) -> None:
    """Close what was cut off, and remove what is older than so many days.

    Never raises: what cannot be done now can be done the next time.
    """
    close_cut_off(folder)
    with contextlib.suppress(OSError):
        for path in [*_older(folder, now, days), *_abandoned(folder, now)]:
            path.unlink(missing_ok=True)


def _older(folder: Path, now: datetime, days: int) -> list[Path]:
    """The files of sessions that began more than so many days ago, as their names tell; no others."""
    today = now.replace(tzinfo=None)
    names = session_names(folder)
    earlier = names[: bisect_left(names, _stamp(today - JUST_NOW))]
    last = next((moment for name in reversed(earlier) if (moment := begun(name))), None)
    if not days or last is None or today - last > WRONG_CLOCK:
        return []
    old = earlier[: bisect_left(earlier, _stamp(today - timedelta(days=days)))]
    return [folder / name for name in old if begun(name)]


def _abandoned(folder: Path, now: datetime) -> Iterator[Path]:
    """Files that never got their name, since yesterday: nothing but a first line is in them."""
    for path in folder.glob(f".*{NEW}"):
        moment = begun(path.name[1:])
        if moment and now.replace(tzinfo=None) - moment > timedelta(days=1):
            yield path


def _stamp(moment: datetime) -> str:
    """How the name of a session begins that was begun then: names sort as their times do."""
    return moment.strftime(STAMP)


def begun(name: str) -> datetime | None:
    """When a session began, by the name of its file; None where it is no name of ours."""
    with contextlib.suppress(ValueError):
        return datetime.strptime(name[:15], STAMP)  # noqa: DTZ007  names tell the local time
    return None
