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
from voiceground.core.languages import Language
from voiceground.core.model import Option, Question
from voiceground.core.replies import global_of
from voiceground.core.state import Former, Run

SPOKEN = 2
"""How many of an answer's phrases may stand after "I meant" and its like."""

CORRECTING = "i meant"
"""How the name of such an option begins, in every language: no listed spelling does."""

BARE = 6
"""How many of them put it right by themselves."""


def remember(run: Run, question: Question, given: str | None) -> Former | None:
    """What an answer was given to, and what may still be said instead; None where there is nothing else.

    Args:
        run: the call at work, before the answer has had any effect.
        question: what was asked.
        given: the answer's name; None where none came.
    """
    others = [item for item in options_of(question, run.language) if item.name != given]
    if not others:
        return None
    state = replace(run.state, former=None, amend=0, doubt=None)
    corrections = tuple(_correction(item, run.language) for item in others)
    return Former(state, corrections, tuple(item.name for item in others))


def _correction(item: Option, language: Language) -> Option:
    leads = language.replies.meant
    bare = [phrase for phrase in item.phrases[:BARE] if phrase not in global_of(language)]
    led = [f"{lead} {phrase}" for phrase in item.phrases[:SPOKEN] for lead in leads]
    return Option(f"{CORRECTING} {item.name}", (*led, *bare))


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
