"""What a script is, once it has been read and found sound.

These are the nouns of the script language (docs/script-language.md). They hold no behaviour: the
dialogue reads them, the loader builds them, and both agree here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Level(StrEnum):
    """How much distress a script is fit for."""

    HIGH = "high"
    MIDDLE = "middle"
    CALM = "calm"


class Ending(StrEnum):
    """Why a session ended."""

    DONE = "done"
    LEFT = "left"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that the voice says."""

    text: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence to act in, in seconds."""

    seconds: float


SayItem: TypeAlias = Line | Pause


@dataclass(frozen=True, slots=True)
class Way:
    """A way on: lines to say first (often none), and the step it leads to.

    ``then`` is None where the script left the target to the dialogue's default.
    """

    then: str | None
    say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be answered at a moment, and every phrase that means it.

    Attributes:
        name: the listed spelling, such as ``yes``, ``too much`` or ``7``.
        phrases: what may be said for it, lower case, single spaces; never empty.
    """

    name: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """An option of a question, and the step that it leads to."""

    option: Option
    then: str


@dataclass(frozen=True, slots=True)
class Band:
    """A range of numbers, both ends included, and the step that it leads to."""

    low: int
    high: int
    then: str


DEFAULT_WINDOW = 20.0
"""Seconds that a reply may take (WCAG 2.2.1 asks for at least 20 s to react)."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, what may be answered, and what happens when nothing is or nothing was understood.

    Either ``replies`` or ``bands`` is filled, or both. ``window`` is in seconds, None for no limit.
    """

    ask: str
    replies: tuple[Reply, ...] = ()
    bands: tuple[Band, ...] = ()
    window: float | None = DEFAULT_WINDOW
    silence: Way | None = None
    unclear: Way | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: say, then ask, then go somewhere. ``then`` or ``end`` is where it leads by itself."""

    id: str
    say: tuple[SayItem, ...] = ()
    question: Question | None = None
    then: str | None = None
    end: Ending | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script. Every step id that it mentions is in ``steps``; the loader sees to that."""

    id: str
    title: str
    start: str
    steps: Mapping[str, Step]
    language: str = "en"
    summary: str = ""
    level: Level = Level.CALM
    minutes: float = 0.0
    doors: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed: str = "nobody yet"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the ear may understand at a moment.

    Attributes:
        answers: the options of the open question (empty while none is open).
        always: the global words, without the variants that an answer of this moment has taken over.
        open: whether a question is waiting for its answer: only then is a no-match worth reporting.
    """

    answers: tuple[Option, ...] = ()
    always: tuple[Option, ...] = ()
    open: bool = False

    @property
    def options(self) -> tuple[Option, ...]:
        """Every option, answers first."""
        return self.answers + self.always


@dataclass(frozen=True, slots=True)
class Manner:
    """How the voice speaks just now.

    Attributes:
        rate: words a minute, as measured on the rendered speech.
        gain: dB against the person's own setting.
    """

    rate: int = 110
    gain: float = 0.0
