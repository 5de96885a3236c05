"""The steps of a draft as a graph: where each may lead, what can be reached, and where nobody gets out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from voiceground.core.answers import gentlest
from voiceground.core.model import Step
from voiceground.script.draft import START, Draft

Ways: TypeAlias = Mapping[str, list[str]]
"""Which steps each step leads to; START leads to the first one."""


def ways_of(draft: Draft) -> Ways:
    """Where each step may lead. A misspelt target stands for the step that is meant, if there is one."""
    ways: dict[str, list[str]] = {START: [], **{step: [] for step in draft.steps}}
    for lead in draft.leads:
        target = draft.meant(lead.target)
        if target is not None:
            ways[lead.step].append(target)
    return ways


def backwards(ways: Ways) -> Ways:
    """Which steps lead to each step."""
    back: dict[str, list[str]] = {step: [] for step in ways}
    for step, targets in ways.items():
        for target in targets:
            back[target].append(step)
    return back


def all_reached(ways: Ways, begin: Iterable[str]) -> set[str]:
    """Everything that can be reached from these steps, themselves included."""
    found = set(begin)
    todo = list(found)
    while todo:
        new = set(ways[todo.pop()]) - found
        found |= new
        todo += new
    return found


def by_itself(draft: Draft, step: Step) -> list[str]:
    """Where a step leads without anybody's doing: nowhere where it asks."""
    return [] if step.question else when_nobody_answers(draft, step)


def when_nobody_answers(draft: Draft, step: Step) -> list[str]:
    """Where a step leads when nobody answers, as the dialogue does it."""
    question = step.question
    target = step.then
    if question and question.silence and question.silence.then:
        target = question.silence.then
    elif question and (step.then or question.replies or question.bands):
        target = gentlest(question, step)
    found = draft.meant(target) if target else None
    return [found] if found else []


def loops(draft: Draft, on: Callable[[Draft, Step], list[str]]) -> Iterator[list[str]]:
    """The loops that nobody ever gets out of, each once, walking on in this way."""
    ways = {step: on(draft, draft.script.steps[step]) for step in draft.steps}
    out = all_reached(backwards(ways), [step for step in ways if not ways[step]])
    seen = set(out)
    for first in ways:
        path: dict[str, None] = {}
        step = first
        while step not in seen:
            seen.add(step)
            path[step] = None
            step = ways[step][0]  # there is one, and it does not get out either
        if step in path:
            walked = list(path)
            yield walked[walked.index(step) :]
