"""The whole language at work: scripts as they are written, and the people of their plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from voiceground.core.model import Ending, Script
from voiceground.rehearsal.coverage import coverage
from voiceground.rehearsal.stage import Stage
from voiceground.rehearsal.text import perform, play
from voiceground.script.load import load
from voiceground.script.plan import Scene, load_plan

HEAD = """\
voiceground: 1
id: {id}
title: A test
language: en
summary: Everything that there is.
level: calm
minutes: 5
reviewed: nobody yet
start: hello

steps:
"""
EVENING = """\
  hello:
    say: I'm here. You can say stop at any point.
    choose:
      - {say: The window., then: window}
      - {say: A breath together., then: breath}
      - {say: Room to speak., then: speak}
    silence: number
  window:
    say:
      - There is a light, or there is none.
      - play: rain
    then: number
  breath:
    breathe: {in: 4s, out: 6s, rounds: 3}
    then: number
  speak:
    say: For up to two minutes I only listen.
    hold: {for: 2m, until: silence 10s}
    then: number
  number:
    ask: From zero to ten, how hard is it now?
    number: {0-3: told, 4-7: told, 8-10: person}
    save: hard
    silence: landing
  told:
    if:
      - {when: again == yes, then: landing}
      - {when: hard < 4, then: easy}
    say: You said {hard}.
    set: {again: "yes"}
    run: part
    then: number
  easy:
    say: That is not much.
    then: landing
  person:
    say: Then a person is better than a program.
    end: person
  landing:
    say: That is all for now.
    end: done
"""
PART = """\
  hello:
    say: This is another script.
    ask: Shall we go back?
    replies: {"yes": back, "no": stay}
    silence: back
  stay:
    say: Then we stay a little.
    then: back
  back:
    say: Back to where we were.
    end: done
"""
PLAN = """\
scene: a menu, by its words; a number; another script; and the rule after it
  voice: The window.
  person: the window
  voice: There is a light, or there is none.
  person: seven
  voice: You said 7.
  voice: This is another script.
  person: yes
  voice: Back to where we were.
  voice: From zero to ten, how hard is it now?
  person: five
  voice: That is all for now.
  ends: done
scene: a menu, by its place
  person: the second
  voice: From zero to ten, how hard is it now?
  person: two
  voice: That is not much.
  ends: done
scene: a menu, by a tap while the third is read
  voice: Room to speak.
  person: (tap)
  voice: For up to two minutes I only listen.
  person: (talks for 30s)
  voice: From zero to ten, how hard is it now?
  person: nine
  voice: Then a person is better than a program.
  ends: person
scene: says it otherwise right after it
  person: the window
  voice: There is a light, or there is none.
  person: (silence)
  voice: That is all for now.
  ends: done
scene: stops in the other script
  person: the window
  person: seven
  voice: This is another script.
  person: stop
  ends: left
scene: says nothing
  person: (silence)
  ends: done
scene: is not understood
  person: (unclear)
  person: (unclear)
  voice: From zero to ten, how hard is it now?
  person: (unclear)
  person: (unclear)
  ends: done
"""


def written(folder: Path, id_: str, steps: str) -> Script:
    path = folder / f"{id_}.yaml"
    path.write_text(HEAD.replace("{id}", id_) + steps)
    return load(path)


@pytest.fixture
def evening(tmp_path: Path) -> Script:
    return written(tmp_path, "evening", EVENING)


@pytest.fixture
def library(tmp_path: Path) -> dict[str, Script]:
    return {"part": written(tmp_path, "part", PART)}


def scenes(folder: Path, text: str) -> dict[str, Scene]:
    path = folder / "evening.plan"
    path.write_text(text)
    return {scene.name: scene for scene in load_plan(path).scenes}


def played(
    folder: Path, evening: Script, library: dict[str, Script], moves: str, ends: str = "done"
) -> Stage:
    """One scene, which has to go as it is written."""
    (scene,) = scenes(folder, f"scene: one\n{moves}\n  ends: {ends}\n").values()
    stage = Stage(evening, library=library)
    assert perform(stage, scene).problem is None, stage.said
    return stage


def test_a_plan_says_everything_that_the_language_can_ask(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    plan = scenes(tmp_path, PLAN)
    results = {name: play(evening, scene, library).problem for name, scene in plan.items()}
    assert {name: problem for name, problem in results.items() if problem} == {}
    left = [str(edge) for edge in coverage(evening, plan.values(), library).unvisited]
    assert left == []


def test_an_item_of_a_menu_is_picked_by_a_tap_while_it_is_read(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    stage = played(tmp_path, evening, library, "  voice: A breath together.\n  person: (tap)\n  person: two")
    assert "breath" in stage.entered
    assert "Room to speak." not in stage.said


def test_what_was_answered_is_kept_and_said_and_decides(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    answers = "  person: one\n  person: {}\n  person: (silence)\n  person: (silence)"
    hard = played(tmp_path, evening, library, answers.format("five"))
    assert "You said 5." in hard.said
    easy = played(tmp_path, evening, library, answers.format("two"))
    assert "That is not much." in easy.said


def test_another_script_is_run_as_a_part_and_its_end_leads_on(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    moves = "  person: one\n  person: six\n  voice: Shall we go back?\n  person: no"
    stage = played(tmp_path, evening, library, moves)
    at = stage.said.index("This is another script.")
    assert "Then we stay a little." in stage.said[at:]
    assert stage.entered[-2:] == ["number", "landing"]
    assert stage.endings == [Ending.DONE]


def test_stop_in_the_other_script_stops_everything(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    moves = "  person: one\n  person: six\n  voice: This is another script.\n  person: stop"
    played(tmp_path, evening, library, moves, ends="left")


def test_who_speaks_freely_is_not_interrupted_and_nothing_is_a_miss(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    moves = "  person: three\n  voice: For up to two minutes I only listen.\n  person: (talks for 60s)"
    stage = played(tmp_path, evening, library, moves)
    began = next(when for when, text in stage.lines if text.startswith("For up to two minutes"))
    asked = next(when for when, text in stage.lines if text.startswith("From zero to ten"))
    assert 60 < asked - began < 90
    between = [text for when, text in stage.lines if began < when < began + 60]
    assert between == []


def test_a_session_that_is_handed_over_ends_as_person(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    stage = played(tmp_path, evening, library, "  person: one\n  person: ten", ends="person")
    assert stage.said[-1] == "Then a person is better than a program."


def test_a_sound_and_a_pattern_of_breaths_are_performed(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    """Three breaths of ten seconds take thirty; the question comes after them."""
    stage = played(tmp_path, evening, library, "  person: two\n  person: (silence)")
    asked = next(when for when, text in stage.lines if text.startswith("From zero to ten"))
    picked = max(when for when, text in stage.lines if when < asked)
    assert 30 <= asked - picked < 45
    assert "window" in played(tmp_path, evening, library, "  person: one").entered


def test_an_answer_is_put_right_by_its_own_words(
    tmp_path: Path, evening: Script, library: dict[str, Script]
) -> None:
    moves = "  person: one\n  person: nine\n  person: no, I meant two\n  voice: That is not much."
    stage = played(tmp_path, evening, library, moves)
    assert stage.endings == [Ending.DONE]
