"""A picture as SVG: no fonts or scripts from elsewhere, and all of it in words for those who listen."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from voiceground.core.model import Script
from voiceground.script.graph.edges import edges
from voiceground.script.graph.layout import Layout, Point, Route
from voiceground.script.graph.picture import LABEL_HEIGHT, LETTERS, LINE_HEIGHT, Box, Picture, Way

BORDER = 20
LEGEND_HEIGHT = 34
LEGEND_WIDTH = 650
TITLE_HEIGHT = 34

STYLE = f"""
text {{ font-family: sans-serif; font-size: {LETTERS}px; fill: #1a1a1a; text-anchor: middle }}
.id {{ font-weight: bold }}
.title {{ font-size: 18px; font-weight: bold; text-anchor: start }}
.legend {{ text-anchor: start; fill: #333333 }}
.label {{ font-size: {LETTERS - 2}px }}
.back {{ fill: #ffffff; fill-opacity: 0.85 }}
.box {{ fill: #f4f7fa; stroke: #33475b; stroke-width: 1.4 }}
.start {{ stroke-width: 3.2 }}
.end {{ fill: #e9f2e6; stroke: #2f5a24 }}
.inner {{ fill: none; stroke: #2f5a24; stroke-width: 1 }}
.way {{ fill: none; stroke: #44566a; stroke-width: 1.4 }}
.quiet {{ stroke-dasharray: 1.5 4; stroke-linecap: round; stroke-width: 1.8 }}
"""


def svg(script: Script, picture: Picture, layout: Layout) -> str:
    """The whole file."""
    return "\n".join(_parts(script, picture, layout)) + "\n"


def _parts(script: Script, picture: Picture, layout: Layout) -> Iterator[str]:
    width = round(max(layout.width + 2 * BORDER, LEGEND_WIDTH))
    height = round(layout.height + TITLE_HEIGHT + LEGEND_HEIGHT + 2 * BORDER)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title description">'
    )
    yield f'<title id="title">{_text(script.title)}: the steps of {_text(script.id)}</title>'
    yield f'<desc id="description">{_text(in_words(script))}</desc>'
    yield f"<style>{STYLE}</style>"
    yield (
        '<defs><marker id="arrow" viewBox="0 0 10 8" refX="9.5" refY="4" markerWidth="9" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0 L10,4 L0,8 z" fill="#44566a"/>'
        "</marker></defs>"
    )
    yield '<rect width="100%" height="100%" fill="#ffffff"/>'
    yield f'<text class="title" x="{BORDER}" y="{BORDER + 12}">{_text(script.title)}</text>'
    yield f'<g transform="translate({(width - layout.width) / 2:g},{BORDER + TITLE_HEIGHT})">'
    for way, route in zip(picture.ways, layout.routes, strict=True):
        yield _way(way, route)
    for box in picture.boxes:
        yield from _box(box, layout.boxes[box.id])
    for way, route in zip(picture.ways, layout.routes, strict=True):
        if route.label is not None:
            yield from _label(way, route.label)
    yield "</g>"
    yield from _legend(height - BORDER)
    yield "</svg>"


def _way(way: Way, route: Route) -> str:
    start, *rest = (f"{x:g},{y:g}" for x, y in route.points)
    style = "way quiet" if way.is_quiet else "way"
    return f'<path class="{style}" d="M{start} C{" ".join(rest)}" marker-end="url(#arrow)"/>'


def _box(box: Box, middle: Point) -> Iterator[str]:
    x, y = middle[0] - box.width / 2, middle[1] - box.height / 2
    style = " ".join(["box", *["start"] * box.is_start, *["end"] * box.is_end])
    yield f"<g><title>{_text(box.id)}</title>"
    yield _rect(style, x, y, box.width, box.height)
    if box.is_end:
        yield _rect("inner", x + 3, y + 3, box.width - 6, box.height - 6)
    for index, line in enumerate((box.id, *box.lines)):
        at = y + 20 + index * LINE_HEIGHT
        style = ' class="id"' if index == 0 else ""
        yield f'<text{style} x="{middle[0]:g}" y="{at:g}">{_text(line)}</text>'
    yield "</g>"


def _rect(style: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{style}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6"/>'


def _label(way: Way, middle: Point) -> Iterator[str]:
    x, y = middle
    left, top = x - way.width / 2, y - way.height / 2
    size = f'width="{way.width:g}" height="{way.height:g}"'
    yield f'<rect class="back" x="{left:g}" y="{top:g}" {size}/>'
    for index, line in enumerate(way.label):
        at = top + index * LABEL_HEIGHT + LABEL_HEIGHT - 4
        yield f'<text class="label" x="{x:g}" y="{at:g}">{_text(line)}</text>'


def _legend(y: float) -> Iterator[str]:
    """What the lines and frames mean."""
    words = (
        (0, "way", "an answer, or what follows"),
        (230, "way quiet", "silence, or not understood (unclear)"),
    )
    for x, style, text in words:
        left = BORDER + x
        yield f'<path class="{style}" d="M{left},{y - 4} h34" marker-end="url(#arrow)"/>'
        yield f'<text class="legend" x="{left + 42}" y="{y}">{text}</text>'
    left = BORDER + 530
    yield _rect("box end", left, y - 13, 28, 17) + _rect("inner", left + 3, y - 10, 22, 11)
    yield f'<text class="legend" x="{left + 36}" y="{y}">an end</text>'


def in_words(script: Script) -> str:
    """Every step and way in sentences, for a screen reader."""
    ways: dict[str, list[str]] = {step: [] for step in script.steps}
    for edge in edges(script):
        ways[edge.source].append(f"{edge.label or 'then'} leads to {edge.target}")
    told = [f"{len(script.steps)} steps. It begins with {script.start}."]
    for step in script.steps.values():
        ends = f"it ends, {step.end}" if step.end else ""
        told.append(f"{step.id}: {'; '.join([*ways[step.id], *([ends] if ends else [])])}.")
    return " ".join(told)


def _text(text: str) -> str:
    """Escaped for XML; characters that XML cannot hold at all are left out."""
    return escape("".join(char for char in text if char.isprintable()), {'"': "&quot;"})
