"""What the content guide advises against in what is said: one function a rule, all of them in ``ADVICE``.

Like the rules of ``check`` they read a ``Draft`` and must not complain about a hole in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from voiceground.core.model import Level, Line, Step
from voiceground.core.pacing import RATE_DEFAULT, speech_seconds
from voiceground.script.draft import Draft, Spoken
from voiceground.script.problems import Place
from voiceground.script.ways import by_itself, when_nobody_answers
from voiceground.script.wording import (
    LONGEST_SPEECH,
    closed_eyes,
    global_words,
    harmful,
    imperatives,
    inward,
    long_sentences,
)

# --- line by line -----------------------------------------------------------------------------------


def wording_is_kind(draft: Draft) -> None:
    """No line says what does harm."""
    for line in draft.spoken:
        for phrase, instead in harmful(line.text, draft.wording):
            place = draft.findings.within(line.place, phrase)
            draft.findings.add("wording", place, hint=instead, phrase=phrase)


def sentences_are_short(draft: Draft) -> None:
    """No sentence has more than twelve words."""
    for line in draft.spoken:
        for sentence, words in long_sentences(line.text):
            place = draft.findings.within(line.place, sentence)
            draft.findings.add("long-sentence", place, words=words)


def nothing_is_ordered(draft: Draft) -> None:
    """No sentence tells somebody to do something and leaves no choice in it."""
    items = {place for menu in draft.menus for _, place in menu.items}  # each is a choice already
    for line in draft.spoken:
        for sentence in imperatives(line.text, draft.wording) if line.place not in items else ():
            draft.findings.add("imperative", draft.findings.within(line.place, sentence))


def global_words_stay_unspoken(draft: Draft) -> None:
    """After the opening the voice itself says no word that would act on it, were it not masked."""
    for line in draft.spoken:
        if line.step != draft.script.start:
            for phrase, word in global_words(line.text, draft.language):
                place = draft.findings.within(line.place, phrase)
                draft.findings.add("spoken-global", place, phrase=phrase, word=word)


def eyes_may_stay_open(draft: Draft) -> None:
    """Eyes are closed only where open was offered first, in the same step."""
    before: dict[str, str] = {}
    for line in draft.spoken:
        phrase = closed_eyes(line.text, before.get(line.step, ""), draft.wording)
        before[line.step] = f"{before.get(line.step, '')} {line.text}"
        if phrase:
            draft.findings.add("eyes-closed", draft.findings.within(line.place, phrase), phrase=phrase)


# --- as it goes on ----------------------------------------------------------------------------------


def _spoken_by_step(draft: Draft) -> dict[str, list[Spoken]]:
    """The lines of each step, its ``say`` first."""
    lines: dict[str, list[Spoken]] = {}
    for line in draft.spoken:
        lines.setdefault(line.step, []).append(line)
    return lines


@dataclass(frozen=True, slots=True)
class _Talk:
    """One step's speech: runs of lines with a pause between them; ``whole`` when it has no pause at all."""

    runs: tuple[tuple[tuple[float, Place], ...], ...]
    whole: bool


def _talk(step: Step, spoken: list[Spoken]) -> _Talk:
    runs: list[list[tuple[float, Place]]] = [[]]
    lines = iter(spoken)
    for item in step.say:
        line = next(lines, None) if isinstance(item, Line) else None
        if isinstance(item, Line) and line is not None:
            runs[-1].append((speech_seconds(item.text, RATE_DEFAULT), line.place))
        else:
            runs.append([])
    if step.breathing or step.pause or step.hold or step.run or step.question:
        runs.append([])
    return _Talk(tuple(tuple(run) for run in runs), len(runs) == 1)


