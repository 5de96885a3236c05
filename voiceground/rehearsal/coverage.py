"""Which branches of a script the scenes of its plan walk, and which nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from voiceground.core import languages
from voiceground.core.events import Effect, Enter, Event, Heard, How, Replied
from voiceground.core.model import Script
from voiceground.rehearsal import text
from voiceground.rehearsal.options import NAMES
from voiceground.rehearsal.stage import Stage
from voiceground.rehearsal.within import framed
from voiceground.script.graph.edges import Edge, Why, edges, edges_of
from voiceground.script.plan import Scene

QUIET = {How.SILENCE: Why.SILENCE, How.UNCLEAR: Why.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Coverage:
    """The branches of a script, and those of them that no scene walks, in the order of the file."""

    script: str
    branches: tuple[Edge, ...]
    unvisited: tuple[Edge, ...]


def coverage(
    script: Script,
    scenes: Iterable[Scene],
    library: Mapping[str, Script] | None = None,
    written: Script | None = None,
) -> Coverage:
    """Play the scenes without sound, and watch where they go.

    Args:
        script: what is played.
        scenes: the scenes of its plan.
        library: the scripts that it may run, by their ids.
        written: the script as it is written, where its offers have been made menus. What is offered depends
            on the scripts that there are, so it has no branches; that something was chosen is one.
    """
    written = written or script
    visited: set[Edge] = set()
    for scene in scenes:
        whole, around = framed(script, scene.within, library or {})
        stage = Watched(whole, {**NAMES, **scene.given}, around, watched=written)
        text.perform(stage, scene)
        visited |= stage.visited
    branches = tuple(dict.fromkeys(edge for edge in edges(written) if edge.is_branch))
    return Coverage(script.id, branches, tuple(edge for edge in branches if edge not in visited))


@dataclass
class Watched(Stage):
    """A stage that notes which branches of a script are walked; what others do around it is theirs.

    Attributes:
        watched: the script as it is written; it is what is run, or it is run by that.
    """

    watched: Script = field(kw_only=True)

    def __post_init__(self) -> None:
        self.visited: set[Edge] = set()
        self._language = languages.of(self.script.language)
        self._at = ""
        self._heard = ""
        self._bound_for = self.watched.start
        self._elsewhere = False
        super().__post_init__()

    def happen(self, event: Event) -> tuple[Effect, ...]:
        """Something happens; an answer is remembered until the effect of it shows."""
        if isinstance(event, Heard):
            self._heard = event.name
            self._put_right(event.name)
        return super().happen(event)

    def _put_right(self, name: str) -> None:
        """A correction is an answer to the question before, given where that was asked."""
        former = self.state.former
        for option, meant in zip(former.options, former.meant, strict=True) if former else ():
            if former and option.name == name:
                self._at, self._heard = former.state.step, meant

    def _perform(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Enter(step, script):
                    self._elsewhere = (script or self.script.id) != self.watched.id
                    if not self._elsewhere:
                        self._enter(step)
                case Replied(how, choice) if not self._elsewhere:
                    self._reply(how, choice)
                case _:
                    pass
        super()._perform(effects)

    def _reply(self, how: How, choice: str) -> None:
        self._bound_for = choice
        ways = self._ways_out(self._at)
        self.visited.update(edge for edge in ways if self._is_walked(edge, how, choice))

    def _ways_out(self, step: str) -> Iterator[Edge]:
        return edges_of(self.watched.steps[step], self._language)

    def _is_walked(self, edge: Edge, how: How, choice: str) -> bool:
        if edge.why is Why.OFFER:
            return choice.startswith(f"{self.watched.steps[edge.source].offer}.")
        if edge.target != choice:
            return False
        if how in QUIET:
            return edge.why is QUIET[how]
        if edge.why is Why.NUMBER:
            low, _, high = edge.label.partition("-")
            if self._heard.isdecimal():
                return int(low) <= int(self._heard) <= int(high or low)
            replies = self._language.replies
            return self._heard in {replies.yes[0], replies.no[0]}  # "Is it above five?"
        return edge.why in {Why.REPLY, Why.CHOICE} and edge.label == self._heard

    def _enter(self, step: str) -> None:
        """A step begins: the one that was bound for, or the one that its rules lead to instead."""
        if step not in self.watched.steps:  # a part of an offer
            self._bound_for = ""
            return
        before = self.watched.steps.get(self._at)
        bound_for, self._bound_for = self._bound_for, ""
        if not bound_for and before is not None and before.then:
            self.visited.update(edge for edge in self._ways_out(self._at) if edge.why is Why.THEN)
            bound_for = before.then
        elif not bound_for and before is not None and before.end:  # it was over, and is run again
            bound_for = self.watched.start
        self._follow_rules(bound_for, step)
        self._at = step

    def _follow_rules(self, bound_for: str, step: str) -> None:
        """Where another step was entered than was bound for, rules led on from there, perhaps several."""
        seen: set[str] = set()
        while bound_for in self.watched.steps and bound_for != step and bound_for not in seen:
            seen.add(bound_for)
            rules = [edge for edge in self._ways_out(bound_for) if edge.why is Why.RULE]
            only = rules[0] if len(rules) == 1 else None
            edge = next((edge for edge in rules if edge.target == step), only)
            if edge is None:
                return
            self.visited.add(edge)
            bound_for = edge.target
