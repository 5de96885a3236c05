"""What a script is, once it has been read and found sound.

These are the nouns of the script language (docs/script-language.md). They hold no behaviour: the
dialogue reads them, the loader builds them, and both agree here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from voiceground.core.conditions import Condition


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
    PERSON = "person"  # handed over to a person

    @property
    def kept_as(self) -> str:
        """The word for it in the journal, which never says that help was needed."""
        return Ending.DONE.value if self is Ending.PERSON else self.value


@dataclass(frozen=True, slots=True)
class Line:
    """One line that the voice says."""

    text: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence to act in, in seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound of ``audio/``, by its name without the extension."""

    name: str


SayItem: TypeAlias = Line | Pause | Cue


@dataclass(frozen=True, slots=True)
class Breathing:
    """A pattern of breaths; every duration is in seconds.

    Attributes:
        inhale: how long the breath comes in.
        exhale: how long it goes out.
        rounds: how many breaths.
        hold: how long it is held after coming in; 0 for not at all.
        top_up: a small second breath in, right after the first (a sigh); 0 for none.
    """

    inhale: float
    exhale: float
    rounds: int
    hold: float = 0.0
    top_up: float = 0.0

    @property
    def round_seconds(self) -> float:
        """How long one breath lasts."""
        return self.inhale + self.top_up + self.hold + self.exhale

    @property
    def seconds(self) -> float:
        """How long the whole pattern lasts."""
        return self.rounds * self.round_seconds


@dataclass(frozen=True, slots=True)
class Hold:
    """Time in which the person speaks freely.

    Attributes:
        seconds: how long it lasts at the most.
        silence: it is over sooner when the person has been silent so many seconds; None for never.
    """

    seconds: float
    silence: float | None = None


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


@dataclass(frozen=True, slots=True)
class Choice:
    """One item of a spoken menu: what is read, what may be said for it, and the step that it leads to."""

    say: str
    option: Option
    then: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition of ``if``, and the step that it leads to instead of this one."""

    when: Condition
    then: str


DEFAULT_WINDOW = 20.0
"""Seconds that a reply may take (WCAG 2.2.1 asks for at least 20 s to react)."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, what may be answered, and what happens when nothing is or nothing was understood.

    At least one of ``replies``, ``bands`` and ``choices`` is filled, except where a step ``offer``s scripts.

    Attributes:
        ask: the question; it may be empty where there are choices to read.
        replies: what may be answered in words.
        bands: the numbers that may be answered.
        window: the reply window in seconds, None for no limit.
        silence: the way on when nothing came.
        unclear: the way on when nothing was understood.
        choices: the menu that is read after the question.
        save: the name under which the answer is kept for the session.
        log: whether a number that is kept goes into the journal too.
    """

    ask: str
    replies: tuple[Reply, ...] = ()
    bands: tuple[Band, ...] = ()
    window: float | None = DEFAULT_WINDOW
    silence: Way | None = None
    unclear: Way | None = None
    choices: tuple[Choice, ...] = ()
    save: str | None = None
    log: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step, done in the order of ``rules``, ``sets``, ``say`` ... ``run``, and last ``then`` or ``end``.

    Attributes:
        id: its name in the script.
        say: lines, and the pauses and sounds between them.
        question: what is asked.
        then: the step that it leads to by itself.
        end: how the session ends here.
        rules: where to go instead of entering; the first that holds counts.
        sets: names, and the values that they get.
        breathing: a pattern to breathe along with.
        pause: a silence to act in, after the words and the breathing.
        hold: time to speak freely in.
        run: the id of another script, to be gone through as a part of this one.
        offer: a door: the scripts for it are what the question lets choose from (see ``offers``).
    """

    id: str
    say: tuple[SayItem, ...] = ()
    question: Question | None = None
    then: str | None = None
    end: Ending | None = None
    rules: tuple[Rule, ...] = ()
    sets: Mapping[str, str] = field(default_factory=dict)
    breathing: Breathing | None = None
    pause: Pause | None = None
    hold: Hold | None = None
    run: str | None = None
    offer: str | None = None


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
        corrections: what puts the last answer right, for a moment after it.
        pick: the name that any signal of one, Enter or a switch gives while a menu is read or open;
            empty while there is nothing to pick yet, None where no menu is.
        language: the code of the language that is spoken (see ``languages``).
        free: the person may speak freely, for as long as they like: nobody waits for an answer.
    """

    answers: tuple[Option, ...] = ()
    always: tuple[Option, ...] = ()
    open: bool = False
    corrections: tuple[Option, ...] = ()
    pick: str | None = None
    language: str = "en"
    free: bool = False

    @property
    def options(self) -> tuple[Option, ...]:
        """Every option, answers first."""
        return self.answers + self.corrections + self.always


@dataclass(frozen=True, slots=True)
class Manner:
    """How the voice speaks just now.

    Attributes:
        rate: words a minute, as measured on the rendered speech.
        gain: dB against the person's own setting.
    """

    rate: int = 110
    gain: float = 0.0
