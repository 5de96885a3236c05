"""A first plan without hands: what is offered, what a yes keeps, and what silence keeps."""

from __future__ import annotations

import pytest

from tests.asking.checked import problems
from tests.core.play import Stage
from voiceground.asking import plan as asking
from voiceground.care.plan import SECTIONS, Plan
from voiceground.core.events import How
from voiceground.core.model import Ending

EVERYTHING = Plan(**dict(asking.READY))  # type: ignore[arg-type]


@pytest.mark.parametrize("plan", [Plan(), Plan(alone=("A slow walk", "Tea"))])
def test_the_checker_has_nothing_to_say_about_it(plan: Plan) -> None:
    assert problems(asking.text(plan), asking.PATH) == []


def test_every_section_has_something_to_offer() -> None:
    assert set(asking.READY) == {section.key for section in SECTIONS}
    assert all(len(set(lines)) == len(lines) >= 3 for lines in asking.READY.values())


def test_whoever_says_yes_to_everything_has_everything() -> None:
    stage = Stage(asking.script(Plan()))
    while not stage.over:
        if stage.listening:
            stage.person("yes", How.SIGNAL)
        stage.step()
    assert stage.endings == [Ending.DONE]
    assert asking.kept(Plan(), stage.state.names) == EVERYTHING


def test_a_plan_that_has_everything_is_offered_nothing() -> None:
    assert asking.has_offers(Plan())
    assert not asking.has_offers(EVERYTHING)


def test_silence_keeps_nothing_and_the_plan_is_as_it_was() -> None:
    before = Plan(alone=("Tea",))
    stage = Stage(asking.script(before))
    assert stage.to_the_end() is Ending.DONE
    assert asking.kept(before, stage.state.names) == before


def test_what_was_kept_before_a_stop_is_kept() -> None:
    stage = Stage(asking.script(Plan()))
    stage.until_asked()
    stage.person("yes")
    stage.until("I go quiet")
    stage.until_asked()
    stage.person("yes")
    stage.until_asked()
    stage.person("no")
    stage.until("I stay up late")
    stage.person("stop")
    assert stage.to_the_end() is Ending.LEFT
    assert asking.kept(Plan(), stage.state.names) == Plan(notice=("I go quiet",))


def test_what_is_in_the_plan_already_is_not_offered_again() -> None:
    stage = Stage(asking.script(Plan(notice=("I go quiet",), places=asking.READY["places"])))
    stage.until("ready-made lines")
    stage.person("yes")
    stage.to_the_end()
    assert not any("I go quiet" in line for line in stage.said)
    assert "I leave messages unanswered. Keep it?" in stage.said
    assert "Places and people." not in stage.said
