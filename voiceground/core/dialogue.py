"""The dialogue: ``advance(script, state, event) -> (state, effects)``, and nothing else decides anything.

Rules that hold for every script and every order of events (each is a property in the tests):

1. It never raises.
2. ``stop`` silences the voice in the same call, from anywhere, and leads to the end by one landing line
   and a window of eight seconds in which "go on" takes it back.
3. There is exactly one ``Finish``, and nothing follows it.
4. Silence always has a way on.
5. An effect that takes time carries a turn. An ending from an older turn changes nothing, so a race
   ("stop" while a sentence ends) has one outcome.
6. A global word works in every step; ``stop`` and the words of need beat every answer.
7. Nobody who speaks freely is talked to, and nothing is understood then but those.
"""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core import pacing
from voiceground.core.answers import answer, corrected, misunderstood, silent
from voiceground.core.care import come_back, conceal
from voiceground.core.company import aside, speak_asides, start_nudge
from voiceground.core.corrections import forget
from voiceground.core.events import (
    Effect,
    Event,
    Heard,
    How,
    Interrupted,
    Misheard,
    Note,
    Panel,
    Pin,
    Said,
    Speech,
    Supplied,
    TimeUp,
    Trouble,
    Troubled,
)
from voiceground.core.flow import (
    asked,
    close,
    enter,
    finish,
    held,
    next_move,
    nudge,
    read_on,
)
from voiceground.core.globals import obey
from voiceground.core.languages.language import COVER, DISMISS, FIRST, Lines
from voiceground.core.model import Ending, Manner, Script
from voiceground.core.naming import WITHIN, declared
from voiceground.core.state import CARE, NO_NAMES, NO_SCRIPTS, Phase, Rest, Run, Speak, State

ANSWERABLE = frozenset({Phase.ASKING, Phase.LISTENING, Phase.WAITING})


def trouble_lines(lines: Lines) -> Mapping[Trouble, str]:
    """What is said about each trouble."""
    return {
        Trouble.MICROPHONE_LOST: lines.microphone_lost,
        Trouble.MICROPHONE_SILENT: lines.microphone_silent,
        Trouble.MICROPHONE_BACK: lines.microphone_back,
        Trouble.RECORD_LOST: lines.record_lost,
        Trouble.VOICE_LOST: lines.voice_lost,
    }


def begin(
    script: Script,
    manner: Manner | None = None,
    names: Mapping[str, str] = NO_NAMES,
    library: Mapping[str, Script] = NO_SCRIPTS,
    cover: tuple[str, ...] = (),
) -> tuple[State, tuple[Effect, ...]]:
    """The first state of a session, and its first effects.

    Args:
        script: what is run.
        manner: how the voice speaks at first.
        names: what stands for names in lines (see ``naming.GIVEN``).
        library: the scripts that may be run as a part of this one, by their ids.
        cover: what may be said to end everything at once.
    """
    own = {name: "" for known in (script, *library.values()) for name in declared(known)}
    state = State(
        Phase.SPEAKING,
        step="",
        now=Rest(0),
        manner=manner or Manner(),
        names={**own, **names, WITHIN: ""},
        library=library,
        cover=cover,
    )
    run = Run(script, state)
    run.keep_private()
    if script.id == CARE:
        run.emit(Pin(Panel.NUMBERS))
    enter(run, script.start)
    return run.state, tuple(run.effects)


def advance(script: Script, state: State, event: Event) -> tuple[State, tuple[Effect, ...]]:
    """What becomes of a state when something happens, and what is to be done about it."""
    if state.phase is Phase.FINISHED:
        return state, ()
    run = Run(script, state)
    match event:
        case Said(turn):
            _said(run, turn)
        case TimeUp(turn):
            _time_up(run, turn)
        case Heard():
            _heard(run, event)
        case Misheard():
            _misheard(run)
        case Speech(active):
            _speech(run, active=active)
        case Interrupted(by_person):
            _interrupted(run, Ending.LEFT if by_person else Ending.INTERRUPTED)
        case Troubled(trouble):
            _troubled(run, trouble)
        case Supplied(scripts):
            _supplied(run, scripts)
    return run.state, tuple(run.effects)


def _supplied(run: Run, scripts: Mapping[str, Script]) -> None:
    """More scripts can be run; what they keep is empty as yet."""
    library = {**run.state.library, **scripts}
    own = {name: "" for known in scripts.values() for name in declared(known)}
    run.set(library=library, names={**own, **run.state.names})


