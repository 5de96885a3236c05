"""What becomes of a question: answered, met with silence, or not understood.

Rule 1: silence is an answer and not an error; it never counts as a yes.
Rule 2: a miss is ours. Each try asks for less (a number, then yes or no, then nothing at all), and
nobody is asked a third time unless the script says so.
Rule 3: a weak answer may be asked about in four words, once, and never at two questions in a row.
"""

from __future__ import annotations

from dataclasses import replace

from voiceground.core import pacing, phrases
from voiceground.core.company import break_silence
from voiceground.core.corrections import go_back, meant, remember
from voiceground.core.costs import sure
from voiceground.core.events import Heard, How, Number, Replied
from voiceground.core.flow import READ_AGAIN, answers_of, ask, enter, make, next_move
from voiceground.core.languages import ENGLISH, Language
from voiceground.core.languages.language import Kind, Lines
from voiceground.core.model import Question, Reply, Step, Way
from voiceground.core.naming import filled_or_bare
from voiceground.core.replies import first_way, kind_of, means_no, means_yes, normal, option
from voiceground.core.state import Ask, Former, Go, Phase, Run, Speak


def answer(run: Run, heard: Heard) -> bool:
    """Take an answer to the open question, or ask whether it was one; False when it is none."""
    question = run.state.question
    if question is None:
        return False
    if run.state.doubt is not None:
        return _confirmed(run, question, run.state.doubt, heard)
    if heard.name == READ_AGAIN and question.choices:
        run.settle()
        return make(run, Ask(question))
    then = leads_to(question, heard.name)
    if then is None:
        return False
    text = confirmation(heard.name, run.language) if is_weak(run, heard) else None
    if text:
        confirm(run, question, heard, text)
    else:
        taken(run, question, heard, then)
    return True


def leads_to(question: Question, name: str) -> str | None:
    """The step that an answer leads to; None when it is no answer to this question."""
    ways = [(reply.option, reply.then) for reply in question.replies]
    ways += [(choice.option, choice.then) for choice in question.choices]
    for option_, then in ways:
        if option_.name == name:
            return then
    for band in question.bands:
        if name.isdecimal() and band.low <= int(name) <= band.high:
            return band.then
    return None


def taken(run: Run, question: Question, heard: Heard, then: str) -> None:
    """An answer counts: it can be put right for a moment, is kept where the script says so, and leads on."""
    former = remember(run, question, heard.name)
    if question.save:
        value = heard.name if heard.name.isdecimal() else normal(heard.name.partition("/")[0])
        run.set(names={**run.state.names, question.save: value})
        if question.log and value.isdecimal():
            run.emit(Number(question.save, int(value)))
    lead(run, Replied(_how(heard), then, heard.name), former=former)


def corrected(run: Run, heard: Heard) -> bool:
    """Put the last answer right, where this does; False when it does not."""
    other = meant(run, heard)
    if other is None:
        return False
    go_back(run)
    question = run.state.question
    then = leads_to(question, other.name) if question else None
    if question and then is not None:
        taken(run, question, other, then)
    return True


def _how(heard: Heard) -> How:
    return How.NUMBER if heard.how is How.WORD and heard.name.isdecimal() else heard.how


def is_weak(run: Run, heard: Heard) -> bool:
    """Whether to ask back. What is heard for certain is not asked about, nor what was typed or tapped.

    Never twice in a row: neither at one question, nor at two questions that follow each other.
    """
    if heard.how is not How.WORD or run.state.unconfirmed:
        return False
    return heard.confidence < sure(heard.name, run.state.vocabulary)


def confirm(run: Run, question: Question, heard: Heard, text: str) -> None:
    """Ask whether a weak answer was one. The moment itself stays: "wait" and "stop" lead back to it."""
    if run.state.phase is Phase.WAITING:
        question = replace(question, window=None)  # "wait" has taken the timer away
    run.settle()
    break_silence(run)
    run.set(doubt=heard, unconfirmed=2, breath=True, former=None, amend=0)
    ask(run, question, text, menu=False)


def confirmation(name: str, language: Language = ENGLISH) -> str | None:
    """The words that ask whether an option was meant; None where four words are too few for it."""
    return phrases.confirmation_of(language.lines, first_way(name, language))


def _confirmed(run: Run, question: Question, doubt: Heard, heard: Heard) -> bool:
    """What is said after "Seven, was that right?": yes keeps it, another answer replaces it.

    A no asks the question smaller, and offers no rival: that would be a second confirmation. Only where a
    weak yes was asked about, and no is an answer of the question, it is that answer.
    """
    said = next((o for o in answers_of(question, doubt, run.language) if o.name == heard.name), None)
    if said is None:
        return False
    then, kept = leads_to(question, heard.name), leads_to(question, doubt.name)
    agrees = means_yes(said, run.language) or said.name == doubt.name
    is_yes = kind_of(doubt.name, run.language) is Kind.YES
    denies = means_no(said, run.language) and not (then and is_yes)
    if agrees and kept:
        taken(run, question, doubt, kept)
    elif denies or then is None:
        run.set(doubt=None)
        misunderstood(run)
    else:
        taken(run, question, heard, then)
    return True


