"""The whole language in the loop: sounds, breaths, free speech, menus, numbers, names, scripts in scripts."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.test_session import Spy
from voiceground.core.events import Event, Heard, How, Interrupted, Speech
from voiceground.core.languages.en.lines import LINES
from voiceground.core.model import Ending, Manner, Script
from voiceground.core.tick import TICK_SECONDS, Tick, ticks_of
from voiceground.parts import Parts
from voiceground.script.assembly import Assembly
from voiceground.script.load import load
from voiceground.session import Session
from voiceground.sound.simulated import SimulatedRoom
from voiceground.soundbox import SoundBox
from voiceground.voice.unspoken import UnspokenVoice

LONGEST = ticks_of(600.0)
"""Ticks after which a session that is stuck is ended, so that the test says so."""

AUDIO = Path(__file__).parent.parent / "audio"

HEAD = """\
voiceground: 1
id: {id}
title: Every key
language: en
summary: Every key of the language once.
level: calm
minutes: 3
doors: [panicky]
cautions: [None.]
sources: [Content guide 2.3]
reviewed: nobody yet
start: hello
steps:
"""

WHOLE = (
    HEAD.format(id="whole")
    + """\
  hello:
    say:
      - It is {time}.
      - play: bell
      - play: no-such
    breathe: {in: 2s, out: 3s, rounds: 3, hold: 1s, top-up: 1s}
    then: free
  free:
    say: You could speak for a while.
    hold: {for: 30s, until: silence 4s}
    then: menu
  menu:
    ask: What would you like?
    choose:
      - {say: the blue sky, then: number}
      - {say: a tall tree, then: number}
    silence: number
  number:
    ask: From zero to ten, what is your number now?
    number: {0-3: landing, 4-10: landing}
    save: after
    log: true
    silence: landing
  landing:
    say: That's it for now. You can come back any time.
    end: done
"""
)

CALLER = (
    HEAD.format(id="caller")
    + """\
  hello:
    say: First this.
    run: part
    then: landing
  landing:
    say: That's it for now. You can come back any time.
    end: done
"""
)

PART = (
    HEAD.format(id="part")
    + """\
  hello:
    say: A part of it.
    then: more
  more:
    say: And this.
    end: done