def speech_has_pauses(draft: Draft) -> None:
    """Nobody has to listen for more than 25 s; speech goes on into a step that comes later in the file.

    What is too long is told once, in the step where it gets so.
    """
    spoken = _spoken_by_step(draft)
    talks = {id_: _talk(draft.script.steps[id_], spoken.get(id_, [])) for id_ in draft.steps}
    turn = {id_: number for number, id_ in enumerate(talks)}
    before = dict.fromkeys(talks, 0.0)
    for id_, talk in talks.items():
        step = draft.script.steps[id_]
        after = _seconds(talk.runs[-1]) + (before[id_] if talk.whole else 0.0)
        elsewhere = {rule.then for rule in step.rules}  # before anything is said
        for target in by_itself(draft, step):
            carried = before[id_] if target in elsewhere else after
            if turn[target] > turn[id_] and carried <= LONGEST_SPEECH:  # no round counts twice
                before[target] = max(before[target], carried)
    for id_, talk in talks.items():
        for place in _too_long(talk, before[id_]):
            draft.findings.add("long-speech", place, most=f"{LONGEST_SPEECH:g}")


def _seconds(run: tuple[tuple[float, Place], ...]) -> float:
    return sum(seconds for seconds, _ in run)


def _too_long(talk: _Talk, before: float) -> Iterator[Place]:
    """The line of each run with which it gets too long."""
    for run in talk.runs:
        spoken, before = before, 0.0
        for seconds, place in run:
            spoken += seconds
            if spoken > LONGEST_SPEECH:
                yield place
                break


def silence_leads_outward(draft: Draft) -> None:
    """Who does not answer is never led to the body or into imagery; a question may offer it."""
    spoken = _spoken_by_step(draft)
    told: set[str] = set()
    for id_ in draft.steps:
        if draft.script.steps[id_].question is None:
            continue
        for step in _until_a_question(draft, id_):
            asked = draft.script.steps[step].question is not None
            if draft.script.steps[step].breathing and step not in told:
                told.add(step)
                draft.findings.add("inward-by-silence", draft.steps[step], word="breathe", step=id_)
            lines = len(spoken.get(step, [])) if not asked else _said(draft.script.steps[step])
            for line in spoken.get(step, [])[:lines]:
                word = inward(line.text, draft.wording)
                if word and step not in told:
                    told.add(step)
                    place = draft.findings.within(line.place, word)
                    draft.findings.add("inward-by-silence", place, word=word, step=id_)


def _said(step: Step) -> int:
    return sum(isinstance(item, Line) for item in step.say)


def _until_a_question(draft: Draft, asking: str) -> Iterator[str]:
    """The steps that come after a question that nobody answers, up to the next questions."""
    seen: set[str] = set()
    todo = when_nobody_answers(draft, draft.script.steps[asking])
    while todo:
        step = todo.pop()
        if step not in seen:
            seen.add(step)
            yield step
            todo += by_itself(draft, draft.script.steps[step])


def breath_is_not_held(draft: Draft) -> None:
    """In high distress no breath is held: it raises air hunger."""
    for paced in draft.paced:
        if paced.breathing.hold and draft.script.level is Level.HIGH:
            draft.findings.add("hold-at-high", paced.place, seconds=f"{paced.breathing.hold:g}")


def breathing_is_short(draft: Draft) -> None:
    """Slow breathing that is new to somebody lasts three minutes at the most."""
    for paced in draft.paced:
        if paced.breathing.seconds > LONGEST_BREATHING:
            minutes = f"{paced.breathing.seconds / 60:.1f}"
            draft.findings.add("long-breathing", paced.place, minutes=minutes)


LONGEST_BREATHING = 180.0
"""Seconds of one pattern (content guide 9: no more than 3 min on first use)."""

ADVICE: tuple[Callable[[Draft], None], ...] = (
    wording_is_kind,
    sentences_are_short,
    nothing_is_ordered,
    global_words_stay_unspoken,
    eyes_may_stay_open,
    speech_has_pauses,
    silence_leads_outward,
    breath_is_not_held,
    breathing_is_short,
)
