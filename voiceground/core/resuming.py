"""Going on where a session was cut off: the script, with one question put before it.

Nobody is led back into the middle without being asked, and silence never means yes: it begins anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from voiceground.core import languages
from voiceground.core.model import Line, Question, Reply, Script, Step, Way
from voiceground.core.replies import options

ASKED = "again?"
"""The step that asks. No script can have one of that name."""

THERE = "again!"
"""The step that leads on from where it was."""


def where(script: Script, entered: Iterable[str]) -> str | None:
    """The step to go on from; None where there is nothing to go back to.

    A step of a script that was run by this one ("SCRIPT/STEP") leads to the step of this one that ran it.
    The first step is no place to go back to, and neither is an end.

    Args:
        script: what is run now.
        entered: the steps of the session that was cut off, in order.
    """
    last = None
    for step in entered:
        if "/" not in step:
            last = step
    step_ = script.steps.get(last) if last else None
    if step_ is None or last == script.start or step_.end is not None:
        return None
    return last


def asking(script: Script, step: str, kept: Mapping[str, str]) -> Script:
    """The script with the question before it: yes leads to the step, anything else to its beginning.

    Args:
        script: what is run.
        step: the id of the step to go on from.
        kept: values that were known there, by their names; they count only for who goes on.
    """
    language = languages.of(script.language)
    yes, no = options([language.replies.yes[0], language.replies.no[0]], language)
    begin = Way(script.start)
    asked = Step(
        ASKED,
        (*_first_line(script), Line(language.lines.cut_off)),
        Question(
            language.lines.go_on_from_there,
            (Reply(yes, THERE), Reply(no, script.start)),
            silence=begin,
            unclear=begin,
        ),
    )
    there = Step(THERE, then=step, sets=dict(kept))
    return replace(script, start=ASKED, steps={**script.steps, ASKED: asked, THERE: there})


def _first_line(script: Script) -> tuple[Line, ...]:
    """How the script itself begins: whoever comes hears the same voice say the same first words."""
    first = script.steps[script.start].say[:1]
    return tuple(item for item in first if isinstance(item, Line))
