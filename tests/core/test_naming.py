"""Names in lines: what is known is said, and what is not known leaves no hole."""

from __future__ import annotations

import pytest

from voiceground.core.naming import filled, filled_or_bare

KNOWN = {"name": "Ada", "time": "noon", "date": "Monday", "place": "", "before": "8", "after": " 4 "}
NOBODY = {**KNOWN, "name": ""}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("I'm with you.", "I'm with you."),
        ("I'm with you, {name}.", "I'm with you, Ada."),
        ("It is {time} on {date}.", "It is noon on Monday."),
        ("It is {time}, here in {place}.", "It is noon."),
        ("It is {time}. You are in {place}. I'm here.", "It is noon. I'm here."),
        ("Your number was {before}, and now it is {after}.", "Your number was 8, and now it is 4."),
        ("Your number was {never}, and now it is {after}.", "Now it is 4."),
        ("Your number was {before}, and now it is {never}.", "Your number was 8."),
        ("Was it {never}?", ""),
        ("You are in {place}.", ""),
        ("Here in {place}, is it quiet?", "Is it quiet?"),
        ("{ name }, are you there?", "Ada, are you there?"),
    ],
)
def test_what_is_known_is_said(line: str, said: str) -> None:
    assert filled(line, KNOWN) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("I'm with you, {name}.", "I'm with you."),
        ("{name}, I'm with you.", "I'm with you."),
        ("I'm here, {name}, with you.", "I'm here, with you."),
        ("Hello {name}.", "Hello."),
        ("Hello {name}, it is {time}.", "Hello, it is noon."),
        ("Welcome back, {name}! It is {time}.", "Welcome back! It is noon."),
        ("{name}?", ""),
    ],
)
def test_who_gave_no_name_is_not_called_by_a_hole(line: str, said: str) -> None:
    assert filled(line, NOBODY) == said


def test_a_question_is_asked_even_when_its_name_is_empty() -> None:
    assert filled_or_bare("Is it above {never} now?", KNOWN) == "Is it above now?"


def test_what_a_name_stands_for_is_never_looked_into_again() -> None:
    assert filled("You said {a}.", {"a": "{b}", "b": "no"}) == "You said {b}."
