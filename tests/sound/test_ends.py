"""The two ends of a device: conversion, the queue's length, and the account of what was played."""

from __future__ import annotations

import numpy as np
import pytest

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, silence
from voiceground.sound.ends import (
    IDLE_TICKS,
    LONGEST_TICKS,
    VOICE_TICKS,
    WITHHELD_SECONDS,
    Format,
    Inlet,
    Outlet,
)
from voiceground.sound.queues import ByteQueue

MONO = Format(16_000, 1)


def tone(hertz: float, ticks: int, rate: int = SAMPLE_RATE, peak: int = 8000) -> Samples:
    time = np.arange(ticks * rate // 50) / rate
    sound: Samples = np.rint(peak * np.sin(2 * np.pi * hertz * time)).astype(np.int16)
    return sound


def level_at(sound: Samples, hertz: float) -> float:
    """Amplitude of one frequency."""
    turning = np.exp(-2j * np.pi * hertz * np.arange(len(sound)) / SAMPLE_RATE)
    return float(2 * np.abs(np.mean(sound * turning)))


def drain(inlet: Inlet) -> Samples:
    taken = []
    while inlet.ready:
        taken.append(inlet.take())
    return np.concatenate(taken)


class Device:
    """Takes blocks out of an outlet's queue as a callback does."""

    def __init__(self, form: Format = MONO) -> None:
        self.form = form
        self.queue = ByteQueue()
        self.outlet = Outlet(form, self.queue)
        self.heard: list[int] = []

    def call_back(self) -> None:
        frames = self.form.rate // 50
        buffer = bytearray(frames * 2 * self.form.channels)
        real = self.queue.fill(buffer) // (2 * self.form.channels)
        self.heard += np.frombuffer(buffer, np.int16)[:: self.form.channels].tolist()
        self.outlet.took(real, frames - real)

    def tick(self, block: Samples) -> Samples:
        self.outlet.give(block)
        self.call_back()
        return self.outlet.take()


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000, 8_000])
def test_any_rate_and_channels_become_16_khz_mono(rate: int, channels: int) -> None:
    inlet = Inlet(Format(rate, channels))
    sound = tone(1000, 100, rate)
    for block in sound.reshape(100, -1):
        inlet.feed(np.repeat(block, channels).tobytes())
    heard = drain(inlet)
    assert len(heard) == pytest.approx(100 * TICK_SAMPLES, abs=3 * TICK_SAMPLES)
    assert level_at(heard[3200:28_800], 1000) == pytest.approx(8000, rel=0.01)


def test_what_16_khz_cannot_carry_does_not_come_back_as_something_else() -> None:
    inlet = Inlet(Format(48_000, 1))
    for block in tone(10_000, 100, 48_000).reshape(100, -1):
        inlet.feed(block.tobytes())
    assert np.abs(drain(inlet)[3200:]).max() <= 1


def test_a_microphone_of_zeros_counts_as_withheld_after_three_seconds_until_it_gives_anything() -> None:
    inlet = Inlet(MONO)
    zeros, something = silence().tobytes(), np.eye(1, 320, 7, dtype=np.int16).tobytes()
    for _ in range(round(WITHHELD_SECONDS * 50) - 1):
        inlet.feed(zeros)
    told = [inlet.withheld]
    for sound in (zeros, something):
        inlet.feed(sound)
        told.append(inlet.withheld)
    assert told == [False, True, False]


@pytest.mark.parametrize("form", [MONO, Format(16_000, 2), Format(48_000, 1), Format(44_100, 2)])
def test_what_is_given_is_played_and_accounted_for(form: Format) -> None:
    device, given = Device(form), tone(440, 100)
    told = np.concatenate([device.tick(block) for block in given.reshape(100, -1)])
    first = np.flatnonzero(told)[0] - 1
    assert np.array_equal(told[first:], given[: len(told) - first])
    played = np.array(device.heard[-form.rate :], dtype=np.int16)
    loud = np.abs(np.mean(played * np.exp(-2j * np.pi * 440 * np.arange(len(played)) / form.rate))) * 2
    assert loud == pytest.approx(8000, rel=0.01)
    assert device.outlet.gaps == 0


def test_an_answer_starts_behind_no_more_than_the_idle_queue() -> None:
    device = Device()
    for _ in range(20):
        device.tick(silence())
    told = np.concatenate([device.tick(block) for block in tone(440, 10).reshape(10, -1)])
    assert np.flatnonzero(told)[0] - 1 == (IDLE_TICKS - 1) * TICK_SAMPLES


