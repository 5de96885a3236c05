"""How a number is said, and the names by which the care script speaks of a country's lines.

The words of a line are the script's (``scripts/care.yaml``); only what is filled in comes from here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from voiceground.care.lines import Kind, Line
from voiceground.core.languages import ENGLISH, Language
from voiceground.core.naming import OF_CARE

LONGEST_GROUP = 4
"""Digits that are said in one breath; longer groups are cut into threes."""

NOTHING: Mapping[str, str] = dict.fromkeys(OF_CARE, "")
"""Each name is empty where there is nothing true to say."""


def spoken(number: str, language: Language = ENGLISH) -> str:
    """A number digit by digit, in groups: "one one six, one two three".

    The groups are those that it is written in; what is neither digit nor sign parts them.
    """
    words = {str(digit): spoken[0] for digit, spoken in language.replies.numbers.items() if digit < 10}
    words |= language.clock.signs
    groups = [part for group in _groups(number, words) for part in _cut(group)]
    return ", ".join(" ".join(words[char] for char in group) for group in groups)


def _groups(number: str, known: Container[str]) -> Iterator[str]:
    for group in "".join(char if char in known else " " for char in number).split():
        while group and not group[0].isdigit():
            yield group[0]
            group = group[1:]  # noqa: PLW2901  what is left of it
        if group:
            yield group


def _cut(group: str) -> Iterator[str]:
    """Threes, and at the end what is left, if that is more than one digit."""
    while len(group) > LONGEST_GROUP:
        yield group[:3]
        group = group[3:]
    yield group


def month_of(listed: str, language: Language = ENGLISH) -> str:
    """The month of a list in words: "November 2026"."""
    year, month = listed.split("-")
    return language.clock.month.format(language.clock.months[int(month) - 1], year)


def names_of(
    country: str, lines: Sequence[Line], dates: Mapping[str, date], language: Language = ENGLISH
) -> Mapping[str, str]:
    """What the care script is told about a country's lines.

    The first crisis line of the list is the one that is said; the others are on the screen.

    Args:
        country: the setting; empty for none.
        lines: ``lines_for`` that country.
        dates: what the person confirmed.
        language: in whose words.
    """
    line = next((line for line in lines if line.kind is Kind.CRISIS and line.dial), None)
    by_text = next((other for other in lines if other.kind in {Kind.TEXT, Kind.CRISIS} and other.text), None)
    emergency = next((other for other in lines if other.kind is Kind.EMERGENCY), None)
    silent = any(other.kind is Kind.SILENT for other in lines)
    names = {**NOTHING, "care-country": country.strip().upper(), "care-more": "yes" if silent else ""}
    if line:
        names |= {
            "care-number": spoken(line.dial, language),
            "care-line": line.aloud,
            "care-only": line.only,
            "care-listed": month_of(line.listed, language),
            "care-confirmed": "yes" if line.key in dates else "",
        }
    if line and by_text:
        names |= {"care-text": spoken(by_text.text, language), "care-word": by_text.text_word.lower()}
    if emergency:
        names["care-emergency"] = spoken(emergency.dial, language)
    return names
