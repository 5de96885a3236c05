"""The shipped scripts: what a person meets, whichever way they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.model import Ending, Line, Manner, Pause, Script, Way
from voiceground.core.offers import DOORS
from voiceground.core.pacing import RATE_DEFAULT, speech_seconds
from voiceground.core.replies import normal
from voiceground.core.tick import SAMPLE_RATE
from voiceground.rehearsal import text
from voiceground.rehearsal.coverage import Watched
from voiceground.rehearsal.options import NAMES
from voiceground.rehearsal.result import SceneResult
from voiceground.rehearsal.run import prepared
from voiceground.rehearsal.stage import Stage
from voiceground.rehearsal.within import framed
from voiceground.script.graph.edges import edges
from voiceground.script.load import check_paths, load
from voiceground.script.plan import UNCLEAR, Person, Scene
from voiceground.voice.house import HouseVoice

FOLDER = Path(__file__).parent.parent / "scripts"
IDS = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "care")  # see test_care_script.py
OPENING = "I'm here. There is something solid under you."
LEAVING = "You can say stop at any point, or press the Escape key."
LAST = "That is all for now. This voice is here whenever you want it."

ONLY_BY_A_YES = {
    "after-hard-talk": {"breathing", "senses", "which", "my-part", "my-words", "their-part", "person"},
    "alarm-check": {"danger", "rang", "tone", "other", "else", "guard", "move", "person"},
    "easier-place": {"which", "there", "longer", "came-in", "container", "leaving", "move", "person"},
    "back-to-here": {"look", "away", "turn", "nearer", "not-yet", "move", "person"},
    "easy-breath": {"how", "paced", "paced-on", "own-pace", "own-pace-on"},
    "feet-and-hands": {"feet", "feet-pleasant", "offer-hands", "hands", "hands-pleasant", "person"},
    "fight-energy": {"distance", "wall", "palms", "walking", "colours", "person"},
    "five-senses": {"touch", "smell", "move", "person"},
    "frozen": {"toe", "finger", "smaller", "smallest", "head", "larger", "colours", "person"},
    "leaves": {"stream", "road", "check", "more", "drifting", "move", "person"},
    "makes-sense": {"scared", "ashamed", "nameless", "allowed", "sentence", "stay", "move", "person"},
    "muscles-half": {"hands", "offer-shoulders", "shoulders", "offer-feet", "feet", "person"},
    "one-sigh": {"sighs", "check", "two-more", "last-two", "person"},
    "panic-now": {"feet", "breath", "move", "person"},
    "practise-no": {"small", "larger", "pressed", "twice", "person"},
    "put-away": {"closes", "inside", "put", "halfway", "larger", "corner", "outward", "move", "person"},
    "quiet-company": set[str](),
    "say-it": {"aloud", "paper", "longer", "longer-paper", "said", "senses", "container", "person"},
    "slow-taps": {"arms", "legs", "taps", "six-more", "person"},
    "small-proof": {"saw", "did", "kind", "kept", "colours", "person"},
    "soft-start": {"feeling", "about", "need", "together", "keep", "move", "person"},
    "too-close-for-now": {"how-long", "tone", "gentler", "firmer", "own-way", "person"},
    "too-much": {"water", "light", "smaller", "friend", "said", "colours", "person"},
    "waiting-for-a-reply": {"urge", "ten", "send", "meanings", "meanwhile", "another", "move", "person"},
    "which-one": {"a-lot", "moving", "looking", "senses", *DOORS},
}
"""Touch, breath, body, pictures, memories and other people: steps that nobody may be led into without having
said so."""


@dataclass(frozen=True)
class Played:
    scene: Scene
    result: SceneResult
    stage: Watched


@pytest.fixture(scope="module", params=IDS)
def script(request: pytest.FixtureRequest) -> Script:
    return load(FOLDER / f"{request.param}.yaml")


@pytest.fixture(scope="module")
def played(script: Script) -> list[Played]:
    """Every scene of the script's plan, played once."""
    played = []
    (ready,) = prepared([FOLDER / f"{script.id}.yaml"], [FOLDER])
    for scene in ready.plan.scenes:
        whole, around = framed(ready.script, scene.within, ready.library)
        stage = Watched(whole, NAMES, around, watched=script)
        played.append(Played(scene, text.perform(stage, scene), stage))
    return played


def ways_without_an_answer(script: Script) -> Iterator[tuple[str, Way]]:
    for step in script.steps.values():
        if step.question:
            for way in (step.question.silence, step.question.unclear):
                if way:
                    yield step.id, way


def lines_of(script: Script) -> Iterator[tuple[str, str]]:
    """Everything that the voice may say, with the step it is said in."""
    for step in script.steps.values():
        yield from ((step.id, item.text) for item in step.say if isinstance(item, Line))
        if step.question:
            yield step.id, step.question.ask
    for step_id, way in ways_without_an_answer(script):
        yield from ((step_id, line) for line in way.say)


