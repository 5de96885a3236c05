"""The best string of any phones, against all strings tried one by one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceground.ear.chains import Float32
from voiceground.ear.loop import SILENT, Loop, phone_loop

ENTER = -1.5


def slow_best(relative: Float32, stay: Float32, leave: Float32) -> float:
    """Forward over a plain dictionary of states."""
    _, phones, states = relative.shape
    outside = 0.0
    inside: dict[tuple[int, int], float] = {}
    for frame in relative:
        now: dict[tuple[int, int], float] = {}
        for phone in range(phones):
            for state in range(states):
                ways = [inside[phone, state] + stay[phone, state]] if (phone, state) in inside else []
                if state == 0:
                    ways.append(outside + ENTER)
                elif (phone, state - 1) in inside:
                    ways.append(inside[phone, state - 1] + leave[phone, state - 1])
                if ways:
                    now[phone, state] = max(ways) + frame[phone, state]
        inside = now
        ends = [score + leave[phone, -1] for (phone, state), score in inside.items() if state == states - 1]
        outside = max([outside, *ends])
    return outside


@st.composite
def problems(draw: st.DrawFn) -> tuple[Float32, Float32, Float32]:
    shape = draw(st.tuples(st.integers(1, 12), st.integers(1, 3), st.integers(1, 3)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    relative = rng.normal(0.5, 2.0, shape).astype(np.float32)
    stay, leave = np.log(rng.uniform(0.1, 0.9, (2, *shape[1:]))).astype(np.float32)
    return relative, stay, leave


@settings(max_examples=150, deadline=None)
@given(problems())
def test_the_best_string_is_found(problem: tuple[Float32, Float32, Float32]) -> None:
    relative, stay, leave = problem

    loop = phone_loop(relative, stay, leave, ENTER)

    assert loop.score == pytest.approx(slow_best(relative, stay, leave), abs=1e-3)
    assert loop.score == pytest.approx(loop.upto[-1], abs=1e-5)
    assert loop.within(0, len(relative)) == pytest.approx(loop.score, abs=1e-5)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_path_gains_nothing_in_silence(problem: tuple[Float32, Float32, Float32]) -> None:
    loop = phone_loop(*problem, ENTER)

    for frame, (one, other) in enumerate(pairwise(loop.phones.tolist())):
        if one == other == SILENT:
            assert loop.within(frame, frame + 1) == pytest.approx(0.0, abs=1e-5)


def test_two_phones_with_a_pause_are_seen() -> None:
    relative = np.full((12, 2, 1), -9.0, dtype=np.float32)
    relative[2:5, 1] = relative[7:10, 0] = 9.0
    halves = np.log(np.full((2, 1), 0.5)).astype(np.float32)

    loop: Loop = phone_loop(relative, halves, halves, ENTER)

    assert loop.phones.tolist() == [-1, -1, 1, 1, 1, -1, -1, 0, 0, 0, -1, -1]
    assert loop.within(5, 7) == pytest.approx(0.0, abs=0.7 + 1e-5)  # the way out of the first phone


def test_no_frames_are_no_phones() -> None:
    halves = np.log(np.full((2, 3), 0.5)).astype(np.float32)

    assert phone_loop(np.zeros((0, 2, 3), dtype=np.float32), halves, halves).score == 0.0
