"""A confirmation that no scene foresees is answered truthfully, and the scene goes on as written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from voiceground.core.events import Event, Heard, How
from voiceground.core.model import Ending, Vocabulary
from voiceground.core.replies import number_option, options, vocabulary
from voiceground.core.tick import Samples, Tick, silence
from voiceground.rehearsal.actor import Actor
from voiceground.rehearsal.sound import Clips, Director
from voiceground.script.plan import Person, Scene, Voice
from voiceground.sound.simulated import SimulatedRoom

NUMBERS = vocabulary(tuple(number_option(n) for n in range(11)), is_open=True)
CONFIRMING = vocabulary((*NUMBERS.answers, *options(["yes", "no"])), is_open=True)
TICK = Tick(silence(), silence())


class Wishes:
    """An ear that hears what it was told to."""

    def __init__(self) -> None:
        self.next: Sequence[Event] = ()

    def accept(self, vocabulary: Vocabulary) -> None: ...

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None: ...

    def hear(self, tick: Tick) -> Sequence[Event]:
        heard, self.next = self.next, ()
        return heard


class Said:
    """Remembers which replies were wanted as sound."""

    def __init__(self) -> None:
        self.replies: list[str] = []

    def of(self, reply: str) -> Samples:
        self.replies.append(reply)
        return np.ones(1600, dtype=np.int16)


@pytest.mark.parametrize(("heard", "line", "answer"), [("7", "Seven", "yes"), ("9", "Nine", "no")])
def test_it_is_asked_back_and_answers_truthfully(heard: str, line: str, answer: str) -> None:
    moves = (Person("seven", 2), Voice("Thank you.", 3), Person("ready", 4))
    ear, said = Wishes(), Said()
    director = Director(Actor(Scene("", moves, Ending.DONE, 1)), SimulatedRoom(), ear, cast("Clips", said))
    director.caption("What is your number?")
    director.accept(NUMBERS)
    director.hear(TICK)
    ear.next = [Heard(heard, How.WORD, 0.5)]
    director.hear(TICK)

    director.caption(f"{line}, was that right?")
    director.accept(vocabulary(CONFIRMING.answers, is_open=False))
    director.hear(TICK)
    director.accept(CONFIRMING)
    director.hear(TICK)

    assert said.replies == ["seven", answer]
    assert [(turn.wanted, turn.heard) for turn in director.turns] == [("seven", heard)]


def test_a_confirmation_does_not_use_up_the_silence_that_comes_next() -> None:
    moves = (Person("seven", 2), Person(None, 3), Person("ready", 4))
    actor = Actor(Scene("", moves, Ending.DONE, 1))
    ear, said = Wishes(), Said()
    director = Director(actor, SimulatedRoom(), ear, cast("Clips", said))
    director.accept(NUMBERS)
    director.hear(TICK)
    ear.next = [Heard("7", How.WORD, 0.5)]
    director.hear(TICK)
    director.caption("Seven, was that right?")
    director.accept(vocabulary(CONFIRMING.answers, is_open=False))
    director.accept(CONFIRMING)
    ear.next = [Heard("yes", How.WORD, 0.9)]
    director.hear(TICK)
    assert said.replies == ["seven", "yes"]
    director.caption("Ready?")
    director.accept(vocabulary(options(["ready"]), is_open=False))
    director.accept(vocabulary(options(["ready"]), is_open=True))
    director.hear(TICK)
    assert said.replies == ["seven", "yes", "ready"]  # it let one question pass, and then went on
