"""An ear for words and signals: the two run side by side, and never answer with the same sound.

Rule 1: a word wins over a signal of the same sound, because it comes first and forgets what had begun.
Rule 2: one and two answer the question at which they began; three is "stop", whenever it began.
Rule 3: a hum is a voice too, so the ear may take it for words that it did not understand; that is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from voiceground.core.events import Event, Heard, How, Misheard, Speech
from voiceground.core.model import Vocabulary
from voiceground.core.signals import signalled
from voiceground.core.tick import Tick, ticks_of
from voiceground.ear.ear import Newest
from voiceground.ear.groups import LONG_AGO
from voiceground.ear.signals import Kind, Signal, Signals

LEARNING_TICKS = ticks_of(1.0)
"""How long the voice has to have played until it is known how much of its echo is left."""


class WordEar(Protocol):
    """The ear beneath: a listener that lets its newest tick be seen."""

    newest: Newest | None
    tells_speech: bool

    def accept(self, vocabulary: Vocabulary) -> None:
        """Understand this from now on."""
        ...

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        """What the voice is saying now, None when it has ended."""
        ...

    def hear(self, tick: Tick, /) -> Sequence[Event]:
        """What the person said, as of this tick."""
        ...


class SignalEar:
    """Obeys the port ``Listener``; taps, claps, knocks and hums come as ``Heard`` by ``How.SIGNAL``."""

    def __init__(self, ear: WordEar) -> None:
        self._ear = ear
        ear.tells_speech = True
        self._signals = Signals()
        self._vocabulary = Vocabulary()
        self._moment_ms = LONG_AGO
        self._echoed = 0
        self._talking = False
        self._hummed = False

    def accept(self, vocabulary: Vocabulary) -> None:
        """Understand this from now on."""
        if vocabulary.answers != self._vocabulary.answers:
            self._moment_ms = self._signals.now_ms
        self._vocabulary = vocabulary
        self._ear.accept(vocabulary)

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        """What the voice is saying now, None when it has ended."""
        self._ear.voice_says(text, seconds)

    def hear(self, tick: Tick) -> list[Event]:
        """What the person did, as of this tick: words first."""
        events = [event for event in self._ear.hear(tick) if self._stays(event)]
        newest = self._ear.newest
        if newest is None:
            self._signals.reset()
            self._moment_ms = LONG_AGO
            return events
        self._echoed += newest.echo > 0.0
        signals = self._signals.hear(newest.samples, newest.speech, newest.echo)
        if newest.echo > 0.0 and self._echoed < LEARNING_TICKS:
            self._signals.forget()
            return events
        return events + [heard for signal in signals for heard in self._meant(signal)]

    def _stays(self, event: Event) -> bool:
        match event:
            case Heard():
                self._signals.forget()
            case Speech(active):
                self._talking = active
                self._hummed = self._hummed and active
            case Misheard():
                return not self._hummed
            case _:
                pass
        return True

    def _meant(self, signal: Signal) -> list[Event]:
        name = signalled(self._vocabulary, signal.count)
        if name is None or (signal.count < 3 and signal.at_ms < self._moment_ms):
            return []
        self._hummed = self._talking and signal.kind is Kind.HUM
        return [Heard(name, How.SIGNAL)]
