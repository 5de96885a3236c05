"""The room without sound: nothing but time, and that exactly."""

from __future__ import annotations

import time

import numpy as np
import pytest

from voiceground.core.tick import silence
from voiceground.sound.silent import SilentRoom


def test_it_neither_hears_nor_speaks() -> None:
    tick = SilentRoom(speed=100).exchange(silence())
    assert not tick.hearing
    assert not tick.speaking
    assert not tick.mic.any()


def test_lateness_does_not_add_up() -> None:
    room = SilentRoom(speed=4)
    room.exchange(silence())
    begun = time.monotonic()
    for number in range(100):
        if number % 10 == 0:
            time.sleep(0.008)  # a busy loop
        room.exchange(silence())
    assert time.monotonic() - begun == pytest.approx(100 * 0.02 / 4, abs=0.03)


def test_the_time_before_the_first_tick_does_not_count() -> None:
    room = SilentRoom()
    time.sleep(0.05)
    begun = time.monotonic()
    room.exchange(silence())
    assert time.monotonic() - begun >= 0.019


def test_a_machine_that_slept_does_not_hurry_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    room = SilentRoom()
    room.exchange(silence())
    slept = time.monotonic
    monkeypatch.setattr("voiceground.sound.metronome.time.monotonic", lambda: slept() + 60.0)
    room.exchange(silence())
    begun = slept()
    for _ in range(3):
        room.exchange(silence())
    assert slept() - begun >= 0.055


@pytest.mark.parametrize("speed", [1, 100])
def test_it_gives_back_the_block_as_played(speed: float) -> None:
    block = np.arange(320, dtype=np.int16)
    assert np.array_equal(SilentRoom(speed).exchange(block).played, block)