def speech(ticks: int) -> list[Samples]:
    """Syllables of 160 ms with pauses of 60 ms in between that are nearly, not quite, silent."""
    loud, faint = tone(300, 1), np.full(TICK_SAMPLES, 5, dtype=np.int16)
    return [faint if tick % 11 >= 8 else loud for tick in range(ticks)]


def test_once_a_line_is_under_way_the_loop_may_be_busy_for_50_ms() -> None:
    device = Device()
    for block in speech(40):
        device.tick(block)
    for _ in range(VOICE_TICKS - 1):  # the device goes on while the loop is away
        device.call_back()
    for block in speech(VOICE_TICKS - 1):
        device.outlet.give(block)
    assert device.outlet.gaps == 0


def test_when_the_line_is_over_the_queue_becomes_short_again() -> None:
    device = Device()
    for block in speech(60) + [silence()] * 60:
        device.tick(block)
    told = np.concatenate([device.tick(block) for block in tone(440, 10).reshape(10, -1)])
    assert np.flatnonzero(told)[0] - 1 == (IDLE_TICKS - 1) * TICK_SAMPLES


def test_sound_is_never_left_out_or_stretched_only_pauses_are() -> None:
    device, given = Device(), speech(200)
    for block in given:
        device.tick(block)
    wanted = [block for block in given if np.abs(block).max() > 100]
    played = np.array(device.heard).reshape(-1, TICK_SAMPLES)
    heard = [block for block in played if np.abs(block).max() > 100]
    assert np.array_equal(np.concatenate(heard), np.concatenate(wanted)[: len(heard) * TICK_SAMPLES])


def test_a_gap_is_counted_and_makes_the_queue_longer() -> None:
    device = Device()
    for block in speech(60):
        device.tick(block)
    for _ in range(VOICE_TICKS + 2):
        device.call_back()
    assert device.outlet.gaps > 0


def test_a_queue_that_runs_dry_in_silence_is_no_gap() -> None:
    device = Device()
    for _ in range(10):
        device.call_back()
    assert device.outlet.gaps == 0


def test_a_device_that_takes_nothing_is_given_half_a_second_at_most() -> None:
    device = Device()
    for block in tone(440, 100).reshape(100, -1):
        device.outlet.give(block)
    assert device.outlet.dropped == 100 - LONGEST_TICKS + IDLE_TICKS - 1


@pytest.mark.parametrize("drift", [-1, 1])
def test_clocks_that_differ_cost_neither_sound_nor_delay(drift: int) -> None:
    """A speaker whose clock is 0.5 % off: hundreds of times worse than real ones."""
    device, given = Device(), (speech(50) + [silence()] * 50) * 20
    for number, block in enumerate(given):
        device.outlet.give(block)
        if drift > 0 or number % 200:
            device.call_back()
        if drift > 0 and number % 200 == 0:
            device.call_back()
        device.outlet.take()
    assert device.outlet.gaps == 0
    assert device.outlet.dropped == 0
    before = len(device.heard)
    for block in tone(440, 10).reshape(10, -1):
        device.tick(block)
    assert np.flatnonzero(device.heard[before:])[0] <= IDLE_TICKS * TICK_SAMPLES


def test_a_late_report_leaves_a_hole_but_keeps_the_place() -> None:
    device = Device()
    count = np.arange(1, 1 + 20 * TICK_SAMPLES, dtype=np.int16).reshape(20, -1)
    told = []
    for number, block in enumerate(count):
        device.outlet.give(block)
        if number != 10:
            device.call_back()
        if number == 11:
            device.call_back()
        told.append(device.outlet.take())
    assert not told[10].any()
    assert np.array_equal(told[11], count[11 - IDLE_TICKS + 1])


def test_a_reference_that_fell_behind_for_good_is_put_back_into_its_place() -> None:
    device = Device()
    for _ in range(8):  # the microphone was away while the speaker went on
        device.call_back()
    count = np.arange(1, 1 + 80 * TICK_SAMPLES, dtype=np.int16).reshape(80, -1)
    told = [device.tick(block) for block in count]
    assert np.array_equal(told[40], count[40 - 8])
    assert np.array_equal(told[79], count[79])


def test_after_a_speaker_that_stood_still_the_reference_goes_on_at_once() -> None:
    device = Device()
    count = np.arange(1, 1 + 80 * TICK_SAMPLES, dtype=np.int16).reshape(80, -1)
    told = []
    for number, block in enumerate(count):
        device.outlet.give(block)
        if not 20 <= number < 30:
            device.call_back()
        told.append(device.outlet.take())
    assert np.array_equal(told[31], count[31 - 10 - IDLE_TICKS + 1])
