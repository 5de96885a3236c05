"""What is offered at a door: the usual order, pages of two, and steps that tell what was used where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.play import Stage
from tests.core.scripts import script
from voiceground.core.languages.en.lines import LINES
from voiceground.core.model import Ending, Level, Line, Question, Script, Step, Way
from voiceground.core.offers import DOORS, Head, candidates, with_offers

DOOR = "panicky"


def head(id_: str, level: Level = Level.HIGH, doors: tuple[str, ...] = (DOOR,), language: str = "en") -> Head:
    return Head(id_, id_.replace("-", " ").capitalize(), level, doors, language)


HEADS = [
    head("one-sigh", Level.MIDDLE),
    head("look-around", doors=("far-away", DOOR)),
    head("panic-now"),
    head("a-walk", doors=(DOOR, "angry")),
    head("leaves", Level.CALM, ("practise",)),
    head("cinco-sentidos", language="es"),
]


def front(save: str | None = None) -> Script:
    asks = Question("What would suit you?", silence=Way("alone"), save=save)
    return script(
        Step("hello", question=asks, offer=DOOR, then="after"),
        Step("after", say=(Line("After it."),), end=Ending.DONE),
        Step("alone", say=(Line("No answer is fine."),), end=Ending.DONE),
    )


def tool(id_: str) -> Script:
    return replace(script(Step("a", say=(Line(f"This is {id_}."),), end=Ending.DONE)), id=id_)


def stage(whole: Script) -> Stage:
    return Stage(whole, library={known.id: tool(known.id) for known in HEADS})


def test_what_fits_the_door_best_comes_first_then_what_is_for_higher_distress() -> None:
    assert candidates(HEADS)[DOOR] == ("cinco-sentidos", "panic-now", "a-walk", "one-sigh", "look-around")


def test_two_titles_and_something_else_are_read_at_a_time() -> None:
    whole = with_offers(front(), HEADS)
    told = stage(whole)
    told.until_asked()
    assert told.said == ["What would suit you?", "Panic now", "A walk", LINES.something_else]
    told.person(LINES.something_else)
    told.until_asked()
    assert told.said[4:] == ["One sigh", "Look around", LINES.something_else]


def test_what_is_chosen_is_run_and_the_step_says_at_which_door() -> None:
    told = stage(with_offers(front(save="tool"), HEADS))
    told.until_asked()
    told.person("A walk")
    assert told.to_the_end() is Ending.DONE
    assert told.said[-2:] == ["This is a-walk.", "After it."]
    assert told.entered == ["hello", "panicky.a-walk", "a", "after"]
    assert told.state.names["tool"] == "a-walk"


def test_the_last_something_else_leads_on_as_silence_does() -> None:
    chosen, silent = (stage(with_offers(front(), HEADS)) for _ in range(2))
    for _ in range(2):
        chosen.until_asked()
        chosen.person(LINES.something_else)
    chosen.to_the_end()
    silent.to_the_end()
    assert chosen.entered == ["hello", "hello+2", "alone"]
    assert silent.entered == ["hello", "alone"]


def test_the_given_order_is_kept_and_what_is_left_out_of_it_is_not_offered() -> None:
    told = stage(with_offers(front(), HEADS, {DOOR: ("one-sigh", "panic-now", "never-heard-of")}))
    told.until_asked()
    assert told.said[1:] == ["One sigh", "Panic now", LINES.something_else]


def test_where_nothing_can_be_offered_it_goes_on_without_a_question() -> None:
    told = stage(with_offers(front(), []))
    assert told.to_the_end() is Ending.DONE
    assert told.said == ["After it."]


def test_a_script_never_offers_itself_nor_one_of_another_language() -> None:
    own = replace(front(), id="panic-now")
    whole = with_offers(own, HEADS)
    assert {step.run for step in whole.steps.values() if step.run} == {"a-walk", "look-around", "one-sigh"}


def test_the_care_script_is_never_offered_because_a_choice_is_kept() -> None:
    whole = with_offers(front(), [*HEADS, head("care")])
    assert "panicky.care" not in whole.steps


def test_a_script_that_offers_nothing_stays_as_it_is() -> None:
    plain = script(Step("a", say=(Line("Here."),), end=Ending.DONE))
    assert with_offers(plain, HEADS) is plain


@given(st.lists(st.from_regex(r"[a-z]{3,9}(-[a-z]{3,9})?", fullmatch=True), unique=True, max_size=12))
def test_every_script_of_a_door_can_be_come_to_and_no_page_is_longer_than_three(ids: list[str]) -> None:
    whole = with_offers(front(), [head(id_) for id_ in ids])
    asked = [step.question for step in whole.steps.values() if step.question]
    chosen = [choice.then for question in asked for choice in question.choices]
    assert all(1 < len(question.choices) <= 3 for question in asked)
    assert sorted(then for then in chosen if "." in then) == sorted(f"{DOOR}.{id_}" for id_ in ids)
    assert set(chosen) <= whole.steps.keys()
    assert [step.run for step in whole.steps.values() if step.run] == sorted(ids)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_can_be_the_name_of_a_step(door: str) -> None:
    assert door.replace("-", "").isalpha()
    assert "." not in door
