"""What becomes of a word of need: "help", what the content guide lists in 2.5, and "not alone here".

Rule 1: it wins over every answer and works in every phase but a last line; it is no detector.
Rule 2: what is said is true and short. Nothing is scored, no number is made up, nobody is talked out of
anything, and nobody is sent on: the voice says what it is, and stays.
Rule 3: where somebody near may be the danger, nothing that is said aloud tells what was understood.

Both end in the same silence as "wait": no window, and "go on" leads back to where we were.
"""

from __future__ import annotations

from voiceground.core import pacing
from voiceground.core.events import How
from voiceground.core.flow import stay
from voiceground.core.model import Ending
from voiceground.core.state import Run


def help_(run: Run, _how: How) -> None:
    """Say what this is and what it cannot do, and stay."""
    _stay(run)
    run.utter(run.lines.help)


def not_alone(run: Run, _how: How) -> None:
    """One neutral line, softly, and then no word until one is asked for."""
    _stay(run)
    run.set(hidden=True, asides=())
    run.set(voice=run.say(run.lines.not_alone, softer=pacing.SOFTER), line=run.lines.not_alone)


def _stay(run: Run) -> None:
    """Be silent and wait, as after "wait"; a "stop" before it is taken back, for it was about this."""
    stay(run)
    run.set(ending=Ending.DONE)
