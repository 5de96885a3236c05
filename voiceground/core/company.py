"""Words beside the script: how silence is kept company, and remarks that wait until the voice is free.

Rule: the voice is never silent for more than ten seconds without a word, unless somebody is speaking or
the person said that they must not be talked to; that word never resets or ends a window.
"""

from __future__ import annotations

from voiceground.core import pacing
from voiceground.core.state import Phase, Run


def break_silence(run: Run) -> None:
    """A line begins: the silence that "still here" was counting is over."""
    run.set(nudge=0, nudges=0, hidden=False)


def aside(run: Run, text: str) -> None:
    """Make a remark beside the script as soon as the voice is free, without ending anything."""
    run.set(asides=(*run.state.asides, text))
    speak_asides(run)


def speak_asides(run: Run) -> None:
    """Say the next remark that waits, if the voice is free."""
    state = run.state
    if state.asides and not state.voice and not state.aside:
        run.set(asides=state.asides[1:], aside=run.say(state.asides[0]), breath=True)


def start_nudge(run: Run) -> None:
    """Start the way to the next "still here", where the phase is a silence."""
    state = run.state
    if state.phase is Phase.WAITING:
        run.set(nudge=run.timer(pacing.wait_interval(state.nudges)))
    elif state.phase in {Phase.LISTENING, Phase.RESTING, Phase.HOLDING}:
        run.set(nudge=run.timer(pacing.LONGEST_SILENCE))


def still_here(run: Run) -> None:
    """Say softly that the voice is still here."""
    state = run.state
    run.set(nudges=state.nudges + 1)
    if state.hidden:
        start_nudge(run)
    elif state.phase is Phase.WAITING:
        # each word announces when the next one comes
        lines = run.lines.wait_nudges
        aside(run, lines[min(state.nudges, len(lines) - 1)])
    else:
        lines = run.lines.nudges
        aside(run, lines[state.turns % len(lines)])
