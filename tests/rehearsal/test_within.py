"""Scenes that play a script as a part of another one, and walkers that come by both ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.core.scripts import ask, script
from voiceground.core.conditions import parse_condition
from voiceground.core.model import Ending, Line, Rule, Step
from voiceground.rehearsal.coverage import coverage
from voiceground.rehearsal.text import play
from voiceground.rehearsal.walks import walk
from voiceground.script.plan import Person, Scene, Voice, load_plan

INSIDE = Rule(parse_condition('within != ""'), "back")
PART = replace(
    script(
        Step("hello", rules=(Rule(INSIDE.when, "look"),), say=(Line("I'm here."),), then="look"),
        Step("look", question=ask("Would you like to look?", {"yes": "bye", "no": "bye"}), then="bye"),
        Step("bye", rules=(INSIDE,), say=(Line("That is all for now."),), end=Ending.DONE),
        Step("back", end=Ending.DONE),
    ),
    id="part",
    minutes=1,
)
BY_ITSELF = Scene("by itself", (Voice("I'm here.", 2), Person("yes", 3)), Ending.DONE, 1)
WITHIN = Scene("within", (Person("no", 6),), Ending.DONE, 5, within="which-one")


def test_a_scene_within_another_script_hears_what_a_part_says() -> None:
    landed = replace(WITHIN, moves=(Voice("That is all for now.", 6),))
    assert play(PART, BY_ITSELF).passed
    assert play(PART, WITHIN).passed
    assert not play(PART, landed).passed
    assert play(PART, WITHIN).script == "part"


def test_branches_of_a_part_are_walked_by_scenes_within_another() -> None:
    alone = {str(edge) for edge in coverage(PART, [BY_ITSELF]).unvisited}
    both = {str(edge) for edge in coverage(PART, [BY_ITSELF, WITHIN]).unvisited}
    assert alone - both == {
        'hello: if within != "" -> look',
        'bye: if within != "" -> back',
        "look: no -> bye",
    }
    assert both == {"look: silence -> bye", "look: unclear -> bye"}


def test_walkers_come_by_both_ways_so_that_no_step_is_out_of_reach() -> None:
    assert walk(PART, 40, 7).traps == ()


def test_a_plan_says_within_which_script_a_scene_plays(tmp_path: Path) -> None:
    path = tmp_path / "part.plan"
    path.write_text("scene: a part\n  within: which-one\n  person: yes\n  ends: done\n", encoding="utf-8")
    (scene,) = load_plan(path).scenes
    assert scene.within == "which-one"
