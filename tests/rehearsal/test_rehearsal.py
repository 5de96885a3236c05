"""Plans against the dialogue: what passes, and what a scene that goes wrong is told."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from tests.core.scripts import LOOK
from tests.e2e import scripts
from voiceground.core.model import Ending
from voiceground.rehearsal.text import play
from voiceground.script.plan import UNCLEAR, Move, Person, Scene, Voice


def scene(*moves: Move, ends: Ending = Ending.DONE) -> Scene:
    return Scene("a scene", moves, ends, 1)


def test_a_scene_that_is_written_as_it_goes_passes_and_tells_its_turns() -> None:
    result = play(
        LOOK, scene(Voice("I'm with you.", 2), Person("yeah", 3), Voice("Let your eyes wander.", 4))
    )
    assert result.passed
    assert [(turn.said, turn.wanted, turn.heard) for turn in result.turns] == [
        ("Would you like to?", "yeah", "yes")
    ]


@pytest.mark.parametrize(
    ("moves", "ends", "problem"),
    [
        ((Voice("Never written.", 2),), Ending.DONE, 'line 2: the voice never said "Never written."'),
        (
            (Voice("That's it for now.", 2), Person("yes", 3)),
            Ending.DONE,
            'line 3: there was no moment to say "yes".',
        ),
        ((), Ending.LEFT, "line 1: it ended as done, not as left."),
        ((Voice("Let your eyes wander.", 2), Voice("I'm with you.", 3)), Ending.DONE, "line 3"),
    ],
)
def test_a_scene_that_goes_otherwise_says_where(moves: tuple[Move, ...], ends: Ending, problem: str) -> None:
    result = play(LOOK, scene(*moves, ends=ends))
    assert not result.passed
    assert problem in str(result.problem)


def test_a_global_word_is_said_right_after_its_line() -> None:
    result = play(LOOK, scene(Voice("I'm with you.", 2), Person("stop", 3), ends=Ending.LEFT))
    assert result.passed
    assert result.turns[0].said == "I'm with you."


def test_silence_lets_one_question_pass() -> None:
    moves = (
        Person(None, 2),
        Voice("Let your eyes wander.", 3),
        Person("ready", 4),
        Voice("What is your number?", 5),
    )
    assert play(LOOK, scene(*moves)).passed


def test_a_mumble_is_a_miss() -> None:
    result = play(LOOK, scene(Person(UNCLEAR, 2), Person("no", 3), Voice("One sound near you.", 4)))
    assert result.passed
    assert [turn.heard for turn in result.turns] == [None, "no"]


PLAN = """\
scene: says yes
  voice: Would you like another line?
  person: yes
  voice: Here is one more line, as you asked.
  ends: done
scene: says nothing
  person: (silence)
  voice: Then we leave it there.
  ends: done
scene: stops
  voice: I'm here with you.
  person: stop
  ends: left
"""


def test_through_the_real_voice_and_ear(tmp_path: Path) -> None:
    """A synthetic person answers in a room of numbers, and what was heard can be listened to."""
    script = scripts.one_question(tmp_path)
    script.with_suffix(".plan").write_text(PLAN)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "voiceground",
            "rehearse",
            str(script),
            "--record",
            str(tmp_path / "out.wav"),
            "--json",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    scenes = json.loads(done.stdout)["scenes"]
    assert [(s["name"], s["passed"], s["ended"]) for s in scenes] == [
        ("says yes", True, "done"),
        ("says nothing", True, "done"),
        ("stops", True, "left"),
    ], scenes
    turn = scenes[0]["turns"][0]
    assert (turn["wanted"], turn["heard"]) == ("yes", "yes")
    assert 0 < turn["decided_after_ms"] < 700
    assert done.returncode == 0
    with wave.open(str(tmp_path / "out-1.wav")) as file:
        assert (file.getnchannels(), file.getframerate()) == (2, 16_000)
        assert file.getnframes() > 5 * 16_000
