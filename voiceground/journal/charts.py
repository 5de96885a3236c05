"""The charts of the page, as SVG. The only importer of leather, which works out scales, axes and shapes.

Colours and fonts are the page's own style sheet's (dark mode, print, high contrast); here shapes only get
class names. Each chart has a title and a description, and the page has a table of the same beside it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import count

import leather

from voiceground.journal.helping import Felt, Tally
from voiceground.journal.summary import Point

WIDTH = 360
"""Units of the view box: about a phone's width, so that letters keep their size there."""
HEIGHT = 220
BAR_HEIGHT = 26
HIGHEST = 10
LETTERS = 11
RING, DOT = 4.5, 3.5
"""Radii."""
EDGE = 7
"""Room left and right of the points, in hundredths of the width."""
TICK_ROOM = 23
"""What a date takes, likewise."""
LONG = timedelta(days=730)
"""Beyond this, a day is no longer told."""
TOP = 22
"""Of the room that leather left for its legend."""
LOOKS = ("fill", "stroke", "stroke-width", "font-family", "font-size")
LONG_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:E-\d+)?")


class Kind(StrEnum):
    """What a shape stands for: given to leather as its colour, and its class in the page."""

    BEFORE = "before"
    AFTER = "after"
    STEM = "stem"
    USED = "used"
    BETTER = "better"


KINDS = frozenset(Kind)


def numbers_chart(points: Sequence[Point], title: str, description: str) -> str:
    """Numbers before (rings) and after (dots) over time, those of one point joined by a line."""
    _style()
    places = _places(points)
    chart = leather.Chart()
    chart.add_x_scale(0, 100)
    chart.add_y_scale(0, HIGHEST)
    ticks = dict(_ticks(points, places))
    chart.add_x_axis(ticks=list(ticks), tick_formatter=lambda place, _index, _count: ticks[place])
    chart.add_y_axis(ticks=[0, 2, 4, 6, 8, 10], tick_formatter=_whole)
    stems = list(_stems(points, places))
    if stems:
        chart.add_line(stems, stroke_color=Kind.STEM)
    for kind, radius in ((Kind.BEFORE, RING), (Kind.AFTER, DOT)):
        values = [point.before if kind is Kind.BEFORE else point.after for point in points]
        if any(value is not None for value in values):
            chart.add_dots(list(zip(places, values, strict=True)), fill_color=kind, radius=radius)
    return _svg(chart.to_svg_group(WIDTH, HEIGHT), HEIGHT, title, description)


def door_chart(tools: Sequence[tuple[str, Tally]], title: str, description: str) -> str:
    """How often each tool was used (frames), and how often it felt better (filled)."""
    _style()
    height = 70 + BAR_HEIGHT * len(tools)
    most = max(len(tally.uses) for _, tally in tools)
    chart = leather.Chart()
    chart.add_x_scale(0, most)
    chart.add_x_axis(ticks=_whole_ticks(most), tick_formatter=_whole)
    chart.add_bars([(len(tally.uses), tool) for tool, tally in tools], fill_color=Kind.USED)
    chart.add_bars([(tally.felt(Felt.BETTER), tool) for tool, tally in tools], fill_color=Kind.BETTER)
    return _svg(chart.to_svg_group(WIDTH, height), height, title, description)


def _style() -> None:
    """Only sizes: leather works out margins by them."""
    leather.theme.tick_font_size = leather.theme.tick_font_char_height = LETTERS
    leather.theme.tick_font_char_width = 6
    leather.theme.margin = 0.04


def _stems(points: Sequence[Point], places: Sequence[float]) -> Iterator[tuple[float | None, float | None]]:
    for point, place in zip(points, places, strict=True):
        if point.before is not None and point.after is not None:
            yield place, point.before
            yield place, point.after
            yield None, None


def _places(points: Sequence[Point]) -> list[float]:
    """Where each point stands between left (0) and right (100), true to time."""
    times = [point.when.timestamp() for point in points]
    span = times[-1] - times[0]
    return [EDGE + (100 - 2 * EDGE) * (time - times[0]) / span if span else 50.0 for time in times]


def _ticks(points: Sequence[Point], places: Sequence[float]) -> Iterator[tuple[float, str]]:
    """A few dates, each below a point that there is, and none into another."""
    shown = "%b %Y" if points[-1].when - points[0].when > LONG else "%d %b %y"
    free = 0.0
    for point, place in zip(points, places, strict=True):
        if place >= free:
            yield place, f"{point.when:{shown}}"
            free = place + TICK_ROOM


def _svg(group: ET.Element, height: int, title: str, description: str) -> str:
    """A drawing of leather's, with a name and without colours, fonts and what the page says better."""
    drawn = group.find("g")
    assert drawn is not None  # noqa: S101  after the background comes the drawing
    drawn.remove(drawn[0])  # the legend: the page has one that shows the shapes
    for element in drawn.iter():
        looks = {element.attrib.pop(name, None) for name in LOOKS}
        for kind in KINDS & looks:
            element.set("class", kind)
        for name, value in element.attrib.items():
            element.set(name, LONG_NUMBER.sub(_short, value))
    root = ET.Element("svg", viewBox=f"0 {TOP} {WIDTH} {height - TOP}", role="img")
    root.set("aria-label", title)
    ET.SubElement(root, "desc").text = description
    root.append(drawn)
    return ET.tostring(root, encoding="unicode")


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _whole_ticks(most: int) -> list[int]:
    steps = (digit * 10**zeros for zeros in count() for digit in (1, 2, 5))
    step = next(step for step in steps if most / step <= 5)
    return list(range(0, most + 1, step))


def _whole(value: float, _index: int, _count: int) -> str:
    return f"{value:g}"
