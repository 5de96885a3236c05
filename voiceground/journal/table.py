"""Sessions as a table for a terminal: newest first, eighty columns, nothing drawn, one line a session.

A screen reader reads it line by line, so every cell is a word or a number, and an empty one is a dash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voiceground.journal.helping import AFTER, BEFORE
from voiceground.journal.reading import KeptSession

WIDTHS = (16, 24, 7, 11, 6, 5)
"""Columns; with two spaces between them, 79."""
HEADS = ("started", "script", "minutes", "ended", "before", "after")
RIGHT = frozenset({"minutes", "before", "after"})
NOT_ENDED = "not yet"
NONE = "-"


def table(sessions: Iterable[KeptSession]) -> Iterator[str]:
    """The head and a line for each session, in the order given."""
    yield _line(HEADS)
    for session in sessions:
        yield _line(cells(session))


def cells(session: KeptSession) -> tuple[str, ...]:
    """What is told of a session, in the order of ``HEADS``."""
    numbers = (session.numbers.get(name) for name in (BEFORE, AFTER))
    return (
        f"{session.started:%Y-%m-%d %H:%M}",
        session.script,
        minutes(session.seconds),
        session.ended or NOT_ENDED,
        *(NONE if number is None else str(number) for number in numbers),
    )


def minutes(seconds: float) -> str:
    """How long, in minutes with one decimal."""
    return f"{seconds / 60:.1f}"


def _line(words: Iterable[str]) -> str:
    row = zip(HEADS, WIDTHS, words, strict=True)
    return "  ".join(_cell(word, width, right=head in RIGHT) for head, width, word in row).rstrip()


def _cell(word: str, width: int, *, right: bool) -> str:
    shown = word if len(word) <= width else word[: width - 3] + "..."
    return shown.rjust(width) if right else shown.ljust(width)
