"""A picture as Mermaid text, which many editors and wikis draw."""

from __future__ import annotations

from collections.abc import Iterator

from voiceground.core.model import Script
from voiceground.script.graph.picture import Box, Picture, Way


def mermaid(script: Script, picture: Picture) -> str:
    """The whole text."""
    return "\n".join(_lines(script, picture)) + "\n"


def _lines(script: Script, picture: Picture) -> Iterator[str]:
    yield "flowchart TD"
    yield f"    accTitle: {_plain(script.title)}"
    yield f"    accDescr: The {len(script.steps)} steps of {script.id}, and what leads from one to the next"
    number = {box.id: f"s{index}" for index, box in enumerate(picture.boxes)}  # `end` is a word of Mermaid
    for box in picture.boxes:
        yield f"    {number[box.id]}{_box(box)}"
    for way in picture.ways:
        yield f"    {number[way.source]} {_arrow(way)} {number[way.target]}"
    yield "    classDef start stroke-width:3px"
    yield from (f"    class {number[box.id]} start" for box in picture.boxes if box.is_start)


def _box(box: Box) -> str:
    words = "<br/>".join([f"<b>{_quoted(box.id)}</b>", *(_quoted(line) for line in box.lines)])
    return f'(["{words}"])' if box.is_end else f'["{words}"]'


def _arrow(way: Way) -> str:
    line = "-.->" if way.is_quiet else "-->"
    label = "<br/>".join(_quoted(text) for text in way.label)
    return f'{line}|"{label}"|' if label else line


_UNTITLED = frozenset('"<>#;{}%')
_ENTITIES = {ord(char): f"#{ord(char)};" for char in '"&<>#;`|\\'}
"""Signs that Mermaid or HTML would take for their own, as Mermaid writes them."""


def _quoted(text: str) -> str:
    return text.translate(_ENTITIES)


def _plain(text: str) -> str:
    """A title stands unquoted: signs of Mermaid's own and of HTML are left out."""
    return " ".join(
        "".join(char if char.isprintable() and char not in _UNTITLED else " " for char in text).split()
    )