def sentences(line: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+", line)


def test_there_are_scripts_to_test() -> None:
    assert set(IDS) >= {"five-senses", "easy-breath", "quiet-company"}


def test_the_checker_finds_nothing_at_all() -> None:
    assert check_paths([FOLDER]) == []


def test_every_scene_goes_as_planned(played: list[Played]) -> None:
    assert [(p.scene.name, p.result.problem) for p in played if not p.result.passed] == []


def test_the_scenes_walk_every_branch(script: Script, played: list[Played]) -> None:
    """Every reply, range, choice and rule, every silence, and everything that is not understood."""
    walked = {edge for each in played for edge in each.stage.visited}
    assert [str(edge) for edge in edges(script) if edge.is_branch and edge not in walked] == []


def test_the_scenes_enter_every_step(script: Script, played: list[Played]) -> None:
    assert set(script.steps) - {step for each in played for step in each.stage.entered} == set()


def test_somebody_says_nothing_and_somebody_stops(played: list[Played]) -> None:
    assert any(all(move.reply is None for move in persons(p.scene)) for p in played)
    assert any(p.scene.ends is Ending.LEFT for p in played)
    assert any({"stop", "go on"} <= set(said(p.scene)) for p in played)


def persons(scene: Scene) -> list[Person]:
    return [move for move in scene.moves if isinstance(move, Person)]


def said(scene: Scene) -> list[str | None]:
    return [move.reply for move in persons(scene)]


def test_it_begins_with_the_ground_within_three_seconds(script: Script) -> None:
    first = Stage(script).said[0]
    assert first == OPENING
    assert speech_seconds(sentences(first)[0], RATE_DEFAULT) < 3


def test_the_way_out_is_told_before_anything_is_asked(script: Script) -> None:
    opening = [item.text for item in script.steps[script.start].say if isinstance(item, Line)]
    assert LEAVING in opening
    assert any("minutes" in line for line in opening)


def test_it_ends_the_same_way_whatever_was_answered(played: list[Played]) -> None:
    ends = {p.stage.said[-1] for p in played if p.scene.ends is Ending.DONE and not p.scene.within}
    assert ends == {LAST}


def test_the_voice_is_never_silent_for_long_without_a_word(played: list[Played]) -> None:
    longest = {p.scene.name: p.stage.longest_silence for p in played}
    assert max(longest.values()) <= 10.5, longest


def test_each_question_says_what_silence_means(script: Script) -> None:
    asked = [step.id for step in script.steps.values() if step.question and not step.question.silence]
    assert asked == []


def test_no_answer_is_never_taken_for_a_yes(script: Script) -> None:
    led = {(step, way.then) for step, way in ways_without_an_answer(script)}
    assert [way for way in led if way[1] in ONLY_BY_A_YES[script.id]] == []
    assert ONLY_BY_A_YES[script.id] <= set(script.steps)


def test_a_number_is_never_the_first_question(script: Script) -> None:
    stage = Stage(script)
    while not stage.listening and stage.step():
        pass
    question = stage.state.question
    assert question is None or not question.bands


def test_the_voice_does_not_say_a_word_that_would_act_on_itself(script: Script) -> None:
    phrases = [phrase for spoken in GLOBAL_WORDS.values() for phrase in spoken]
    found = [
        (step, phrase, line)
        for step, line in lines_of(script)
        for phrase in phrases
        if f" {phrase} " in f" {normal(line)} " and line != LEAVING
    ]
    assert found == []


def test_lines_are_written_for_a_voice(script: Script) -> None:
    odd = [line for _, line in lines_of(script) if re.search(r"[^A-Za-z',.?{} ]|\.\.", line)]
    assert odd == []
    assert all(line[-1] in ".?" for _, line in lines_of(script))


def test_the_pace_leaves_room(script: Script, played: list[Played]) -> None:
    """50 to 80 words a minute of session; a script that is mostly silence has fewer."""
    paces = {
        p.scene.name: sum(len(line.split()) for line in p.stage.said) * 60 / p.stage.now
        for p in played
        if p.scene.ends is Ending.DONE
        and not p.scene.within
        and not {None, UNCLEAR, "wait"} & set(said(p.scene))
    }
    slowest = {"quiet-company": 25, "say-it": 40, "which-one": 40, "back-to-here": 45}.get(script.id, 50)
    assert all(slowest <= pace <= 80 for pace in paces.values()), paces


def test_the_minutes_are_about_right(script: Script, played: list[Played]) -> None:
    """The scene that answers everything, or is silent where nothing is asked, takes the promised time."""
    assert abs(played[0].stage.now / 60 - script.minutes) <= 0.6


def test_a_breath_takes_four_seconds_in_and_six_out_with_the_real_voice() -> None:
    """As slow as six a minute, and nothing held: what is paced is the line and the pause after it."""
    paced = [*load(FOLDER / "easy-breath.yaml").steps["paced"].say]
    with closing(HouseVoice(patient=True)) as voice:
        spans = {
            line.text: voiced(voice, line.text) + pause.seconds
            for line, pause in pairwise(paced)
            if isinstance(line, Line)
            and isinstance(pause, Pause)
            and normal(line.text).endswith(("in", "out"))
        }
    assert len(spans) == 4
    for line, seconds in spans.items():
        assert seconds == pytest.approx(4 if "in" in normal(line).split() else 6, abs=0.5), line


def voiced(voice: HouseVoice, line: str) -> float:
    """How long the real voice takes over a line, in seconds."""
    clip = voice.clip(line, Manner())
    assert clip is not None
    assert clip.audible
    return len(clip.samples) / SAMPLE_RATE
