from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.scripts import LOOK, scripts
from tests.core.test_invariants import CONFIRMATIONS, EVENTS, play
from voiceground.core.events import Event
from voiceground.core.lookahead import fixed_lines, lines_from
from voiceground.core.model import Script


def test_the_nearest_lines_come_first() -> None:
    lines = list(lines_from(LOOK, "hello"))
    assert lines[:3] == ["I'm with you.", "We could look around.", "Would you like to?"]
    assert lines[-1] == "That's it for now."


@given(scripts(), st.lists(st.none() | EVENTS, max_size=40))
@settings(max_examples=80, deadline=None)
def test_whatever_is_said_was_foreseen(script: Script, moves: list[Event | None]) -> None:
    assert set(play(script, moves).said) - CONFIRMATIONS <= fixed_lines(script)


def test_what_tells_an_answer_is_no_fixed_line_and_so_never_on_disk() -> None:
    assert "Seven, was that right?" in CONFIRMATIONS
    assert not CONFIRMATIONS & fixed_lines(LOOK)
