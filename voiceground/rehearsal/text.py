"""Scenes without sound: the plan against the dialogue, in milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from voiceground.core.events import Heard, How, Misheard, Speech
from voiceground.core.keymap import keys
from voiceground.core.model import Script
from voiceground.core.signals import signalled
from voiceground.core.transcripts import reply_in
from voiceground.rehearsal.actor import Actor
from voiceground.rehearsal.options import NAMES
from voiceground.rehearsal.result import SceneResult, Turn
from voiceground.rehearsal.stage import Stage
from voiceground.rehearsal.within import framed
from voiceground.script.plan import UNCLEAR, Person, Press, Scene, Signal, Talk

LONGEST = 20_000
"""Events after which a scene that does not end is called endless."""


def play(script: Script, scene: Scene, library: Mapping[str, Script] | None = None) -> SceneResult:
    """Play a scene of a script to its end; ``library`` holds what it may run as a part of it."""
    framed_script, around = framed(script, scene.within, library or {})
    return replace(perform(Stage(framed_script, {**NAMES, **scene.given}, around), scene), script=script.id)


def perform(stage: Stage, scene: Scene) -> SceneResult:
    """Play a scene to its end on a stage that has only begun."""
    actor = Actor(scene)
    turns: list[Turn] = []
    heard_lines, window = 0, 0
    for _ in range(LONGEST):
        for text in stage.said[heard_lines:]:
            actor.line_begins(text)
        heard_lines = len(stage.lines)
        if stage.listening and window != stage.state.clock:
            window = stage.state.clock
            actor.question_opens()
        person = actor.says(stage.state.vocabulary)
        if person:
            turns.append(_say(stage, person))
        elif _moved(stage, actor):
            break
    ending = stage.endings[0] if stage.endings else None
    problem = actor.verdict(ending)
    return SceneResult(scene.name, problem is None, ending, tuple(turns), problem, stage.script.id)


def _moved(stage: Stage, actor: Actor) -> bool:
    """Let time pass; True when there is no more of it."""
    was_speaking = stage.speaking
    if not stage.step():
        return True
    if was_speaking:
        actor.line_ended()
    return False


def _say(stage: Stage, person: Person) -> Turn:
    """The person says or does something; what that is taken for is decided as the ear and the keys do it."""
    wanted, vocabulary = person.reply or "", stage.state.vocabulary
    before = stage.said[-1] if stage.lines else ""
    match person.doing:
        case Signal(_, count):
            name, how = signalled(vocabulary, count), How.SIGNAL
        case Press(key):
            name, how = keys(vocabulary).get(key), How.KEY
        case Talk(seconds):
            _talk(stage, seconds)
            return Turn(before, wanted, None, None)
        case _:
            name, how = None if wanted == UNCLEAR else reply_in(wanted, vocabulary), How.WORD
    if name:
        stage.happen(Heard(name, how))
    elif how is How.WORD:  # a signal or a key that means nothing here is no miss
        stage.happen(Misheard())
    return Turn(before, wanted, name, None)


def _talk(stage: Stage, seconds: float) -> None:
    """Free speech: where a question is open it is none of its answers; in a hold nobody asks."""
    stage.happen(Speech(active=True))
    stage.later(seconds, Misheard())
    stage.later(seconds, Speech(active=False))
