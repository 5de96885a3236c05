"""The newest sessions of a journal, however long it is: by their names, without opening the others."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from voiceground.journal.helping import order
from voiceground.journal.lines import Unseal
from voiceground.journal.reading import Sessions, read_files, session_names

REMEMBERED = 200
"""Sessions that the order of offers goes by: some months for most people, a few hundredths of a second."""


def newest(folder: Path, most: int | None, unseal: Unseal | None = None) -> tuple[Sessions, int]:
    """The newest sessions, and how many there are in all.

    Args:
        folder: where the journal lives.
        most: how many to read; None for all.
        unseal: opens sealed lines.

    Raises:
        OSError: the folder cannot be listed.
    """
    names = session_names(folder)
    wanted = names if most is None else names[max(0, len(names) - most) :]
    with _uncollected():
        return read_files([folder / name for name in wanted], unseal), len(names)


@contextmanager
def _uncollected() -> Iterator[None]:
    """What is read holds no cycles; to look for them in 10,000 sessions would take a fifth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def order_for(
    folder: Path, candidates: Mapping[str, Sequence[str]], unseal: Unseal | None = None
) -> Mapping[str, tuple[str, ...]]:
    """What each door offers, best first, by the newest sessions of a journal.

    What cannot be read is passed over: a session never waits or fails for its history, and then the usual
    order holds.

    Args:
        folder: where the journal lives.
        candidates: the tools of each door, in their usual order.
        unseal: opens sealed lines.
    """
    try:
        sessions, _ = newest(folder, REMEMBERED, unseal)
    except OSError:
        return order((), candidates)
    return order(sessions.kept, candidates)
