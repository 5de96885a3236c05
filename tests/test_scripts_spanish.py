"""The shipped scripts in Spanish: they lead where the English ones lead, and every branch is walked."""

from __future__ import annotations

from pathlib import Path

import pytest

from voiceground.core.languages import SPANISH
from voiceground.core.model import Ending, Line, Script
from voiceground.rehearsal import run
from voiceground.rehearsal.options import StageOptions
from voiceground.rehearsal.stage import Stage
from voiceground.script.graph.edges import edges
from voiceground.script.load import check_paths, load

ENGLISH_FOLDER = Path(__file__).parent.parent / "scripts"
FOLDER = ENGLISH_FOLDER / "es"
IDS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
OPENING = "Estoy aquí. Debajo de ti hay algo firme."
LEAVING = "Puedes decir basta cuando quieras, o pulsar la tecla Escape."
LAST = "Eso es todo por ahora. Esta voz está aquí cuando la quieras."

OF_ITS_OWN = {"which-one"}
"""It has the doors for which there are scripts in Spanish."""


@pytest.fixture(params=IDS)
def script(request: pytest.FixtureRequest) -> Script:
    return load(FOLDER / f"{request.param}.yaml")


def _ways(script: Script) -> list[tuple[str, str, str]]:
    return [(edge.source, edge.target, edge.why) for edge in edges(script)]


def test_those_that_matter_most_are_there() -> None:
    assert {"which-one", "panic-now", "five-senses", "easy-breath", "quiet-company", "care"} <= {*IDS}


def test_the_checker_finds_nothing_at_all() -> None:
    assert check_paths([FOLDER]) == []


def test_they_lead_where_the_english_ones_lead(script: Script) -> None:
    if script.id not in OF_ITS_OWN:
        english = load(ENGLISH_FOLDER / f"{script.id}.yaml")
        assert _ways(script) == _ways(english)
        assert (script.level, script.minutes, script.doors) == (english.level, english.minutes, english.doors)


def test_it_is_spanish_and_opens_as_every_script_does(script: Script) -> None:
    assert script.language == "es"
    assert Stage(script).said[0] == OPENING
    said = [item.text for item in script.steps[script.start].say if isinstance(item, Line)]
    assert LEAVING in said


@pytest.mark.parametrize("name", IDS)
def test_every_scene_goes_as_planned_and_together_they_walk_every_branch(name: str) -> None:
    ready = run.prepared([FOLDER / f"{name}.yaml"], [ENGLISH_FOLDER])
    played = list(run.rehearse(ready, StageOptions(text=True)))
    assert [(scene.name, scene.problem) for scene in played if not scene.passed] == []
    (covered,) = run.covered(ready)
    assert [str(edge) for edge in covered.unvisited] == []
    endings = {scene.ends for scene in ready[0].plan.scenes}
    assert {Ending.DONE, Ending.LEFT} <= endings
    last = [line for line in ready[0].script.steps.values() if line.end is Ending.DONE]
    assert any(Line(LAST) in step.say for step in last)


def test_what_is_offered_in_spanish_is_spanish() -> None:
    (ready,) = run.prepared([FOLDER / "which-one.yaml"], [ENGLISH_FOLDER])
    assert {part.language for part in ready.library.values()} == {"es"}
    read = [
        choice.say
        for step in ready.script.steps.values()
        if step.question
        for choice in step.question.choices
    ]
    assert {"Mientras pasa", "Cinco sentidos", SPANISH.lines.something_else} <= {*read}
