"""The room of numbers: what one puts in is what one gets out, to the sample."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, silence
from voiceground.sound.convolver import Convolver
from voiceground.sound.simulated import Echo, Noise, SimulatedRoom, level_db

SILENT = -200.0
"""A floor that rounds to nothing."""


def listen(room: SimulatedRoom, ticks: int, playing: Samples | None = None) -> Samples:
    sound = silence(ticks * TICK_SAMPLES) if playing is None else playing
    return np.concatenate([room.exchange(block).mic for block in sound.reshape(-1, TICK_SAMPLES)])


def test_the_person_is_heard_exactly_when_and_as_they_speak() -> None:
    room = SimulatedRoom(floor_db=SILENT)
    word = np.arange(1, 1001, dtype=np.int16)
    listen(room, 10)
    end = room.say(word, after_s=0.1234)
    heard = listen(room, 20)
    start = round(0.1234 * SAMPLE_RATE)
    assert np.array_equal(heard[start : start + 1000], word)
    assert not heard[:start].any()
    assert not heard[start + 1000 :].any()
    assert end == pytest.approx(0.2 + 0.1234 + 1000 / SAMPLE_RATE, abs=1e-4)


def test_several_people_may_speak_at_once() -> None:
    room = SimulatedRoom(floor_db=SILENT)
    room.say(np.full(640, 100, dtype=np.int16))
    room.say(np.full(640, 50, dtype=np.int16), after_s=0.02)
    heard = listen(room, 4).reshape(4, -1)
    assert [int(block[0]) for block in heard] == [100, 150, 50, 0]


def test_the_floor_is_never_digital_silence_and_has_its_level() -> None:
    heard = listen(SimulatedRoom(floor_db=-66.0), 100)
    assert all(block.any() for block in heard.reshape(-1, TICK_SAMPLES))
    assert level_db(heard) == pytest.approx(-66.0, abs=0.5)


def test_the_same_seed_gives_the_same_room_and_another_one_another() -> None:
    first, again, other = (listen(SimulatedRoom(seed=seed), 20) for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("length", [100, 5000, 16_000])
def test_noise_is_looped_at_its_level(length: int) -> None:
    noise = np.random.default_rng(0).integers(-3000, 3000, length).astype(np.int16)
    heard = listen(SimulatedRoom(noise=Noise(noise, -40.0), floor_db=SILENT), 150)
    assert level_db(heard) == pytest.approx(-40.0, abs=1.0)
    assert level_db(heard[-3200:]) == pytest.approx(-40.0, abs=1.5)


def test_the_seam_of_a_loop_does_not_click() -> None:
    wave_ = np.rint(8000 * np.sin(np.arange(4321) * 0.05)).astype(np.int16)
    heard = listen(SimulatedRoom(noise=Noise(wave_, level_db(wave_)), floor_db=SILENT), 50).astype(int)
    assert np.abs(np.diff(heard)).max() < 1000


def test_an_echo_comes_at_its_level_after_its_delay() -> None:
    room = SimulatedRoom(echo=Echo(gain_db=-20.0, delay_seconds=0.05), floor_db=SILENT)
    click = silence(10 * TICK_SAMPLES)
    click[0] = 20_000
    heard = listen(room, 10, click)
    assert np.flatnonzero(heard).tolist() == [round(0.05 * SAMPLE_RATE)]
    assert heard.max() == pytest.approx(2000, abs=1)


def test_an_echo_through_a_room_is_the_convolution() -> None:
    random = np.random.default_rng(5)
    response = random.standard_normal(2000) * np.exp(-np.arange(2000) / 400) * 0.1
    played = random.integers(-3000, 3000, 40 * TICK_SAMPLES).astype(np.int16)
    heard = listen(SimulatedRoom(echo=Echo(0.0, 0.0, response), floor_db=SILENT), 40, played)
    expected = np.convolve(played.astype(float), response)[: len(played)]
    assert np.abs(heard - expected).max() <= 0.5001


@given(st.integers(1, 1500), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_a_convolution_in_blocks_equals_one_in_one_piece(length: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    response, sound = random.standard_normal(length), random.standard_normal(12 * TICK_SAMPLES)
    convolver = Convolver(response)
    streamed = np.concatenate([convolver.pass_through(block) for block in sound.reshape(12, -1)])
    assert streamed == pytest.approx(np.convolve(sound, response)[: len(sound)], abs=1e-9)


def test_the_microphone_can_be_pulled_out_and_put_back() -> None:
    room = SimulatedRoom()
    room.unplug(3, 5)
    room.unplug(8)
    ticks = [room.exchange(silence()) for _ in range(10)]
    assert [tick.hearing for tick in ticks] == [True] * 3 + [False] * 2 + [True] * 3 + [False] * 2
    assert [bool(tick.mic.any()) for tick in ticks] == [tick.hearing for tick in ticks]


def test_both_sides_are_recorded(tmp_path: Path) -> None:
    room = SimulatedRoom(record=True)
    played = np.arange(4 * TICK_SAMPLES, dtype=np.int16)
    heard = listen(room, 4, played)
    room.save(tmp_path / "both.wav")
    with wave.open(str(tmp_path / "both.wav")) as file:
        assert (file.getnchannels(), file.getframerate()) == (2, SAMPLE_RATE)
        both = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, 2)
    assert np.array_equal(both[:, 0], played)
    assert np.array_equal(both[:, 1], heard)


def test_a_room_that_records_nothing_keeps_nothing() -> None:
    room = SimulatedRoom()
    listen(room, 3)
    assert room.recording().shape == (0, 2)


def test_what_is_too_loud_is_cut_off_as_a_microphone_does() -> None:
    room = SimulatedRoom(floor_db=SILENT)
    for _ in range(2):
        room.say(np.full(320, 30_000, dtype=np.int16))
    assert listen(room, 1).tolist() == [32_767] * 320
