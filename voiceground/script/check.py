"""What can be checked of a script as a whole: one function a rule, all of them in ``CHECKS``.

A rule reads a ``Draft``, which may have holes where something could not be read; it must not complain
about a hole a second time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeAlias

from voiceground.core.answers import gentlest
from voiceground.core.model import Band, Step
from voiceground.core.pacing import LONGEST_SILENCE
from voiceground.core.replies import GLOBAL_WORDS, GO_ON, normal, number_option, option
from voiceground.script.draft import START, Answer, Draft, Ranges
from voiceground.script.problems import TOP, did_you_mean
from voiceground.script.wording import harmful, long_sentences

NUMBERS = range(11)
OWNABLE = frozenset({GO_ON, "skip"})
"""The global words that an answer of the moment may take over (docs/script-language.md)."""

SHOWN_STEPS = 12
"""How many steps a hint names."""

CHOSEN_BY = ("summary", "level", "minutes", "reviewed")
"""Keys of the head that people choose a script by."""


def check(draft: Draft) -> None:
    """Apply every rule; what they find is in ``draft.findings``."""
    for rule in CHECKS:
        rule(draft)


# --- the head ---------------------------------------------------------------------------------------


def head_is_complete(draft: Draft) -> None:
    """The keys that people choose by are there."""
    missing = [f"`{key}`" for key in CHOSEN_BY if key not in draft.head]
    if missing and draft.head:
        draft.findings.add("head-incomplete", TOP, keys=", ".join(missing))


# --- the steps as a graph ---------------------------------------------------------------------------


def targets_exist(draft: Draft) -> None:
    """Every step that is named is there."""
    for lead in draft.leads:
        if draft.steps and lead.target not in draft.steps:
            steps = ", ".join(islice(draft.steps, SHOWN_STEPS))
            hint = did_you_mean(draft.meant(lead.target))
            draft.findings.add("unknown-step", lead.place, hint=hint, target=lead.target, steps=steps)


Ways: TypeAlias = Mapping[str, list[str]]
"""Which steps each step leads to; START leads to the first one."""


def _ways(draft: Draft) -> Ways:
    """Where each step may lead. A misspelt target stands for the step that is meant, if there is one."""
    ways: dict[str, list[str]] = {START: [], **{step: [] for step in draft.steps}}
    for lead in draft.leads:
        target = draft.meant(lead.target)
        if target is not None:
            ways[lead.step].append(target)
    return ways


def _backwards(ways: Ways) -> Ways:
    back: dict[str, list[str]] = {step: [] for step in ways}
    for step, targets in ways.items():
        for target in targets:
            back[target].append(step)
    return back


def _reached(ways: Ways, begin: Iterable[str]) -> set[str]:
    reached = set(begin)
    todo = list(reached)
    while todo:
        new = set(ways[todo.pop()]) - reached
        reached |= new
        todo += new
    return reached


def steps_are_reached(draft: Draft) -> None:
    """Every step can be reached from the first one."""
    ways = _ways(draft)
    reached = _reached(ways, [START])
    for step, place in draft.steps.items():
        if ways[START] and step not in reached:
            draft.findings.add("unreached-step", place, step=step)


def ends_are_reached(draft: Draft) -> None:
    """From every step there is a way to an end. A group without one is told once, at its first step."""
    ways = _ways(draft)
    back = _backwards(ways)
    torn = {lead.step for lead in draft.leads if draft.meant(lead.target) is None}
    ends = [step for step in draft.steps if draft.script.steps[step].end or step in torn or not ways[step]]
    lost = draft.steps.keys() - _reached(back, ends)
    near = {step: [other for other in ways[step] + back[step] if other in lost] for step in lost}
    told: set[str] = set()
    for step in draft.steps:
        if step in lost and step not in told:
            told |= _reached(near, [step])
            draft.findings.add("no-way-to-an-end", draft.steps[step], step=step)


def loops_ask(draft: Draft) -> None:
    """No loop goes round for ever while nobody does anything; without a question nobody can leave it."""
    for loop in _idle_loops(draft):
        asks = any(draft.script.steps[step].question for step in loop)
        code = "endless-silence" if asks else "loop-without-a-choice"
        around = " -> ".join([*loop, loop[0]]) if len(loop) < 5 else f"{loop[0]} -> ... -> {loop[0]}"
        draft.findings.add(code, draft.steps[loop[0]], loop=around)


def _idle_loops(draft: Draft) -> Iterator[list[str]]:
    """The loops that are walked when nobody answers. A step has one way on then, so each is found once."""
    seen: set[str] = set()
    for first in draft.steps:
        path: dict[str, None] = {}
        step: str | None = first
        while step is not None and step not in seen:
            seen.add(step)
            path[step] = None
            step = _idle_way(draft, draft.script.steps[step])
        if step in path:
            walked = list(path)
            yield walked[walked.index(step) :]


def _idle_way(draft: Draft, step: Step) -> str | None:
    """Where a step leads when nobody answers (as the dialogue does it)."""
    question = step.question
    target = step.then
    if question and question.silence and question.silence.then:
        target = question.silence.then
    elif question and (step.then or question.replies or question.bands):
        target = gentlest(question, step)
    return draft.meant(target) if target else None


# --- answers ----------------------------------------------------------------------------------------


def ranges_fit(draft: Draft) -> None:
    """The ranges of a question take every number from 0 to 10, once."""
    for ranges in draft.ranges:
        taken: dict[int, Band] = {}
        for band, place in ranges.bands:
            both = [number for number in range(band.low, band.high + 1) if number in taken]
            if both:
                draft.findings.add("ranges-overlap", place, low=both[0], high=both[-1])
            taken.update(dict.fromkeys(range(band.low, band.high + 1), band))
        _no_gap(draft, ranges, taken)


def _no_gap(draft: Draft, ranges: Ranges, taken: Mapping[int, Band]) -> None:
    missing = [str(number) for number in NUMBERS if number not in taken]
    if missing and ranges.whole:
        draft.findings.add("ranges-gap", ranges.place, missing=", ".join(missing))


def replies_differ(draft: Draft) -> None:
    """No phrase is listed for two answers of one question, and every answer can be said."""
    numbers = {
        phrase: str(number) for number in NUMBERS for phrase in (str(number), *number_option(number).phrases)
    }
    asked = {ranges.step for ranges in draft.ranges}
    owner: dict[tuple[str, str], Answer] = {}
    for answer in draft.answers:
        for phrase in _listed(answer):
            other = owner.setdefault((answer.step, phrase), answer)
            if other is not answer:
                _same(draft, answer, other.listed, phrase)
            elif answer.step in asked and phrase in numbers:
                _same(draft, answer, numbers[phrase], phrase)
        if not option(answer.listed).phrases:
            draft.findings.add("unsayable-reply", answer.place, answer=answer.listed)


def _same(draft: Draft, answer: Answer, other: str, phrase: str) -> None:
    draft.findings.add("repeated-reply", answer.place, answer=answer.listed, other=other, phrase=phrase)


def _listed(answer: Answer) -> dict[str, None]:
    """The phrases that an answer lists outright."""
    return dict.fromkeys(phrase for way in answer.listed.split("/") if (phrase := normal(way)))


def global_words_are_free(draft: Draft) -> None:
    """No answer takes over a word that is always live, but for those that a moment may own."""
    for answer in draft.answers:
        for phrase in _listed(answer):
            for word, phrases in GLOBAL_WORDS.items():
                if phrase in phrases and word not in OWNABLE:
                    draft.findings.add("global-word", answer.place, phrase=phrase, word=word)


# --- what is said -----------------------------------------------------------------------------------

_HOW_LONG = re.compile(r"\b(seconds?|minutes?|breaths|count(ing)? (of|to)|an? (\w+ )?while)\b")


def pauses_are_announced(draft: Draft) -> None:
    """After a line that does not say how long, at most 10 s of silence."""
    for quiet in draft.quiets:
        if quiet.seconds > LONGEST_SILENCE and not _HOW_LONG.search(normal(quiet.announced)):
            draft.findings.add("unannounced-pause", quiet.place, seconds=f"{quiet.seconds:g}")


def ends_land(draft: Draft) -> None:
    """Before an end something is said."""
    spoken = {line.step for line in draft.spoken}
    for id_, step in draft.script.steps.items():
        if step.end and id_ not in spoken:
            draft.findings.add("no-landing", draft.steps[id_], step=id_)


def wording_is_kind(draft: Draft) -> None:
    """No line says what does harm."""
    for line in draft.spoken:
        for phrase, instead in harmful(line.text):
            place = draft.findings.within(line.place, phrase)
            draft.findings.add("wording", place, hint=instead, phrase=phrase)


def sentences_are_short(draft: Draft) -> None:
    """No sentence has more than twelve words."""
    for line in draft.spoken:
        for sentence, words in long_sentences(line.text):
            place = draft.findings.within(line.place, sentence)
            draft.findings.add("long-sentence", place, words=words)


Check = Callable[[Draft], None]

CHECKS: tuple[Check, ...] = (
    head_is_complete,
    targets_exist,
    steps_are_reached,
    ends_are_reached,
    loops_ask,
    ranges_fit,
    replies_differ,
    global_words_are_free,
    pauses_are_announced,
    ends_land,
    wording_is_kind,
    sentences_are_short,
)
