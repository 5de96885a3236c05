"""Crisis lines by country, exactly as the closed list of ``data/`` has them: one YAML file a country.

Rule 1: a wrong number is the worst defect there can be. Every value is read as text and kept digit by digit;
nothing is completed, reformatted or guessed, and an entry without its source and its date is refused.
Rule 2: the country is a setting. Where none is set, or the list has nothing, that is said and no more.
Rule 3: what is disputed in an entry is named in ``unsaid``, and a place that it is for in ``only``. ``notes``
are for whoever checks the list; they are never shown: some hold numbers that were left out on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from voiceground.errors import CareError

DATA = Path(__file__).resolve().parent / "data"

EU = "EU"
EU_MEMBERS = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)
"""Where the European emergency number stands in for one that the list does not have."""

ALSO = {"UK": "GB", "EL": "GR"}
"""Other letters for the same country."""

_LISTED = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Kind(StrEnum):
    """What a line is for, in the words of the list."""

    CRISIS = "emotional crisis line"
    TEXT = "text line"
    EMERGENCY = "emergency"
    SILENT = "deaf or text emergency route"
    ABUSE = "domestic abuse line"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. Empty text where the list says nothing.

    Attributes:
        country: two letters (ISO 3166), or EU.
        kind: what it is for.
        name: its name in the list.
        dial: what is dialled, as it is written there.
        text: where a text message goes to.
        text_word: the word that such a message begins with.
        hours: when somebody answers.
        languages: in which languages.
        cost: what it costs.
        source: the page that the number was taken from.
        source_date: the date of that page, or that it shows none.
        sure: how good the source is: official, provider page, news.
        notes: what else was found; not to be shown.
        listed: year and month of the list, such as 2026-11.
        aloud: its name as the voice says it; empty where the name is for the eye alone.
        how: one sentence that has to be known to use it.
        only: the place it is for, where that is not the whole country.
        unsaid: the fields that are disputed, and so not shown.
    """

    country: str
    kind: Kind
    name: str
    source: str
    source_date: str
    listed: str
    dial: str = ""
    text: str = ""
    text_word: str = ""
    hours: str = ""
    languages: str = ""
    cost: str = ""
    sure: str = ""
    notes: str = ""
    aloud: str = ""
    how: str = ""
    only: str = ""
    unsaid: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """What is dialled, or else where a text message goes to."""
        return self.dial or self.text

    @property
    def key(self) -> str:
        """What tells it apart; it changes with every digit: a confirmation never outlives a number."""
        return f"{self.country}|{self.kind}|{self.dial}|{self.text}|{self.text_word}"

    def shown(self, field: str) -> str:
        """A field as it may be shown: empty where it is disputed."""
        return "" if field in self.unsaid else str(getattr(self, field))


def lines_for(country: str, folder: Path = DATA) -> tuple[Line, ...]:
    """The lines of a country, in the order of the list; none where the list has none.

    Args:
        country: two letters, in any case; empty for no country.
        folder: where the files are.

    Raises:
        CareError: a file cannot be trusted.
    """
    country = country.strip().upper()
    country = ALSO.get(country, country)
    found = _own(country, folder) if country != EU else ()
    if country in EU_MEMBERS and not any(line.kind is Kind.EMERGENCY for line in found):
        return found + _own(EU, folder)
    return found


def countries(folder: Path = DATA) -> tuple[str, ...]:
    """The countries that have a file of their own, EU included."""
    return tuple(sorted(path.stem.upper() for path in folder.glob("*.yaml")))


def _own(country: str, folder: Path) -> tuple[Line, ...]:
    if not re.fullmatch(r"[A-Z]{2}", country):
        return ()
    path = folder / f"{country.lower()}.yaml"
    return _read(path, country) if path.is_file() else ()


@cache
def _read(path: Path, country: str) -> tuple[Line, ...]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CareError(f"The numbers in {path} cannot be read ({error}). {_REMEDY}") from error
    file = _pairs(root, path)
    listed = file.get("lines")
    if _text(file.get("country")) != country or not isinstance(listed, yaml.SequenceNode):
        raise CareError(f"{path} is not a list of lines for {country}. {_REMEDY}")
    return tuple(_line(country, node, path) for node in listed.value)


_REMEDY = "No number of it is used. Install voiceground again, or mend the file (docs/care.md)."
_TEXTS = tuple(field.name for field in fields(Line) if field.name not in {"country", "kind", "unsaid"})


def _line(country: str, node: yaml.Node, path: Path) -> Line:
    found = _pairs(node, path)
    texts = {name: _text(found.get(name)) for name in _TEXTS}
    problem = next(_problems(found, texts), None)
    if problem:
        name = texts["name"] or "without a name"
        raise CareError(f'{path}, line {node.start_mark.line + 1}: the entry "{name}" {problem}. {_REMEDY}')
    unsaid = found.get("unsaid")
    hidden = tuple(map(_text, unsaid.value)) if isinstance(unsaid, yaml.SequenceNode) else ()
    return Line(country=country, kind=Kind(_text(found["kind"])), unsaid=hidden, **texts)


def _problems(found: Mapping[str, yaml.Node], texts: Mapping[str, str]) -> Iterator[str]:
    """Why an entry cannot be trusted, one reason after the other."""
    odd = sorted(found.keys() - {*_TEXTS, "kind", "unsaid"})
    if odd:
        yield f"has a key that is not known: {odd[0]}"
    if _text(found.get("kind")) not in list(Kind):
        yield "is of no known kind"
    for name, what in (("name", "name"), ("source", "source"), ("source_date", "date of its source")):
        if not texts[name]:
            yield f"has no {what}"
    if not _LISTED.fullmatch(texts["listed"]):
        yield "does not say of which list it is (listed: 2026-11)"
    if not (texts["dial"] or texts["text"]):
        yield "has no number"


def _pairs(node: yaml.Node | None, path: Path) -> dict[str, yaml.Node]:
    """A mapping; a key that is there twice would hide a number, and is refused."""
    if not isinstance(node, yaml.MappingNode):
        raise CareError(f"{path} is not written as keys and values. {_REMEDY}")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value in found:
            raise CareError(f"{path}, line {key.start_mark.line + 1}: {key.value} stands twice. {_REMEDY}")
        found[key.value] = value
    return found


def _text(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
