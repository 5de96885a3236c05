"""A script as a session needs it: its offers are menus, and whatever it may run is at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from voiceground.core.model import Script
from voiceground.core.offers import NO_ORDER, Head, with_offers
from voiceground.script.load import run_by


@dataclass(frozen=True, slots=True)
class Assembly:
    """What is run.

    Attributes:
        script: its offers are menus.
        library: the scripts that it may run, and those that they run, by their ids.
    """

    script: Script
    library: Mapping[str, Script]


def assembled(
    script: Script,
    get: Callable[[str], Script | None],
    heads: Callable[[], Iterable[Head]],
    order: Callable[[Sequence[Head]], Mapping[str, Sequence[str]]] = lambda _: NO_ORDER,
) -> Assembly:
    """Put a script together with what it runs and offers.

    Args:
        script: where it begins.
        get: gives a script by its id, or None for one that cannot be had; it is asked once for each.
        heads: gives the scripts that may be offered; it is asked only where something is.
        order: what each door offers, best first; as ``heads``.
    """
    known: list[Head] = []
    best: Mapping[str, Sequence[str]] = NO_ORDER

    def whole(part: Script | None) -> Script | None:
        nonlocal known, best
        if part is None or not any(step.offer for step in part.steps.values()):
            return part
        if not known:
            known = list(heads())
            best = order(known)
        return with_offers(part, known, best)

    own = whole(script) or script
    return Assembly(own, run_by(own, lambda id_: whole(get(id_))))
