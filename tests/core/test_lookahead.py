from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.play import Stage
from tests.core.scripts import LOOK, MENU, script, scripts
from tests.core.test_invariants import CONFIRMATIONS, EVENTS, play
from voiceground.core.conditions import parse_condition
from voiceground.core.events import Event
from voiceground.core.lookahead import ahead, fixed_lines, lines_from
from voiceground.core.menus import choice_options
from voiceground.core.model import Choice, Ending, Line, Question, Rule, Script, Step


def test_the_nearest_lines_come_first() -> None:
    lines = list(lines_from(LOOK, "hello"))
    assert lines[:3] == ["I'm with you.", "We could look around.", "Would you like to?"]
    assert lines[-1] == "That's it for now."


@given(scripts(), st.lists(st.none() | EVENTS, max_size=40))
@settings(max_examples=80, deadline=None)
def test_whatever_is_said_was_foreseen_unless_it_holds_a_name(
    any_script: Script, moves: list[Event | None]
) -> None:
    said = set(play(any_script, moves).said) - CONFIRMATIONS
    assert {line for line in said if not line.startswith(("You said", "It is"))} <= fixed_lines(any_script)


def test_a_line_with_a_name_is_rendered_ahead_as_it_is_said_and_never_kept_on_disk() -> None:
    called = script(
        Step("a", say=(Line("Hello {name}."), Line("You are in {place}.")), then="b"),
        Step("b", say=(Line("Bye."),), end=Ending.DONE),
    )
    assert list(lines_from(called, "a", {"name": "Ada"})) == ["Hello Ada.", "Bye."]
    assert {"Hello {name}.", "Hello Ada.", "Hello."}.isdisjoint(fixed_lines(called))
    assert "Bye." in fixed_lines(called)


def test_the_lines_of_menus_rules_and_of_scripts_that_are_run_are_foreseen() -> None:
    menu = Question(
        "What would help?",
        choices=tuple(
            Choice(say, option, "b") for say, option in zip(MENU, choice_options(MENU), strict=True)
        ),
    )
    own = script(
        Step("a", question=menu),
        Step("b", rules=(Rule(parse_condition("mood"), "c"),), run="part", then="a"),
        Step("c", say=(Line("By a rule."),), end=Ending.DONE),
    )
    part = replace(script(Step("a", say=(Line("A part."),), end=Ending.DONE)), id="part")
    library = {"part": part}
    assert {*MENU, "By a rule.", "A part."} <= fixed_lines(own, library)
    stage = Stage(own, library=library)
    stage.person("Look at the window")
    assert stage.said[-1] == "A part."
    assert set(MENU) <= set(ahead(own, stage.state))  # after it the caller's


def test_what_tells_an_answer_is_no_fixed_line_and_so_never_on_disk() -> None:
    assert "Seven, was that right?" in CONFIRMATIONS
    assert not CONFIRMATIONS & fixed_lines(LOOK)
