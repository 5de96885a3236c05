"""Every state of a session that can be reached, by breadth-first search over the pure dialogue.

Time is imaginary and exact, so a state is what the dialogue remembers and what is still due, each at its
distance from now. Left out of a state is what changes nothing about where it can go: turn numbers, what was
said, which word of several the voice says while it keeps company, and what is kept under names that no rule
looks at.
"""

from __future__ import annotations

import copy
import heapq
from collections import deque
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields

from voiceground.core.conditions import Name, names_in
from voiceground.core.events import Event, Heard, Misheard, Said, TimeUp
from voiceground.core.model import Script
from voiceground.core.state import Former, State
from voiceground.rehearsal.stage import Stage

COUNTERS = frozenset({"turns", "scan", "nudges", "misses", "offers", "unconfirmed"})
FORGOTTEN = frozenset({"turns", "said", "trail", "manner", "vocabulary", "library", "nudges", "names"})
WEAK = 0.35
"""A confidence at which most answers are asked about."""

REMEMBERED = 60
"""Events of a path that are told when something is wrong."""

PATIENCE = 3
"""Words of company that are told apart; the fourth "still here" leads where the third did."""


@dataclass(frozen=True)
class Reached:
    """A state, how it was reached, and how many global words it took."""

    stage: Stage
    path: tuple[str, ...]
    words: int

    @property
    def key(self) -> Hashable:
        return key_of(self.stage), self.words


def turn_fields(state: State) -> dict[int, str]:
    """The turns that the state waits for, and what for."""
    return {
        value: field.name
        for field in fields(state)
        if field.name not in COUNTERS and type(value := getattr(state, field.name)) is int and value
    }


def key_of(stage: Stage) -> Hashable:
    state = stage.state
    waits = turn_fields(state)
    due = []
    for when, _, event in stage._due:
        role = waits.get(event.turn, "") if isinstance(event, Said | TimeUp) else repr(event)
        if role:
            due.append((round(when - stage.now, 3), type(event).__name__, role))
    names = deciding(stage)
    kept = _kept(state), tuple(sorted((n, v) for n, v in state.names.items() if n in names))
    quiet = round(max(0.0, stage.now - stage._quiet_since), 3)
    return kept, state.trail[-1:], min(state.nudges, PATIENCE), tuple(sorted(due)), quiet


_DECIDING: dict[int, tuple[Script, frozenset[str]]] = {}


def deciding(stage: Stage) -> frozenset[str]:
    """The names that rules of the script, or of those that it may run, look at."""
    known = _DECIDING.get(id(stage.script))
    if known is None:
        scripts = (stage.script, *stage.library.values())
        rules = [rule for script in scripts for step in script.steps.values() for rule in step.rules]
        looked = [named for rule in rules for named in names_in(rule.when)]
        names = frozenset(named.name if isinstance(named, Name) else named.text for named in looked)
        known = _DECIDING[id(stage.script)] = stage.script, names
    return known[1]


def _kept(state: State) -> Hashable:
    waits = turn_fields(state).values()
    return tuple(
        field.name in waits or _plain(getattr(state, field.name))
        for field in fields(state)
        if field.name not in FORGOTTEN
    )


def _plain(value: object) -> Hashable:
    """A value as a part of a key; what an answer could still be changed to counts, not when it was given."""
    if isinstance(value, Former):
        return _kept(value.state), value.meant
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value


def moved(stage: Stage, event: Event | None) -> Stage:
    """The stage after an event, or (None) after the next thing that takes time."""
    after = copy.copy(stage)
    waits = turn_fields(stage.state)
    after._due = [
        due for due in stage._due if not isinstance(due[2], Said | TimeUp) or due[2].turn in waits
    ]  # an ending that nobody waits for changes nothing
    heapq.heapify(after._due)
    after.lines, after.entered, after.replies, after.notes = [], [], [], []
    after.endings = list(stage.endings)
    if event is None:
        after.step()
    else:
        after.happen(event)
    return after


def explore(stage: Stage, words: tuple[str, ...], most_words: int) -> Iterator[tuple[Reached, bool]]:
    """Every way from state to state that answers, silences, mumbles and so many global words lead along.

    Yields:
        Where each way leads, and whether that state had not been reached before.
    """
    first = Reached(stage, (), 0)
    seen = {first.key}
    todo = deque([first])
    yield first, True
    while todo:
        for after in _next(todo.popleft(), words, most_words):
            is_new = after.key not in seen
            yield after, is_new
            if is_new:
                seen.add(after.key)
                todo.append(after)


def _next(here: Reached, words: tuple[str, ...], most_words: int) -> Iterator[Reached]:
    if here.stage.over:
        return
    answers = [answer.name for answer in here.stage.state.vocabulary.answers]
    events: list[tuple[str, Event | None, int]] = [("(time)", None, 0)]
    events += [(name, Heard(name), 0) for name in answers]
    if here.stage.state.vocabulary.open:
        events.append(("(unclear)", Misheard(), 0))
    if here.words < most_words:
        events += [(word, Heard(word), 1) for word in words]
        events += [(f"{name} (weak)", Heard(name, confidence=WEAK), 1) for name in answers]
    for name, event, cost in events:
        yield Reached(moved(here.stage, event), (*here.path[-REMEMBERED:], name), here.words + cost)