"""
)


@dataclass
class Person(Spy):
    """Acts when a line, a sound or a phase of a breath begins; keeps the time of everything shown."""

    room: SimulatedRoom = field(default_factory=SimulatedRoom)
    shown: list[tuple[float, str]] = field(default_factory=list)

    def caption(self, text: str) -> None:
        self.shown.append((self.room.ticks * TICK_SECONDS, text))
        super().caption(text)

    def cue(self, name: str) -> None:
        self.caption(f"({name})")

    def breathe(self, word: str, seconds: float, done: float) -> None:
        if not done:
            self.caption(word)

    def hear(self, tick: Tick, /) -> Sequence[Event]:
        over = [Interrupted(by_person=False)] if self.room.ticks == LONGEST else []
        return [*over, *super().hear(tick)]

    def at(self, text: str) -> float:
        return next(at for at, shown in self.shown if shown == text)


def script(tmp_path: Path, text: str, name: str) -> Script:
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def run(
    what: Script, acts: Mapping[str, list[Event]], library: Mapping[str, Script] | None = None
) -> tuple[Person, Ending]:
    person = Person(dict(acts))
    parts = Parts(
        person.room, UnspokenVoice(), SoundBox([AUDIO], patient=True), person, person, person, person, person
    )
    return person, Session(what, parts, Manner(), {"time": "about noon"}, library).run()


@pytest.fixture
def whole(tmp_path: Path) -> Script:
    return script(tmp_path, WHOLE, "whole")


def test_everything_is_said_played_and_paced_in_its_order(whole: Script) -> None:
    acts: dict[str, list[Event]] = {"a tall tree": [Heard("a tall tree", How.SIGNAL)]}
    person, ending = run(whole, acts)
    assert ending is Ending.DONE
    assert person.captions[:3] == ["It is about noon.", "(bell)", "in"]
    assert [text for text in person.captions if text in {"in", "top up", "hold", "out"}] == [
        *("in", "top up", "hold", "out")
    ] * 3
    assert len(person.notices) == 1, "the sound that is not there is told, and nothing else happens"
    menu = [person.at(text) for text in ("What would you like?", "the blue sky", "a tall tree")]
    assert menu == sorted(menu)
    assert person.captions[-1].endswith("You can come back any time.")


def test_breaths_take_the_time_that_the_script_gives_them(whole: Script) -> None:
    person, _ = run(whole, {})
    starts = [at for at, text in person.shown if text == "in"]
    assert [b - a for a, b in itertools.pairwise(starts)] == pytest.approx([7.0, 7.0], abs=0.021)
    assert person.at("You could speak for a while.") - starts[0] == pytest.approx(21.0, abs=1.1)


def test_a_number_that_is_to_be_logged_is_kept(whole: Script) -> None:
    person, _ = run(whole, {"From zero to ten, what is your number now?": [Heard("7")]})
    assert [entry["number"] for entry in person.entries if "number" in entry] == [{"after": 7}]


@pytest.mark.parametrize("moment", ["(bell)", "in", "hold", "out", "You could speak for a while."])
def test_stop_works_in_the_middle_of_everything(whole: Script, moment: str) -> None:
    person, ending = run(whole, {moment: [Heard("stop")]})
    assert ending is Ending.LEFT
    assert person.shown[-1][1] == LINES.landing
    assert person.at(LINES.landing) - person.at(moment) < 0.1


@pytest.mark.parametrize("word", ["slower", "faster", "louder", "quieter", "wait", "repeat", "skip", "help"])
def test_no_word_in_the_middle_of_a_breath_leaves_anybody_stranded(whole: Script, word: str) -> None:
    on: list[Event] = [Heard("go on")]
    person, ending = run(whole, {"out": [Heard(word)], LINES.waiting: on, LINES.help: on})
    assert ending is Ending.DONE
    assert person.captions[-1].endswith("You can come back any time.")


def test_who_speaks_freely_is_not_talked_to_until_they_have_been_silent(whole: Script) -> None:
    person, _ = run(whole, {"You could speak for a while.": [Speech(active=True)]})
    assert person.at("What would you like?") - person.at("You could speak for a while.") > 20


def test_a_script_within_a_script_is_run_and_comes_back(tmp_path: Path) -> None:
    library = {"part": script(tmp_path, PART, "part")}
    person, ending = run(script(tmp_path, CALLER, "caller"), {}, library)
    assert ending is Ending.DONE
    assert person.captions[:3] == ["First this.", "A part of it.", "And this."]
    assert person.captions[-1].endswith("You can come back any time.")


def test_the_record_says_which_script_a_step_belongs_to_that_another_one_runs(tmp_path: Path) -> None:
    library = {"part": script(tmp_path, PART, "part")}
    person, _ = run(script(tmp_path, CALLER, "caller"), {}, library)
    steps = [entry["step"] for entry in person.entries if "step" in entry]
    assert steps == ["hello", "part/hello", "part/more", "landing"]


def test_the_first_line_does_not_wait_for_the_scripts_that_come_later(tmp_path: Path) -> None:
    caller, library = script(tmp_path, CALLER, "caller"), {"part": script(tmp_path, PART, "part")}
    person = Person({})
    shown: list[list[str]] = []

    def late() -> Assembly:
        shown.append(list(person.captions))
        return Assembly(caller, library)

    parts = Parts(
        person.room, UnspokenVoice(), SoundBox([AUDIO], patient=True), person, person, person, person, person
    )
    assert Session(caller, parts, Manner()).run(late) is Ending.DONE
    assert shown == [["First this."]], "asked for once, while the first line was said"
    assert person.captions[:3] == ["First this.", "A part of it.", "And this."]


def test_speech_while_the_first_line_is_said_does_not_wait_for_them_either(tmp_path: Path) -> None:
    caller, library = script(tmp_path, CALLER, "caller"), {"part": script(tmp_path, PART, "part")}
    person = Person({"First this.": [Speech(active=True)]})
    ticks: list[int] = []

    def late() -> Assembly:
        ticks.append(person.room.ticks)
        return Assembly(caller, library)

    parts = Parts(
        person.room, UnspokenVoice(), SoundBox([AUDIO], patient=True), person, person, person, person, person
    )
    Session(caller, parts, Manner()).run(late)
    assert ticks[0] > ticks_of(0.5)
