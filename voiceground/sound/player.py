"""The mixer: clips go in, blocks of 20 ms come out.

Rule 1: pure arithmetic. No device, no clock, no thread; time is the number of samples handed out.
Rule 2: nothing startles. Every change of level is a slope, every cut is a short fade, and what would
    clip is bent instead.
Rule 3: one line (or score) at a time. A new line takes the place of the old one, which fades as if hushed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples
from voiceground.sound.score import FULL_SCALE, Mix, Score

FADE_SECONDS = 0.03
"""How long a hushed line takes to vanish: shorter clicks, longer still says a syllable."""

DUCK_DB = -12.0
DUCK_SECONDS = 0.1

GAIN_DB_PER_SECOND = 6.0
"""Slope of the person's volume: a "louder" of 3 dB takes half a second and never steps."""

GAIN_RANGE_DB = (-40.0, 12.0)

START_DB = -15.0
START_SECONDS = 1.5
"""The first sound of a session begins low and rises, for ears that startle (content guide, 4)."""

KNEE = 0.8
"""Where bending begins, as a part of full scale (-1.9 dB): quieter samples pass unchanged."""

_FADE: Mix = (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, round(FADE_SECONDS * SAMPLE_RATE)))).astype(np.float32)


class Slope:
    """A level in dB that moves to its target at a steady pace, sample by sample.

    Args:
        level: where it stands, in dB.
        pace: dB per second that it may move.
    """

    def __init__(self, level: float, pace: float) -> None:
        self.level = level
        self.target = level
        self._step = pace / SAMPLE_RATE

    def take(self, samples: int) -> float | npt.NDArray[np.float64]:
        """The level over the next samples: one number while it rests, else shape (samples,), in dB."""
        if self.level == self.target:
            return self.level
        way = self.target - self.level
        moved = np.minimum(np.arange(1, samples + 1) * self._step, abs(way))
        levels: npt.NDArray[np.float64] = self.level + np.sign(way) * moved
        done = moved[-1] >= abs(way)
        self.level = self.target if done else float(levels[-1])
        return levels


class Player:
    """Plays one line at a time and says when it has ended.

    ``next_block`` is called exactly once a tick; everything else takes effect with the next block.
    """

    def __init__(self) -> None:
        self._line: Score | None = None
        self._amplitude = np.float32(1)
        self._turn = 0
        self._position = 0
        self._ended: int | None = None
        self._fading: Mix = np.zeros(0, dtype=np.float32)
        self._gain = Slope(0.0, GAIN_DB_PER_SECOND)
        self._duck = Slope(0.0, abs(DUCK_DB) / DUCK_SECONDS)
        self._start = Slope(START_DB, abs(START_DB) / START_SECONDS)

    def play(self, samples: Samples, turn: int, gain_db: float = 0.0) -> None:
        """Play a line from its first sample, in place of whatever is playing.

        Args:
            samples: shape (n,), int16, 16 kHz, faded at both ends; empty ends with the next block.
            turn: what ``ended`` returns when its last sample has left.
            gain_db: this line's own level, fixed for its length. The person's volume is ``set_gain``.
        """
        self.perform(Score.of(samples), turn, gain_db)

    def perform(self, score: Score, turn: int, gain_db: float = 0.0) -> None:
        """Play a whole score like a line: one turn, one end, and hushed as one."""
        self._fade_out()
        self._line = score
        self._amplitude = np.float32(_amplitude(gain_db))
        self._turn = turn
        self._position = 0
        self._start.target = 0.0

    def hush(self) -> None:
        """Fade the line out in 30 ms and forget it: its end is never reported."""
        self._fade_out()
        self._ended = None

    def duck(self, on: bool) -> None:
        """Step back by 12 dB while somebody seems to speak, and come forward again, over 100 ms."""
        self._duck.target = DUCK_DB if on else 0.0

    def set_gain(self, db: float) -> None:
        """Move the volume to so many dB (-40 to +12), at 6 dB a second; before the first sound, at once."""
        self._gain.target = float(np.clip(db, *GAIN_RANGE_DB))
        if self._start.target == START_DB:
            self._gain.level = self._gain.target

    def next_block(self) -> Samples:
        """The next 20 ms: shape (320,), int16, 16 kHz; zeros when nothing plays."""
        mix = self._take_fading()
        if self._line is not None:
            mix += self._line.take(self._position, TICK_SAMPLES) * self._amplitude
            self._position += TICK_SAMPLES
            if self._position >= len(self._line):
                self._line, self._ended = None, self._turn
        return _bounded(mix * self._level())

    def ended(self) -> int | None:
        """The turn whose last sample left in the last block; asked a second time, None."""
        turn, self._ended = self._ended, None
        return turn

    @property
    def busy(self) -> bool:
        """Whether a line is being played. What is left of a hushed line does not count."""
        return self._line is not None

    @property
    def position(self) -> int:
        """How many samples of the line have been handed out; counts on to whole blocks at its end."""
        return self._position

    def _fade_out(self) -> None:
        if self._line is None:
            return
        fading = self._line.take(self._position, len(_FADE)) * self._amplitude * _FADE
        fading[: len(self._fading)] += self._fading
        self._line, self._fading = None, fading

    def _take_fading(self) -> Mix:
        mix = np.zeros(TICK_SAMPLES, dtype=np.float32)
        part, self._fading = self._fading[:TICK_SAMPLES], self._fading[TICK_SAMPLES:]
        mix[: len(part)] = part
        return mix

    def _level(self) -> Mix | np.float32:
        """The product of all slopes. The start rises only while a line sounds; the others always move."""
        start = self._start.take(TICK_SAMPLES) if self.busy else self._start.level
        decibels = self._gain.take(TICK_SAMPLES) + self._duck.take(TICK_SAMPLES) + start
        level: Mix | np.float32 = np.float32(1) * _amplitude(decibels)
        return level


def _amplitude(decibels: float | npt.NDArray[np.float64]) -> Mix | np.float32:
    amplitude: Mix | np.float32 = np.power(10.0, np.asarray(decibels) / 20.0).astype(np.float32)[()]
    return amplitude


def _bounded(mix: Mix) -> Samples:
    """To int16: unchanged below the knee, above it bent by tanh so that full scale is never passed."""
    size = np.abs(mix)
    if size.max(initial=0.0) > KNEE:
        bent = KNEE + (1 - KNEE) * np.tanh((size - KNEE) / (1 - KNEE))
        mix = np.where(size > KNEE, np.sign(mix) * bent, mix)
    block: Samples = np.rint(mix * FULL_SCALE).astype(np.int16)
    return block
