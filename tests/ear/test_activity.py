"""Level, floor and speech."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import room, ticks, tone
from voiceground.core.tick import Samples, silence
from voiceground.ear.activity import QUIETEST_DB, Activity, Floor, Moment, level_db
from voiceground.ear.wav import read_wav

RECORDINGS = Path(__file__).parent / "recordings"


def moments(activity: Activity, sound: Samples) -> list[Moment]:
    return [activity.follow(tick) for tick in ticks(sound)]


@pytest.mark.parametrize(
    ("sound", "expected"),
    [
        (silence(), 0.0),
        (np.full(320, 3000, dtype=np.int16), 0.0),
        (np.tile(np.array([100, -100], dtype=np.int16), 160), 40.0),
        (np.tile(np.array([32767, -32768], dtype=np.int16), 160), 90.3),
    ],
    ids=["nothing", "an offset is no sound", "40 dB", "full scale"],
)
def test_levels(sound: Samples, expected: float) -> None:
    assert level_db(sound) == pytest.approx(expected, abs=0.1)


def test_the_floor_follows_the_room_and_not_the_person() -> None:
    floor = Floor(2.5)
    for _ in range(100):
        quiet = floor.follow(30.0)
    for place in range(200):
        speaking = floor.follow(65.0 if place % 20 < 14 else 33.0)

    assert quiet == pytest.approx(31.0, abs=1.0)
    assert speaking < 50.0


def test_a_fan_that_is_switched_on_becomes_the_floor() -> None:
    floor = Floor(2.5)
    for level in [30.0] * 100 + [55.0] * 140:
        now = floor.follow(level)

    assert now == pytest.approx(56.0, abs=1.0)


def test_a_muted_microphone_is_not_a_quiet_room() -> None:
    assert Floor().follow(0.0) == QUIETEST_DB


def test_a_word_is_speech_and_room_tone_is_not() -> None:
    activity = Activity()
    before = moments(activity, room(1.0))
    word = moments(activity, read_wav(RECORDINGS / "yes-1.wav"))

    assert max(moment.speech for moment in before) < 0.5
    assert max(moment.speech for moment in word) > 0.5
    assert max(moment.level - moment.floor for moment in word) > 15.0


def test_nobody_asks_whether_it_is_speech_where_that_is_known_already() -> None:
    activity, word = Activity(), read_wav(RECORDINGS / "yes-1.wav")
    moments(activity, room(1.0))
    known = [activity.follow(tick, doubted=False) for tick in ticks(word)]
    moments(activity, room(1.0))
    again = moments(activity, word)

    assert {moment.speech for moment in known} == {0.0}
    assert max(moment.level - moment.floor for moment in known) > 15.0
    assert max(moment.speech for moment in again) > 0.5


def test_after_a_reset_it_hears_the_same_again() -> None:
    activity, sound = Activity(), np.concatenate((room(0.5), tone(1), room(0.5)))
    first = moments(activity, sound)
    activity.reset()

    assert moments(activity, sound) == first
