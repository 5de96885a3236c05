"""YAML to nodes that know their place. Every value is text, and is read as text.

Rule 1: this is the only file that knows the yaml library, and only its event stream: ``safe_load``
    would read ``yes`` as a truth, ``12:30`` as 750 and ``010`` as 8, and lose the first of two equal keys.
Rule 2: nothing here recurses, and aliases are refused before they can multiply.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn, Protocol, TypeAlias

import yaml

from voiceground.script.problems import Findings, Place
from voiceground.script.source import Source, odd_character

DEEPEST = 20
"""Levels of nesting; the language needs six."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser in C where the wheel has it (about ten times faster); both give the same events."""


@dataclass(frozen=True, slots=True)
class Text:
    """A value. ``text`` has its line breaks and runs of spaces folded into single spaces."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Pairs:
    """Keys with their values, in the order of the file; every key is there once."""

    pairs: tuple[tuple[Text, Node], ...]
    place: Place


Node: TypeAlias = Text | Items | Pairs


class _Mark(Protocol):
    """What the two parsers' marks have in common; both count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def compose(source: Source, findings: Findings) -> Node | None:
    """The one document of a source; None when it cannot be read at all."""
    whole = Part(0, source.lines)
    if indented_with_tabs(whole, findings):
        return None
    return compose_part(whole, findings)


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a file that are read by themselves.

    ``first`` is the number of lines before them, ``depth`` how deeply nested they stand.
    """

    first: int
    lines: tuple[str, ...]
    depth: int = 0


def compose_part(part: Part, findings: Findings) -> Node | None:
    """The document that a part of a file is; None when there was a problem."""
    try:
        return _Composer(part, findings).compose(yaml.parse("\n".join(part.lines), Loader=_LOADER))
    except yaml.YAMLError as error:
        _syntax(error, part, findings)
        return None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    place: Place
    is_list: bool
    children: list[Node] = field(default_factory=list)


class _RefusedError(Exception):
    """The problem has been noted, and nothing after it can be trusted."""


class _Composer:
    """Builds nodes out of events, keeping what is open on a stack of its own."""

    def __init__(self, part: Part, findings: Findings) -> None:
        self.part = part
        self.findings = findings
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def compose(self, events: Iterator[yaml.Event]) -> Node | None:
        try:
            for event in events:
                self._take(event)
        except _RefusedError:
            return None
        if self.root is None and not self.part.first:
            self.findings.add("empty-file")
        return self.root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent() if self.root is not None:
                self._refuse("two-documents", event)
            case yaml.AliasEvent() | yaml.NodeEvent(anchor=str()):
                self._refuse("alias", event)
            case yaml.ScalarEvent(tag=str()) | yaml.CollectionStartEvent(tag=str()):
                self._refuse("tag", event)
            case yaml.ScalarEvent(value=value):
                self._add(self._text(value, event))
            case yaml.CollectionStartEvent():
                if len(self.stack) + self.part.depth == DEEPEST:
                    self._refuse("too-deep", event)
                place = self._place(event)
                begin = Place(place.line, place.column)
                self.stack.append(_Open(begin, isinstance(event, yaml.SequenceStartEvent)))
            case yaml.CollectionEndEvent():
                self._add(self._closed(self.stack.pop()))
            case _:
                pass

    def _text(self, value: str, event: yaml.Event) -> Text:
        place = self._place(event)
        odd = odd_character(value)
        if odd is not None:
            self.findings.add("odd-character", place, name=odd)
        return Text(" ".join(value.split()), place)

    def _place(self, event: yaml.Event) -> Place:
        """Where an event stands; a value that is not there stands right after its colon."""
        at, first = _position(event.start_mark, self.part)
        end, last = _position(event.end_mark, self.part)
        line = self.findings.lines[at]
        if (at, first) == (end, last):
            first = len(line[:first].rstrip())
        return Place(at + 1, first + 1, max(1, (last if end == at else len(line)) - first))

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].children.append(node)
        elif not (isinstance(node, Text) and not node.text):
            self.root = node

    def _closed(self, opened: _Open) -> Node:
        children = tuple(opened.children)
        if opened.is_list:
            return Items(children, opened.place)
        return pairs_of(zip(children[::2], children[1::2], strict=True), opened.place, self.findings)

    def _refuse(self, code: str, event: yaml.Event) -> NoReturn:
        self.findings.add(code, self._place(event), limit=DEEPEST)
        raise _RefusedError


def pairs_of(rows: Iterable[tuple[Node, Node]], place: Place, findings: Findings) -> Pairs:
    """Keys with their values; a key that is no text or was there before is told and left out."""
    pairs: dict[str, tuple[Text, Node]] = {}
    for key, value in rows:
        if not isinstance(key, Text):
            findings.add("key-not-text", key.place)
        elif key.text in pairs:
            first = pairs[key.text][0].place.line
            findings.add("repeated-key", key.place, key=key.text, first=first)
        else:
            pairs[key.text] = (key, value)
    return Pairs(tuple(pairs.values()), place)


def indented_with_tabs(part: Part, findings: Findings) -> bool:
    """Whether a line of a part is indented with a tab; each of them is told."""
    told = False
    for number, line in enumerate(part.lines, part.first + 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            findings.add("tab", Place(number, indent.index("\t") + 1))
            told = True
    return told


_SYNTAX = (
    (
        "mapping values are not allowed",
        "A colon cannot stand here.",
        "Put quotes around a text with a colon in it, and a space between a colon and what follows.",
    ),
    (
        "entries are not allowed",
        "An item of a list cannot begin here.",
        "Give each its own line, all of them indented alike.",
    ),
    (
        "keys are not allowed",
        "A question mark cannot stand here.",
        "Put quotes around a text that begins with one.",
    ),
    (
        "cannot start any token",
        "A text cannot begin with this character.",
        'Put quotes around the text: "@home".',
    ),
    (
        "alphabetic or numeric character",
        "A text cannot begin with * or &.",
        'Put quotes around the text: "*like this*".',
    ),
    (
        "end of stream",
        "A quotation mark is opened here and never closed.",
        "Close it at the end of the text.",
    ),
    (
        "expected ':'",
        "A key without a colon, or a text that has lost its place.",
        "Write `key: value`, and indent a text that goes on in the next line.",
    ),
    (
        "expected ','",
        "A bracket is opened here and never closed.",
        "Close it, with commas between its parts.",
    ),
    (
        "expected",
        "This does not belong to what stands above it.",
        "Check the indentation, and quote a whole text or none of it.",
    ),
    ("escape", "A backslash in double quotes means something else.", "Use single quotes, or no backslash."),
)
"""What the parser says, what it means, and what to do. The first that fits counts."""

_OPENED = frozenset({"end of stream", "expected ','"})
"""Where the beginning is of more use than the place where the parser gave up."""


def _syntax(error: yaml.YAMLError, part: Part, findings: Findings) -> None:
    said = str(getattr(error, "problem", None) or "it is not YAML")
    mark = getattr(error, "problem_mark", None)
    if "maximum nesting depth" in said:  # libyaml has a bound of its own, and looks far ahead
        findings.add("too-deep", _marked(mark, part), limit=DEEPEST)
        return
    what, remedy = f"YAML cannot make sense of this: {said}.", "Check quotes, colons and indentation."
    for fragment, meaning, advice in _SYNTAX:
        if fragment in said:
            what, remedy = meaning, advice
            mark = (getattr(error, "context_mark", None) or mark) if fragment in _OPENED else mark
            break
    findings.add("yaml-syntax", _marked(mark, part), hint=remedy, what=what, remedy=remedy)


def _marked(mark: _Mark | None, part: Part) -> Place:
    """A mark as a place where there is text: at the end of a part it moves back to the last of it."""
    line, column = _position(mark, part)
    line -= part.first
    while line and not part.lines[line].strip():
        line -= 1
        column = len(part.lines[line])
    return Place(part.first + line + 1, min(column + 1, max(1, len(part.lines[line]))))


def _position(mark: _Mark | None, part: Part) -> tuple[int, int]:
    """Line and column of a mark in the file, from 0; libyaml counts one line more than there is."""
    lines = part.lines
    if mark is None:
        return part.first, 0
    if mark.line >= len(lines):
        return part.first + len(lines) - 1, len(lines[-1])
    return part.first + mark.line, min(mark.column, len(lines[mark.line]))
