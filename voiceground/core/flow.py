"""From move to move: how a step is walked through, and how silence is kept company.

Rule 1: every way of leaving a moment goes through ``next_move``, ``enter`` or ``finish``.
Rule 2: the voice is never silent for more than ten seconds without a word (``nudge``); that word
never resets or ends a window.
"""

from __future__ import annotations

from voiceground.core import pacing, phrases
from voiceground.core.events import Enter, Finish, Heard
from voiceground.core.model import Ending, Option, Question
from voiceground.core.replies import number_option, option, vocabulary
from voiceground.core.state import Ask, Close, Go, Move, Phase, Rest, Run, Speak, moves_of

REMEMBERED_LINES = 6
"""How many lines "repeat" goes back at the most: more would be a lecture."""

REMEMBERED_STEPS = 50
"""How many steps "back" can go back; bounded so that a long session costs no more at its end."""


def options_of(question: Question) -> tuple[Option, ...]:
    """Everything that answers a question: its replies, then the numbers of its bands."""
    numbers = {n for band in question.bands for n in range(band.low, band.high + 1)}
    return (*(reply.option for reply in question.replies), *(number_option(n) for n in sorted(numbers)))


def answers_of(question: Question, doubt: Heard | None) -> tuple[Option, ...]:
    """Everything that may be answered just now: while an answer is being confirmed, also yes and no."""
    options = options_of(question)
    if doubt is None:
        return options
    taken = {phrase for item in options for phrase in item.phrases}
    more = [option(word) for word in ("yes", "no") if word not in taken]
    free = [Option(item.name, tuple(p for p in item.phrases if p not in taken)) for item in more]
    return (*options, *free)


def enter(run: Run, step: str, *, remember: bool = True) -> None:
    """Begin a step."""
    if remember and run.state.step in run.script.steps and run.state.step != step:
        run.set(trail=(*run.state.trail[-REMEMBERED_STEPS:], run.state.step))
    run.emit(Enter(step))
    run.set(step=step, todo=moves_of(run.script.steps[step]), question=None, misses=0, offers=0)
    next_move(run)


def next_move(run: Run) -> None:
    """Make the next move of the step; between two lines the voice takes a breath."""
    run.settle()
    move, *rest = run.state.todo or (Close(Ending.DONE),)
    if run.state.breath and isinstance(move, Speak | Ask):
        make(run, Rest(pacing.GAP))
    else:
        run.set(todo=tuple(rest))
        make(run, move)


def make(run: Run, move: Move) -> None:
    """Make a move, now. Whatever was being confirmed is not any more."""
    run.set(now=move, doubt=None)
    match move:
        case Speak(text):
            break_silence(run)
            run.set(phase=Phase.SPEAKING, breath=True, said=_remembered(run.state.said, text))
            run.accept(vocabulary((), is_open=False))
            run.set(voice=run.say(text))
        case Rest(seconds):
            run.set(phase=Phase.RESTING, breath=False)
            run.accept(vocabulary((), is_open=False))
            run.set(clock=run.timer(seconds))
            if not run.state.nudge:  # a pause after a pause goes on counting the same silence
                start_nudge(run)
        case Ask(question):
            break_silence(run)
            run.set(breath=True)
            ask(run, question, question.ask)
        case Go(step):
            run.hops += 1
            if run.hops > len(run.script.steps):  # a ring of empty steps: the checker refuses it
                finish(run, Ending.DONE)
            else:
                enter(run, step)
        case Close(ending):
            finish(run, ending)


def ask(run: Run, question: Question, text: str) -> None:
    """Say the words of a question; an answer may come already."""
    run.set(phase=Phase.ASKING, question=question)
    run.accept(vocabulary(answers_of(question, run.state.doubt), is_open=False))
    run.set(voice=run.say(text))


def _remembered(said: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The lines said so far and this one; a line that is begun anew counts once."""
    return said if said[-1:] == (text,) else (*said, text)[-REMEMBERED_LINES:]


def listen(run: Run) -> None:
    """The question has been asked: open the reply window."""
    question = run.state.question
    if question is None:  # cannot be: only an Ask leads here
        next_move(run)
        return
    run.set(phase=Phase.LISTENING, voice=0)
    run.accept(vocabulary(answers_of(question, run.state.doubt), is_open=True))
    if question.window is not None:
        doubt = run.state.doubt
        kept = doubt is not None and doubt.name.isdecimal()
        run.set(clock=run.timer(min(question.window, pacing.KEPT_AFTER) if kept else question.window))
    run.set(nudge=run.timer(pacing.LONGEST_SILENCE))
    speak_asides(run)


def break_silence(run: Run) -> None:
    """A line begins: the silence that "still here" was counting is over."""
    run.set(nudge=0, nudges=0)


def finish(run: Run, ending: Ending) -> None:
    """The end. Nothing comes after it."""
    run.settle()
    run.set(phase=Phase.FINISHED, question=None, asides=(), ending=ending)
    run.emit(Finish(ending))


def close(run: Run, line: str, ending: Ending) -> None:
    """Say a last line, then end."""
    run.settle()
    break_silence(run)
    run.set(phase=Phase.CLOSING, question=None, asides=(), ending=ending)
    run.accept(vocabulary((), is_open=False))
    run.set(voice=run.say(line))


def aside(run: Run, text: str) -> None:
    """Make a remark beside the script as soon as the voice is free, without ending anything."""
    run.set(asides=(*run.state.asides, text))
    speak_asides(run)


def speak_asides(run: Run) -> None:
    """Say the next remark that waits, if the voice is free."""
    state = run.state
    if state.asides and not state.voice and not state.aside:
        run.set(asides=state.asides[1:], aside=run.say(state.asides[0]), breath=True)


def nudge(run: Run) -> None:
    """Ten seconds without a word: say softly that the voice is still here."""
    state = run.state
    run.set(nudge=0)
    if state.speech or state.aside or state.voice:
        start_nudge(run)
    elif state.phase is Phase.WAITING and state.nudges >= pacing.LONGEST_WAIT:
        close(run, phrases.WAITED_LONG, Ending.LEFT)
    else:
        run.set(nudges=state.nudges + 1)
        waited = state.phase is Phase.WAITING
        aside(run, _wait_line(state.nudges) if waited else phrases.NUDGES[state.turns % len(phrases.NUDGES)])


def _wait_line(count: int) -> str:
    """After "wait", each word announces when the next one comes."""
    return phrases.WAIT_NUDGES[min(count, len(phrases.WAIT_NUDGES) - 1)]


def start_nudge(run: Run) -> None:
    """Start the way to the next "still here", where the phase is a silence."""
    state = run.state
    if state.phase is Phase.WAITING:
        run.set(nudge=run.timer(pacing.wait_interval(state.nudges)))
    elif state.phase in {Phase.LISTENING, Phase.RESTING}:
        run.set(nudge=run.timer(pacing.LONGEST_SILENCE))
