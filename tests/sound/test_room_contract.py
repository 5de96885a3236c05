"""What every room promises, asked of every room there is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing

import numpy as np
import pytest

from tests.pulse_room import PulseRoom, missing_tools
from voiceground.core.tick import TICK_SAMPLES, TICK_SECONDS, Samples, silence
from voiceground.sound.live import LiveRoom
from voiceground.sound.room import Room
from voiceground.sound.silent import SilentRoom
from voiceground.sound.simulated import SimulatedRoom

Make = Callable[[], Room]


@pytest.fixture(scope="module")
def pulse_room() -> Iterator[PulseRoom]:
    reason = missing_tools()
    if reason:
        pytest.skip(reason)
    with PulseRoom() as room:
        yield room


@pytest.fixture(params=["silent", "simulated", "device", "one stream", "48 kHz"])
def make(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Make:
    if request.param == "silent":
        return SilentRoom
    if request.param == "simulated":
        return SimulatedRoom
    pulse: PulseRoom = request.getfixturevalue("pulse_room")
    for name, value in pulse.variables.items():
        monkeypatch.setenv(name, value)
    from voiceground.sound.device import DeviceRoom

    match request.param:
        case "one stream":
            return lambda: DeviceRoom(duplex=True)
        case "48 kHz":
            return lambda: DeviceRoom(rate=48_000)
        case _:
            return DeviceRoom


def counting(ticks: int) -> list[Samples]:
    """Loud blocks that can be told apart by their first sample."""
    return [np.full(TICK_SAMPLES, 1000 + 10 * number, dtype=np.int16) for number in range(ticks)]


def test_a_tick_is_320_samples_of_both_sides(make: Make) -> None:
    with closing(make()) as room:
        for _ in range(10):
            tick = room.exchange(silence())
            for side in (tick.mic, tick.played):
                assert side.shape == (TICK_SAMPLES,)
                assert side.dtype == np.int16
            assert isinstance(tick.hearing, bool)
            assert isinstance(tick.speaking, bool)


def test_it_takes_its_time_or_none_at_all(make: Make) -> None:
    with closing(make()) as room:
        for _ in range(25):
            room.exchange(silence())
        begun = time.monotonic()
        for _ in range(50):
            room.exchange(silence())
        took = time.monotonic() - begun
    expected = 0.0 if isinstance(room, SimulatedRoom) else 50 * TICK_SECONDS
    assert took == pytest.approx(expected, abs=0.15)


def test_what_was_played_comes_back_in_order(make: Make) -> None:
    given = counting(50)
    with closing(make()) as room:
        for _ in range(25):
            room.exchange(silence())
        told = np.concatenate([room.exchange(block).played for block in given + [silence()] * 25])
    sounding, all_of_it = told[told != 0], np.concatenate(given)
    if not isinstance(room, LiveRoom):
        assert np.array_equal(sounding, all_of_it)
    assert (np.diff(sounding) >= 0).all()
    assert len(sounding) > 0.5 * len(all_of_it)  # a busy machine may cost a device some blocks


def test_a_room_that_hears_hears_something(make: Make) -> None:
    with closing(make()) as room:
        ticks = [room.exchange(silence()) for _ in range(50)][25:]
    for tick in ticks:
        assert tick.mic.any() == tick.hearing


def test_it_has_a_name(make: Make) -> None:
    with closing(make()) as room:
        assert room.name.strip()


def test_closing_twice_is_harmless_and_nothing_raises_afterwards(make: Make) -> None:
    room = make()
    room.exchange(silence())
    room.close()
    room.close()
    assert len({room.exchange(block).mic.shape for block in counting(3)}) == 1
    room.close()


def test_a_room_that_was_never_used_can_be_closed(make: Make) -> None:
    room = make()
    room.close()
    assert room.name


def test_one_after_another_can_be_opened(make: Make) -> None:
    for _ in range(3):
        with closing(make()) as room:
            assert room.exchange(silence()).played.shape == (TICK_SAMPLES,)
