"""A beat every 20 ms where no device gives one."""

from __future__ import annotations

import time

from voiceground.core.tick import TICK_SECONDS

LOST = 0.5
"""Seconds behind after which lost beats stay lost: a machine that slept does not hurry to catch up."""


class Metronome:
    """Beats against absolute deadlines of the monotonic clock, so that lateness never adds up.

    Args:
        speed: how many times faster than real time.
    """

    def __init__(self, speed: float = 1.0) -> None:
        self._period = TICK_SECONDS / speed
        self._due = time.monotonic()

    def beat(self) -> None:
        """Sleep until the next beat is due."""
        self._due += self._period
        left = self._due - time.monotonic()
        if left > 0:
            time.sleep(left)
        elif left < -LOST:
            self._due = time.monotonic()

    def restart(self) -> None:
        """Count from now on: the next beat is one period away."""
        self._due = time.monotonic()
