"""Putting an answer right just after it: "no, I meant yes", or the other answer as the branch begins.

Rule 1: for as long as the first words of the branch, ``pacing.AMEND`` seconds, and to the end of an
utterance that began in them, the other answers of the question before still count.
Rule 2: an answer of a question that is open by then wins over them, and so does every global word; what
begins with "I meant" is theirs alone.
Rule 3: a correction leads back to where the question was asked, with what was known then, and on from there:
nothing that the wrong answer kept or set is left. After a silence, too late is not too late.
"""

from __future__ import annotations

from dataclasses import replace

from voiceground.core.events import Heard
from voiceground.core.flow import options_of
from voiceground.core.model import Option, Question
from voiceground.core.replies import GLOBAL_OF
from voiceground.core.state import Former, Run

LEADS = ("i meant", "no i meant", "sorry i meant", "i mean", "no i mean")
"""What stands before an answer that puts another one right."""

SPOKEN = 2
"""How many of an answer's phrases may stand after one of ``LEADS``."""

BARE = 6
"""How many of them put it right by themselves."""


def remember(run: Run, question: Question, given: str | None) -> Former | None:
    """What an answer was given to, and what may still be said instead; None where there is nothing else.

    Args:
        run: the call at work, before the answer has had any effect.
        question: what was asked.
        given: the answer's name; None where none came.
    """
    others = [item for item in options_of(question) if item.name != given]
    if not others:
        return None
    state = replace(run.state, former=None, amend=0, doubt=None)
    return Former(state, tuple(map(_correction, others)), tuple(item.name for item in others))


def _correction(item: Option) -> Option:
    bare = [phrase for phrase in item.phrases[:BARE] if phrase not in GLOBAL_OF]
    led = [f"{lead} {phrase}" for phrase in item.phrases[:SPOKEN] for lead in LEADS]
    return Option(f"{LEADS[0]} {item.name}", (*led, *bare))


def forget(run: Run) -> None:
    """The moment is over: the answer stands."""
    run.set(former=None, amend=0)
    run.accept(replace(run.state.vocabulary, corrections=()))


def meant(run: Run, heard: Heard) -> Heard | None:
    """The answer that a correction stands for; None when it is none."""
    former = run.state.former
    if former is None:
        return None
    for option, name in zip(former.options, former.meant, strict=True):
        if option.name == heard.name:
            return replace(heard, name=name, confidence=1.0)
    return None


def go_back(run: Run) -> None:
    """Stand where the question was asked again, with the voice silent."""
    now = run.state
    if now.former is None:
        return
    run.settle()
    run.state = replace(
        now.former.state,
        turns=now.turns,
        manner=now.manner,
        speech=now.speech,
        asides=now.asides,
        vocabulary=now.vocabulary,
        private=now.private,
        parted=now.parted,
        voice=0,
        aside=0,
        clock=0,
        quiet=0,
        nudge=0,
        overdue=False,
    )
    run.keep_private()
