"""From move to move: how a step is walked through.

Rule 1: every way of leaving a moment goes through ``next_move``, ``enter`` or ``finish``.
Rule 2: moves that take no time are made in a loop, never by recursion, and a bounded number of them: no
script can hang or overflow the dialogue.
"""

from __future__ import annotations

from voiceground.core import pacing
from voiceground.core.company import break_silence, speak_asides, start_nudge, still_here
from voiceground.core.conditions import holds
from voiceground.core.events import Enter, Finish, Heard, Note
from voiceground.core.languages import Language
from voiceground.core.model import Ending, Hold, Option, Question, Step
from voiceground.core.naming import PARTING, filled_or_bare
from voiceground.core.replies import holding, number_option, option, vocabulary
from voiceground.core.state import (
    CARE,
    DECLINED,
    Ask,
    Call,
    Close,
    Frame,
    Free,
    Go,
    Move,
    Pace,
    Phase,
    Rest,
    Run,
    Sound,
    Speak,
    Spot,
    moves_of,
)

REMEMBERED_LINES = 6
"""How many lines "repeat" goes back at the most: more would be a lecture."""

REMEMBERED_STEPS = 50
"""How many steps "back" can go back; bounded so that a long session costs no more at its end."""

MOST_CALLS = 8
"""How deep scripts may run scripts; the checker refuses rings of them."""

MOST_HOPS = 1000
"""Steps without a word that may follow each other, at least as many as a script has."""

READ_AGAIN = "read it again"
"""What a signal or Enter means when a menu has been read: once more. The name is no option's."""


# --- what may be answered ---------------------------------------------------------------------------


def options_of(question: Question, language: Language) -> tuple[Option, ...]:
    """Everything that answers a question: its replies, its menu, then the numbers of its bands."""
    numbers = {n for band in question.bands for n in range(band.low, band.high + 1)}
    return (
        *(reply.option for reply in question.replies),
        *(choice.option for choice in question.choices),
        *(number_option(n, language) for n in sorted(numbers)),
    )


def answers_of(question: Question, doubt: Heard | None, language: Language) -> tuple[Option, ...]:
    """Everything that may be answered just now: while an answer is being confirmed, also yes and no."""
    options = options_of(question, language)
    if doubt is None:
        return options
    taken = {phrase for item in options for phrase in item.phrases}
    words = (language.replies.yes[0], language.replies.no[0])
    more = [option(word, language) for word in words if word not in taken]
    free = [Option(item.name, tuple(p for p in item.phrases if p not in taken)) for item in more]
    return (*options, *free)


def accept(
    run: Run, answers: tuple[Option, ...] = (), *, is_open: bool = False, pick: str | None = None
) -> None:
    """Tell the ear what it may understand, the corrections of the last answer included."""
    corrections = run.state.former.options if run.state.former else ()
    run.accept(
        vocabulary(answers, is_open=is_open, corrections=corrections, pick=pick, language=run.language)
    )


# --- from step to step ------------------------------------------------------------------------------


def enter(run: Run, step: str) -> None:
    """Begin a step, or the one that its rules lead to."""
    arrive(run, step)
    next_move(run)


def arrive(run: Run, step: str, *, by_rules: bool = True, remember: bool = True) -> None:
    """Stand at the beginning of a step.

    Args:
        run: the call at work.
        step: its id.
        by_rules: its ``if`` and ``set`` count; not when the person goes back to it.
        remember: "back" may lead to the step that is left.
    """
    script = run.script
    while by_rules and (other := _ruled(run, script.steps[step])) is not None:
        step = other
        if not _hop(run):
            return
    here = script.steps[step]
    if remember and run.state.step != step:
        _leave(run)
    run.emit(Enter(step, script.id if run.state.calls else ""))
    names = {**run.state.names, **here.sets} if by_rules and here.sets else run.state.names
    todo = moves_of(here)
    run.set(step=step, todo=todo, names=names, question=None, scan=0, misses=0, offers=0)


def _ruled(run: Run, step: Step) -> str | None:
    """Where the rules of a step lead instead; None to stay."""
    names = run.state.names
    return next((rule.then for rule in step.rules if holds(rule.when, names)), None)


def _hop(run: Run) -> bool:
    """Count a step without a word; a ring of them, which the checker refuses, is the end."""
    run.hops += 1
    if run.hops > max(MOST_HOPS, len(run.script.steps)):
        finish(run, Ending.DONE)
    return run.state.phase is not Phase.FINISHED


def _leave(run: Run) -> None:
    """Remember a step for "back", if there was anything in it to go back to."""
    state = run.state
    step = run.script.steps.get(state.step)
    if step and (step.say or step.question or step.breathing or step.hold or step.pause):
        spot = Spot(state.calls, state.step)
        run.set(trail=(*state.trail[-REMEMBERED_STEPS:], spot))


