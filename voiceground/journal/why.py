"""Why a door offers what it offers, in sentences: the rule of ``helping.py`` said of this journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from voiceground.journal.helping import ENOUGH, Felt, Tally, order, tallies
from voiceground.journal.reading import KeptSession

RULE = (
    "At each door, what felt better more often comes first.",
    "Where that is equal, the number decides: further down, further forward.",
    "What was used less than twice keeps its usual place.",
    "What felt worse last time is left out, while two others remain.",
    "Only this journal is used, and only on this machine.",
)
UNKNOWN = "Nothing is known of this door yet: its usual order holds."
FELT = {Felt.BETTER: "better", Felt.SAME: "the same", Felt.WORSE: "worse"}
TIMES = {1: "once", 2: "twice"}


def why(sessions: Iterable[KeptSession], candidates: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The rule, and then for each door what it offers first and why: paragraphs, with an empty line between.

    Args:
        sessions: the newest last.
        candidates: the tools of each door, in their usual order.
    """
    kept = list(sessions)
    tallied, chosen = tallies(kept), order(kept, candidates)
    yield from RULE
    for door, tools in candidates.items():
        known = {tool: tallied[door, tool] for tool in tools if (door, tool) in tallied}
        yield ""
        yield f"{door}: {in_a_row(chosen[door])}."
        yield from (_tool(tool, known[tool]) for tool in chosen[door] if tool in known)
        yield from (_left_out(tool) for tool in tools if tool not in chosen[door])
        if not known:
            yield UNKNOWN


def _tool(tool: str, tally: Tally) -> str:
    used = len(tally.uses)
    told = [f"{tool} was used {times(used)}.", *_felt(tally), *_number(tally)]
    if tally.known < ENOUGH:
        told.append("That is too little to go by.")
    if tally.was_worse:
        told.append("It felt worse last time, and little else is there to offer.")
    return " ".join(told)


def _felt(tally: Tally) -> Iterator[str]:
    said = [f"{FELT[felt]} {times(tally.felt(felt))}" for felt in Felt if tally.felt(felt)]
    if said:
        yield f"It felt {', '.join(said)}."


def _number(tally: Tally) -> Iterator[str]:
    if tally.middle is not None:
        yield f"Your number {moved(tally.middle, len(tally.changes))}."


def moved(middle: float, count: int) -> str:
    """How far a number went, and of how many times that is the middle."""
    of = "" if count == 1 else f", the middle of {count} times"
    if not middle:
        return f"stayed where it was{of}"
    return f"went {'down' if middle < 0 else 'up'} by {abs(middle):g}{of}"


def _left_out(tool: str) -> str:
    return f"{tool} felt worse the last time, and is left out. `voiceground run {tool}` still starts it."


def times(count: int) -> str:
    """How often, in words: once, twice, 3 times."""
    return TIMES.get(count, f"{count} times")


def in_a_row(words: Sequence[str]) -> str:
    """Words one after the other: a, then b, then c; nothing where there are none."""
    return ", then ".join(words) or "nothing"
