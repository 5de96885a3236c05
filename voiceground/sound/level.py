"""How loud it is around the microphone: for the doctor and for set-up, never to judge a person by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voiceground.core.tick import silence, ticks_of
from voiceground.sound.room import Room

SECONDS = 0.5
FULL_SCALE = 32_768.0
QUIETEST = -96.0
"""dBFS of what is no sound at all: one unit of 16 bits."""

LOUD = -30.0
"""dBFS from which a room is so loud that words may be missed."""

CLIPPED = -0.5
"""dBFS of a peak that was cut off."""

SETTLING = ticks_of(0.2)
"""Ticks that a device may take until its sound is one."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a microphone gave.

    Attributes:
        mean: root mean square in dBFS, -96 to 0.
        peak: the loudest sample in dBFS.
        hearing: whether the microphone was there all the time.
        withheld: whether it gave nothing but zeros: muted, or kept from us.
    """

    mean: float
    peak: float
    hearing: bool
    withheld: bool


def measure(room: Room, seconds: float = SECONDS) -> Level:
    """Listen for a moment, in silence."""
    for _ in range(SETTLING):
        room.exchange(silence())
    ticks = [room.exchange(silence()) for _ in range(ticks_of(seconds))]
    heard = np.concatenate([tick.mic for tick in ticks]).astype(np.float64)
    mean = float(np.sqrt(np.mean(heard**2)))
    withheld = room.withheld or not heard.any()
    return Level(_db(mean), _db(float(np.abs(heard).max())), all(tick.hearing for tick in ticks), withheld)


def _db(value: float) -> float:
    return max(QUIETEST, 20 * float(np.log10(max(value, 1e-3) / FULL_SCALE)))
