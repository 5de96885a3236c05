"""The built-in layout, for machines without Graphviz: steps in layers from top to bottom (Sugiyama).

1. Ways that lead back are turned round, so that everything leads down.
2. Each box gets the layer under the lowest box that leads to it; between two layers of boxes lies one of
   labels. A way that passes a layer gets a place in it (a bend).
3. The order within the layers is improved sweep by sweep, so that ways cross little.
4. Everything moves sideways as close to its neighbours' middle as its own layer allows.

Deterministic: the same script gives the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from voiceground.script.graph.layout import Layout, Point, Route
from voiceground.script.graph.order import ordered
from voiceground.script.graph.picture import Picture, Way
from voiceground.script.graph.places import placed

BEND_WIDTH = 14.0
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
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """The spots, the layers they stand in, and the spots that each way passes from top to bottom."""

    spots: list[Spot]
    layers: list[list[int]]
    chains: dict[int, list[int]]


def laid_out(picture: Picture) -> Layout:
    """Where everything of a picture stands."""
    down = _turned(picture)
    grid = _grid(picture, _layers(picture, down), down)
    links = [(spot.above, spot.below) for spot in grid.spots]
    grid.layers = ordered(grid.layers, links)
    across = placed(grid.layers, links, [spot.width for spot in grid.spots])
    return _drawn(picture, grid, across)


def _turned(picture: Picture) -> list[tuple[str, str]]:
    """Each way as it leads down: a way back to a step that is still being walked is turned round."""
    out: dict[str, list[int]] = defaultdict(list)
    for index, way in enumerate(picture.ways):
        out[way.source].append(index)
    back: set[int] = set()
    open_boxes: set[str] = set()
    seen: set[str] = set()
    first = [box.id for box in picture.boxes if box.is_start]
    for root in (*first, *(box.id for box in picture.boxes)):
        if root in seen:
            continue
        seen.add(root)
        open_boxes.add(root)
        path = [(root, iter(out[root]))]
        while path:
            box, ways = path[-1]
            index = next(ways, None)
            if index is None:
                open_boxes.discard(box)
                path.pop()
                continue
            target = picture.ways[index].target
            if target in open_boxes:
                back.add(index)
            elif target not in seen:
                seen.add(target)
                open_boxes.add(target)
                path.append((target, iter(out[target])))
    return [
        (way.target, way.source) if index in back else (way.source, way.target)
        for index, way in enumerate(picture.ways)
    ]


def _layers(picture: Picture, down: list[tuple[str, str]]) -> dict[str, int]:
    """The layer of each box: even numbers, so that a layer of labels fits between."""
    into: dict[str, int] = {box.id: 0 for box in picture.boxes}
    out: dict[str, list[str]] = defaultdict(list)
    for upper, lower in down:
        if upper != lower:
            into[lower] += 1
            out[upper].append(lower)
    layer = dict.fromkeys(into, 0)
    ready = [box for box, count in into.items() if not count]
    for box in ready:  # grows while it is walked: a topological order
        for lower in out[box]:
            layer[lower] = max(layer[lower], layer[box] + 2)
            into[lower] -= 1
            if not into[lower]:
                ready.append(lower)
    return layer


def _grid(picture: Picture, layer: dict[str, int], down: list[tuple[str, str]]) -> Grid:
    spots = [_box_spot(picture, index) for index in range(len(picture.boxes))]
    number = {box.id: index for index, box in enumerate(picture.boxes)}
    layers: list[list[int]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for box in picture.boxes:
        layers[layer[box.id]].append(number[box.id])
    chains: dict[int, list[int]] = {}
    for index, (upper, lower) in enumerate(down):
        way = picture.ways[index]
        if upper == lower:
            continue
        turned = way.source != upper
        labelled = layer[lower] - 1 if turned else layer[upper] + 1
        chain = [number[upper]]
        for level in range(layer[upper] + 1, layer[lower]):
            has_label = level == labelled
            spots.append(Spot(max(way.width, BEND_WIDTH) if has_label else BEND_WIDTH, way.height * has_label))
            layers[level].append(len(spots) - 1)
            chain.append(len(spots) - 1)
        chain.append(number[lower])
        for above, below in zip(chain, chain[1:], strict=False):
            spots[above].below.append(below)
            spots[below].above.append(above)
        chains[index] = chain
    return Grid(spots, layers, chains)


def _box_spot(picture: Picture, index: int) -> Spot:
    """A box, with room beside it for the ways that lead from it to itself."""
    box = picture.boxes[index]
    loops = [way.width + LOOP_WIDTH for way in picture.ways if way.source == way.target == box.id]
    return Spot(box.width + 2 * max(loops, default=0.0), box.height, box.id)


def _drawn(picture: Picture, grid: Grid, across: list[float]) -> Layout:
    """Heights of the layers, then the curves from spot to spot."""
    top: list[float] = []
    tall: list[float] = []
    y = BORDER
    for layer in grid.layers:
        top.append(y)
        tall.append(max((grid.spots[spot].height for spot in layer), default=0.0))
        y += tall[-1] + LAYER_GAP
    down = {spot: index for index, layer in enumerate(grid.layers) for spot in layer}
    left = min((across[spot] - grid.spots[spot].width / 2 for spot in down), default=0.0) - BORDER
    right = max((across[spot] + grid.spots[spot].width / 2 for spot in down), default=0.0) + BORDER
    middle = {
        spot: (round(across[spot] - left, 2), round(top[down[spot]] + tall[down[spot]] / 2, 2)) for spot in down
    }
    boxes = {grid.spots[spot].box: middle[spot] for spot in down if grid.spots[spot].box}
    ports = _ports(grid, middle)
    routes = []
    for index, way in enumerate(picture.ways):
        if way.source == way.target:
            routes.append(_loop(picture, way, boxes[way.source]))
        else:
            bands = [(top[down[spot]], tall[down[spot]]) for spot in grid.chains[index]]
            routes.append(_curve(grid, grid.chains[index], middle, bands, ports, way))
    return Layout(boxes, tuple(routes), round(right - left, 2), round(y - LAYER_GAP + BORDER, 2))


def _ports(grid: Grid, middle: dict[int, Point]) -> dict[tuple[int, int], float]:
    """Where each way touches a box, by the box and the spot next to it: side by side, so that none hides."""
    ports: dict[tuple[int, int], float] = {}
    for spot, here in enumerate(grid.spots):
        for near in (here.above, here.below) if here.box else ():
            gap = min(PORT_GAP, here.width * 0.8 / max(1, len(near)))
            for place, other in enumerate(sorted(near, key=lambda other: middle[other][0])):
                ports[spot, other] = round(middle[spot][0] + gap * (place - (len(near) - 1) / 2), 2)
    return ports


def _curve(
    grid: Grid,
    chain: list[int],
    middle: dict[int, Point],
    bands: list[tuple[float, float]],
    ports: dict[tuple[int, int], float],
    way: Way,
) -> Route:
    """From the lower edge of the upper box to the upper edge of the lower one, straight through its bends."""
    first, last = grid.spots[chain[0]], grid.spots[chain[-1]]
    points: list[Point] = [(ports[chain[0], chain[1]], middle[chain[0]][1] + first.height / 2)]
    label = None
    for spot, (top, tall) in zip(chain[1:-1], bands[1:-1], strict=True):
        x = middle[spot][0]
        _bend(points, (x, top))
        if tall:
            _bend(points, (x, top + tall))
        if grid.spots[spot].height:
            label = middle[spot]
    _bend(points, (ports[chain[-1], chain[-2]], middle[chain[-1]][1] - last.height / 2))
    if first.box != way.source:
        points.reverse()
    return Route(tuple(points), label)


def _bend(points: list[Point], end: Point) -> None:
    """One more piece, which leaves and arrives upright."""
    (x, y), half = points[-1], round((points[-1][1] + end[1]) / 2, 2)
    points += [(x, half), (end[0], half), (end[0], round(end[1], 2))]


def _loop(picture: Picture, way: Way, middle: Point) -> Route:
    """A way from a step to itself, at its right side."""
    box = next(box for box in picture.boxes if box.id == way.source)
    x, y, reach = middle[0] + box.width / 2, middle[1], LOOP_WIDTH
    points = ((x, y - 8), (x + reach, y - 20), (x + reach, y + 20), (x, y + 8))
    return Route(points, (x + reach + way.width / 2 - 4, y) if way.label else None)
