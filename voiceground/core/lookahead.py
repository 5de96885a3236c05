"""Which lines will probably be wanted soon, so that the voice can render them ahead of need.

Rule: a line with a name in it tells something about the person. It may be rendered ahead, but it is no fixed
line, and only fixed lines may be cached on disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace

from voiceground.core import languages, phrases
from voiceground.core.answers import sayable, shrunk
from voiceground.core.languages import Language
from voiceground.core.model import Line, Question, Script, Step
from voiceground.core.naming import filled, filled_or_bare
from voiceground.core.state import NO_NAMES, NO_SCRIPTS, State, running


def ahead(script: Script, state: State) -> Iterator[str]:
    """Every line that can come after this one, the nearest first, as it would be said now."""
    here = running(script, state)
    yield from lines_from(here, state.step or here.start, state.names, state.library)
    for depth in range(len(state.calls) - 1, -1, -1):  # then those of whoever called
        caller = running(script, replace(state, calls=state.calls[:depth]))
        yield from lines_from(caller, state.calls[depth].step, state.names, state.library)


def lines_from(
    script: Script,
    step: str,
    names: Mapping[str, str] = NO_NAMES,
    library: Mapping[str, Script] = NO_SCRIPTS,
) -> Iterator[str]:
    """Every line that can be reached from a step, the nearest first; none twice, names filled in.

    Args:
        script: the script that the step is in.
        step: its id.
        names: what stands for names in lines.
        library: the scripts that it may run.
    """
    language = languages.of(script.language)
    seen: set[str] = set()
    for near in _steps_from(script, step, library):
        for raw, needed in _lines_of(near, language):
            text = (filled_or_bare if needed else filled)(raw, names, language)
            if text and text not in seen:
                seen.add(text)
                yield text


def fixed_lines(script: Script, library: Mapping[str, Script] = NO_SCRIPTS) -> frozenset[str]:
    """Every line that never changes: the scripts' own and the house's. Only these may be cached on disk."""
    language = languages.of(script.language)
    steps = _steps_from(script, script.start, library)
    lines = {raw for near in steps for raw, _ in _lines_of(near, language)}
    return frozenset(raw for raw in lines if "{" not in raw) | frozenset(language.lines.fixed())


def _steps_from(script: Script, step: str, library: Mapping[str, Script]) -> Iterator[Step]:
    queue, seen = deque([(script, step)]), {(script.id, step)}
    while queue:
        here, name = queue.popleft()
        found = here.steps[name]
        yield found
        other = library.get(found.run) if found.run else None
        near = [(other, other.start)] if other else []
        near += [(here, target) for target in _targets(found)]
        for place in near:
            key = (place[0].id, place[1])
            if key not in seen:
                seen.add(key)
                queue.append(place)


def _targets(step: Step) -> Iterator[str]:
    yield from (rule.then for rule in step.rules)
    question = step.question
    if question:
        yield from (reply.then for reply in question.replies)
        yield from (choice.then for choice in question.choices)
        yield from (band.then for band in question.bands)
        yield from (way.then for way in (question.silence, question.unclear) if way and way.then)
    if step.then is not None:
        yield step.then


def _lines_of(step: Step, language: Language) -> Iterator[tuple[str, bool]]:
    """The lines of a step as they are written, and whether each is said even where a name is empty."""
    yield from ((item.text, False) for item in step.say if isinstance(item, Line))
    if step.question:
        yield step.question.ask, True
        yield from ((choice.say, True) for choice in step.question.choices)
        yield from _retries(step.question, language)


def _retries(question: Question, language: Language) -> Iterator[tuple[str, bool]]:
    for way in (question.silence, question.unclear):
        if way:
            yield from ((text, way is question.unclear) for text in way.say)
    if question.silence is None:
        yield f"{language.lines.offer} {question.ask}".strip(), True
    smaller = shrunk(question, language)
    yield smaller.ask, True
    for asked in (question, smaller):
        yield phrases.can_say(language.lines, sayable(asked, language.lines)), True
