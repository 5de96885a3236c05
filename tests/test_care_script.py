"""The care script: what somebody in need meets, whichever way they answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.core.play import Stage
from tests.core.test_care import LIBRARY, NAMES
from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.model import Ending, Line
from voiceground.core.naming import GIVEN, names_in
from voiceground.core.replies import normal
from voiceground.core.state import CARE
from voiceground.rehearsal import run
from voiceground.rehearsal.options import StageOptions
from voiceground.script.load import check_paths

FOLDER = Path(__file__).parents[1] / "scripts"
SCRIPT = LIBRARY[CARE]
NEVER = ("risk", "score", "suicide", "should", "must", "just", "safe", "promise", "family", "well done")
"""What no line of it says: no grade, no guilt, no promise, and no word for what was understood."""


def lines() -> list[str]:
    said = [item.text for step in SCRIPT.steps.values() for item in step.say if isinstance(item, Line)]
    asked = [step.question.ask for step in SCRIPT.steps.values() if step.question]
    menus = [
        choice.say for step in SCRIPT.steps.values() if step.question for choice in step.question.choices
    ]
    return [*said, *asked, *menus]


def test_every_scene_goes_as_planned_and_every_branch_is_walked() -> None:
    ready = run.prepared([FOLDER / "care.yaml"], [FOLDER])
    assert [(r.name, r.problem) for r in run.rehearse(ready, StageOptions(text=True)) if not r.passed] == []
    assert [str(edge) for found in run.covered(ready) for edge in found.unvisited] == []


def test_people_who_answer_anything_find_no_trap() -> None:
    (found,) = run.walked(run.prepared([FOLDER / "care.yaml"], [FOLDER]), 80, 7)
    assert found.traps == ()


def test_the_checker_finds_nothing_at_all() -> None:
    assert check_paths([FOLDER / "care.yaml", FOLDER / "care.plan"]) == []


@pytest.mark.parametrize("word", NEVER)
def test_no_line_says_what_the_content_guide_forbids(word: str) -> None:
    assert [line for line in lines() if f" {word} " in f" {normal(line)} "] == []


def test_no_number_stands_in_it_and_every_name_is_given() -> None:
    assert [line for line in lines() if re.search(r"\d", line)] == []
    assert {name for line in lines() for name in names_in(line)} <= set(GIVEN)


def test_after_the_opening_the_voice_says_no_word_that_would_act_on_itself() -> None:
    phrases = [phrase for spoken in GLOBAL_WORDS.values() for phrase in spoken]
    opening = [item.text for item in SCRIPT.steps["hello"].say if isinstance(item, Line)]
    found = [(phrase, line) for line in lines() for phrase in phrases if f" {phrase} " in f" {normal(line)} "]
    assert [pair for pair in found if pair[1] not in opening] == []


def test_somebody_who_never_answers_is_not_left_for_twelve_minutes_and_not_without_a_word() -> None:
    stage = Stage(SCRIPT, NAMES, LIBRARY)
    assert stage.to_the_end() is Ending.DONE
    assert stage.now > 12 * 60
    assert stage.longest_silence <= 10.5
    assert stage.said.count("What would be of use now?") == 2


def test_whoever_calls_is_left_in_quiet_and_the_session_reads_done() -> None:
    stage = Stage(SCRIPT, NAMES, LIBRARY)
    stage.until("A number to call")
    stage.person("A number to call")
    stage.until("I am calling now")
    stage.person("I am calling now")
    assert stage.to_the_end() is Ending.PERSON
    assert Ending.PERSON.kept_as == "done"
