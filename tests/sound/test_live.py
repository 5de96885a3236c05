"""The loop's side of devices that come and go, with devices that do as they are told."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable

import numpy as np
import pytest

from tests.sound.fakes import MONO, FakeOpener, FakePipe
from voiceground.core.tick import TICK_SAMPLES, Tick, silence
from voiceground.errors import DeviceError
from voiceground.sound.keeper import SETTLING_LOOKS, Keeper
from voiceground.sound.live import Box, LiveRoom


class House:
    """A room on fake devices."""

    def __init__(self, opener: FakeOpener | None = None) -> None:
        self.opener = opener or FakeOpener()
        self.box: Box = queue.SimpleQueue()
        self.keeper = Keeper(self.opener, self.box, retry=0.01)
        self.room = LiveRoom("a fake", self.box, self.keeper, self.keeper.start())

    @property
    def microphone(self) -> FakePipe:
        return next(pipe for pipe in reversed(self.opener.pipes) if pipe.microphone)

    @property
    def speaker(self) -> FakePipe:
        return next(pipe for pipe in reversed(self.opener.pipes) if pipe.speaker)

    def tick(self, level: int = 0) -> Tick:
        """One tick of devices that both work."""
        for pipe in self.opener.pipes:
            if not pipe.finished:
                pipe.call_back()
        return self.room.exchange(np.full(TICK_SAMPLES, level, dtype=np.int16))

    def lose_everything(self) -> None:
        """Both devices are pulled out."""
        self.opener.there = {"microphone": False, "speaker": False}
        for pipe in self.opener.pipes:
            pipe.finished = True

    def until(self, condition: Callable[[Tick], bool]) -> Tick:
        """Tick on until it holds; two seconds at most."""
        end = time.monotonic() + 2.0
        while time.monotonic() < end:
            tick = self.tick()
            if condition(tick):
                return tick
        raise AssertionError("it never came to that")


def test_it_ticks_with_what_was_heard_and_what_was_played() -> None:
    house = House()
    house.room.exchange(silence())
    ticks = [house.tick(level) for level in range(1, 21)]
    played = [int(tick.played[0]) for tick in ticks]
    assert all(tick.hearing and tick.speaking and tick.mic.any() for tick in ticks)
    first = played.index(1)
    assert played[first:] == list(range(1, 21 - first))
    house.room.close()


def test_what_was_heard_before_the_first_tick_is_forgotten() -> None:
    house = House()
    for _ in range(30):
        house.microphone.call_back(np.full(TICK_SAMPLES, 99, dtype=np.int16))
    house.room.exchange(silence())
    assert not (house.tick().mic == 99).any()
    house.room.close()


def test_a_microphone_that_is_pulled_out_leaves_the_voice_alone() -> None:
    house = House()
    house.tick()
    speaker, lost = house.speaker, house.microphone
    house.opener.there["microphone"] = False
    lost.finished = True
    tick = house.until(lambda tick: not tick.hearing)
    assert tick.speaking
    before = len(speaker.played)
    for level in range(20):
        assert house.tick(level + 1).speaking
    assert set(range(1, 15)) <= set(speaker.played[before:])
    assert not speaker.closed
    house.room.close()


def test_a_microphone_that_comes_back_is_heard_again_by_itself() -> None:
    house = House()
    house.tick()
    lost = house.microphone
    house.opener.there["microphone"] = False
    lost.finished = True
    house.until(lambda tick: not tick.hearing)
    house.opener.there["microphone"] = True
    assert house.until(lambda tick: tick.hearing and bool(tick.mic.any())).speaking
    assert lost.closed
    assert house.room.stats.lost == 1
    house.room.close()


def test_a_stream_without_a_callback_for_a_second_is_gone() -> None:
    house = House()
    house.tick()
    house.opener.there["speaker"] = False
    speaker = house.speaker
    speaker.stumble()
    house.microphone.call_back()
    house.room.exchange(silence())
    house.microphone.call_back()
    assert not house.room.exchange(silence()).speaking
    house.room.close()
    assert speaker.closed


def test_with_both_gone_time_goes_on() -> None:
    house = House()
    house.tick()
    house.lose_everything()
    house.room.exchange(silence())
    begun = time.monotonic()
    ticks = [house.room.exchange(silence()) for _ in range(10)]
    assert time.monotonic() - begun == pytest.approx(0.2, abs=0.05)
    assert not any(tick.hearing or tick.speaking for tick in ticks)
    house.opener.there = {"microphone": True, "speaker": True}
    assert house.until(lambda tick: tick.hearing and tick.speaking)
    assert (True, True, True) in house.opener.calls[1:]
    house.room.close()


def test_without_a_microphone_the_speaker_is_the_clock() -> None:
    house = House(FakeOpener(microphone=False))
    house.room.exchange(silence())
    begun = time.monotonic()
    for _ in range(50):
        tick = house.tick()
        assert tick.speaking
        assert not tick.hearing
    assert time.monotonic() - begun < 0.5
    house.room.close()


def test_a_microphone_that_is_late_is_waited_for_a_moment_and_then_the_timer_helps_out() -> None:
    house = House()
    house.tick()
    house.tick()
    house.speaker.call_back()
    begun = time.monotonic()
    first, second = house.room.exchange(silence()), house.room.exchange(silence())
    waited = time.monotonic() - begun
    assert waited == pytest.approx(0.12, abs=0.05)
    assert first.hearing
    assert second.hearing
    assert not first.mic.any()
    assert house.room.stats.timed >= 2
    house.room.close()


def test_a_device_that_only_a_new_list_shows_is_found_while_nothing_is_said() -> None:
    house = House()
    house.tick()
    house.opener.hidden = True
    house.microphone.finished = True
    house.until(lambda tick: tick.hearing and len(house.opener.pipes) > 3)
    assert house.opener.calls[-1] == (True, True, True)
    house.room.close()


def test_a_list_that_was_read_while_the_devices_came_back_is_read_again() -> None:
    house = House()
    house.tick()
    house.lose_everything()
    house.until(lambda tick: not tick.hearing and not tick.speaking)
    house.opener.there["microphone"] = True
    house.until(lambda tick: tick.hearing)
    house.opener.there["speaker"] = True
    assert house.until(lambda tick: tick.hearing and tick.speaking)
    house.room.close()


def test_a_stream_that_was_replaced_and_never_said_that_it_ended_takes_nothing_with_it() -> None:
    house = House()
    house.tick()
    old = house.speaker
    old.stuck = True
    house.opener.hidden = True
    house.microphone.finished = True
    house.until(lambda tick: tick.hearing and tick.speaking and len(house.opener.pipes) > 3)
    old.stumble()
    for _ in range(5):
        house.microphone.call_back()
        house.speaker.call_back()
        assert house.room.exchange(silence()).speaking
    house.room.close()


def test_a_machine_that_has_no_microphone_is_not_looked_over_for_ever() -> None:
    house = House(FakeOpener(microphone=False))
    house.tick()
    house.speaker.finished = True
    calls = house.opener.calls
    house.until(lambda _: sum(afresh for _, _, afresh in calls) == 2 + SETTLING_LOOKS)
    settled = len(calls)
    house.until(lambda tick: tick.speaking and len(calls) > settled + 10)
    assert not any(afresh for _, _, afresh in calls[settled:])
    house.room.close()


def test_no_list_is_read_anew_while_the_voice_speaks() -> None:
    house = House()
    house.tick(500)
    speaker = house.speaker
    house.opener.hidden = True
    house.microphone.finished = True
    for _ in range(20):
        house.tick(500)
        time.sleep(0.005)
    assert (True, False, False) in house.opener.calls
    assert not speaker.closed
    house.room.close()


def test_a_muted_microphone_is_there_but_withheld() -> None:
    house = House()
    house.room.exchange(silence())
    for _ in range(160):
        house.microphone.call_back(silence())
        house.speaker.call_back()
        tick = house.room.exchange(silence())
    assert not tick.hearing
    assert house.room.withheld
    house.room.close()


def test_nothing_at_all_is_a_sentence() -> None:
    with pytest.raises(DeviceError, match="neither a speaker nor a microphone"):
        House(FakeOpener(microphone=False, speaker=False))


def test_a_wrong_name_is_told() -> None:
    opener = FakeOpener()
    opener.misnamed = True
    with pytest.raises(DeviceError, match="called that"):
        House(opener)


def test_after_close_it_ticks_on_without_devices() -> None:
    house = House()
    house.tick()
    house.room.close()
    house.room.close()
    tick = house.room.exchange(silence())
    assert not tick.hearing
    assert not tick.speaking
    assert all(pipe.closed for pipe in house.opener.pipes)


def test_one_stream_for_both_ends_keeps_them_together_to_the_sample() -> None:
    box: Box = queue.SimpleQueue()
    pipe = FakePipe(box, microphone=MONO, speaker=MONO)
    keeper = Keeper(FakeOpener(), box)
    keeper.start()
    room = LiveRoom("one stream", box, keeper, (pipe,))
    heard = np.arange(TICK_SAMPLES, dtype=np.int16)
    room.exchange(silence())
    for number in range(1, 40):
        pipe.call_back(heard)
        tick = room.exchange(np.full(TICK_SAMPLES, number, dtype=np.int16))
        assert np.array_equal(tick.mic, heard)
        assert tick.played.tolist() == pipe.played[-TICK_SAMPLES:]
    assert tick.played.any()
    room.close()
