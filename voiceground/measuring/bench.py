"""A bench of the ear from beginning to end: every cell through the ear, and its first clips beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from voiceground.ear.ear import Ear
from voiceground.measuring.baseline import through_baseline
from voiceground.measuring.cells import AS_RECORDED, YES_NO_STOP, Cell
from voiceground.measuring.figures import Share, Spread, spread
from voiceground.measuring.hearing import Cost, Outcome, Stage, through_ear
from voiceground.measuring.recordings import Recordings

CORRECT, WRONG, ACCEPTED = "correct", "wrong", "accepted"


@dataclass(frozen=True, slots=True)
class Heard:
    """A cell and what became of it.

    Attributes:
        cell: what was asked.
        outcomes: of the ear, one for each clip.
        beside: of the baseline, for the first of the clips.
    """

    cell: Cell
    outcomes: tuple[Outcome, ...]
    beside: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure.

    Attributes:
        heard: the cell it is of.
        figure: correct, wrong (taken for another reply), or accepted (though it was none).
        share: of the ear.
        by: the same for each group of clips.
        beside: the same of the baseline, None where it was not asked.
    """

    heard: Heard
    figure: str
    share: Share
    by: dict[str, Share]
    beside: Share | None

    def as_json(self) -> dict[str, object]:
        """The line by name."""
        cell = self.heard.cell
        return {
            **_place(cell),
            "figure": self.figure,
            "replies": list(cell.moment.listed),
            **self.share.as_json(),
            "by": {group: share.as_json() for group, share in self.by.items()},
            "baseline": self.beside.as_json() if self.beside else None,
        }


@dataclass(slots=True)
class Bench:
    """What a whole bench found.

    Attributes:
        cells: in the order of the tables.
        cost: of everything that was heard.
        plain_cost: of yes, no and stop as they were recorded.
        call_ms: of each call of the baseline.
    """

    cells: list[Heard] = field(default_factory=list)
    cost: Cost = field(default_factory=Cost)
    plain_cost: Cost = field(default_factory=Cost)
    call_ms: list[float] = field(default_factory=list)

    @property
    def decided(self) -> Spread | None:
        """From the end of a rightly understood yes, no or stop as recorded to the decision, ms."""
        gaps = [
            outcome.after_ms
            for heard in self.cells
            if _is_plain(heard.cell)
            for outcome in heard.outcomes
            if outcome.got == outcome.wanted and outcome.after_ms is not None
        ]
        return spread(gaps)

    def lines(self) -> Iterator[Line]:
        """Every figure."""
        for heard in self.cells:
            for figure in (CORRECT, WRONG) if heard.cell.replies else (ACCEPTED,):
                yield _line(heard, figure)

    def mistakes(self) -> Iterator[dict[str, object]]:
        """Every clip that was not heard as it should have been."""
        for heard in self.cells:
            cell = heard.cell
            for outcome in heard.outcomes:
                if outcome.got != outcome.wanted:
                    yield {
                        **_place(cell),
                        "file": outcome.clip.name,
                        "wanted": outcome.wanted,
                        "heard": outcome.got,
                    }


def measure(
    of: Recordings, asked: Sequence[Cell], ear: Ear, beside: int, progress: Callable[[int, int], None]
) -> Bench:
    """Hear every clip of every cell.

    Args:
        of: has the noises and rooms.
        asked: the cells.
        ear: to be measured.
        beside: how many clips of a cell the baseline hears too, at most; 0 for none.
        progress: told how many clips of how many are done.
    """
    counts = [len(cell.clips) + (min(beside, len(cell.clips)) if cell.beside else 0) for cell in asked]
    done = 0

    def heard() -> None:
        nonlocal done
        done += 1
        progress(done, sum(counts))

    bench, stage = Bench(), Stage(of)
    for cell in asked:
        cost = bench.plain_cost if _is_plain(cell) else bench.cost
        outcomes = tuple(through_ear(cell, stage, ear, cost, heard))
        baseline = tuple(through_baseline(cell, stage, beside if cell.beside else 0, bench.call_ms, heard))
        bench.cells.append(Heard(cell, outcomes, baseline))
    bench.cost.processor_seconds += bench.plain_cost.processor_seconds
    bench.cost.heard_seconds += bench.plain_cost.heard_seconds
    return bench


def _is_plain(cell: Cell) -> bool:
    return cell.replies and cell.moment is YES_NO_STOP and cell.condition is AS_RECORDED


def _place(cell: Cell) -> dict[str, str]:
    return {"moment": cell.moment.title, "condition": cell.condition.title, "said": cell.said}


def _line(heard: Heard, figure: str) -> Line:
    groups = sorted({outcome.group for outcome in heard.outcomes})
    return Line(
        heard,
        figure,
        _share(heard.outcomes, figure),
        {group: _share([o for o in heard.outcomes if o.group == group], figure) for group in groups},
        _share(heard.beside, figure) if heard.beside else None,
    )


def _share(outcomes: Sequence[Outcome], figure: str) -> Share:
    match figure:
        case "correct":
            hits = sum(outcome.got == outcome.wanted for outcome in outcomes)
        case "wrong":
            hits = sum(outcome.got not in (None, outcome.wanted) for outcome in outcomes)
        case _:
            hits = sum(outcome.got is not None for outcome in outcomes)
    return Share(hits, len(outcomes))
