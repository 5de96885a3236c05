"""A step while it is being read, and what its readers share: leading somewhere, and saying something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from voiceground.core.model import (
    DEFAULT_WINDOW,
    Band,
    Breathing,
    Choice,
    Ending,
    Hold,
    Pause,
    Question,
    Reply,
    Rule,
    SayItem,
    Step,
    Way,
)
from voiceground.core.naming import names_in
from voiceground.script.draft import By, Draft, Lead, Named, Naming, Spoken
from voiceground.script.nodes import Node, Text
from voiceground.script.problems import Findings
from voiceground.script.values import line, text


@dataclass(slots=True)
class Partial:
    """A step as far as it has been read. ``quiet`` is the silence since ``said``, in seconds."""

    id: str
    draft: Draft
    rules: list[Rule] = field(default_factory=list)
    sets: dict[str, str] = field(default_factory=dict)
    say: list[SayItem] = field(default_factory=list)
    breathing: Breathing | None = None
    pause: Pause | None = None
    hold: Hold | None = None
    ask: str | None = None
    replies: tuple[Reply, ...] = ()
    bands: tuple[Band, ...] = ()
    choices: tuple[Choice, ...] = ()
    window: float | None = DEFAULT_WINDOW
    silence: Way | None = None
    unclear: Way | None = None
    save: str | None = None
    log: bool = False
    run: str | None = None
    offer: str | None = None
    then: str | None = None
    end: Ending | None = None
    said: str = ""
    quiet: float = 0.0

    @property
    def findings(self) -> Findings:
        """Where problems are noted."""
        return self.draft.findings

    def step(self) -> Step:
        """The step, as far as it could be read."""
        return Step(
            id=self.id,
            say=tuple(self.say),
            question=self._question(),
            then=self.then,
            end=self.end,
            rules=tuple(self.rules),
            sets=self.sets,
            breathing=self.breathing,
            pause=self.pause,
            hold=self.hold,
            run=self.run,
            offer=self.offer,
        )

    def _question(self) -> Question | None:
        if self.ask is None and not self.choices and not self.offer:
            return None
        return Question(
            ask=self.ask or "",
            replies=self.replies,
            bands=self.bands,
            window=self.window,
            silence=self.silence,
            unclear=self.unclear,
            choices=self.choices,
            save=self.save,
            log=self.log,
        )


Reader: TypeAlias = Callable[[Partial, Text, Node], None]
"""Reads the value of a key into the step."""


def lead(step: Partial, by: By, answer: str, node: Node) -> str:
    """The step that a node names as the way on; empty when there was a problem."""
    if isinstance(node, Text) and not node.text:
        step.findings.add("answer-leads-nowhere", node.place, answer=answer)
        return ""
    target = text(step.findings, answer, node)
    if target:
        step.draft.leads.append(Lead(step.id, target, by, node.place))
    return target


def speak(step: Partial, key: str, node: Node) -> str:
    """A line of the voice; empty when there was a problem."""
    said = line(step.findings, key, node)
    if said:
        step.draft.spoken.append(Spoken(step.id, said, node.place))
        for name in names_in(said):
            place = step.findings.within(node.place, f"{{{name}}}")
            step.draft.names.append(Named(step.id, name, Naming.SAID, place))
        step.said, step.quiet = said, 0.0
    return said
