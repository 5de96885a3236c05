"""A script while it is being read: what it will be, and where everything in it stands.

The checker's rules read these lists; the model that comes out of it knows no places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from voiceground.core import languages
from voiceground.core.conditions import Condition
from voiceground.core.languages import Language
from voiceground.core.model import Band, Breathing, Hold, Script, Step
from voiceground.script import wordings
from voiceground.script.nodes import Text
from voiceground.script.problems import Findings, Place
from voiceground.script.wordings import Wording

START = ""
"""Stands for the step before the first one, in a ``Lead``."""


class By(StrEnum):
    """What makes a step lead to another."""

    START = "start"
    THEN = "then"
    REPLY = "reply"
    NUMBER = "number"
    SILENCE = "silence"
    UNCLEAR = "unclear"
    CHOOSE = "choose"
    IF = "if"


@dataclass(frozen=True, slots=True)
class Lead:
    """A step that is named as the way on."""

    step: str
    target: str
    by: By
    place: Place


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the voice."""

    step: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Quiet:
    """A pause; ``announced`` is the line right before it, if any, and ``seconds`` counts since that line."""

    step: str
    seconds: float
    announced: str
    place: Place


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as it is listed."""

    step: str
    listed: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges of one ``number``; ``whole`` when each of them could be read."""

    step: str
    bands: tuple[tuple[Band, Place], ...]
    whole: bool
    place: Place


class Naming(StrEnum):
    """What a step does with a name."""

    SAVED = "saved"
    SET = "set"
    SAID = "said"  # it stands in a line
    COMPARED = "compared"  # it stands in a condition, where only a name can stand
    BARE = "bare"  # a bare word on the right in a condition: a name, if there is one called so


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and what a step does with it."""

    step: str
    name: str
    naming: Naming
    place: Place


@dataclass(frozen=True, slots=True)
class Conditional:
    """A condition of ``if``."""

    step: str
    condition: Condition
    place: Place


@dataclass(frozen=True, slots=True)
class Paced:
    """A ``breathe``."""

    step: str
    breathing: Breathing
    place: Place


@dataclass(frozen=True, slots=True)
class Held:
    """A ``hold``; ``announced`` is the line right before it, if any."""

    step: str
    hold: Hold
    announced: str
    place: Place


@dataclass(frozen=True, slots=True)
class Menu:
    """A ``choose``: what is read of each item, with its place."""

    step: str
    items: tuple[tuple[str, Place], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Called:
    """Another script that a step runs."""

    step: str
    script: str
    place: Place


@dataclass(frozen=True, slots=True)
class Offered:
    """A door whose scripts a step offers."""

    step: str
    door: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sounded:
    """A sound that a step plays."""

    step: str
    name: str
    place: Place


@dataclass(slots=True)
class Draft:
    """The script as far as it could be read, and its parts with their places."""

    script: Script
    findings: Findings
    head: dict[str, Place] = field(default_factory=dict)
    steps: dict[str, Place] = field(default_factory=dict)
    leads: list[Lead] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    quiets: list[Quiet] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    ranges: list[Ranges] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)
    names: list[Named] = field(default_factory=list)
    conditions: list[Conditional] = field(default_factory=list)
    paced: list[Paced] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    menus: list[Menu] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)
    sounded: list[Sounded] = field(default_factory=list)
    offered: list[Offered] = field(default_factory=list)
    doors: list[tuple[str, Place]] = field(default_factory=list)
    _meant: dict[str, str | None] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """What the script is spoken in."""
        return languages.of(self.script.language)

    @property
    def wording(self) -> Wording:
        """What the content guide says in that language."""
        return wordings.of(self.script.language)

    def tear(self, steps: Iterable[Text], hidden: Collection[str]) -> None:
        """Add steps that are there and could not be read, and names that may be such steps (see ``mend``).

        A step whose name is not known is one of ``hidden``, if anything leads to it.
        """
        names = {step.text: step.place for step in steps}
        for lead in self.leads:
            if names and lead.target in hidden and lead.target not in self.steps:
                names.setdefault(lead.target, lead.place)
        self.torn = {name for name in names if name not in self.steps}
        self.steps.update((name, names[name]) for name in self.torn)
        stubs = {name: Step(name) for name in self.torn}
        self.script = replace(self.script, steps={**self.script.steps, **stubs})

    def meant(self, target: str) -> str | None:
        """The step that a target names, or the one it is probably a misspelling of, or None."""
        if target in self.steps:
            return target
        if target not in self._meant:
            self._meant[target] = self.findings.meant(target, self.steps)
        return self._meant[target]
