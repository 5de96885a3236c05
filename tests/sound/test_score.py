"""A score: every sound at its sample, however it is taken out."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceground.core.tick import Samples
from voiceground.sound.score import FULL_SCALE, Placed, Score

placed = st.builds(
    lambda at, length, value: Placed(at, np.full(length, value, dtype=np.int16)),
    st.integers(0, 3000),
    st.integers(0, 800),
    st.integers(-9000, 9000),
)


def whole(sounds: list[Placed], length: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    mix = np.zeros(max([length, *(sound.at + len(sound.samples) for sound in sounds)]))
    for sound in sounds:
        mix[sound.at : sound.at + len(sound.samples)] += sound.samples / FULL_SCALE
    return mix


@given(st.lists(placed, max_size=6), st.integers(0, 4000), st.integers(1, 700))
@settings(max_examples=80, deadline=None)
def test_taken_in_blocks_of_any_size_it_is_the_sum_of_its_sounds(
    sounds: list[Placed], length: int, block: int
) -> None:
    score, expected = Score(sounds, length), whole(sounds, length)
    assert len(score) == len(expected)
    taken = [score.take(position, block) for position in range(0, len(score), block)]
    got = np.concatenate(taken)[: len(expected)] if taken else np.zeros(0)
    assert np.allclose(got, expected, atol=1e-6)


def test_beyond_its_end_and_where_nothing_is_placed_there_is_silence() -> None:
    line: Samples = np.full(100, 1000, dtype=np.int16)
    score = Score([Placed(500, line)], length=2000)
    assert not score.take(0, 500).any()
    assert score.take(500, 100).all()
    assert not score.take(600, 5000).any()
    assert not Score([]).take(0, 320).any()


def test_a_thousand_places_of_one_sound_hold_it_once() -> None:
    line: Samples = np.ones(16_000, dtype=np.int16)
    score = Score(Placed(number * 20_000, line) for number in range(1000))
    assert len(score) == 999 * 20_000 + 16_000
    assert all(placed.samples is line for placed in score._sounds)
