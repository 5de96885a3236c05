"""What a session is told about here and now, for lines that name the time, the date or the place.

The core has no clock. What is said comes from the machine's own clock and from the settings, in words as a
person would say them: a voice reads "7:05" as three numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
HOURS = (
    *("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "eleven",
)
PAST = ("", "five past ", "ten past ", "a quarter past ", "twenty past ", "twenty-five past ", "half past ")
TO = ("", "five to ", "ten to ", "a quarter to ", "twenty to ", "twenty-five to ")
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def given(now: datetime, *, name: str = "", place: str = "") -> Mapping[str, str]:
    """The names that every script may use. An empty one takes its part of the line along.

    Args:
        now: the local time.
        name: what the person wants to be called.
        place: where the person usually is, as it stands after "in" or "at".
    """
    return {"name": name, "time": time_in_words(now), "date": date_in_words(now), "place": place}


def time_in_words(now: datetime) -> str:
    """The time to five minutes, such as ``about ten past seven in the evening``."""
    fives = (now.hour * 60 + now.minute + 2) // 5 % (24 * 12)
    hour, five = divmod(fives, 12)
    if five == 0 and hour in {0, 12}:
        return "about noon" if hour else "about midnight"
    if five <= 6:
        spoken = PAST[five] + HOURS[hour % 12] + ("" if five else " o'clock")
    else:
        spoken = TO[12 - five] + HOURS[(hour + 1) % 12]
    return f"about {spoken} {_part_of_day(hour)}"


def date_in_words(now: datetime) -> str:
    """The date, such as ``Wednesday, the 25th of November 2026``."""
    ordinal = f"{now.day}{ORDINALS.get(now.day, 'th')}"
    return f"{DAYS[now.weekday()]}, the {ordinal} of {MONTHS[now.month - 1]} {now.year}"


def _part_of_day(hour: int) -> str:
    if 5 <= hour < 12:
        return "in the morning"
    if 12 <= hour < 18:
        return "in the afternoon"
    return "in the evening" if 18 <= hour < 22 else "at night"
