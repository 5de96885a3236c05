"""What a journal comes to, for the page: numbers over time, doors, and the path of each session. Pure.

However many sessions there are, the page stays readable: what would be more than ``MOST_POINTS`` points is
drawn together by day, week, month, quarter or year, and only the newest sessions are told one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from voiceground.journal.helping import AFTER, BEFORE, Tally, tallies
from voiceground.journal.reading import KeptSession

MOST_POINTS = 60
MOST_PATHS = 200
LONGEST_PATH = 200
"""Moments of one session that are told; whoever wants more has the file."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Point:
    """The numbers of one session, or the middle of those of one span of time.

    Attributes:
        when: where it stands on the axis.
        label: when that was, in words.
        sessions: how many it is made of.
        before: 0 to 10; None where none was given.
        after: likewise.
    """

    when: datetime
    label: str
    sessions: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers over time.

    Attributes:
        span: what a point stands for: ``session``, ``day``, ``week``, ``month``, ``quarter`` or ``year``.
        points: oldest first, at most ``MOST_POINTS`` unless there are more years than that.
    """

    span: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """A door and what was used there, most used first."""

    name: str
    tools: tuple[tuple[str, Tally], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing of a session: when, in minutes and seconds from its start, and what."""

    at: str
    what: str


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


SPANS: Mapping[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": _week,
    "month": lambda day: day.replace(day=1),
    "quarter": _quarter,
    "year": lambda day: day.replace(month=1, day=1),
}
"""The spans of time from short to long, and the first day of the one that a day lies in."""


def _called(span: str, first: date) -> str:
    """What a span that begins on a day is called."""
    match span:
        case "day":
            return day_of(first)
        case "week":
            return f"from {day_of(first)}"
        case "month":
            return f"{first:%b %Y}"
        case "quarter":
            return f"{first:%b} to {first.replace(month=first.month + 2):%b %Y}"
        case _:
            return f"{first:%Y}"


def day_of(moment: date) -> str:
    """A day, such as ``7 Mar 2026``."""
    return f"{moment.day} {moment:%b %Y}"


def series(sessions: Iterable[KeptSession]) -> Series:
    """The numbers of all sessions that have any, oldest first."""
    counted = [session for session in sessions if {BEFORE, AFTER} & session.numbers.keys()]
    if len(counted) <= MOST_POINTS:
        return Series("session", tuple(_alone(session) for session in counted))
    for span in SPANS:
        groups = _groups(counted, SPANS[span])
        if len(groups) <= MOST_POINTS:
            break
    return Series(span, tuple(_together(group, _called(span, day)) for day, group in groups.items()))


def _groups(
    sessions: Iterable[KeptSession], first: Callable[[date], date]
) -> Mapping[date, Sequence[KeptSession]]:
    groups: dict[date, list[KeptSession]] = {}
    for session in sessions:
        groups.setdefault(first(session.started.date()), []).append(session)
    return groups


def _alone(session: KeptSession) -> Point:
    before, after = (session.numbers.get(name) for name in (BEFORE, AFTER))
    label = f"{day_of(session.started)}, {session.started:%H:%M}"
    return Point(session.started, label, 1, before, after)


def _together(group: Sequence[KeptSession], label: str) -> Point:
    before, after = (_middle(group, number) for number in (BEFORE, AFTER))
    return Point(group[0].started, label, len(group), before, after)


def _middle(group: Sequence[KeptSession], name: str) -> float | None:
    given = [session.numbers[name] for session in group if name in session.numbers]
    return median(given) if given else None


def doors(sessions: Iterable[KeptSession]) -> tuple[Door, ...]:
    """What was used at which door; the doors by name."""
    found: dict[str, list[tuple[str, Tally]]] = {}
    for (door, tool), tally in tallies(sessions).items():
        found.setdefault(door, []).append((tool, tally))
    return tuple(
        Door(shown(door), tuple((shown(tool), tally) for tool, tally in sorted(tools, key=_most_used)))
        for door, tools in sorted(found.items())
    )


def _most_used(tool: tuple[str, Tally]) -> tuple[int, str]:
    return -len(tool[1].uses), tool[0]


HOW = {
    "word": "after a word",
    "number": "after a number",
    "signal": "after a tap or a hum",
    "key": "after a key",
    "silence": "after a silence",
    "unclear": "after words that were not understood",
}
"""How a reply was given, as it stands after the step that it led to."""


def path(session: KeptSession) -> Iterator[Moment]:
    """What happened in a session, in order; what this version does not know is left out."""
    how = ""
    for entry in session.entries:
        at = clock(entry.get("at"))
        match entry:
            case {"step": str(step)}:
                yield Moment(at, f"{shown(step)}{how}")
                how = ""
            case {"reply": {"heard": str(heard)}}:  # where everything is kept
                how = f', after "{shown(heard)}"'
            case {"reply": {"kind": str(kind)}}:
                how = f", {HOW[kind]}" if kind in HOW else ""
            case {"number": dict(numbers)}:
                told = (f"your number {shown(name)}: {shown(value)}" for name, value in numbers.items())
                yield Moment(at, ", ".join(told))
            case {"note": str(note)}:
                yield Moment(at, f"note: {shown(note)}")
            case {"ended": str(ended)}:
                yield Moment(at, f"ended: {shown(ended)}")


def clock(seconds: object) -> str:
    """Seconds as minutes and seconds, such as ``2:05``."""
    if not isinstance(seconds, int | float) or not 0 <= seconds < 1e6:
        return ""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def shown(value: object) -> str:
    """A value of a file as text that a page can be trusted with: printable, and not too long."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(value)[: LONGEST_NAME + 1])
    return text if len(text) <= LONGEST_NAME else text[:LONGEST_NAME] + "..."


def went(session: KeptSession) -> str:
    """What the numbers of a session say, in words that weigh nothing."""
    before, after = (session.numbers.get(name) for name in (BEFORE, AFTER))
    match before, after:
        case None, None:
            return ""
        case None, _:
            return f"your number after: {after}"
        case _, None:
            return f"your number before: {before}"
        case _ if before == after:
            return f"your number stayed at {after}"
        case _:
            return f"your number went from {before} to {after}"
