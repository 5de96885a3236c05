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
from voiceground.care.panel_texts import TEXTS, Texts
from voiceground.care.saying import month_of
from voiceground.core import languages
from voiceground.core.events import Panel

WIDTH = 76
"""Characters of a line: an ordinary terminal has 80."""

FOR_NUMBERS = (Kind.CRISIS, Kind.TEXT, Kind.EMERGENCY, Kind.SILENT, Kind.ABUSE)
FOR_NEAR = (Kind.EMERGENCY, Kind.SILENT, Kind.ABUSE)
"""What each panel holds, in its order."""


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


def panels(country: Country, *, keys: bool, language: str = "en") -> Mapping[Panel, tuple[str, ...]]:
    """Every panel, line by line.

    Args:
        country: whose numbers.
        keys: whether there are keys, so that telling them is of use.
        language: its code; English where there are no texts in it.
    """
    texts = TEXTS.get(language.partition("-")[0].lower(), TEXTS["en"])
    kinds = {Panel.NUMBERS: FOR_NUMBERS, Panel.NEAR: FOR_NEAR}
    told = {Panel.NUMBERS: (texts.keys, texts.quiet), Panel.NEAR: (texts.keys,)}
    return {panel: (*_panel(country, kinds[panel], texts), *(told[panel] if keys else ())) for panel in Panel}


def _panel(country: Country, kinds: Sequence[Kind], texts: Texts) -> Iterator[str]:
    lines = [line for kind in kinds for line in country.lines if line.kind is kind]
    if not country.code:
        yield from texts.no_country
    elif not lines:
        yield texts.no_lines.format(country.code)
    else:
        for line in lines:
            mark = "+" if line.key in country.dates else "-"
            yield from _entry(mark, line, texts, is_short=kinds is FOR_NEAR)
        yield from _about(lines, country.dates, texts)


def _entry(mark: str, line: Line, texts: Texts, *, is_short: bool) -> Iterator[str]:
    """A line of the list: the number first, then what it is; how it is used stands below."""
    about = "" if is_short else ", ".join(filter(None, (line.shown("hours"), line.shown("cost"))))
    head = f"{mark} {_number(line, texts)}   {_name(line, texts)}"
    fits = about and len(head) + len(about) + 3 <= WIDTH
    yield f"{head}   {about}" if fits else head
    for below in ("" if fits else about, line.how):
        yield from wrap(below, WIDTH, initial_indent="    ", subsequent_indent="    ")


def _number(line: Line, texts: Texts) -> str:
    """What is dialled, and where a text message goes to, as they are written."""
    if not line.text:
        return line.dial
    message = f"{line.text_word} {texts.to} {line.text}" if line.text_word else line.text
    return f"{line.dial}, {texts.or_text} {message}" if line.dial else f"{texts.text} {message}"


def _name(line: Line, texts: Texts) -> str:
    name = line.name
    if line.kind is Kind.EMERGENCY:
        name = name.removeprefix(line.dial).strip()
        if "emergency" not in name.lower():
            name = f"{texts.emergency}: {name}" if name[:1].isalpha() else f"{texts.emergency} {name}".strip()
    return f"{name} ({texts.only.format(line.only)})" if line.only and line.only not in name else name


def _about(lines: Sequence[Line], dates: Mapping[str, date], texts: Texts) -> Iterator[str]:
    confirmed = any(line.key in dates for line in lines)
    month = month_of(max(line.listed for line in lines), languages.of(texts.code))
    yield texts.from_list.format(month, texts.some_confirmed if confirmed else texts.none_confirmed)
    yield texts.traces
