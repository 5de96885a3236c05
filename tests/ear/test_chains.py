"""The search over many chains against a slow one that can be read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceground.ear.chains import BACKGROUND, NEVER, Chains, Float32, Search, align


@dataclass(frozen=True)
class Found:
    score: float
    start: int
    end: int


def slow_search(
    chain: list[int], emissions: Float32, background: Float32, stay: Float32, leave: Float32
) -> Found:
    """Every way to begin, then the best way to go on: one chain, one frame, one state at a time."""
    frames = len(emissions)
    best = Found(float(NEVER), 0, 0)
    for start in range(frames):
        before: list[float] = []
        for frame in range(start, frames):
            now = []
            for place, unit in enumerate(chain):
                ways = [0.0] if frame == start and place == 0 else []
                if before:
                    ways.append(before[place] + float(stay[unit]))
                    if place:
                        ways.append(before[place - 1] + float(leave[chain[place - 1]]))
                gain = float(emissions[frame, unit] - background[frame])
                now.append(max(ways, default=-np.inf) + gain)
            before = now
            out = now[-1] + float(leave[chain[-1]])
            if out > best.score:
                best = Found(out, start, frame + 1)
    return best


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[list[int]], Float32, Float32, Float32, Float32]:
    units = draw(st.integers(1, 5))
    frames = draw(st.integers(1, 9))
    chains = draw(
        st.lists(st.lists(st.integers(0, units - 1), min_size=1, max_size=4), min_size=1, max_size=5)
    )
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    emissions = rng.normal(0.0, 3.0, (frames, units)).astype(np.float32)
    background = rng.normal(0.0, 1.0, frames).astype(np.float32)
    stay, leave = np.log(rng.uniform(0.05, 0.95, (2, units))).astype(np.float32)
    return chains, emissions, background, stay, leave


@settings(max_examples=200, deadline=None)
@given(problems())
def test_the_fast_search_finds_what_the_slow_one_finds(
    problem: tuple[list[list[int]], Float32, Float32, Float32, Float32],
) -> None:
    listed, emissions, background, stay, leave = problem

    paths = Search(Chains.of(listed, stay, leave)).run(emissions, background)

    for place, chain in enumerate(listed):
        slow = slow_search(chain, emissions, background, stay, leave)
        if slow.end == 0 or not np.isfinite(slow.score):
            assert paths.ends[place] == 0 or paths.scores[place] <= NEVER / 2
            continue
        assert paths.scores[place] == pytest.approx(slow.score, abs=1e-3)
        assert (paths.starts[place], paths.ends[place]) == (slow.start, slow.end)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_an_alignment_has_the_score_and_the_span_of_the_search(
    problem: tuple[list[list[int]], Float32, Float32, Float32, Float32],
) -> None:
    listed, emissions, background, stay, leave = problem
    chains = Chains.of(listed, stay, leave)
    paths = Search(chains).run(emissions, background)

    for place in range(len(chains)):
        score, states = align(emissions, background, chains.one(place))
        inside = np.flatnonzero(states != BACKGROUND)
        if paths.scores[place] <= NEVER / 2:
            assert not len(inside) or score <= NEVER / 2
            continue
        assert score == pytest.approx(float(paths.scores[place]), abs=1e-3)
        assert (inside[0], inside[-1] + 1) == (paths.starts[place], paths.ends[place])
        steps = np.diff(states[inside])
        assert set(steps.tolist()) <= {0, 1}
        assert (states[inside[0]], states[inside[-1]]) == (0, len(listed[place]) - 1)


def test_a_search_remembers_nothing_of_the_run_before() -> None:
    rng = np.random.default_rng(4)
    halves = np.log(np.full(6, 0.5)).astype(np.float32)
    search = Search(Chains.of([[0, 1, 2], [3, 4, 5]], halves, halves))
    one, other = rng.normal(0.0, 3.0, (2, 30, 6)).astype(np.float32)
    silence = np.zeros(30, dtype=np.float32)

    first = search.run(one, silence)
    search.run(other, silence)
    again = search.run(one, silence)

    np.testing.assert_array_equal(first.scores, again.scores)
    np.testing.assert_array_equal(first.starts, again.starts)


def test_a_word_is_found_where_it_stands() -> None:
    emissions = np.full((40, 3), -5.0, dtype=np.float32)
    emissions[10:15, 0] = emissions[15:22, 1] = emissions[22:25, 2] = 5.0
    halves = np.log(np.full(3, 0.5)).astype(np.float32)

    paths = Search(Chains.of([[0, 1, 2]], halves, halves)).run(emissions, np.zeros(40, dtype=np.float32))

    assert (paths.starts[0], paths.ends[0]) == (10, 25)
    assert paths.scores[0] == pytest.approx(15 * 5.0 + 15 * np.log(0.5), abs=1e-3)


def test_a_chain_without_states_is_refused() -> None:
    halves = np.log(np.full(3, 0.5)).astype(np.float32)

    with pytest.raises(ValueError, match="at least one state"):
        Chains.of([[0], []], halves, halves)


def test_no_frames_find_nothing() -> None:
    halves = np.log(np.full(3, 0.5)).astype(np.float32)
    chains = Chains.of([[0, 1]], halves, halves)

    paths = Search(chains).run(np.zeros((0, 3), dtype=np.float32), np.zeros(0, dtype=np.float32))

    assert paths.scores[0] == NEVER
    assert paths.ends[0] == 0
