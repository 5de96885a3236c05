"""The second part of set-up: who could be called, who may overhear, what is kept, and that stop works.

A number counts as checked only after a yes; silence leaves everything as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from voiceground.care.lines import Kind, Line, lines_for
from voiceground.care.saying import month_of, spoken
from voiceground.core.model import Script
from voiceground.core.replies import normal
from voiceground.journal.levels import Keep
from voiceground.script.load import load_text

PATH = Path("setup-choices.yaml")
COUNTRY, CHECKED, KEEP, COVER, WHISPER = "country", "checked", "keep", "cover", "whisper"

COUNTRIES: Mapping[str, str] = {
    "AR": "Argentina",
    "AU": "Australia",
    "AT": "Austria",
    "BE": "Belgium",
    "CA": "Canada",
    "CL": "Chile",
    "CO": "Colombia",
    "FR": "France",
    "DE": "Germany",
    "IN": "India",
    "IE": "Ireland",
    "IT": "Italy",
    "MX": "Mexico",
    "NL": "the Netherlands / Holland",
    "NZ": "New Zealand",
    "NO": "Norway",
    "PL": "Poland",
    "PT": "Portugal",
    "ZA": "South Africa",
    "ES": "Spain",
    "CH": "Switzerland",
    "GB": "the United Kingdom / Britain / England",
    "US": "the United States / America",
}
"""The countries of the list, by their names: how each is said first, then what else it may be called."""

A_PAGE = 2
"""Countries that are read at once; the third item goes on."""

LEVELS: Mapping[str, str] = {
    "Times, steps and numbers": Keep.NUMBERS.value,
    "My answers too": Keep.FULL.value,
    "Nothing at all": Keep.NOTHING.value,
}
"""What can be kept, as it is read in the menu, and the setting that it stands for."""

HEAD = """\
voiceground: 1
id: setup-choices
title: A few choices
summary: Who could be called, what is kept, and that stop works.
level: calm
minutes: 2
cautions: [It is for a calm moment.]
sources: [Content guide 2.5, 2.6 and 3]
reviewed: nobody yet
start: {start}

steps:
"""

TAPS = """\
  taps:
    ask: If you like, tap or hum once, for yes.
    replies: {"yes": tapped}
    silence: {say: I noticed none. That is fine., then: overheard}
    unclear: {say: [That was not clear to me. Once more, if you like.], then: overheard}
  tapped:
    say: That arrived.
    then: overheard
"""

OVERHEARD = """\
  overheard:
    ask: Could somebody overhear me, where you mostly are?
    replies: {"yes": headphones, "no": gate}
    silence: gate
  headphones:
    say: With headphones, only you hear me.
    ask: I can speak more softly, too. Would you like that from now on?
    replies: {"yes": cover, "no": cover}
    save: whisper
    silence: cover
  cover:
    say:
      - A cover word ends everything at once.
      - It leaves an ordinary screen.
    ask: Would you like one of these?
    choose: COVERS
    save: cover
    silence: gate
"""

COVERS = ("Umbrella", "Shopping list")
"""Cover words that are read; any other can be written into the settings."""

NO_COVER = "None for now"

GATE = """\
  gate:
    say: In a hard moment I can tell you a number to call.
    ask: Would you like to choose a country for that?
    replies: {{"yes": {first}, "no": keep}}
    silence: {{say: That is fine. We leave it open., then: keep}}
"""

GUESS = """\
  guess:
    ask: Is it {country}?
    replies: {{"yes": {step}, "no": which}}
    silence: keep
"""

WHICH = """\
  which:
    ask: Which country is it? You can say its name.
    replies: {replies}
    silence: {{say: I can read them to you., then: page-1}}
    unclear: {{say: [That was not clear to me. Once more, if you like.], then: page-1}}
"""

PAGE = """\
  page-{number}:
    ask: Is it one of these?
    choose: {choices}
    silence: keep
"""

NONE = """\
  none:
    say:
      - I have no checked number for your country.
      - Who could you call? A name can stand in your plan.
    then: keep
"""

LINE = """\
  {step}:
    set: {{country: {country}}}
    say: {say}
    ask: Have you looked it up yourself, on a page that you trust?
    replies: {{"yes": keep, "no": keep}}
    save: checked
    silence: {{say: Then it stays marked as not checked., then: keep}}
