"""The order within layers: swept down and up towards the neighbours' median while crossings get fewer."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

Links: TypeAlias = Sequence[tuple[list[int], list[int]]]
"""For each spot the spots above it, and the spots below it."""

SWEEPS = 24
EXCHANGES = 8
"""How often neighbours may change places, layer by layer, after the sweeps."""


def ordered(layers: list[list[int]], links: Links) -> list[list[int]]:
    """The layers again, each in the best order that was found."""
    best, fewest = layers, crossings(layers, links)
    current = layers
    for sweep in range(SWEEPS):
        if not fewest:
            break
        current = _swept(current, links, down=sweep % 2 == 0)
        current = _exchanged(current, links)
        count = crossings(current, links)
        if count < fewest:
            best, fewest = current, count
    return best


def crossings(layers: list[list[int]], links: Links) -> int:
    """How many pairs of ways cross between neighbouring layers."""
    count = 0
    for upper, lower in pairwise(layers):
        place = {spot: index for index, spot in enumerate(lower)}
        met: list[int] = []
        for spot in upper:
            ends = [place[below] for below in links[spot][1] if below in place]
            count += sum(len(met) - bisect_right(met, end) for end in ends)
            for end in ends:
                insort(met, end)
    return count


def _swept(layers: list[list[int]], links: Links, *, down: bool) -> list[list[int]]:
    """Each layer by the median of the neighbours in the one before; who has none stays where it is."""
    result = list(layers)
    turns = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
    for index in turns:
        before = result[index - 1] if down else result[index + 1]
        place = {spot: at for at, spot in enumerate(before)}
        result[index] = _by_median(result[index], place, links, 0 if down else 1)
    return result


def _by_median(layer: list[int], place: dict[int, int], links: Links, side: int) -> list[int]:
    wish: dict[int, float] = {}
    for spot in layer:
        near = sorted(place[other] for other in links[spot][side] if other in place)
        if near:
            half = len(near) // 2
            wish[spot] = near[half] if len(near) % 2 else (near[half - 1] + near[half]) / 2
    movable = iter(sorted((spot for spot in layer if spot in wish), key=lambda spot: wish[spot]))
    return [next(movable) if spot in wish else spot for spot in layer]


def _exchanged(layers: list[list[int]], links: Links) -> list[list[int]]:
    """Neighbours change places where that takes crossings away."""
    result = [list(layer) for layer in layers]
    for _ in range(EXCHANGES):
        changed = False
        for index, layer in enumerate(result):
            above = _places(result, index - 1)
            below = _places(result, index + 1)
            for at in range(len(layer) - 1):
                left, right = layer[at], layer[at + 1]
                gain = _between(links[left][0], links[right][0], above)
                gain += _between(links[left][1], links[right][1], below)
                if gain > 0:
                    layer[at], layer[at + 1] = right, left
                    changed = True
        if not changed:
            break
    return result


def _places(layers: list[list[int]], index: int) -> dict[int, int]:
    return {spot: at for at, spot in enumerate(layers[index])} if 0 <= index < len(layers) else {}


def _between(left: list[int], right: list[int], place: dict[int, int]) -> int:
    """How many crossings two neighbours would lose by changing places."""
    gain = 0
    for one in left:
        for other in right:
            if one in place and other in place:
                gain += (place[one] > place[other]) - (place[one] < place[other])
    return gain
