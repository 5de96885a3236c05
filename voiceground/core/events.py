"""What can happen to the dialogue, and what the dialogue can ask for.

An effect that takes time carries a ``turn``; the event that ends it returns the same number. The
dialogue knows which turns it is waiting for, so an ending that comes late changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from voiceground.core.model import Breathing, Ending, Manner, Script, Vocabulary


class How(StrEnum):
    """By which road a reply came. The journal keeps this word, and only this."""

    WORD = "word"
    NUMBER = "number"
    SIGNAL = "signal"
    KEY = "key"
    SILENCE = "silence"
    UNCLEAR = "unclear"


# --- events -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """The voice has finished the ``Say``, ``Play`` or ``Breathe`` of that turn."""

    turn: int


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The ``Timer`` of that turn has run out."""

    turn: int


@dataclass(frozen=True, slots=True)
class Heard:
    """An option was understood.

    Attributes:
        name: the option's listed spelling.
        how: WORD, SIGNAL or KEY.
        confidence: 0 to 1; keys are certain.
        others: the names of the options that it may have been instead, the likeliest first. A weak answer
            that was denied is never followed by an offer of these: the question is asked smaller.
    """

    name: str
    how: How = How.WORD
    confidence: float = 1.0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misheard:
    """A no-match: somebody spoke, and it was none of the options (out of vocabulary, or too weak)."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The person began (``active``) or ended an utterance. An outcome, if any, comes before the end."""

    active: bool


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The process was asked to end: by the person (Ctrl-C) or by the system (SIGTERM)."""

    by_person: bool


class Trouble(StrEnum):
    """Something that the person should be told in a sentence while the session goes on."""

    MICROPHONE_LOST = "microphone lost"
    MICROPHONE_BACK = "microphone back"
    MICROPHONE_SILENT = "microphone silent"
    RECORD_LOST = "record lost"
    VOICE_LOST = "voice lost"
    FEW_WORDS = "few words"  # the ear takes few words of this language


@dataclass(frozen=True, slots=True)
class Troubled:
    """A trouble came up."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Supplied:
    """The scripts that may be run as a part of this one have come in, by their ids."""

    scripts: Mapping[str, Script]


Event: TypeAlias = Said | TimeUp | Heard | Misheard | Speech | Interrupted | Troubled | Supplied


# --- effects ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """Speak (and caption) a text in a manner; ends with ``Said(turn)``."""

    turn: int
    text: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Play:
    """Play a sound of ``audio/``, by its name without the extension; ends with ``Said(turn)``."""

    turn: int
    name: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Breathe:
    """Pace a whole pattern of breaths, all its rounds; ends with ``Said(turn)``."""

    turn: int
    breathing: Breathing
    manner: Manner


@dataclass(frozen=True, slots=True)
class Timer:
    """Let so many seconds pass; ends with ``TimeUp(turn)``. Timers run side by side."""

    turn: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Hush:
    """Silence voice and sounds now (a short fade), and forget what was being said or played."""


@dataclass(frozen=True, slots=True)
class Accept:
    """From now on the ear understands this, until told otherwise."""

    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Adjust:
    """The manner changed; the gain acts at once, the rate from the next ``Say`` on."""

    manner: Manner


@dataclass(frozen=True, slots=True)
class Enter:
    """A step begins.

    Attributes:
        step: its id.
        script: the id of the script that it belongs to, when that is run as a part of another; else empty.
    """

    step: str
    script: str = ""


@dataclass(frozen=True, slots=True)
class Replied:
    """A question got its answer, or went on without one.

    Attributes:
        how: by which road the reply came.
        choice: the step that it led to.
        heard: the listed spelling of the answer; empty where there was none. Never a global word.
    """

    how: How
    choice: str
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number was answered that the script wants in the journal, under this name."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the machine that belongs in the record, such as a lost microphone."""

    text: str


@dataclass(frozen=True, slots=True)
class Private:
    """From now on, or no longer, nothing is kept: no step, no answer, and no time that passes."""

    on: bool


class Panel(StrEnum):
    """A small text that stays on the screen until it is put away."""

    NUMBERS = "numbers"  # whom to call or write to
    NEAR = "near"  # somebody is near who does harm: small, and nothing of it is spoken


@dataclass(frozen=True, slots=True)
class Pin:
    """Show a text until it is put away, instead of one that is there; None puts it away."""

    panel: Panel | None


@dataclass(frozen=True, slots=True)
class Conceal:
    """Leave an ordinary screen, at once. ``Finish`` follows, and nothing is said or shown in between."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The session is over. Comes exactly once, and nothing comes after it."""

    ending: Ending


Effect: TypeAlias = (
    Say
    | Play
    | Breathe
    | Timer
    | Hush
    | Accept
    | Adjust
    | Enter
    | Replied
    | Number
    | Note
    | Private
    | Pin
    | Conceal
    | Finish
)
