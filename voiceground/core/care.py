"""What becomes of a word of need: "help", what the content guide lists in 2.5, and "not alone here".

Rule 1: it wins over every answer and works in every phase but a last line; it is no detector.
Rule 2: what is said is true and short. Nothing is scored, no number is made up, nobody is talked out of
anything, and nobody is sent on. The words are those of the script ``care``; where that is missing, the voice
says what it is, and stays.
Rule 3: where somebody near may be the danger, nothing that is said aloud tells what was understood, and no
word follows until the person comes back: that is on the screen alone.
Rule 4: nothing of it is kept (see ``Run.keep_private``), however it ends.

"Go on" and the end of that script lead back to the very move that it came into.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from voiceground.core import pacing
from voiceground.core.events import Conceal, How, Panel, Pin
from voiceground.core.flow import arrive, finish, interrupt, next_move, stay
from voiceground.core.languages.language import GO_ON
from voiceground.core.model import Ending, Line, Script, Step
from voiceground.core.naming import PLAN
from voiceground.core.state import CARE, Close, Run

OFFER = "offer"
"""The step of the care script that "help" leads to when it is said within."""

COMING_BACK = frozenset({GO_ON, "repeat", "back", "skip"})
"""The global words that lead from a silence back to the script."""


def help_(run: Run, how: How) -> None:
    """Call the care script, or lead to its offer again from within it."""
    if run.state.hidden:  # nothing about help is said aloud, however often it is asked for
        not_alone(run, how)
        return
    run.set(ending=Ending.DONE)  # a "stop" before it is taken back, for it was about this
    run.emit(Pin(Panel.NUMBERS))
    depth = _depth(run)
    care = run.state.library.get(CARE)
    if depth is not None:
        _offer_again(run, depth)
    elif care is not None:
        interrupt(run, CARE, care.start, (run.state.now, *run.state.todo))
        next_move(run)
    else:
        stay(run)
        run.utter(run.lines.help)


def not_alone(run: Run, _how: How) -> None:
    """One neutral line, softly, and then no word until one is asked for; the screen shows the rest."""
    stay(run)
    run.set(ending=Ending.DONE, hidden=True, asides=(), secret=True)
    run.keep_private()
    run.emit(Pin(Panel.NEAR))
    run.set(voice=run.say(run.lines.not_alone, softer=pacing.SOFTER), line=run.lines.not_alone)


def come_back(run: Run, name: str) -> None:
    """A word that leads back to the script, or an answer to its question: from here on it is kept again."""
    answers = {option.name for option in run.state.vocabulary.answers}
    if run.state.secret and (name in COMING_BACK or name in answers):
        run.set(secret=False)
        run.keep_private()


def conceal(run: Run) -> None:
    """The cover word: silence, an ordinary screen, and the end, without a last line."""
    run.hush()
    run.emit(Conceal())
    finish(run, Ending.DONE)


def may_leave(run: Run) -> bool:
    """Whether a question of the care script is open, and there is something to go back to."""
    return bool(run.state.calls) and run.script.id == CARE


def leave(run: Run) -> None:
    """Back to where we were, without an answer."""
    run.set(todo=(Close(Ending.DONE),), breath=False)
    next_move(run)


def _depth(run: Run) -> int | None:
    """How many calls deep the care script is; None where we are not in it."""
    depths = [depth for depth, frame in enumerate(run.state.calls, 1) if frame.script == CARE]
    return depths[-1] if depths else 0 if run.is_own(CARE) else None


def _offer_again(run: Run, depth: int) -> None:
    run.settle()
    run.stand_in(run.state.calls[:depth])
    run.set(said=(), breath=False, doubt=None, former=None, amend=0)
    steps = run.script.steps
    arrive(run, OFFER if OFFER in steps else run.script.start, remember=False)
    next_move(run)


def with_plan(script: Script, lines: int) -> Script:
    """The care script with a line of its own for each line of the person's plan: ``{plan-1}`` and so on.

    Args:
        script: where ``{plan}`` stands for all of them.
        lines: how many there are.
    """
    own = tuple(Line(f"{{{PLAN}-{number}}}") for number in range(1, lines + 1))

    def spread(step: Step) -> Step:
        items = ((item,) if item != Line(f"{{{PLAN}}}") else own for item in step.say)
        return replace(step, say=tuple(chain.from_iterable(items)))

    return replace(script, steps={id_: spread(step) for id_, step in script.steps.items()})
