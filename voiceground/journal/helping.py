"""What helped at which door, and so what is offered there first. Pure: sessions in, an order out.

The rule, whole:

1. A use of a tool is a step ``DOOR.TOOL``. What came of it: "better", "same" or "worse", if that was said
   before the next use, and the number after it against the last one before it.
2. At each door, a tool moves forward the more often it was better than worse (the share of one less the
   share of the other); among equals, the further the number went down in the middle of all its uses.
3. A tool of which fewer than two outcomes are known keeps its usual place among those that did not move;
   so do ties.
4. What felt worse when last asked is left out, but never so that fewer than two are left to choose from.

``order`` is that rule; ``journal/why.py`` says it in sentences. Only this journal is used, and only here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from statistics import median

from voiceground.journal.reading import KeptSession

ENOUGH = 2
"""Known outcomes from which on a tool may change its place."""
LEAST_OFFERS = 2
"""What is left to choose from at a door, whatever felt worse, where the door has as many tools."""

BEFORE, AFTER = "before", "after"
NOT_SAID = frozenset({"silence", "unclear"})
"""Kinds of replies that led on without the person having chosen."""


class Felt(StrEnum):
    """What a person said afterwards."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


FELT = {f"felt-{felt}": felt for felt in Felt}
"""What was said, by the step that which-one goes to."""


@dataclass(frozen=True, slots=True)
class Use:
    """A tool that was used at a door, once.

    Attributes:
        door: the trouble it was offered for.
        tool: the script's id.
        started: when the session began.
        before: the number before it, 0 to 10; None where none was given.
        after: the number after it.
        felt: what was said afterwards; None where nothing was.
    """

    door: str
    tool: str
    started: datetime
    before: int | None = None
    after: int | None = None
    felt: Felt | None = None

    @property
    def change(self) -> int | None:
        """How far the number moved; below zero where it went down."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Tally:
    """All uses of one tool at one door.

    Attributes:
        uses: oldest first.
    """

    uses: tuple[Use, ...] = ()

    @property
    def known(self) -> int:
        """Uses of which the outcome is known, in a word or in numbers."""
        return sum(use.felt is not None or use.change is not None for use in self.uses)

    def felt(self, felt: Felt) -> int:
        """How often it was said."""
        return sum(use.felt is felt for use in self.uses)

    @property
    def balance(self) -> float:
        """The share of "better" less the share of "worse", -1 to 1."""
        said = sum(use.felt is not None for use in self.uses)
        return (self.felt(Felt.BETTER) - self.felt(Felt.WORSE)) / said if said else 0.0

    @property
    def changes(self) -> tuple[int, ...]:
        """How far the number moved, each time that both were given."""
        return tuple(use.change for use in self.uses if use.change is not None)

    @property
    def middle(self) -> float | None:
        """The median of the changes."""
        return median(self.changes) if self.changes else None

    @property
    def was_worse(self) -> bool:
        """Whether it felt worse the last time that anything was said."""
        return next((use.felt for use in reversed(self.uses) if use.felt), None) is Felt.WORSE


Tallies = Mapping[tuple[str, str], Tally]
"""By door and tool."""


def order(
    sessions: Iterable[KeptSession], candidates: Mapping[str, Sequence[str]]
) -> Mapping[str, tuple[str, ...]]:
    """What each door offers, best first.

    Args:
        sessions: the newest last.
        candidates: the tools of each door, in their usual order.

    Returns:
        For each door at least two of its tools, or all that it has.
    """
    tallied = tallies(sessions)
    return {
        door: _order([(tool, tallied.get((door, tool), Tally())) for tool in dict.fromkeys(tools)])
        for door, tools in candidates.items()
    }


def _order(tools: Sequence[tuple[str, Tally]]) -> tuple[str, ...]:
    ranked = sorted(tools, key=lambda tool: _rank(tool[1]))  # stable: equals keep their usual order
    offered = [tool for tool, tally in ranked if not tally.was_worse]
    worse = [tool for tool, tally in ranked if tally.was_worse]
    return (*offered, *worse[: max(0, LEAST_OFFERS - len(offered))])


def _rank(tally: Tally) -> tuple[float, float]:
    """What sorts first helped most; (0, 0) stays where it is."""
    return (-tally.balance, tally.middle or 0.0) if tally.known >= ENOUGH else (0.0, 0.0)


def tallies(sessions: Iterable[KeptSession]) -> Tallies:
    """What was used at which door, and what came of it."""
    found: dict[tuple[str, str], list[Use]] = {}
    for session in sessions:
        for use in uses(session):
            found.setdefault((use.door, use.tool), []).append(use)
    return {key: Tally(tuple(used)) for key, used in found.items()}


def uses(session: KeptSession) -> Iterator[Use]:
    """The tools that a session used, in order, each with what came of it before the next."""
    number: int | None = None
    use: Use | None = None
    for entry in session.entries:
        step = entry.get("step")
        if isinstance(step, str):  # most entries are steps, and most steps none of these
            if "." in step:
                if use:
                    yield use
                door, _, tool = _own(step).partition(".")
                use = Use(door, tool, session.started, before=number)
            continue
        match entry:
            case {"number": {"before": int(number)}}:
                use = use and replace(use, before=number if use.before is None else use.before)
            case {"number": {"after": int(number)}}:
                use = use and replace(use, after=number)
            case {"reply": {"kind": str(kind), "choice": str(choice)}}:
                use = use and _answered(use, kind, choice)
    if use:
        yield use


def _answered(use: Use, kind: str, choice: str) -> Use:
    return use if kind in NOT_SAID else replace(use, felt=FELT.get(_own(choice), use.felt))


def _own(step: str) -> str:
    """A step's name in its own script: those of a script that another ran are kept as ``SCRIPT/STEP``."""
    return step.rpartition("/")[2]
