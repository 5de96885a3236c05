"""What a session is told about here and now, for lines that name the time, the date or the place.

The core has no clock. What is said comes from the machine's own clock and from the settings, in words as a
person would say them: a voice reads "7:05" as three numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from voiceground.core import languages
from voiceground.core.languages import ENGLISH
from voiceground.core.languages.language import Clock


def given(
    now: datetime, *, name: str = "", place: str = "", language: str = ENGLISH.code
) -> Mapping[str, str]:
    """The names that every script may use. An empty one takes its part of the line along.

    Args:
        now: the local time.
        name: what the person wants to be called.
        place: where the person usually is, as it stands after "in" or "at".
        language: the code of what is spoken.
    """
    clock = languages.of(language).clock
    time, date = time_in_words(now, clock), date_in_words(now, clock)
    return {"name": name, "time": time, "date": date, "place": place}


def time_in_words(now: datetime, clock: Clock = ENGLISH.clock) -> str:
    """The time to five minutes, such as ``about ten past seven in the evening``."""
    fives = (now.hour * 60 + now.minute + 2) // 5 % (24 * 12)
    hour, five = divmod(fives, 12)
    if five == 0 and hour in {0, 12}:
        return clock.noon if hour else clock.midnight
    spoken = clock.minutes[five].format(clock.hours[hour % 12], clock.hours[(hour + 1) % 12])
    part = next(words for until, words in clock.parts if hour < until)
    return clock.about.format(spoken, part)


def date_in_words(now: datetime, clock: Clock = ENGLISH.clock) -> str:
    """The date, such as ``Wednesday, the 25th of November 2026``."""
    day = clock.days.get(now.day, clock.other_days).format(now.day)
    return clock.date.format(clock.weekdays[now.weekday()], day, clock.months[now.month - 1], now.year)
