"""Names in lines: what the session knows under a name is said in its place, such as ``{time}``.

A name that is empty must not leave a hole behind. So it takes along the part of its sentence that it stands
in, from comma to comma: "It is {time}, here in {place}." becomes "It is noon." Only ``{name}``, the
person's own, goes alone: "Hello {name}." becomes "Hello."
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from voiceground.core.languages import ENGLISH, Language
from voiceground.core.model import Script, Step

PERSON = "name"
WITHIN = "within"
"""The id of the script that runs the one we are in; empty in a script that was started itself.

So a script that is a part of another can leave out its own opening and landing.
"""

OF_CARE = (
    *("care-country", "care-number", "care-line", "care-only", "care-text", "care-word", "care-emergency"),
    *("care-listed", "care-confirmed", "care-more", "care-plan"),
)
"""What the care script is given: the lines of the person's country, in words. Each may be empty."""

PARTING = "care-parting"
"""Is "yes" while the care script makes its offer once more, at the end of a session."""

PLAN = "plan"
"""Stands for the lines of the person's own plan, and for nothing else."""

GIVEN = (PERSON, "time", "date", "place", WITHIN, *OF_CARE, PARTING, PLAN)
"""The names that the session gives; a script keeps others with ``save`` and ``set``."""

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
"""What may be a name."""

IN_BRACES = re.compile(r"\{([^{}]*)\}")
"""A name where it stands in a line."""

_SENTENCES = re.compile(r"(?<=[.!?\u2026])\s+")
_PARTS = re.compile(r"(?<=[,;:])\s+")
_END = re.compile(r"[.!?\u2026]+$")


def names_in(text: str) -> tuple[str, ...]:
    """The names that stand in a line, in its order."""
    return tuple(name.strip() for name in IN_BRACES.findall(text))


def filled(text: str, names: Mapping[str, str], language: Language = ENGLISH) -> str:
    """A line with what the names stand for; empty where an empty name takes all of it along."""
    if "{" not in text:
        return text
    kept = (_whole(sentence, names, language.lines.joining) for sentence in _SENTENCES.split(text.strip()))
    return _put(" ".join(sentence for sentence in kept if sentence), names)


def filled_or_bare(text: str, names: Mapping[str, str], language: Language = ENGLISH) -> str:
    """As ``filled``, for what has to be said: where nothing would be left, only the names are left out."""
    return filled(text, names, language) or " ".join(_put(text, names).split())


def _put(text: str, names: Mapping[str, str]) -> str:
    return IN_BRACES.sub(lambda found: _value(found[1], names), text)


def _value(name: str, names: Mapping[str, str]) -> str:
    return " ".join(names.get(name.strip(), "").split())


def _whole(sentence: str, names: Mapping[str, str], joining: tuple[str, ...]) -> str:
    """A sentence without what its empty names stand in."""
    if all(_value(name, names) for name in IN_BRACES.findall(sentence)):
        return sentence
    end = _END.search(sentence)
    parts = (_part(part, names) for part in _PARTS.split(sentence))
    kept = [part for part in parts if part]
    if not kept:
        return ""
    said = _END.sub("", " ".join(kept)).rstrip(" ,;:")
    first, _, rest = said.partition(" ")
    said = rest.lstrip() if rest and first.lower() in joining else said
    return said[:1].upper() + said[1:] + (end[0] if end else "")


def _part(part: str, names: Mapping[str, str]) -> str:
    """A part of a sentence as it is, without the person's name, or not at all."""
    empty = {name for name in IN_BRACES.findall(part) if not _value(name, names)}
    if not empty:
        return part
    if {name.strip() for name in empty} != {PERSON}:
        return ""
    rest = IN_BRACES.sub(lambda found: "" if found[1] in empty else found[0], part)
    rest = re.sub(r"\s+([,;:.!?\u2026])", r"\1", " ".join(rest.split()))
    return rest if any(char.isalnum() for char in rest) else ""


# --- the names of a script --------------------------------------------------------------------------


def declared(script: Script) -> frozenset[str]:
    """Every name that a script saves or sets."""
    return frozenset(name for step in script.steps.values() for name in _kept_by(step))


def _kept_by(step: Step) -> Iterable[str]:
    yield from step.sets
    if step.question and step.question.save:
        yield step.question.save
