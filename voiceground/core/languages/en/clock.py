"""The time and the date in English."""

from __future__ import annotations

from voiceground.core.languages.language import Clock

CLOCK = Clock(
    hours=(
        *("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        "eleven",
    ),
    minutes=(
        *("{0} o'clock", "five past {0}", "ten past {0}", "a quarter past {0}", "twenty past {0}"),
        *("twenty-five past {0}", "half past {0}", "twenty-five to {1}", "twenty to {1}"),
        *("a quarter to {1}", "ten to {1}", "five to {1}"),
    ),
    parts=(
        (5, "at night"),
        (12, "in the morning"),
        (18, "in the afternoon"),
        (22, "in the evening"),
        (24, "at night"),
    ),
    about="about {} {}",
    noon="about noon",
    midnight="about midnight",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    date="{}, the {} of {} {}",
    month="{} {}",
    signs={"*": "star", "#": "hash", "+": "plus"},
    days={1: "{}st", 2: "{}nd", 3: "{}rd", 21: "{}st", 22: "{}nd", 23: "{}rd", 31: "{}st"},
    other_days="{}th",
)