"""

TAIL = """\
  keep:
    say:
      - I can keep a record, on this machine only.
      - No sound is ever in it, and no words of your own.
    ask: What could be in it?
    choose: CHOICES
    save: keep
    silence: {say: Then it stays as it is., then: last}
  last:
    ask: You could try stop, which ends this. Or shall we leave it?
    replies: {"yes": landing, "no": landing}
    silence: landing
  landing:
    say:
      - What you chose is kept. All of it can be changed.
      - That is all for now. This voice is here whenever you want it.
    end: done
"""


def script(guess: str, *, taps: bool) -> Script:
    """The session.

    Args:
        guess: the country that the machine is set to, two letters; asked about first where the list has it.
        taps: whether taps and hums were just switched on, and can be tried.
    """
    return load_text(text(guess, taps=taps), PATH)


def text(guess: str, *, taps: bool) -> str:
    """The same as it would stand in a file."""
    known = guess in COUNTRIES
    replies = {ways: _step(country) for country, ways in COUNTRIES.items()}
    levels = [{"say": said, "then": "last"} for said in LEVELS]
    covers = [{"say": said, "then": "gate"} for said in (*COVERS, NO_COVER)]
    return "".join(
        (
            HEAD.format(start="taps" if taps else "overheard"),
            TAPS if taps else "",
            OVERHEARD.replace("COVERS", _written(covers)),
            GATE.format(first="guess" if known else "which"),
            GUESS.format(country=name_of(guess), step=_step(guess)) if known else "",
            WHICH.format(replies=_written(replies)),
            *_pages(),
            *(
                LINE.format(step=_step(country), country=country, say=_written(_said(country)))
                for country in COUNTRIES
            ),
            NONE,
            TAIL.replace("CHOICES", _written(levels)),
        )
    )


def changes(names: Mapping[str, str]) -> dict[str, str | bool]:
    """The settings that the session came to; nothing for what was left open."""
    levels = {normal(said): level for said, level in LEVELS.items()}
    covers = {normal(said): normal(said) for said in COVERS} | {normal(NO_COVER): ""}
    found: dict[str, str | bool] = {}
    if names.get(COUNTRY):
        found[COUNTRY] = names[COUNTRY]
    if names.get(KEEP) in levels:
        found[KEEP] = levels[names[KEEP]]
    if names.get(COVER) in covers:
        found[COVER] = covers[names[COVER]]
    if names.get(WHISPER):
        found[WHISPER] = names[WHISPER] == "yes"
    return found


def checked(names: Mapping[str, str]) -> bool:
    """Whether the person has looked up the number of the country that they chose."""
    return bool(names.get(COUNTRY)) and names.get(CHECKED) == "yes"


def name_of(country: str) -> str:
    """A country of the list as it is said."""
    return COUNTRIES[country].partition("/")[0].strip()


def line_of(country: str) -> Line | None:
    """The line of a country that is told in a hard moment, and so the one to be checked."""
    lines = lines_for(country)
    wanted = (
        line for kind in (Kind.CRISIS, Kind.EMERGENCY) for line in lines if line.kind is kind and line.dial
    )
    return next(wanted, None)


def _said(country: str) -> list[str]:
    """What is told about a country's number: what it is, and twice what is dialled."""
    line = line_of(country)
    if line is None:
        return [f"For {name_of(country)} I have no checked number."]
    number = f"{spoken(line.dial).capitalize()}."
    place = [f"It is for {line.only}."] if line.only else []
    given = f"I was given this number for {name_of(country)}."
    return [given, number, *place, f"It is from a list of {month_of(line.listed)}. Once more.", number]


def _line(country: str) -> str:
    return LINE.format(step=_step(country), country=country, say=_written(_said(country)))


def _pages() -> Iterator[str]:
    """All countries as menus, for whoever picks by a tap or one key."""
    countries = list(COUNTRIES)
    firsts = range(0, len(countries), A_PAGE)
    for number, first in enumerate(firsts, 1):
        then = "none" if number == len(firsts) else f"page-{number + 1}"
        items = [
            {"say": name_of(country), "then": _step(country)} for country in countries[first : first + A_PAGE]
        ]
        items.append({"say": "None of these" if then == "none" else "Another one", "then": then})
        yield PAGE.format(number=number, choices=_written(items))


def _step(country: str) -> str:
    return f"line-{country.lower()}"


def _written(value: object) -> str:
    """A value as YAML has it too."""
    return json.dumps(value, ensure_ascii=False)
