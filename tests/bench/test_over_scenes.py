"""The scenes of the bench are what they are said to be: levels, delays, and what counts as heard."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench.over_voice import Found, Tally, judge
from tools.train_ear.echo_room import ECHO_RMS, measured_path, rms, room_tone, spoken_rms, synthetic_path
from tools.train_ear.over_scenes import Person, Scene, echo_of, own_voice, stops
from tools.train_ear.reel import Spoken
from voiceground.core.tick import SAMPLE_RATE, Samples


def noise(seconds: float, level: float, seed: int) -> Samples:
    sound = np.random.default_rng(seed).normal(0.0, level, round(seconds * SAMPLE_RATE))
    return np.rint(sound).astype(np.int16)


LINES = [Spoken(f"line {seed}", noise(3.0, 2000.0, seed)) for seed in range(4)]
WORD = np.concatenate((noise(0.3, 3.0, 1), noise(0.4, 1500.0, 2), noise(0.3, 3.0, 3)))
ROOM = np.concatenate((np.zeros(50), [20_000.0], np.geomspace(9000.0, 1.0, 8000))).astype(np.int16)


@pytest.mark.parametrize("ratio", [6.0, -6.0])
def test_a_word_stands_so_much_over_the_echo_of_its_moment(ratio: float) -> None:
    person = Person("stop", WORD)
    (loud,) = stops([person], LINES, ROOM, ratio, 1)
    (without,) = stops([Person("stop", WORD // 1000)], LINES, ROOM, -200.0, 1)
    assert loud.word is not None
    span = slice(*loud.word)
    length = min(len(loud.mic), len(without.mic))
    gain = float(loud.mic[: length // 8].std() / without.mic[: length // 8].std())
    word = loud.mic[span].astype(float) / gain - without.mic[span].astype(float)

    assert 20.0 * np.log10(rms(word) / rms(without.mic[span])) == pytest.approx(ratio, abs=0.7)
    assert loud.word[1] - loud.word[0] == pytest.approx(0.4 * SAMPLE_RATE, abs=800)


def test_a_path_delays_by_20_to_180_ms_and_the_echo_has_its_level() -> None:
    for seed in range(6):
        random = np.random.default_rng(seed)
        for path in (synthetic_path(random), measured_path(ROOM, random)):
            strongest = int(np.argmax(np.abs(path.response))) / SAMPLE_RATE
            assert 0.019 <= strongest <= 0.19
            assert spoken_rms(echo_of(LINES[0].samples, path)) == pytest.approx(ECHO_RMS, rel=0.01)


def test_all_lines_come_before_one_comes_again_and_the_time_is_kept() -> None:
    scenes = list(own_voice(LINES, ROOM, 0.9))
    said = [line.text for scene in scenes for _, line in scene.lines]

    assert sum(len(scene.mic) for scene in scenes) / SAMPLE_RATE >= 54.0
    assert sorted(said[:4]) == [line.text for line in LINES]
    assert all(len(scene.mic) == len(scene.played) for scene in scenes)


def test_the_tone_of_a_room_has_its_level() -> None:
    assert rms(room_tone(16_000, 7.0, np.random.default_rng(1))) == pytest.approx(7.0)


@pytest.mark.parametrize(
    ("found", "heard", "wrong", "early"),
    [
        ([Found("stop", 2.9, 0.9)], 1, 0, 0),
        ([Found("wait", 2.9, 0.9), Found("stop", 3.0, 0.9)], 0, 1, 0),
        ([Found("stop", 1.0, 0.9)], 0, 0, 1),
        ([Found("stop", 5.5, 0.9)], 0, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_a_word_is_heard_when_it_is_the_first_thing_from_its_beginning_on(
    found: list[Found], heard: int, wrong: int, early: int
) -> None:
    scene = Scene(WORD, WORD, (), "room", "stop", (2 * SAMPLE_RATE, round(2.5 * SAMPLE_RATE)))
    tally = Tally()
    judge(tally, scene, found)

    assert (tally.heard, tally.wrong, tally.early, tally.count) == (heard, wrong, early, 1)
