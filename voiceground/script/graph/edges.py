"""Every way from a step to the next, as the dialogue would walk it, defaults included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from voiceground.core import languages
from voiceground.core.answers import gentlest
from voiceground.core.languages import ENGLISH, Language
from voiceground.core.model import Band, Question, Script, Step, Way
from voiceground.script.graph.conditions import in_words

OTHERWISE = "otherwise"
"""The label of the way past rules of which none held."""


class Why(StrEnum):
    """What leads along an edge."""

    REPLY = "reply"
    NUMBER = "number"
    CHOICE = "choice"
    OFFER = "offer"
    SILENCE = "silence"
    UNCLEAR = "unclear"
    RULE = "rule"
    THEN = "then"


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from a step to a step.

    Attributes:
        source: the id of the step that it leaves.
        target: the id of the step that it leads to.
        why: what kind of thing leads along it.
        label: the reply, the range, the option or the condition; empty for a plain ``then``.
    """

    source: str
    target: str
    why: Why
    label: str = ""

    @property
    def is_branch(self) -> bool:
        """Whether something decides about it; what always follows is no branch."""
        return self.why is not Why.THEN or self.label == OTHERWISE

    @property
    def is_quiet(self) -> bool:
        """Whether it is walked without an answer: these are drawn dotted."""
        return self.why in {Why.SILENCE, Why.UNCLEAR}

    def __str__(self) -> str:
        """As a writer would name it: ``hello: yes -> see``."""
        return f"{self.source}: {self.label or self.why} -> {self.target}"


def edges(script: Script) -> tuple[Edge, ...]:
    """All of them, in the order of the file."""
    return tuple(
        edge for step in script.steps.values() for edge in edges_of(step, languages.of(script.language))
    )


def edges_of(step: Step, language: Language = ENGLISH) -> Iterator[Edge]:
    """The ways out of one step; its defaults for silence and for what is not understood are among them."""
    for rule in step.rules:
        yield Edge(step.id, rule.then, Why.RULE, f"if {in_words(rule.when)}")
    if step.question is not None:
        yield from _answers(step, step.question, language)
    elif step.then is not None:
        label = OTHERWISE if step.rules else f"after {step.run}" if step.run else ""
        yield Edge(step.id, step.then, Why.THEN, label)


def _answers(step: Step, question: Question, language: Language) -> Iterator[Edge]:
    for reply in question.replies:
        yield Edge(step.id, reply.then, Why.REPLY, reply.option.name)
    for band in question.bands:
        yield Edge(step.id, band.then, Why.NUMBER, range_of(band))
    for choice in question.choices:
        yield Edge(step.id, choice.then, Why.CHOICE, choice.option.name)
    if step.offer and step.then:
        yield Edge(step.id, step.then, Why.OFFER, f"one for {step.offer}")
    silence = question.silence
    yield Edge(step.id, _target(step, question, silence, language), Why.SILENCE, "silence")
    unclear = _target(step, question, question.unclear or silence, language)
    yield Edge(step.id, unclear, Why.UNCLEAR, "unclear")


def _target(step: Step, question: Question, way: Way | None, language: Language) -> str:
    return way.then if way is not None and way.then is not None else gentlest(question, step, language)


def range_of(band: Band) -> str:
    """A range as it stands in a script: ``0-3``, or ``7`` for one number."""
    return str(band.low) if band.low == band.high else f"{band.low}-{band.high}"


def targets(script: Script) -> dict[str, list[str]]:
    """Which steps each step leads to, once each, in the order of the file."""
    ways: dict[str, dict[str, None]] = {step: {} for step in script.steps}
    for edge in edges(script):
        ways[edge.source][edge.target] = None
    return {step: list(found) for step, found in ways.items()}
