"""Scenes without sound: the plan against the dialogue, in milliseconds."""

from __future__ import annotations

from voiceground.core.events import Heard, Misheard
from voiceground.core.model import Script
from voiceground.core.transcripts import reply_in
from voiceground.rehearsal.actor import Actor
from voiceground.rehearsal.result import SceneResult, Turn
from voiceground.rehearsal.stage import Stage
from voiceground.script.plan import UNCLEAR, Person, Scene

LONGEST = 20_000
"""Events after which a scene that does not end is called endless."""


def play(script: Script, scene: Scene) -> SceneResult:
    """Play a scene to its end."""
    stage, actor = Stage(script), Actor(scene)
    turns: list[Turn] = []
    heard_lines, window = 0, 0
    for _ in range(LONGEST):
        for text in stage.said[heard_lines:]:
            actor.line_begins(text)
        heard_lines = len(stage.lines)
        if stage.listening and window != stage.state.clock:
            window = stage.state.clock
            actor.question_opens()
        person = actor.says(is_open=stage.listening)
        if person:
            turns.append(_say(stage, person))
        elif _moved(stage, actor):
            break
    ending = stage.endings[0] if stage.endings else None
    problem = actor.verdict(ending)
    return SceneResult(scene.name, problem is None, ending, tuple(turns), problem, script.id)


def _moved(stage: Stage, actor: Actor) -> bool:
    """Let time pass; True when there is no more of it."""
    was_speaking = stage.speaking
    if not stage.step():
        return True
    if was_speaking:
        actor.line_ended()
    return False


def _say(stage: Stage, person: Person) -> Turn:
    wanted = person.reply or ""
    name = None if wanted == UNCLEAR else reply_in(wanted, stage.state.vocabulary)
    before = stage.said[-1]
    stage.happen(Heard(name) if name else Misheard())
    return Turn(before, wanted, name, None)
