"""Going on where a session was cut off: asked once, gently, and silence begins anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scripts import LOOK
from voiceground.core.dialogue import begin
from voiceground.core.events import Heard
from voiceground.core.languages.en.lines import LINES
from voiceground.core.model import Step
from voiceground.core.resuming import asking, where
from voiceground.rehearsal.stage import Stage

AGAIN = asking(LOOK, "rest", {"before": "7"})


def answered(*words: str) -> Stage:
    """The stage after the question was answered so, at the end of the session; no word is silence."""
    stage, left = Stage(AGAIN), list(words)
    while stage.step():
        if stage.listening and left:
            stage.happen(Heard(left.pop(0)))
    return stage


def test_it_begins_with_the_words_that_the_script_begins_with() -> None:
    stage = answered("yes")
    assert stage.said[:3] == ["I'm with you.", LINES.cut_off, LINES.go_on_from_there]


def test_yes_leads_to_where_it_was() -> None:
    assert answered("yes").entered == ["again?", "again!", "rest", "landing"]


@pytest.mark.parametrize("words", [(), ("no",), ("skip",), ("go on",)])
def test_no_and_silence_and_moving_on_lead_to_the_beginning(words: tuple[str, ...]) -> None:
    assert answered(*words).entered[:2] == ["again?", "hello"]


def test_stop_ends_it_there_as_everywhere() -> None:
    stage = answered("stop")
    assert stage.entered == ["again?"]
    assert stage.said[-1] == LINES.landing


def test_the_numbers_of_then_count_only_for_who_goes_on() -> None:
    assert answered("yes").state.names["before"] == "7"
    assert answered("no").state.names.get("before", "") == ""


LONG = replace(LOOK, steps={**LOOK.steps, "panicky.look": Step("panicky.look", run="look", then="rest")})


@pytest.mark.parametrize(
    ("entered", "step"),
    [
        (["hello", "rest"], "rest"),
        (["hello", "panicky.look", "look/one", "look/two"], "panicky.look"),
        (["hello"], None),
        ([], None),
        (["hello", "rest", "landing"], None),
        (["hello", "a step of an older script"], None),
        (["again?"], None),
        (["again?", "again!", "rest"], "rest"),
        (["look/one"], None),
    ],
)
def test_where_there_is_to_go_back_to(entered: list[str], step: str | None) -> None:
    assert where(LONG, entered) == step


@given(st.lists(st.sampled_from([*LONG.steps, "x/y", "gone", ""])))
def test_whatever_was_entered_the_question_can_be_asked(entered: list[str]) -> None:
    step = where(LONG, entered)
    if step is not None:
        begin(asking(LONG, step, {}))


def test_the_words_keep_to_the_content_guide() -> None:
    for line in (LINES.cut_off, LINES.go_on_from_there):
        assert len(line.split()) <= 12
