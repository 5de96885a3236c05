"""The built-in layout's last step: heights of the layers, and the curves from spot to spot."""

from __future__ import annotations

from dataclasses import dataclass, field

from voiceground.script.graph.layout import Layout, Point, Route
from voiceground.script.graph.picture import Box, Picture, Way

LAYER_GAP = 26.0
BORDER = 8.0
PORT_GAP = 22.0
"""Pixels between two ways at the edge of a box, where it is wide enough."""

LOOP_WIDTH = 30.0
"""Pixels to the right of a box that a way from a step to itself takes, besides its label."""


@dataclass(slots=True)
class Spot:
    """A place in a layer: a box, or the bend of a way, which may hold its label."""

    width: float
    height: float
    box: str = ""
    box_width: float = 0.0
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """The spots, the layers they stand in, and the spots that each way passes from top to bottom."""

    spots: list[Spot]
    layers: list[list[int]]
    chains: dict[int, list[int]]


def drawn(picture: Picture, grid: Grid, across: list[float]) -> Layout:
    """The layout, from the middles of the spots across."""
    sheet = _Sheet(grid, across)
    routes = [
        sheet.loop(way, next(box for box in picture.boxes if box.id == way.source))
        if way.source == way.target
        else sheet.curve(grid.chains[index], way)
        for index, way in enumerate(picture.ways)
    ]
    return Layout(sheet.boxes(), tuple(routes), sheet.width, sheet.height)


class _Sheet:
    """Where each spot stands on the page."""

    def __init__(self, grid: Grid, across: list[float]) -> None:
        self._spots = grid.spots
        self._top: dict[int, float] = {}  # upper edge of a spot's layer, and how tall that is
        self._tall: dict[int, float] = {}
        y = BORDER
        for layer in grid.layers:
            tall = max((grid.spots[spot].height for spot in layer), default=0.0)
            self._top.update(dict.fromkeys(layer, y))
            self._tall.update(dict.fromkeys(layer, tall))
            y += tall + LAYER_GAP
        edges = [
            (across[i] - spot.width / 2, across[i] + spot.width / 2) for i, spot in enumerate(grid.spots)
        ]
        left = min(edge for edge, _ in edges) - BORDER
        self.width = round(max(edge for _, edge in edges) + BORDER - left, 2)
        self.height = round(y - LAYER_GAP + BORDER, 2)
        self._middle = {
            spot: (round(across[spot] - left, 2), round(top + self._tall[spot] / 2, 2))
            for spot, top in self._top.items()
        }
        self._ports = self._all_ports()

    def boxes(self) -> dict[str, Point]:
        """The middles of the boxes."""
        return {spot.box: self._middle[index] for index, spot in enumerate(self._spots) if spot.box}

    def _all_ports(self) -> dict[tuple[int, int], float]:
        """Where each way touches a box, by the box and the spot next to it: side by side, so none hides."""
        ports: dict[tuple[int, int], float] = {}
        for spot, here in enumerate(self._spots):
            for near in (here.above, here.below) if here.box else ():
                gap = min(PORT_GAP, here.box_width * 0.8 / max(1, len(near)))
                for place, other in enumerate(sorted(near, key=lambda other: self._middle[other][0])):
                    ports[spot, other] = round(self._middle[spot][0] + gap * (place - (len(near) - 1) / 2), 2)
        return ports

    def curve(self, chain: list[int], way: Way) -> Route:
        """From the lower edge of the upper box to the upper edge of the lower one, through the bends."""
        first, last = self._spots[chain[0]], self._spots[chain[-1]]
        points: list[Point] = [
            (self._ports[chain[0], chain[1]], self._middle[chain[0]][1] + first.height / 2)
        ]
        label = None
        for spot in chain[1:-1]:
            _bend(points, (self._middle[spot][0], self._top[spot]))
            if self._tall[spot]:
                _bend(points, (self._middle[spot][0], self._top[spot] + self._tall[spot]))
            if self._spots[spot].height:
                label = self._middle[spot]
        _bend(points, (self._ports[chain[-1], chain[-2]], self._middle[chain[-1]][1] - last.height / 2))
        if first.box != way.source:
            points.reverse()
        return Route(tuple(points), label)

    def loop(self, way: Way, box: Box) -> Route:
        """A way from a step to itself, at its right side."""
        x, y = self.boxes()[box.id]
        x, reach = x + box.width / 2, x + box.width / 2 + LOOP_WIDTH
        points = ((x, y - 8), (reach, y - 20), (reach, y + 20), (x, y + 8))
        return Route(points, (reach + way.width / 2 - 4, y) if way.label else None)


def _bend(points: list[Point], end: Point) -> None:
    """One more piece, which leaves and arrives upright."""
    x, y = points[-1]
    half = round((y + end[1]) / 2, 2)
    points += [(x, half), (end[0], half), (end[0], round(end[1], 2))]