def _call(run: Run, script: str) -> None:
    """Begin another script; one that is not there, or too deep, is passed over."""
    state = run.state
    other = state.library.get(script)
    if other is None or len(state.calls) >= MOST_CALLS:
        run.emit(Note(f"script {script} not run"))
    elif _hop(run):
        _leave(run)
        run.stand_in((*state.calls, Frame(script, state.step, state.todo)))
        arrive(run, other.start, remember=False)


def _close(run: Run, ending: Ending) -> None:
    """A script is over: the caller goes on where it was. Only "done" leads back; anything else is the end."""
    state = run.state
    if ending is not Ending.DONE:
        finish(run, ending)
    elif not state.calls:
        _part(run)
    elif _hop(run):
        _leave(run)
        *calls, frame = run.state.calls
        run.stand_in(tuple(calls))
        # the caller's step was remembered when it called: it is not left a second time
        run.set(step=frame.step if frame.interrupts else "", todo=frame.todo, question=None)
        if frame.interrupts:
            trail = tuple(spot for spot in run.state.trail if len(spot.calls) <= len(calls))
            run.set(trail=trail, scan=0, misses=0, offers=0)


def interrupt(run: Run, script: str, step: str, todo: tuple[Move, ...]) -> None:
    """Begin another script in the middle of a step; when it is over, that step goes on with ``todo``."""
    run.settle()
    break_silence(run)
    run.stand_in((*run.state.calls, Frame(script, run.state.step, todo, interrupts=True)))
    run.set(doubt=None, former=None, amend=0, said=(), breath=False, ending=Ending.DONE)
    arrive(run, step, remember=False)


def _part(run: Run) -> None:
    """The session is over, unless an offer of care was declined: that is made once more, and never again."""
    state = run.state
    care = state.library.get(CARE)
    if care and state.names.get(DECLINED) and not state.parted:
        run.set(parted=True, names={**state.names, PARTING: "yes"})
        interrupt(run, CARE, care.start, (Close(Ending.DONE),))
    else:
        finish(run, Ending.DONE)


# --- from move to move ------------------------------------------------------------------------------


def next_move(run: Run) -> None:
    """Make the next moves of the step, up to one that takes time; between two lines comes a breath."""
    run.settle()
    busy = False
    while not busy and run.state.phase is not Phase.FINISHED:
        move, *rest = run.state.todo or (Close(Ending.DONE),)
        if isinstance(move, Speak) and not run.filled(move.text):
            run.set(todo=tuple(rest))
        elif run.state.breath and isinstance(move, Speak | Sound | Pace | Ask):
            busy = make(run, Rest(pacing.GAP))
        else:
            run.set(todo=tuple(rest))
            busy = make(run, move)


def make(run: Run, move: Move) -> bool:
    """Make a move, now; whether it takes time. Whatever was being confirmed is not any more."""
    match move:
        case Call(script):
            _call(run, script)
        case Go(step):
            if _hop(run):
                arrive(run, step)
        case Close(ending):
            _close(run, ending)
        case _:
            run.set(now=move, doubt=None)
            _begin(run, move)
            return True
    return False


def _begin(run: Run, move: Speak | Sound | Pace | Rest | Free | Ask) -> None:
    match move:
        case Speak(text, ours):
            said = run.state.said if ours else _remembered(run.state.said, text)
            _voiced(run)
            run.set(said=said)
            run.utter(run.filled(text))
        case Sound(name):
            _voiced(run)
            run.set(voice=run.play(name))
        case Pace(breathing):
            _voiced(run)
            run.set(voice=run.pace(breathing))
        case Rest(seconds):
            run.set(phase=Phase.RESTING, breath=False)
            accept(run)
            run.set(clock=run.timer(seconds))
            if not run.state.nudge:  # a pause after a pause goes on counting the same silence
                start_nudge(run)
        case Free(hold):
            _hold(run, hold)
        case Ask(question):
            break_silence(run)
            run.set(breath=True)
            ask(run, question, filled_or_bare(question.ask, run.state.names, run.language))


def _voiced(run: Run) -> None:
    """Something that is heard begins."""
    break_silence(run)
    run.set(phase=Phase.SPEAKING, breath=True)
    accept(run)