def _said(run: Run, turn: int) -> None:
    state = run.state
    if turn == state.aside:
        run.set(aside=0)
        speak_asides(run)
        _catch_up(run)
        if not run.state.nudge and not run.state.aside:
            start_nudge(run)
    elif turn == state.voice:
        run.set(voice=0)
        _line_ended(run)


def _line_ended(run: Run) -> None:
    match run.state.phase:
        case Phase.SPEAKING:
            late = tuple(Speak(text, ours=True) for text in run.state.asides)
            run.set(todo=(*late, *run.state.todo), asides=())
            next_move(run)
        case Phase.ASKING:
            asked(run)
            speak_asides(run)
        case Phase.WAITING:
            start_nudge(run)
            speak_asides(run)
        case Phase.LEAVING:
            run.set(clock=run.timer(pacing.TAKE_BACK))
        case Phase.CLOSING:
            finish(run, run.state.ending)
        case _:
            pass


def _time_up(run: Run, turn: int) -> None:
    state = run.state
    if turn == state.nudge and _waited_enough(state):
        run.set(nudge=0, overdue=True)
        _catch_up(run)
    elif turn == state.nudge:
        nudge(run)
    elif turn == state.quiet:
        run.set(quiet=0, overdue=True)
        _catch_up(run)
    elif turn == state.amend:
        run.set(amend=0)
        if not state.speech:
            forget(run)
    elif turn == state.clock:
        _clock_ran_out(run)


def _clock_ran_out(run: Run) -> None:
    """What it was for happens once nobody speaks any more; who speaks freely gets some time on top."""
    state = run.state
    run.set(clock=0, overdue=True)
    if state.phase is Phase.HOLDING and state.overdue:
        next_move(run)
    elif state.phase is Phase.HOLDING and state.speech:
        run.set(clock=run.timer(pacing.OVERRUN))
    else:
        _catch_up(run)


def _speech(run: Run, *, active: bool) -> None:
    """Somebody began or ended an utterance; whatever was understood of it has come before its end."""
    changed = active != run.state.speech
    run.set(speech=active)
    if changed and run.state.phase is Phase.HOLDING and not run.state.overdue:
        held(run)
    if not active and run.state.former and not run.state.amend:
        forget(run)
    _catch_up(run)


def _waited_enough(state: State) -> bool:
    """A question without a time limit, half an hour after it was asked: silence is the answer."""
    return state.phase is Phase.LISTENING and not state.clock and state.nudges >= pacing.LONGEST_OPEN


def _catch_up(run: Run) -> None:
    """Act on a clock that ran out, unless somebody is still speaking."""
    state = run.state
    if not state.overdue or state.speech or state.aside:
        return
    run.set(overdue=False)
    match state.phase:
        case Phase.LISTENING:
            silent(run)
        case Phase.RESTING | Phase.HOLDING:
            next_move(run)
        case Phase.ASKING:
            read_on(run)
        case Phase.LEAVING:
            finish(run, Ending.LEFT)
        case _:
            pass


def _heard(run: Run, heard: Heard) -> None:
    if heard.name == COVER:
        conceal(run)
    elif heard.name == DISMISS:
        run.emit(Pin(None))
    elif heard.name in FIRST:
        obey(run, heard.name, heard.how)
    elif run.state.phase is Phase.HOLDING and heard.how is not How.KEY:
        return  # a word of somebody who speaks freely is none of ours
    else:
        come_back(run, heard.name)
        if not corrected(run, heard) and not (run.state.phase in ANSWERABLE and answer(run, heard)):
            obey(run, heard.name, heard.how)


def _misheard(run: Run) -> None:
    """Noise is never a miss while the voice speaks, or after "wait": only an open window counts."""
    if run.state.phase is Phase.LISTENING:
        misunderstood(run)


def _interrupted(run: Run, ending: Ending) -> None:
    if run.state.phase in {Phase.LEAVING, Phase.CLOSING}:
        finish(run, run.state.ending)
    elif run.state.hidden:
        finish(run, ending)  # without a word
    else:
        close(run, run.lines.closing, ending)


def _troubled(run: Run, trouble: Trouble) -> None:
    run.emit(Note(trouble.value))
    if run.state.phase not in {Phase.LEAVING, Phase.CLOSING} and not run.state.hidden:
        aside(run, trouble_lines(run.lines)[trouble])
