"""What is drawn of a script: a box for each step, a line for each way, and how large their words are.

Widths are estimated for a plain sans-serif face and on the large side, because the reader's own fonts
are used: a picture brings none along.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from voiceground.core.model import Breathing, Cue, Line, Script, Step
from voiceground.script.graph.edges import Edge, edges

LETTERS = 13
"""Height of the letters in a box, in pixels; labels of lines are two smaller."""

LINE_HEIGHT = 18
LABEL_HEIGHT = 15
MARGIN = 12
MOST_LETTERS = 34
"""How many letters of a line are shown in a box."""

MOST_LABEL = 26
"""How many letters a line of a label has at the most."""

ASKS = "? "
"""What stands before a question."""

_NARROW = frozenset("iljtf.,:;'!|()[]/ ")
_WIDE = frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class Box:
    """A step: its id, and beneath it a few lines; sizes in pixels."""

    id: str
    lines: tuple[str, ...]
    width: float
    height: float
    is_start: bool
    is_end: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A line from a box to a box, with the label's lines; ``width`` and ``height`` are the label's."""

    source: str
    target: str
    label: tuple[str, ...]
    is_quiet: bool
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, before anybody knows where."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def picture_of(script: Script) -> Picture:
    """The boxes and lines of a script, in the order of the file."""
    boxes = tuple(_box(step, is_start=step.id == script.start) for step in script.steps.values())
    return Picture(boxes, tuple(_ways(edges(script))))


def _box(step: Step, *, is_start: bool) -> Box:
    lines = tuple(part for line in lines_of(step) for part in _parts(line))
    widest = max([text_width(step.id, LETTERS) * 1.1, *(text_width(line, LETTERS) for line in lines)])
    height = LINE_HEIGHT * (1 + len(lines)) + MARGIN
    return Box(step.id, lines, max(90.0, widest + 2 * MARGIN), height, is_start, step.end is not None)


def lines_of(step: Step) -> Iterator[str]:
    """What is told of a step under its id: its first words, its question, and what else it does."""
    first = next((item.text for item in step.say if isinstance(item, Line)), None)
    if first is not None:
        yield first
    yield from _sounds(step)
    if step.question is not None:
        yield f"{ASKS}{step.question.ask}".strip()
        if step.offer is not None:
            yield f"offers what there is for {step.offer}"
        if step.question.save:
            yield f"keeps it as {step.question.save}"
    for name, value in step.sets.items():
        yield f"sets {name} to {value}"
    if step.run is not None:
        yield f"runs {step.run}"
    if step.end is not None:
        yield f"end: {step.end}"


def _sounds(step: Step) -> Iterator[str]:
    for item in step.say:
        if isinstance(item, Cue):
            yield f"plays {item.name}"
    if step.breathing is not None:
        yield _breathing(step.breathing)
    if step.hold is not None:
        yield f"room to speak, up to {_duration(step.hold.seconds)}"


def _breathing(breathing: Breathing) -> str:
    return f"breathes {breathing.rounds} times: {breathing.inhale:g} s in, {breathing.exhale:g} s out"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:g} min" if minutes and not rest else f"{seconds:g} s"


def _parts(line: str) -> list[str]:
    """A line of a box; a question may take two, because it is what the answers are read against."""
    if not line.startswith(ASKS):
        return [shortened(line)]
    first, *rest = textwrap.wrap(line, MOST_LETTERS)
    return [first, *([shortened(" ".join(rest))] if rest else [])]


def shortened(text: str, most: int = MOST_LETTERS) -> str:
    """The first words of a line, with an ellipsis where more would follow."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(".,;:") + "\N{HORIZONTAL ELLIPSIS}"


def _ways(found: tuple[Edge, ...]) -> Iterator[Way]:
    """Ways between the same two boxes become one line with all their labels; quiet ones stay apart."""
    joined: dict[tuple[str, str, bool], list[str]] = {}
    for edge in found:
        joined.setdefault((edge.source, edge.target, edge.is_quiet), []).append(edge.label)
    for (source, target, is_quiet), labels in joined.items():
        lines = tuple(_wrapped([label for label in labels if label]))
        width = max((text_width(line, LETTERS - 2) for line in lines), default=0.0)
        yield Way(source, target, lines, is_quiet, width + 8 if lines else 0.0, LABEL_HEIGHT * len(lines))


def _wrapped(labels: list[str]) -> Iterator[str]:
    """Labels one after the other, several on a line where they fit; a long one has lines of its own."""
    line = ""
    for label in labels:
        if len(label) > MOST_LABEL:
            yield from [line] * bool(line)
            line = ""
            yield from textwrap.wrap(label, MOST_LABEL)
        elif line and len(line) + len(label) + 2 > MOST_LABEL:
            yield f"{line},"
            line = label
        else:
            line = f"{line}, {label}" if line else label
    if line:
        yield line


def text_width(text: str, letters: float) -> float:
    """About how wide a text is in a sans-serif face, in pixels."""
    return letters * sum(_letter(char) for char in text)


def _letter(char: str) -> float:
    if char in _NARROW:
        return 0.33
    if char in _WIDE or not char.isascii():
        return 0.9
    return 0.68 if char.isupper() else 0.58
