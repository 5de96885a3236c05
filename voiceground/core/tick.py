"""The clock of the house: 20 ms of sound, heard and played.

The microphone is the clock. A room yields one ``Tick`` every 20 ms, and everything downstream counts
ticks; nothing asks for the time. So a session is a deterministic function of its ticks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
"""Samples a second (Hz) everywhere inside the house; devices are converted at the edge."""

TICK_SAMPLES = 320
"""Samples in a tick: 20 ms at 16 kHz, the frame that telephony has settled on (RFC 3551, 4.2)."""

TICK_SECONDS = TICK_SAMPLES / SAMPLE_RATE

Samples: TypeAlias = npt.NDArray[np.int16]
"""Mono sound: shape (n,), dtype int16, 16 kHz."""


def silence(samples: int = TICK_SAMPLES) -> Samples:
    """Digital silence of so many samples."""
    return np.zeros(samples, dtype=np.int16)


def ticks_of(seconds: float) -> int:
    """How many whole ticks a duration lasts, rounded to the nearest."""
    return round(seconds / TICK_SECONDS)


@dataclass(frozen=True, slots=True, eq=False)
class Tick:
    """One 20 ms span of a room.

    Attributes:
        mic: what the microphone heard, shape (320,), int16, 16 kHz. Zeros when there is none.
        played: what the speaker was given for the same span, same shape.
        hearing: whether the microphone is there and alive in this span.
        speaking: whether the speaker is there and alive in this span.
    """

    mic: Samples
    played: Samples
    hearing: bool = True
    speaking: bool = True
