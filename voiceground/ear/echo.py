"""Takes what the speaker plays out of what the microphone hears. The only importer of pyaec.

pyaec's own wrapper copies every block through Python lists, so its C library (the Speex canceller) is
called with arrays here. While nothing is played it is not run at all, and changes nothing.
"""

from __future__ import annotations

import ctypes
from collections import deque
from typing import Any

import numpy as np
from pyaec import lib

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, Tick, ticks_of

TAIL_SECONDS = 0.35
"""How long after it was played a sound may still be heard: the device's delay, and the room.

Measured with speech 10 dB under the played level in a room of RT60 0.63 s, after four seconds: with a
delay of 75 ms 12 dB are taken off by 0.25 s and 14 dB by 0.4 s; with 180 ms 7 and 13 dB.
"""

AUDIBLE_DB = 25.0
"""Below this level (dB re one step of int16) what is played leaves no echo worth a thought."""

_INT16 = ctypes.POINTER(ctypes.c_int16)


def _pointer(samples: Samples) -> Any:
    return samples.ctypes.data_as(_INT16)


class Residue:
    """How loud the echo may still be behind the canceller, judged by how loud it was lately.

    The level of what is left, over the level of what was played, is followed over some seconds; the
    upper part of that is what may still be echo. A person who speaks louder than that is heard.
    """

    def __init__(self, seconds: float = 3.0) -> None:
        self._ratios: deque[float] = deque(maxlen=ticks_of(seconds))
        self._played: deque[float] = deque(maxlen=ticks_of(TAIL_SECONDS))

    def follow(self, played_db: float, left_db: float) -> float:
        """Take one tick's levels (dB) and return what may be echo of it (dB, 0 when nothing plays)."""
        self._played.append(played_db)
        loudest = max(self._played)
        if loudest < AUDIBLE_DB:
            return 0.0
        self._ratios.append(left_db - loudest)
        return max(0.0, loudest + float(np.percentile(self._ratios, 80)))


class Echo:
    """An adaptive canceller for one microphone."""

    def __init__(self, tail_seconds: float = TAIL_SECONDS) -> None:
        self._tail = round(tail_seconds * SAMPLE_RATE)
        self._handle: Any = None
        self._quiet = ticks_of(1.0)
        self.reset()

    @property
    def working(self) -> bool:
        """Whether something was played within the last second, so that there may be an echo."""
        return self._quiet < ticks_of(1.0)

    def reset(self) -> None:
        """Forget the path from speaker to microphone: another device."""
        self.close()
        self._handle = lib.AecNew(TICK_SAMPLES, self._tail, SAMPLE_RATE, False)
        self._quiet = ticks_of(1.0)

    def cancel(self, tick: Tick) -> Samples:
        """What the microphone heard without what was played, shape (320,), int16."""
        self._quiet = 0 if tick.played.any() else self._quiet + 1
        if not self.working or not self._handle:
            return tick.mic
        mic = np.ascontiguousarray(tick.mic, dtype=np.int16)
        played = np.ascontiguousarray(tick.played, dtype=np.int16)
        clean = np.empty(TICK_SAMPLES, dtype=np.int16)
        lib.AecCancelEcho(self._handle, _pointer(mic), _pointer(played), _pointer(clean), TICK_SAMPLES)
        return clean

    def close(self) -> None:
        """Give the C memory back. Closing twice is harmless."""
        if self._handle:
            lib.AecDestroy(self._handle)
        self._handle = None

    def __del__(self) -> None:
        self.close()
