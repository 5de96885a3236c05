"""Where everything of a picture stands: the shape in which both ways of laying out hand it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""Pixels from the left and from the top."""


@dataclass(frozen=True, slots=True)
class Route:
    """The course of a way.

    Attributes:
        points: a start, then three points for each piece of a Bézier curve, the last of all at the target.
        label: where the middle of its label stands; None without one.
    """

    points: tuple[Point, ...]
    label: Point | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Middles of the boxes by id, routes in the order of the picture's ways, and the size of it all."""

    boxes: Mapping[str, Point]
    routes: tuple[Route, ...]
    width: float
    height: float
