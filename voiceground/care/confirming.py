"""Which numbers the person has confirmed, and when: their own small file, never part of the list.

Rule: a confirmation belongs to the digits. Where the list changes a number, nothing is confirmed any more.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voiceground import private
from voiceground.care.lines import Line
from voiceground.errors import CareError

OLD_AFTER = 365
"""Days after which a confirmation, or a list that nobody confirmed, is old."""

HEAD = "# The numbers that you have confirmed, and when. Written by voiceground; it may be removed.\n"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that the person may want to look at.

    Attributes:
        line: which one.
        confirmed: when it was confirmed; None for never.
        days: how long ago that was; for one never confirmed, how old the list is (from the end of its month).
        is_old: more than twelve months.
    """

    line: Line
    confirmed: date | None
    days: int
    is_old: bool


def confirmed(path: Path) -> Mapping[str, date]:
    """When each line was confirmed, by ``Line.key``; empty where no file is.

    Raises:
        CareError: the file cannot be read.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CareError(
            f"What you confirmed in {path} cannot be read ({error}). All numbers count as not confirmed. "
            "Mend or remove the file."
        ) from error
    return {key: value for key, value in values.items() if type(value) is date}


def confirm(path: Path, line: Line, on: date | None) -> None:
    """Keep that the person has confirmed a line on a day; None takes a confirmation back.

    Raises:
        CareError: it cannot be kept.
    """
    kept = {key: day for key, day in confirmed(path).items() if key != line.key}
    if on is not None:
        kept[line.key] = on
    rows = (f"{json.dumps(key, ensure_ascii=False)} = {day.isoformat()}\n" for key, day in kept.items())
    try:
        private.write(path, (HEAD + "".join(rows)).encode())
    except OSError as error:
        raise CareError(
            f"What you confirmed cannot be kept in {path.parent} ({error.strerror}). "
            "The number stays as it was."
        ) from error


def doubts(lines: Iterable[Line], dates: Mapping[str, date], today: date) -> tuple[Doubt, ...]:
    """The lines that were never confirmed, or longer than twelve months ago, in the order of the list."""
    looked = (_doubt(line, dates.get(line.key), today) for line in lines)
    return tuple(doubt for doubt in looked if doubt.confirmed is None or doubt.is_old)


def _doubt(line: Line, on: date | None, today: date) -> Doubt:
    year, month = map(int, line.listed.split("-"))
    since = on or date(year + month // 12, month % 12 + 1, 1)
    days = max(0, (today - since).days)
    return Doubt(line, on, days, days > OLD_AFTER)
