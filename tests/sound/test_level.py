"""How loud it is around a microphone, measured in rooms whose loudness is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from voiceground.core.tick import Samples, Tick, silence
from voiceground.sound.level import QUIETEST, measure


@dataclass
class Still:
    """A room in which every tick is the same."""

    mic: Samples
    hearing: bool = True
    withheld: bool = False
    name: str = "still"

    def exchange(self, block: Samples) -> Tick:
        assert not block.any()  # whoever listens is silent
        return Tick(self.mic, block, hearing=self.hearing)

    def close(self) -> None:
        """Nothing to let go of."""


def square(amplitude: int) -> Samples:
    """A tone whose mean is its peak."""
    return np.tile(np.array([amplitude, -amplitude], dtype=np.int16), 160)


@pytest.mark.parametrize(("amplitude", "decibels"), [(32767, 0.0), (16384, -6.0), (328, -40.0), (33, -60.0)])
def test_a_known_loudness_is_measured(amplitude: int, decibels: float) -> None:
    level = measure(Still(square(amplitude)))
    assert level.mean == pytest.approx(decibels, abs=0.1)
    assert level.peak == pytest.approx(decibels, abs=0.1)
    assert level.hearing
    assert not level.withheld


def test_nothing_but_zeros_is_a_microphone_that_is_kept_from_us() -> None:
    level = measure(Still(silence()))
    assert level.withheld
    assert level.mean == QUIETEST


def test_no_microphone_is_told_apart_from_a_quiet_one() -> None:
    assert not measure(Still(silence(), hearing=False)).hearing
