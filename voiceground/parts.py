"""What a session is put together from, seen from the session's side.

The rooms of the house satisfy these by shape; none of them imports this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from voiceground.core.events import Event, Panel
from voiceground.core.model import Breathing, Cue, Vocabulary
from voiceground.core.tick import Samples, Tick
from voiceground.sound.breathing import Part
from voiceground.sound.room import Room
from voiceground.voice.voice import Voice


class Listener(Protocol):
    """The ear, as the session needs it."""

    def accept(self, vocabulary: Vocabulary) -> None:
        """Understand this from now on."""
        ...

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        """What the voice is saying now, None when it has ended: its own words are nobody's answer.

        ``seconds`` is how long the line lasts, 0 if that is not known.
        """
        ...

    def hear(self, tick: Tick, /) -> Sequence[Event]:
        """What the person did, as of this tick."""
        ...


class Hands(Protocol):
    """Keys, pedals, switches."""

    def accept(self, vocabulary: Vocabulary) -> None:
        """Understand this from now on."""
        ...

    def poll(self) -> Sequence[Event]:
        """What was pressed since the last tick. Never blocks."""
        ...


class Screen(Protocol):
    """What can be read."""

    def caption(self, text: str) -> None:
        """The line that the voice begins now."""
        ...

    def cue(self, name: str) -> None:
        """The sound that begins now, by its name: who cannot hear it can read that it is there."""
        ...

    def breathe(self, word: str, seconds: float, done: float) -> None:
        """A phase of a breath: ``done`` is 0.0 when it begins, then, once a second, how much is over.

        Args:
            word: in, top up, hold or out.
            seconds: how long the phase lasts.
            done: 0 to 1.
        """
        ...

    def accept(self, vocabulary: Vocabulary) -> None:
        """What can be answered now; shown while a question is open."""
        ...

    def notice(self, text: str) -> None:
        """A sentence about the machine, such as a lost microphone."""
        ...

    def pin(self, panel: Panel | None) -> None:
        """Show this text until it is put away, in place of one that is there; None puts that away."""
        ...

    def conceal(self) -> None:
        """Leave an ordinary screen, and show nothing any more."""
        ...


class Box(Protocol):
    """What scripts play besides the voice."""

    def prepare(self, items: Iterable[Cue | Breathing]) -> None:
        """These will be wanted. Does not block."""
        ...

    def sound(self, cue: Cue) -> Samples | None:
        """A sound, None while it is being read; empty where it cannot be had."""
        ...

    def tones(self, pattern: Breathing) -> Mapping[Part, Samples] | None:
        """The tones of one breath, None while they are being made."""
        ...


class Record(Protocol):
    """Where the entries of a session go."""

    def write(self, entry: Mapping[str, object]) -> None:
        """Keep an entry. Does not block; a failure shows in ``failing``."""
        ...

    @property
    def failing(self) -> str | None:
        """The sentence that says why nothing more can be kept, or None."""
        ...

    def close(self) -> None:
        """Wait until every entry is safe."""
        ...


class Interrupts(Protocol):
    """Ctrl-C and SIGTERM."""

    def poll(self) -> Sequence[Event]:
        """Interruptions since the last tick."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a session needs.

    Attributes:
        cover: what may be said to end everything at once; empty for nothing.
        few_words: whether the ear takes few words of the language, which is told once.
        expects_ears: whether a microphone was there when the session began, so that its loss is news.
        keeps_heard: whether the record is told which of the listed answers was heard.
    """

    room: Room
    voice: Voice
    sounds: Box
    ear: Listener
    hands: Hands
    screen: Screen
    record: Record
    interrupts: Interrupts
    expects_ears: bool = True
    keeps_heard: bool = False
    cover: tuple[str, ...] = ()
    few_words: bool = False
