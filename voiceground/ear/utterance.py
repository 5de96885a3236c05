"""One stretch of sound: what is known of it while it goes on, and what was decided about it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from voiceground.core.tick import Samples, ticks_of
from voiceground.ear.recogniser import NOTHING


class Why(StrEnum):
    """How an utterance ended."""

    WORD = "word"
    NO_MATCH = "no-match"
    NO_INPUT = "no-input"


@dataclass(frozen=True, slots=True)
class Utterance:
    """The timing of a decision, in ticks since the ear was made.

    Attributes:
        start_tick: the first tick with sound.
        end_tick: one past the last tick with sound.
        decided_tick: the tick in which it was decided; the sound of that tick was needed for it.
        name: the option, or None.
        why: NO_INPUT when there was sound, but neither a word nor speech.
        confidence: 0 to 1.
    """

    start_tick: int
    end_tick: int
    decided_tick: int
    name: str | None
    why: Why
    confidence: float


class Talk:
    """What is known of the utterance that is going on; made new for each one."""

    def __init__(self, began: int = 0, *, speech: bool = False) -> None:
        self.began = began
        self.peak = 0.0
        self.speech = speech
        self.reported = False
        self.settled = False
        self.sound: deque[Samples] = deque(maxlen=ticks_of(10.0))
        self.segment = 0
        self.before_segment = 0
        self.found = NOTHING
        self.judged = True
        self.found_at = -1

    def last_words(self) -> Samples | None:
        """What came after the last pause that ended nothing; None when there was no such pause."""
        if not self.segment:
            return None
        return np.concatenate(list(self.sound)[-self.segment :])
