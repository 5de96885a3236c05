"""The time, the date and the place, in words that a voice can say."""

from __future__ import annotations

import datetime as dt

import pytest

from voiceground.given import date_in_words, given, time_in_words

MORNING, AFTERNOON, EVENING, NIGHT = "in the morning", "in the afternoon", "in the evening", "at night"


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("07:00", f"about seven o'clock {MORNING}"),
        ("07:02", f"about seven o'clock {MORNING}"),
        ("07:03", f"about five past seven {MORNING}"),
        ("09:15", f"about a quarter past nine {MORNING}"),
        ("11:30", f"about half past eleven {MORNING}"),
        ("11:35", f"about twenty-five to twelve {MORNING}"),
        ("11:58", "about noon"),
        ("12:10", f"about ten past twelve {AFTERNOON}"),
        ("15:44", f"about a quarter to four {AFTERNOON}"),
        ("18:20", f"about twenty past six {EVENING}"),
        ("22:40", f"about twenty to eleven {NIGHT}"),
        ("23:59", "about midnight"),
        ("00:07", f"about five past twelve {NIGHT}"),
        ("00:40", f"about twenty to one {NIGHT}"),
        ("03:55", f"about five to four {NIGHT}"),
        ("12:57", f"about five to one {AFTERNOON}"),
        ("21:58", f"about ten o'clock {NIGHT}"),
    ],
)
def test_the_time_is_said_as_a_person_says_it(clock: str, words: str) -> None:
    assert time_in_words(dt.datetime.fromisoformat(f"2026-11-25T{clock}:30+00:00")) == words


def test_every_minute_of_a_day_has_words_without_digits() -> None:
    start = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    said = [time_in_words(start + dt.timedelta(minutes=minute)) for minute in range(24 * 60)]
    assert not any(char.isdigit() for words in said for char in words)
    assert len(set(said)) == 24 * 12


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-25", "Wednesday, the 25th of November 2026"),
        ("2027-01-01", "Friday, the 1st of January 2027"),
        ("2026-05-02", "Saturday, the 2nd of May 2026"),
        ("2026-05-13", "Wednesday, the 13th of May 2026"),
        ("2026-08-23", "Sunday, the 23rd of August 2026"),
        ("2026-08-31", "Monday, the 31st of August 2026"),
    ],
)
def test_the_date_is_said_whole(day: str, words: str) -> None:
    assert date_in_words(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")) == words


def test_what_was_not_set_is_empty() -> None:
    names = given(dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
    assert set(names) == {"name", "time", "date", "place"}
    assert names["name"] == names["place"] == ""


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("07:10", "cerca de las siete y diez de la mañana"),
        ("13:15", "cerca de la una y cuarto de la tarde"),
        ("19:30", "cerca de las siete y media de la tarde"),
        ("22:50", "cerca de las diez y cincuenta de la noche"),
        ("03:00", "cerca de las tres de la madrugada"),
        ("12:01", "cerca del mediodía"),
    ],
)
def test_the_time_is_said_in_spanish(clock: str, words: str) -> None:
    now = dt.datetime.fromisoformat(f"2026-11-25T{clock}:00+00:00")
    names = given(now, language="es")
    assert names["time"] == words
    assert names["date"] == "miércoles, 25 de noviembre de 2026"
