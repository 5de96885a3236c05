"""Sounds at exact places on the sample clock, one of which may sound many times.

A line is a score of one sound. Breathing of five minutes is a score of some hundred places that share a
handful of sounds, so it costs what one round costs, and its places cannot drift.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import Samples

Mix: TypeAlias = npt.NDArray[np.float32]

FULL_SCALE = 32_767.0


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A sound and where it begins, in samples from the start of its score."""

    at: int
    samples: Samples


class Score:
    """Sounds on a time line; they may overlap.

    Args:
        sounds: in any order.
        length: how long the whole is, in samples, at least; it is never shorter than its sounds.
    """

    def __init__(self, sounds: Iterable[Placed], length: int = 0) -> None:
        self._sounds = sorted(sounds, key=lambda placed: placed.at)
        self._starts = [placed.at for placed in self._sounds]
        self._longest = max((len(placed.samples) for placed in self._sounds), default=0)
        ends = (placed.at + len(placed.samples) for placed in self._sounds)
        self._length = max(length, max(ends, default=0))

    @classmethod
    def of(cls, samples: Samples) -> Score:
        """One sound, from the start."""
        return cls((Placed(0, samples),))

    def __len__(self) -> int:
        """How many samples it lasts."""
        return self._length

    def take(self, position: int, samples: int) -> Mix:
        """What sounds from a place on: shape (samples,), float32 of full scale; nothing beyond the end."""
        mix = np.zeros(samples, dtype=np.float32)
        first = bisect_left(self._starts, position - self._longest)
        for placed in self._sounds[first : bisect_right(self._starts, position + samples - 1)]:
            begin = max(position, placed.at)
            end = min(position + samples, placed.at + len(placed.samples))
            if begin < end:
                part = placed.samples[begin - placed.at : end - placed.at]
                mix[begin - position : end - position] += part * np.float32(1 / FULL_SCALE)
        return mix
