"""The global words: always live, in every step, and never in a script's way.

One function a word. ``stop`` is the only one that works in every phase; a word that makes no sense at
a moment does nothing, and nothing is ever called invalid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from voiceground.core import care, pacing, phrases
from voiceground.core.answers import sayable, skipped
from voiceground.core.company import aside, break_silence, speak_asides
from voiceground.core.events import Adjust, How
from voiceground.core.flow import accept, arrive, ask, finish, make, next_move, stay
from voiceground.core.languages.language import FIRST, GO_ON, HELP, NOT_ALONE, STOP, WHAT
from voiceground.core.model import Ending, Manner, Question
from voiceground.core.state import Ask, Free, Pace, Phase, Rest, Run, Sound, Speak, Spot

SILENCES = frozenset({Phase.RESTING, Phase.LISTENING, Phase.WAITING, Phase.HOLDING})


def obey(run: Run, name: str, how: How) -> None:
    """Do what a global word says."""
    word = WORDS.get(name)
    if word is None or run.state.phase in {Phase.CLOSING, Phase.FINISHED}:
        return
    if run.state.phase is Phase.LEAVING and name not in {*FIRST, GO_ON}:
        return
    if name not in MANNERS:
        run.set(former=None, amend=0)
    word(run, how)


def stop(run: Run, _how: How) -> None:
    """Silence at once, one landing line, eight seconds to take it back. A second stop ends it now."""
    if run.state.phase is Phase.LEAVING:
        finish(run, Ending.LEFT)
        return
    run.hush()  # whatever is being said, even something that no turn waits for
    run.settle()
    softer = pacing.SOFTER if run.state.hidden else 0.0
    break_silence(run)
    run.set(phase=Phase.LEAVING, asides=(), ending=Ending.LEFT)
    accept(run)
    run.utter(run.lines.landing, softer=softer)


def wait(run: Run, _how: How) -> None:
    """No more timer: the window is gone, an answer may still come, and the voice keeps company."""
    stay(run)
    run.utter(run.lines.waiting)


def go_on(run: Run, how: How) -> None:
    """End a wait, a stop or a pause; at a question, move along without an answer."""
    match run.state.phase:
        case Phase.LEAVING | Phase.WAITING:
            run.settle()
            run.set(ending=Ending.DONE, breath=False, hidden=False)
            make(run, run.state.now)
        case Phase.RESTING | Phase.HOLDING:
            next_move(run)
        case Phase.LISTENING | Phase.ASKING if care.may_leave(run):
            care.leave(run)
        case Phase.LISTENING | Phase.ASKING:
            skipped(run, how)
        case _:
            pass


def repeat(run: Run, _how: How) -> None:
    """Say again what was said since the last reply, then be where we were."""
    state = run.state
    lines = tuple(Speak(text) for text in state.said)
    after = () if isinstance(state.now, Speak) else (state.now,)
    run.set(said=(), breath=False, question=None, todo=(*lines, *after, *state.todo))
    next_move(run)


def back(run: Run, _how: How) -> None:
    """To the step before, with everything that was kept; at the first step, to its beginning."""
    state = run.state
    *trail, spot = state.trail or (Spot(state.calls, state.step),)
    run.settle()
    run.stand_in(spot.calls)
    run.set(trail=tuple(trail), said=(), breath=False)
    arrive(run, spot.step, by_rules=False, remember=False)
    next_move(run)


def skip(run: Run, how: How) -> None:
    """Past the rest of this reading, breathing or silence; at a question, past the question."""
    state = run.state
    if state.question is not None:
        skipped(run, how)
        return
    todo = state.todo
    while todo and isinstance(todo[0], Speak | Sound | Pace | Rest | Free):
        todo = todo[1:]
    run.set(todo=todo, breath=False)
    next_move(run)


def what_can_i_say(run: Run, _how: How) -> None:
    """The answers of the moment in a short line, and that stop always works."""
    state = run.state
    question = state.question
    if question is not None and state.phase is Phase.WAITING:
        _remark(
            run, phrases.can_say(run.lines, [*_told(run, question), run.language.replies.always[GO_ON][0]])
        )
    elif question is not None:  # and as long to answer as before
        run.settle()
        break_silence(run)
        run.set(breath=True)
        ask(run, question, phrases.can_say(run.lines, _told(run, question)), menu=False)
    elif state.phase is Phase.SPEAKING:  # then what was being said, from its beginning
        run.set(todo=(Speak(run.lines.while_reading, ours=True), state.now, *state.todo), breath=False)
        next_move(run)
    else:
        waiting = state.phase is Phase.WAITING
        _remark(run, run.lines.while_waiting if waiting else run.lines.while_reading)


def _told(run: Run, question: Question) -> list[str]:
    """What may be answered: while an answer is being confirmed, yes or no."""
    replies = run.language.replies
    if run.state.doubt:
        return [replies.yes[0], replies.no[0]]
    return [run.filled(text) for text in sayable(question, run.lines)]


def slower(run: Run, _how: How) -> None:
    """Eight per cent slower, from the line being said on."""
    _rate(run, pacing.slower(run.state.manner.rate), run.lines.slower, run.lines.slowest)


def faster(run: Run, _how: How) -> None:
    """Eight per cent faster, from the line being said on."""
    _rate(run, pacing.faster(run.state.manner.rate), run.lines.faster, run.lines.fastest)


def louder(run: Run, _how: How) -> None:
    """3 dB up, at once."""
    _gain(run, pacing.GAIN_STEP, run.lines.louder, run.lines.loudest)


def quieter(run: Run, _how: How) -> None:
    """3 dB down, at once."""
    _gain(run, -pacing.GAIN_STEP, run.lines.quieter, run.lines.quietest)


def _adjust(run: Run, manner: Manner) -> bool:
    changed = manner != run.state.manner
    if changed:
        run.set(manner=manner)
        run.emit(Adjust(manner))
    return changed


def _rate(run: Run, rate: int, done: str, limit: str) -> None:
    changed = _adjust(run, replace(run.state.manner, rate=rate))
    if run.state.phase in SILENCES:
        _remark(run, done if changed else limit)
    elif changed and isinstance(run.state.now, Speak | Ask):
        # what is being said is begun anew at the new rate: that says enough
        run.settle()
        run.utter(run.state.line)


def _gain(run: Run, step: float, done: str, limit: str) -> None:
    gain = min(pacing.GAIN_LIMIT, max(-pacing.GAIN_LIMIT, run.state.manner.gain + step))
    changed = _adjust(run, replace(run.state.manner, gain=gain))
    if run.state.phase in SILENCES:
        _remark(run, done if changed else limit)


def _remark(run: Run, text: str) -> None:
    """A short word of our own; a "still here" that is being said gives way to it."""
    if run.state.aside and not run.state.voice:
        run.hush()
    aside(run, text)
    speak_asides(run)


WORDS: Mapping[str, Callable[[Run, How], None]] = {
    STOP: stop,
    HELP: care.help_,
    NOT_ALONE: care.not_alone,
    "wait": wait,
    GO_ON: go_on,
    "repeat": repeat,
    "back": back,
    "skip": skip,
    "slower": slower,
    "faster": faster,
    "louder": louder,
    "quieter": quieter,
    WHAT: what_can_i_say,
}

MANNERS = frozenset({"slower", "faster", "louder", "quieter"})
"""Those that leave us where we are; all others mean that the last answer stands."""
