"""Putting an answer right just after it: in one's own words, by keys, and after a silence."""

from __future__ import annotations

import pytest

from tests.core.play import Stage
from tests.core.scripts import ask, script
from voiceground.core import keymap
from voiceground.core.events import How, Speech
from voiceground.core.model import Ending, Line, Step, Way
from voiceground.core.signals import signalled
from voiceground.core.transcripts import reply_in

END = Step("end", say=(Line("That is all."),), end=Ending.DONE)


def test_an_answer_just_after_the_silence_still_counts() -> None:
    question = ask("Shall we?", {"yes": "a", "no": "end"}, silence=Way("end"))
    stage = Stage(script(Step("q", question=question), Step("a", say=(Line("So be it."),), then="end"), END))
    stage.until_asked()
    stage.until("That is all.")
    stage.person("i meant yes")
    assert stage.said[-1] == "So be it."


def test_somebody_who_begins_within_the_two_seconds_is_heard_out() -> None:
    question = ask("Shall we?", {"yes": "a", "no": "b"})
    long = (Line("Many words come here, one after the other, for quite a while."),)
    stage = Stage(
        script(
            Step("q", question=question),
            Step("a", say=long, then="end"),
            Step("b", say=long, then="end"),
            END,
        )
    )
    stage.until_asked()
    stage.person("yes")
    stage.happen(Speech(active=True))
    stage.step()
    assert stage.state.amend == 0
    stage.person("i meant no")
    stage.happen(Speech(active=False))
    assert stage.entered[-1] == "b"


@pytest.mark.parametrize(
    ("said", "entered"),
    [
        ("No, I meant no!", "b"),
        ("I meant no", "b"),
        ("sorry, I meant no", "b"),
        ("I mean no", "b"),
        ("no", "b"),
        ("yes", "a"),
        ("I meant", "a"),
        ("no more", "a"),  # that is a stop, and stop is never taken over
    ],
)
def test_putting_it_right_in_ones_own_words(said: str, entered: str) -> None:
    stage = Stage(
        script(
            Step("q", question=ask("Shall we?", {"yes": "a", "no": "b"})),
            *(Step(name, say=(Line("Some words come here."),), then="end") for name in "ab"),
            END,
        )
    )
    stage.until_asked()
    stage.person("yes")
    name = reply_in(said, stage.state.vocabulary)
    if name:
        stage.person(name)
    assert stage.entered[-1] == entered


def test_keys_put_it_right_but_a_second_enter_changes_nothing() -> None:
    stage = Stage(
        script(
            Step("q", question=ask("Shall we?", {"yes": "a", "no": "b", "blue": "b"})),
            *(Step(name, say=(Line("Some words come here."),), then="end") for name in "ab"),
            END,
        )
    )
    stage.until_asked()
    stage.person("yes", How.KEY)
    table = keymap.keys(stage.state.vocabulary)
    assert (table["n"], table["enter"]) == ("i meant no", "go on")
    assert signalled(stage.state.vocabulary, 2) == "i meant no"
    stage.person(table["enter"], How.KEY)
    assert stage.entered[-1] == "a"
