"""Which lines will probably be wanted soon, so that the voice can render them ahead of need."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from voiceground.core import phrases
from voiceground.core.answers import shrunk
from voiceground.core.model import Line, Question, Script, Step


def lines_from(script: Script, step: str) -> Iterator[str]:
    """Every line that can be reached from a step, the nearest first; none twice."""
    seen: set[str] = set()
    for near in _steps_from(script, step):
        for text in _lines_of(near):
            if text not in seen:
                seen.add(text)
                yield text


def fixed_lines(script: Script) -> frozenset[str]:
    """Every line that never changes: the script's own and the house's. Only these may be cached on disk."""
    return frozenset(lines_from(script, script.start)) | frozenset(phrases.ALL)


def _steps_from(script: Script, step: str) -> Iterator[Step]:
    queue, seen = deque([step]), {step}
    while queue:
        here = script.steps[queue.popleft()]
        yield here
        for target in _targets(here):
            if target not in seen:
                seen.add(target)
                queue.append(target)


def _targets(step: Step) -> Iterator[str]:
    question = step.question
    if question:
        yield from (reply.then for reply in question.replies)
        yield from (band.then for band in question.bands)
        yield from (way.then for way in (question.silence, question.unclear) if way and way.then)
    if step.then is not None:
        yield step.then


def _lines_of(step: Step) -> Iterator[str]:
    yield from (item.text for item in step.say if isinstance(item, Line))
    if step.question:
        yield step.question.ask
        yield from _retries(step.question)


def _retries(question: Question) -> Iterator[str]:
    for way in (question.silence, question.unclear):
        if way:
            yield from way.say
    if question.silence is None:
        yield f"{phrases.OFFER} {question.ask}"
    yield shrunk(question).ask
