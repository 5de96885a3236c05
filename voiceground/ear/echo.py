"""Takes what the speaker plays out of what the microphone hears. The only importer of pyaec.

pyaec's own wrapper copies every block through Python lists, so its C library (the Speex canceller) is
called with arrays here. While nothing is played it is not run at all, and changes nothing.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from pyaec import lib

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, Tick, ticks_of

TAIL_SECONDS = 0.25
"""How long after it was played a sound may still be heard: the device's delay, and the room."""

_INT16 = ctypes.POINTER(ctypes.c_int16)


def _pointer(samples: Samples) -> Any:
    return samples.ctypes.data_as(_INT16)


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
