"""What becomes of a question: answered, met with silence, or not understood.

Rule 1: silence is an answer and not an error; it never counts as a yes.
Rule 2: a miss is ours. Each try asks for less (a number, then yes or no, then nothing at all), and
nobody is asked a third time unless the script says so.
"""

from __future__ import annotations

from dataclasses import replace

from voiceground.core import phrases
from voiceground.core.events import Heard, How, Replied
from voiceground.core.flow import enter, next_move
from voiceground.core.model import Question, Reply, Step, Way
from voiceground.core.replies import option
from voiceground.core.state import Ask, Go, Run, Speak


def answer(run: Run, heard: Heard) -> bool:
    """Take an answer to the open question; False when it is not one."""
    question = run.state.question
    if question is None:
        return False
    for reply in question.replies:
        if reply.option.name == heard.name:
            lead(run, heard.how, reply.then)
            return True
    for band in question.bands:
        if heard.name.isdecimal() and band.low <= int(heard.name) <= band.high:
            lead(run, How.NUMBER if heard.how is How.WORD else heard.how, band.then)
            return True
    return False


def lead(run: Run, how: How, step: str, say: tuple[str, ...] = ()) -> None:
    """A question is over: record it and go where it leads, saying a few lines first."""
    run.emit(Replied(how, step))
    run.settle()
    run.set(question=None, said=(), breath=False)
    if say:
        run.set(todo=(*(Speak(line) for line in say), Go(step)))
        next_move(run)
    else:
        enter(run, step)


def gentlest(question: Question, step: Step) -> str:
    """The step that asks least of a person who did not answer: never a yes."""
    if step.then is not None:
        return step.then
    for reply in question.replies:
        if "no" in reply.option.phrases:
            return reply.then
    if question.replies:
        return question.replies[-1].then
    return question.bands[0].then


def way_on(run: Run, question: Question, way: Way | None) -> str:
    """Where a way leads; without a target of its own, to the gentlest step."""
    if way is not None and way.then is not None:
        return way.then
    return gentlest(question, run.script.steps[run.state.step])


def silent(run: Run) -> None:
    """The reply window closed without a word."""
    question = run.state.question
    if question is None:
        next_move(run)
    elif question.silence is None and run.state.offers == 0:
        run.set(offers=1, todo=(Ask(replace(question, ask=f"{phrases.OFFER} {question.ask}")),))
        next_move(run)
    else:
        way = question.silence
        lead(run, How.SILENCE, way_on(run, question, way), way.say if way else ())


def skipped(run: Run, how: How) -> None:
    """The person moved on without an answer: the same way as silence, without the second asking."""
    question = run.state.question
    if question is None:
        next_move(run)
    else:
        lead(run, how, way_on(run, question, question.silence))


def misunderstood(run: Run) -> None:
    """Something was said that was none of the answers."""
    question = run.state.question
    if question is None:
        return
    tries = question.unclear.say if question.unclear and question.unclear.say else ()
    misses = run.state.misses
    run.set(misses=misses + 1)
    if misses < len(tries):
        run.set(todo=(Ask(replace(question, ask=tries[misses])),))
        next_move(run)
    elif not tries and misses == 0:
        run.set(todo=(Ask(shrunk(question)),))
        next_move(run)
    else:
        way = question.unclear or question.silence
        lead(run, How.UNCLEAR, way_on(run, question, way), (phrases.MOVING_ALONG,))


def shrunk(question: Question) -> Question:
    """The same question with less to it: a number becomes yes or no, other replies are named."""
    if not question.bands:
        names = [reply.option.name.split("/")[0].strip() for reply in question.replies]
        return replace(question, ask=phrases.apology_for(names))
    high = next(band.then for band in question.bands if band.low <= 8 <= band.high)
    low = next(band.then for band in question.bands if band.low <= 2 <= band.high)
    return replace(
        question,
        ask=f"{phrases.APOLOGY} {phrases.IS_IT_ABOVE_FIVE}",
        bands=(),
        replies=(
            *(r for r in question.replies if not {"yes", "no"} & set(r.option.phrases)),
            Reply(option("yes"), high),
            Reply(option("no"), low),
        ),
    )