def _remembered(said: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The lines said so far and this one; a line that is begun anew counts once."""
    return said if said[-1:] == (text,) else (*said, text)[-REMEMBERED_LINES:]


def _hold(run: Run, hold: Hold) -> None:
    """Time to speak freely begins. Who has not begun yet gets as long as for a reply, at the least."""
    run.set(phase=Phase.HOLDING, breath=False, former=None, amend=0)
    run.accept(holding(run.language))
    run.set(clock=run.timer(hold.seconds))
    if hold.silence is not None and not run.state.speech:
        run.set(quiet=run.timer(max(hold.silence, pacing.TO_BEGIN)))
    if not run.state.nudge:
        start_nudge(run)


def held(run: Run) -> None:
    """Somebody began or ended an utterance while speaking freely: their silence is counted anew.

    Nobody who speaks is talked to: a "still here" that is being said gives way.
    """
    move = run.state.now
    run.set(quiet=0, nudge=0)
    if run.state.speech:
        if run.state.aside:
            run.hush()
    else:
        if isinstance(move, Free) and move.hold.silence is not None:
            run.set(quiet=run.timer(move.hold.silence))
        start_nudge(run)


# --- questions --------------------------------------------------------------------------------------


def ask(run: Run, question: Question, text: str, *, menu: bool = True) -> None:
    """Say the words of a question; an answer may come already.

    Args:
        run: the call at work.
        question: what is open from now on.
        text: what is said; it may be empty where a menu follows.
        menu: whether the items of its menu are read after it.
    """
    scan = 0 if menu else len(question.choices) + 1
    run.set(phase=Phase.ASKING, question=question, scan=scan)
    if not text:
        read_on(run)
        return
    accept(run, answers_of(question, run.state.doubt, run.language), pick=_pick(run, question, ""))
    run.utter(text)


def asked(run: Run) -> None:
    """Something of the question has been said: on to the next item of its menu, or the reply window."""
    question, scan = run.state.question, run.state.scan
    if question is None or not question.choices or scan > len(question.choices):
        listen(run)
    else:  # after an item the gap is long enough to pick it
        run.set(clock=run.timer(pacing.SCAN_GAP if scan else pacing.GAP))


def read_on(run: Run) -> None:
    """Read the next item of the menu; after the last one the reply window opens."""
    question = run.state.question
    if question is None or run.state.scan >= len(question.choices):
        listen(run, quiet=pacing.SCAN_GAP)  # the gap after the last item is part of the silence
        return
    choice = question.choices[run.state.scan]
    run.set(scan=run.state.scan + 1)
    accept(run, answers_of(question, None, run.language), pick=choice.option.name)
    run.utter(filled_or_bare(choice.say, run.state.names, run.language))


def _pick(run: Run, question: Question, name: str) -> str | None:
    """What a signal picks; None where no menu is, or where it is yes or no that is asked."""
    return name if question.choices and run.state.doubt is None else None


def listen(run: Run, *, quiet: float = 0.0) -> None:
    """The question has been asked, ``quiet`` seconds ago: open the reply window."""
    question = run.state.question
    if question is None:  # cannot be: only an Ask leads here
        next_move(run)
        return
    doubt = run.state.doubt
    run.set(phase=Phase.LISTENING, voice=0)
    accept(
        run, answers_of(question, doubt, run.language), is_open=True, pick=_pick(run, question, READ_AGAIN)
    )
    if question.window is not None:
        kept = doubt is not None and doubt.name.isdecimal()
        run.set(clock=run.timer(min(question.window, pacing.KEPT_AFTER) if kept else question.window))
    run.set(nudge=run.timer(pacing.LONGEST_SILENCE - quiet))
    speak_asides(run)


def stay(run: Run) -> None:
    """No more timer: the window is gone, and an answer may still come."""
    run.settle()
    break_silence(run)
    question = run.state.question
    run.set(phase=Phase.WAITING, doubt=None)
    accept(run, options_of(question, run.language) if question else ())


# --- ends -------------------------------------------------------------------------------------------


def finish(run: Run, ending: Ending) -> None:
    """The end. Nothing comes after it."""
    run.settle()
    run.set(phase=Phase.FINISHED, question=None, former=None, asides=(), ending=ending)
    run.emit(Finish(ending))


def close(run: Run, line: str, ending: Ending) -> None:
    """Say a last line, then end."""
    run.settle()
    break_silence(run)
    run.set(phase=Phase.CLOSING, question=None, former=None, amend=0, asides=(), ending=ending)
    accept(run)
    run.utter(line)


def nudge(run: Run) -> None:
    """Ten seconds without a word: say softly that the voice is still here."""
    state = run.state
    run.set(nudge=0)
    if state.speech or state.aside or state.voice:
        start_nudge(run)
    elif state.hidden and state.nudges >= pacing.LONGEST_WAIT:
        finish(run, Ending.DONE)  # without a word, for there may be somebody who hears it
    elif state.phase is Phase.WAITING and state.nudges >= pacing.LONGEST_WAIT:
        close(run, run.lines.waited_long, Ending.LEFT)
    else:
        still_here(run)
