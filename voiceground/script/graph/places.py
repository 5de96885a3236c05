"""Places across: each spot as near to its neighbours' middle as the order of its layer allows.

A layer is placed at once, and exactly: spots that would overlap stand side by side where the sum of the
squares of what they miss is least (pool adjacent violators).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from voiceground.script.graph.order import Links

SWEEPS = 40
GAP = 18.0
"""Pixels between two spots."""


def placed(layers: list[list[int]], links: Links, widths: Sequence[float]) -> list[float]:
    """The middle of each spot, in pixels from some origin."""
    across = [0.0] * len(widths)
    for layer in layers:
        edge = -sum(widths[spot] + GAP for spot in layer) / 2
        for spot in layer:
            across[spot] = edge + widths[spot] / 2
            edge += widths[spot] + GAP
    for sweep in range(SWEEPS):
        sides = (0,) if sweep % 3 == 0 else (1,) if sweep % 3 == 1 else (0, 1)
        turns = layers if sweep % 3 != 1 else layers[::-1]
        for layer in turns:
            wishes = [_wish(spot, links, across, sides) for spot in layer]
            for spot, place in zip(layer, _side_by_side(layer, wishes, widths), strict=True):
                across[spot] = place
    return across


def _wish(spot: int, links: Links, across: Sequence[float], sides: tuple[int, ...]) -> tuple[float, float]:
    """Where a spot would like to stand, and how much: a bend keeps its way straight."""
    near = [across[other] for side in sides for other in links[spot][side]]
    if not near:
        return across[spot], 0.1
    is_bend = len(links[spot][0]) == len(links[spot][1]) == 1
    return sum(near) / len(near), 4.0 if is_bend else float(len(near))


def _side_by_side(
    layer: list[int], wishes: list[tuple[float, float]], widths: Sequence[float]
) -> list[float]:
    """The nearest places to the wishes that keep the order and the gaps."""
    offsets = [0.0]
    for left, right in pairwise(layer):
        offsets.append(offsets[-1] + (widths[left] + widths[right]) / 2 + GAP)
    blocks: list[tuple[float, float, int]] = []  # where it stands, its weight, how many spots
    for (wish, weight), offset in zip(wishes, offsets, strict=False):
        block = (wish - offset, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            place, mass, count = blocks.pop()
            both = mass + block[1]
            block = ((place * mass + block[0] * block[1]) / both, both, count + block[2])
        blocks.append(block)
    starts = [place for place, _, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=False)]
