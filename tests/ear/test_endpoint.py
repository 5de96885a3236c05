"""The endpointer on tables of sound and quiet: no audio anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.ear.endpoint import Cue, Endpoint, Tails

TAILS = Tails(onset=3, short=13, long=75, longest=400)


def cues(pattern: str, tails: Tails = TAILS) -> list[tuple[int, Cue]]:
    """Run a pattern such as ``"5. 20# 80."`` (counts of quiet and of sound) and note cues by tick."""
    ticks = [kind == "#" for part in pattern.split() for kind in [part[-1]] * int(part[:-1])]
    state, noticed = Endpoint(), []
    for tick, sound in enumerate(ticks):
        state, cue = state.step(sound, tails)
        if cue is not None:
            noticed.append((tick, cue))
    return noticed


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("50.", [], id="quiet is nothing"),
        pytest.param("10. 2# 50.", [], id="a click of 40 ms is nothing"),
        pytest.param("10. 20# 12.", [(12, Cue.BEGAN)], id="a word begins with its third tick"),
        pytest.param("10. 20# 13.", [(12, Cue.BEGAN), (42, Cue.PAUSED)], id="260 ms make a pause"),
        pytest.param(
            "10. 20# 75.", [(12, Cue.BEGAN), (42, Cue.PAUSED), (104, Cue.OVER)], id="1.5 s are the end"
        ),
        pytest.param("10. 20# 8. 5# 12.", [(12, Cue.BEGAN)], id="the gap before a t is no pause"),
        pytest.param(
            "10. 20# 30. 20# 13.",
            [(12, Cue.BEGAN), (42, Cue.PAUSED), (92, Cue.PAUSED)],
            id="after a pause the person may go on",
        ),
        pytest.param("410#", [(2, Cue.BEGAN), (400, Cue.RAN_ON)], id="a long speech is noticed once"),
    ],
)
def test_cues(pattern: str, expected: list[tuple[int, Cue]]) -> None:
    assert cues(pattern) == expected


def test_where_an_utterance_began_is_its_first_sound() -> None:
    state = Endpoint()
    for sound in [False] * 7 + [True] * 5:
        state, _ = state.step(sound, TAILS)

    assert state.began == 7
    assert state.last == 11


@pytest.mark.parametrize(("seconds", "ticks"), [(1.5, 75), (3.0, 150), (0.1, 25), (60.0, 150)])
def test_the_long_tail_can_be_set_within_reason(seconds: float, ticks: int) -> None:
    assert Tails.of_seconds(seconds).long == ticks


@given(st.lists(st.booleans(), max_size=1500))
def test_cues_always_come_in_a_sensible_order(sounds: list[bool]) -> None:
    state, open_utterance, ran_on = Endpoint(), False, False
    for sound in sounds:
        state, cue = state.step(sound, TAILS)
        match cue:
            case Cue.BEGAN:
                assert not open_utterance
                open_utterance, ran_on = True, False
            case Cue.OVER:
                assert open_utterance
                open_utterance = False
            case Cue.RAN_ON:
                assert open_utterance
                assert not ran_on
                ran_on = True
            case Cue.PAUSED:
                assert open_utterance
                assert not sound
        assert (state.began is not None) == open_utterance


@given(st.lists(st.booleans(), max_size=600))
def test_the_clock_counts_every_tick_and_no_quiet_outlasts_the_long_tail(sounds: list[bool]) -> None:
    state = Endpoint()
    for sound in sounds:
        state, _ = state.step(sound, TAILS)
        assert state.began is None or state.now - 1 - state.last < TAILS.long
    assert state.now == len(sounds)
