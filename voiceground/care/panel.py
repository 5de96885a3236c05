"""What is pinned to the screen in a hard moment: numbers as they are written, and how each is used.

Rule 1: digits are shown as the list has them; what is disputed there is not shown.
Rule 2: where somebody near may be the danger, the text is small and holds only what fits that: emergency
numbers, how to ask without speaking, and lines for abuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap

from voiceground.care.lines import Kind, Line
from voiceground.care.saying import month_of
from voiceground.core.events import Panel

WIDTH = 76
"""Characters of a line: an ordinary terminal has 80."""

FOR_NUMBERS = (Kind.CRISIS, Kind.TEXT, Kind.EMERGENCY, Kind.SILENT, Kind.ABUSE)
FOR_NEAR = (Kind.EMERGENCY, Kind.SILENT, Kind.ABUSE)
"""What each panel holds, in its order."""

NO_COUNTRY = (
    "No country is set, so there is no number here.",
    'To set one: voiceground help --country GB, or country = "GB" in the settings,',
    "or voiceground setup, which asks for it.",
)
NO_LINES = "There is no checked number for {country} here. Who could you call?"
FROM_LIST = "From a list of {month}. {confirmed}"
NONE_CONFIRMED = "You have not confirmed any of them yet."
SOME_CONFIRMED = "Those marked + you have confirmed."
TRACES = "A call may stay in the phone's list of calls."
KEYS = "[d] puts this away   [x] ends this and clears the screen"
QUIET = "[q] be quiet: somebody is near"


@dataclass(frozen=True, slots=True)
class Country:
    """What is known for the person's country.

    Attributes:
        code: two letters; empty where none is set.
        lines: ``lines_for`` it.
        dates: what the person confirmed (``confirming.confirmed``).
    """

    code: str = ""
    lines: tuple[Line, ...] = ()
    dates: Mapping[str, date] = field(default_factory=dict)


def panels(country: Country, *, keys: bool) -> Mapping[Panel, tuple[str, ...]]:
    """Every panel, line by line; ``keys`` tells which keys there are."""
    kinds = {Panel.NUMBERS: FOR_NUMBERS, Panel.NEAR: FOR_NEAR}
    told = {Panel.NUMBERS: (KEYS, QUIET), Panel.NEAR: (KEYS,)}
    return {panel: (*_panel(country, kinds[panel]), *(told[panel] if keys else ())) for panel in Panel}


def _panel(country: Country, kinds: Sequence[Kind]) -> Iterator[str]:
    lines = [line for kind in kinds for line in country.lines if line.kind is kind]
    if not country.code:
        yield from NO_COUNTRY
    elif not lines:
        yield NO_LINES.format(country=country.code)
    else:
        dates = country.dates
        for line in lines:
            yield from _entry(line, is_confirmed=line.key in dates, is_short=kinds is FOR_NEAR)
        yield from _about(lines, dates)


def _entry(line: Line, *, is_confirmed: bool, is_short: bool) -> Iterator[str]:
    """A line of the list: the number first, then what it is; how it is used stands below."""
    number = line.dial or "text"
    if line.text:
        message = f"{line.text_word} to {line.text}".strip() if line.text_word else line.text
        number = f"{line.dial}, or text {message}" if line.dial else f"text {message}"
    about = "" if is_short else ", ".join(filter(None, (line.shown("hours"), line.shown("cost"))))
    head = f"{'+' if is_confirmed else '-'} {number}   {_name(line)}"
    fits = about and len(head) + len(about) + 3 <= WIDTH
    yield f"{head}   {about}" if fits else head
    for below in ("" if fits or is_short else about, line.how):
        yield from wrap(below, WIDTH, initial_indent="    ", subsequent_indent="    ")


def _name(line: Line) -> str:
    name = line.name.removeprefix(line.dial).strip() if line.kind is Kind.EMERGENCY else line.name
    if line.kind is Kind.EMERGENCY and "emergency" not in name.lower():
        name = f"Emergency: {name}" if name[:1].isalpha() else f"Emergency {name}".strip()
    return f"{name} (only {line.only})" if line.only and line.only not in name else name


def _about(lines: Sequence[Line], dates: Mapping[str, date]) -> Iterator[str]:
    confirmed = any(line.key in dates for line in lines)
    month = month_of(max(line.listed for line in lines))
    yield FROM_LIST.format(month=month, confirmed=SOME_CONFIRMED if confirmed else NONE_CONFIRMED)
    yield TRACES
