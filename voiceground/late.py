"""What is still being made: the voice need not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from typing import Generic, TypeVar

from voiceground.core.events import Event, Trouble, Troubled
from voiceground.core.model import Vocabulary
from voiceground.core.tick import Tick
from voiceground.parts import Listener

Made = TypeVar("Made")


class Late(Generic[Made]):
    """Makes something on a thread of its own; a call waits until it is there."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._future: Future[Made] = Future()
        self._make = make
        threading.Thread(target=self._work, name="late", daemon=True).start()

    @property
    def over(self) -> bool:
        """Whether it is there, or cannot be made: a call waits no more."""
        return self._future.done()

    @property
    def problem(self) -> BaseException | None:
        """What went wrong while it was made; None where nothing did, or not yet."""
        return self._future.exception() if self.over else None

    def wait(self) -> None:
        """Wait until it is there, or cannot be made."""
        wait([self._future])

    def __call__(self) -> Made:
        """What was made; what went wrong meanwhile is raised here."""
        return self._future.result()

    def _work(self) -> None:
        try:
            self._future.set_result(self._make())
        except Exception as error:  # noqa: BLE001  it is raised again where it is asked for
            self._future.set_exception(error)


class DeafEar:
    """Hears nothing, for rooms without a microphone."""

    def accept(self, vocabulary: Vocabulary) -> None:
        """Nothing can be said."""

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        """Nothing can be mistaken."""

    def hear(self, _tick: Tick, /) -> Sequence[Event]:
        """Nothing was heard."""
        return ()


class LateEar:
    """Makes the real ear on a thread of its own, and is deaf until it is there.

    Loading models takes a good part of a second; the first sound must not. What was asked of the ear
    meanwhile is told to it first. An ear that cannot be made is told as a lost microphone, once.
    """

    def __init__(self, make: Callable[[], Listener]) -> None:
        self._late = Late(make)
        self._ear: Listener | None = None
        self._told = False
        self._vocabulary = Vocabulary()
        self._voice: str | None = None

    def ready(self) -> None:
        """Wait until the ear is there, or cannot be made."""
        self._late.wait()

    @property
    def problem(self) -> BaseException | None:
        """What went wrong while the ear was made, or None."""
        return self._late.problem

    def accept(self, vocabulary: Vocabulary) -> None:
        """Understand this from now on, or from when the ear is there."""
        self._vocabulary = vocabulary
        if self._ear:
            self._ear.accept(vocabulary)

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        """What the voice is saying now."""
        self._voice = text
        if self._ear:
            self._ear.voice_says(text, seconds)

    def hear(self, tick: Tick) -> Sequence[Event]:
        """What the person did; nothing until the ear is there."""
        if self._ear:
            return self._ear.hear(tick)
        if not self._late.over:
            return ()
        if self.problem:  # a broken ear must not end a session: keys still work
            told, self._told = self._told, True
            return () if told else [Troubled(Trouble.MICROPHONE_LOST)]
        self._ear = self._late()
        self._ear.accept(self._vocabulary)
        self._ear.voice_says(self._voice)
        return self._ear.hear(tick)