def lead(run: Run, reply: Replied, say: tuple[str, ...] = (), *, former: Former | None = None) -> None:
    """A question is over: record it and go where it leads, saying a few lines first.

    Args:
        run: the call at work.
        reply: how it was answered, and where that leads.
        say: what is said first.
        former: what the answer was, so that it can be put right for a moment.
    """
    run.emit(reply)
    run.settle()
    unconfirmed = max(0, run.state.unconfirmed - 1)
    run.set(question=None, said=(), breath=False, unconfirmed=unconfirmed, former=former, amend=0)
    if say:
        run.set(todo=(*(Speak(line) for line in say), Go(reply.choice)))
        next_move(run)
    else:
        enter(run, reply.choice)
    if run.state.former and run.state.former is former:
        run.set(amend=run.timer(pacing.AMEND))


def gentlest(question: Question, step: Step, language: Language) -> str:
    """The step that asks least of a person who did not answer: never a yes."""
    if step.then is not None:
        return step.then
    for reply in question.replies:
        if means_no(reply.option, language):
            return reply.then
    if question.choices:
        return question.choices[-1].then
    if question.replies:
        return question.replies[-1].then
    if question.bands:
        return question.bands[0].then
    return step.id  # a question without answers: the loader refuses it


def way_on(run: Run, question: Question, way: Way | None) -> str:
    """Where a way leads; without a target of its own, to the gentlest step."""
    if way is not None and way.then is not None:
        return way.then
    return gentlest(question, run.script.steps[run.state.step], run.language)


def silent(run: Run) -> None:
    """The reply window closed without a word."""
    question = run.state.question
    doubt = run.state.doubt
    if question is None:
        next_move(run)
    elif doubt is not None:
        _kept(run, question, doubt)
    elif question.silence is None and run.state.offers == 0:
        words = filled_or_bare(question.ask, run.state.names)
        run.set(offers=1, todo=(Ask(replace(question, ask=f"{run.lines.offer} {words}".strip())),))
        next_move(run)
    else:
        _gently_on(run, question)


def _kept(run: Run, question: Question, doubt: Heard) -> None:
    """Silence after a confirmation: a number is kept, everything else becomes the gentler branch."""
    kept = leads_to(question, doubt.name) if doubt.name.isdecimal() else None
    if kept is not None:
        taken(run, question, doubt, kept)
    else:
        _gently_on(run, question)


def _gently_on(run: Run, question: Question) -> None:
    """Silence is the answer. Who was about to speak is still heard for a moment."""
    way = question.silence
    former = remember(run, question, None)
    lead(run, Replied(How.SILENCE, way_on(run, question, way)), way.say if way else (), former=former)


def skipped(run: Run, how: How) -> None:
    """The person moved on without an answer: the same way as silence, without the second asking."""
    question = run.state.question
    if question is None:
        next_move(run)
    else:
        lead(run, Replied(how, way_on(run, question, question.silence)))


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
        run.set(todo=(Ask(shrunk(question, run.language)),))
        next_move(run)
    else:
        way = question.unclear or question.silence
        lead(run, Replied(How.UNCLEAR, way_on(run, question, way)), (run.lines.moving_along,))


def sayable(question: Question, lines: Lines) -> list[str]:
    """What may be answered, as it is told to somebody: short, and a number as a range."""
    listed = [reply.option for reply in question.replies] + [choice.option for choice in question.choices]
    names = [item.name.partition("/")[0].strip() for item in listed]
    return [*names, lines.a_number] if question.bands else names


def shrunk(question: Question, language: Language) -> Question:
    """The same question with less to it: a number becomes yes or no, other replies are named."""
    lines, replies = language.lines, language.replies
    if not question.bands:
        if question.choices:  # the menu is read once more, and names them itself
            return replace(question, ask=lines.apology)
        return replace(question, ask=phrases.apology_for(lines, sayable(question, lines)))
    high = leads_to(question, "8") or question.bands[-1].then
    low = leads_to(question, "2") or question.bands[0].then
    return replace(
        question,
        ask=f"{lines.apology} {lines.is_it_above_five}",
        bands=(),
        save=None,  # yes is no number
        replies=(
            *(r for r in question.replies if not {replies.yes[0], replies.no[0]} & set(r.option.phrases)),
            Reply(option(replies.yes[0], language), high),
            Reply(option(replies.no[0], language), low),
        ),
    )
