"""Graphviz lays a picture out, where it is installed. It is only asked where things go; we draw."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from voiceground.script.graph.layout import Layout, Point, Route
from voiceground.script.graph.picture import Picture, Way

PROGRAM = "dot"
POINTS_PER_INCH = 72
LONGEST = 20
"""Seconds that it may take; a script of 2,000 steps is the built-in layout's, if need be."""


def laid_out(picture: Picture) -> Layout | None:
    """The layout by Graphviz; None where it is missing, too old to write JSON, or cannot do it."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  the program that is installed, fed with what we wrote
            [program, "-Tjson"],
            input="\n".join(_source(picture)),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST,
            check=True,
        )
        return _read(json.loads(done.stdout), picture)
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None


def _source(picture: Picture) -> Iterator[str]:
    """The picture in Graphviz's language. Boxes and ways are numbered: no word of a script is in it."""
    yield "digraph {"
    yield "graph [rankdir=TB, nodesep=0.35, ranksep=0.4]"
    yield 'node [shape=box, fixedsize=true, label=""]'
    yield "edge [arrowhead=none]"
    number = {box.id: index for index, box in enumerate(picture.boxes)}
    for box in picture.boxes:
        width, height = box.width / POINTS_PER_INCH, box.height / POINTS_PER_INCH
        yield f"n{number[box.id]} [width={width:.4f}, height={height:.4f}]"
    for index, way in enumerate(picture.ways):
        yield f"n{number[way.source]} -> n{number[way.target]} [id=w{index}{_label(way)}]"
    yield "}"


def _label(way: Way) -> str:
    """A label of the right size without words."""
    if not way.label:
        return ""
    size = f'FIXEDSIZE="TRUE" WIDTH="{way.width:.0f}" HEIGHT="{way.height:.0f}"'
    return f', label=<<TABLE BORDER="0" CELLPADDING="0" CELLSPACING="0" {size}><TR><TD></TD></TR></TABLE>>'


def _read(graph: dict[str, Any], picture: Picture) -> Layout:
    _, _, width, height = (float(number) for number in graph["bb"].split(","))
    boxes: dict[str, Point] = {}
    for node in graph["objects"]:
        boxes[picture.boxes[int(node["name"][1:])].id] = _point(node["pos"], height)
    routes = {}
    for edge in graph.get("edges", ()):
        points = tuple(_point(text, height) for text in edge["pos"].split())
        routes[edge["id"]] = Route(points, _point(edge["lp"], height) if "lp" in edge else None)
    ordered = tuple(routes[f"w{index}"] for index in range(len(picture.ways)))
    return Layout(boxes, tuple(_without_doubles(route) for route in ordered), width, height)


def _point(text: str, height: float) -> Point:
    """A point; Graphviz counts from the bottom."""
    x, y = text.split(",")
    return float(x), round(height - float(y), 2)


def _without_doubles(route: Route) -> Route:
    """Pieces of no length are left out: an arrow needs a direction."""
    points = route.points
    kept = [points[0]]
    for start, end in pairwise(range(0, len(points), 3)):
        if points[start] != points[end]:
            kept.extend(points[start + 1 : end + 1])
    return Route(tuple(kept), route.label)
