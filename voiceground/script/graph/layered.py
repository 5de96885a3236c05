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
from itertools import pairwise

from voiceground.script.graph.curves import LOOP_WIDTH, Grid, Spot, drawn
from voiceground.script.graph.layout import Layout
from voiceground.script.graph.order import ordered
from voiceground.script.graph.picture import Picture
from voiceground.script.graph.places import placed

BEND_WIDTH = 14.0
NO_WAY = (0, "")


def laid_out(picture: Picture) -> Layout:
    """Where everything of a picture stands."""
    down = _turned(picture)
    grid = _grid(picture, _layers(picture, down), down)
    links = [(spot.above, spot.below) for spot in grid.spots]
    grid.layers = ordered(grid.layers, links)
    across = placed(grid.layers, links, [spot.width for spot in grid.spots])
    return drawn(picture, grid, across)


def _turned(picture: Picture) -> list[tuple[str, str]]:
    """Each way as it leads down: a way back to a step that is still being walked is turned round."""
    out: dict[str, list[tuple[int, str]]] = {box.id: [] for box in picture.boxes}
    for index, way in enumerate(picture.ways):
        out[way.source].append((index, way.target))
    first = [box.id for box in picture.boxes if box.is_start]
    back: set[int] = set()
    state: dict[str, bool] = {}  # True while a box is being walked, False once it has been
    for root in (*first, *out):
        path = [] if root in state else [(root, iter(out[root]))]
        state.setdefault(root, bool(path))
        while path:
            index, target = next(path[-1][1], NO_WAY)
            if not target:
                state[path.pop()[0]] = False
            elif target not in state:
                state[target] = True
                path.append((target, iter(out[target])))
            elif state[target]:
                back.add(index)
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
            spots.append(
                Spot(max(way.width, BEND_WIDTH) if has_label else BEND_WIDTH, way.height * has_label)
            )
            layers[level].append(len(spots) - 1)
            chain.append(len(spots) - 1)
        chain.append(number[lower])
        for above, below in pairwise(chain):
            spots[above].below.append(below)
            spots[below].above.append(above)
        chains[index] = chain
    return Grid(spots, layers, chains)


def _box_spot(picture: Picture, index: int) -> Spot:
    """A box, with room beside it for the ways that lead from it to itself."""
    box = picture.boxes[index]
    loops = [way.width + LOOP_WIDTH for way in picture.ways if way.source == way.target == box.id]
    return Spot(box.width + 2 * max(loops, default=0.0), box.height, box.id, box.width)
