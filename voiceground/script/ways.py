"""The steps of a draft as a graph: where each may lead, what can be reached, and where nobody gets out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from voiceground.core.answers import gentlest
from voiceground.core.conditions import Name, Words, names_in
from voiceground.core.model import Step
from voiceground.script.draft import START, Draft, Naming

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
    """Where a step leads when nobody answers, as the dialogue does it; several ways where it has ``if``."""
    question = step.question
    target = step.then
    if question and question.silence and question.silence.then:
        target = question.silence.then
    elif question and (step.then or question.replies or question.bands or question.choices):
        target = gentlest(question, step, draft.language)
    targets = [rule.then for rule in step.rules] + ([target] if target else [])
    return [found for named in targets if (found := draft.meant(named))]


def loops(draft: Draft, on: Callable[[Draft, Step], list[str]]) -> Iterator[list[str]]:
    """The loops that somebody may never get out of, each once, walking on in this way."""
    ways = {step: on(draft, draft.script.steps[step]) for step in draft.steps}
    changing = {named.name for named in draft.names if named.naming is Naming.SET}
    out = _get_out(ways, {step for step in ways if _is_settled(draft.script.steps[step], changing)})
    seen = set(out)
    for first in ways:
        path: dict[str, None] = {}
        step = first
        while step not in seen:
            seen.add(step)
            path[step] = None
            step = next(target for target in ways[step] if target not in out)
        if step in path:
            walked = list(path)
            yield walked[walked.index(step) :]


def _is_settled(step: Step, changing: Collection[str]) -> bool:
    """Whether the conditions of a step come out the same each time: then nothing says that it gets out.

    Without anybody's doing only ``set`` changes a name.
    """
    used = {_called(value) for rule in step.rules for value in names_in(rule.when)}
    return bool(step.rules) and used.isdisjoint(changing)


def _called(value: Name | Words) -> str:
    return value.name if isinstance(value, Name) else value.text


def _get_out(ways: Ways, settled: Collection[str]) -> set[str]:
    """The steps that get out of every loop: one of their ways does, or all of them where that is settled."""
    back = backwards(ways)
    missing = {step: len(targets) if step in settled else 1 for step, targets in ways.items()}
    out = {step for step, targets in ways.items() if not targets}
    todo = list(out)
    while todo:
        for step in back[todo.pop()]:
            missing[step] -= 1
            if missing[step] <= 0 and step not in out:
                out.add(step)
                todo.append(step)
    return out
