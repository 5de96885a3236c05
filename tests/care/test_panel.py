"""What is pinned to the screen: the digits as they are written, and nothing that was left out on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from voiceground.care.lines import Kind, countries, lines_for
from voiceground.care.panel import WIDTH, Country, panels
from voiceground.care.panel_texts import ENGLISH, TEXTS
from voiceground.core.events import Panel

NOBODY: Mapping[str, date] = {}

LEFT_OUT = ("AYUDA", "600 000 016", "300 754 8933", "1-800-891-4416", "116 117")
"""What the notes of the list say is not to be shown, or that is no line of its own."""


def text(country: str, panel: Panel = Panel.NUMBERS, dates: Mapping[str, date] = NOBODY) -> str:
    return "\n".join(panels(Country(country, lines_for(country), dates), keys=True)[panel])


@pytest.mark.parametrize("country", [*countries(), "SE", "XX", ""])
def test_every_number_is_shown_as_it_is_written_and_nothing_that_was_left_out(country: str) -> None:
    shown = text(country)
    for line in lines_for(country):
        assert line.dial in shown
        assert line.text in shown
        assert line.text_word in shown
    assert not any(number in shown for number in LEFT_OUT)
    assert all(len(row) <= WIDTH + 24 for row in shown.splitlines())
    assert ENGLISH.keys in shown


def test_where_somebody_is_near_it_is_emergency_silence_and_abuse_lines_alone() -> None:
    shown = text("GB", Panel.NEAR)
    assert "999" in shown
    assert "press 55" in shown
    assert "0808 2000 247" in shown
    assert "Samaritans" not in shown
    assert "SHOUT" not in shown


def test_no_country_says_that_none_is_set_and_how_to_set_one() -> None:
    assert all(row in text("") for row in ENGLISH.no_country)


def test_a_country_without_a_line_asks_who_could_be_called() -> None:
    assert "There is no checked number for XX here. Who could you call?" in text("XX")


def test_what_was_confirmed_is_marked_and_the_list_is_named() -> None:
    line = next(line for line in lines_for("GB") if line.kind is Kind.CRISIS)
    assert "You have not confirmed any of them yet." in text("GB")
    marked = text("GB", dates={line.key: date(2026, 11, 27)})
    assert "+ 116 123" in marked
    assert "From a list of November 2026." in marked


@pytest.mark.parametrize("code", TEXTS)
def test_every_language_shows_the_same_digits(code: str) -> None:
    shown = "\n".join(panels(Country("GB", lines_for("GB")), keys=True, language=code)[Panel.NUMBERS])
    assert TEXTS[code].keys in shown
    for line in lines_for("GB"):
        assert line.dial in shown
        assert line.text in shown
