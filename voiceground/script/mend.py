"""A file with a fault in its YAML, read as far as it goes: step by step, and key by key of its head.

Rule 1: each part is read by itself, so a quotation mark that is never closed spoils its own step only.
Rule 2: a part that cannot be read is torn: its name is known and nothing else, and no rule may conclude
    anything from what it does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voiceground.script.nodes import (
    Node,
    Pairs,
    Part,
    Text,
    compose,
    compose_part,
    indented_with_tabs,
    pairs_of,
)
from voiceground.script.problems import Findings, Place
from voiceground.script.source import Source

MENDABLE = frozenset({"alias", "odd-character", "tab", "tag", "too-deep", "yaml-syntax"})
"""After these the rest of a file can still be read."""

STEPS = "steps"

_KEY = re.compile(
    r""" {0,40}("[^"]{1,100}"|'[^']{1,100}'|[^\s"'#&*!|>%@`\-?:,\[\]{}][^:#]{0,100}?) {0,4}:(?: |$)"""
)
_NAME = re.compile(r"""(?<![^\s"'#:,\[\]{}])([^\s"'#:,\[\]{}]{1,64})["']?[ ]{0,4}:""")
"""Both are bounded, so that no line of 256 kB takes long."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What could be read.

    Attributes:
        root: the script, without what is torn; None when nothing can be read.
        keys: keys of the head that are torn.
        steps: steps that are torn.
        hidden: what may be the name of a step, in the torn parts.
    """

    root: Node | None
    keys: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    hidden: frozenset[str] = frozenset()


def read_nodes(source: Source, findings: Findings) -> Mended:
    """The nodes of a source, all of it or what can be read of it."""
    known = len(findings.problems)
    root = None if source.odd else compose(source, findings)
    found = findings.problems[known:]
    if root is not None or not (source.odd or any(problem.code in MENDABLE for problem in found)):
        return Mended(root)
    del findings.problems[known:]
    mended = _Mender(source, findings).mended()
    if not mended.keys and not mended.steps:  # the parts are sound, and do not fit together
        findings.problems += found
        return Mended(None)
    return mended


class _Mender:
    """Takes a file apart by its keys, and puts together what can be read."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self.odd = source.odd
        self.lines = source.lines
        self.findings = findings
        self.torn: list[Part] = []

    def mended(self) -> Mended:
        rows: list[tuple[Node, Node]] = []
        keys: list[Text] = []
        steps: list[Text] = []
        for part in _parts(Part(0, self.lines), 0):
            name = _name(part)
            inner = _inner(part) if name and name.text == STEPS else None
            if name and inner:
                found: list[tuple[Node, Node]] = []
                steps = self._take(inner, found)
                rows.append((name, pairs_of(found, inner[0].place, self.findings)))
            else:
                keys += self._take([_Named(part, name)], rows)
        hidden = {word for part in self.torn for line in part.lines for word in _NAME.findall(line)}
        root = pairs_of(rows, Place(), self.findings)
        return Mended(root, tuple(keys), tuple(steps), frozenset(hidden))

    def _take(self, parts: Sequence[_Named], rows: list[tuple[Node, Node]]) -> list[Text]:
        """Read parts; their rows are added, and the names of those that are torn are returned."""
        torn = []
        for part in parts:
            root = self._read(part.part)
            if isinstance(root, Pairs):
                rows += root.pairs
            elif any(line.strip() and not line.lstrip().startswith("#") for line in part.part.lines):
                self.torn.append(part.part)
                torn.append(part.name or Text("", part.place))
        return torn

    def _read(self, part: Part) -> Node | None:
        numbers = range(part.first, part.first + len(part.lines))
        if indented_with_tabs(part, self.findings) or any(number in self.odd for number in numbers):
            return None
        return compose_part(part, self.findings)


@dataclass(frozen=True, slots=True)
class _Named:
    """A part, and the key that it begins with, if it does."""

    part: Part
    name: Text | None

    @property
    def place(self) -> Place:
        return self.name.place if self.name else Place(self.part.first + 1)


def _parts(whole: Part, indent: int) -> Iterator[Part]:
    """The lines of a part, cut before every key that is indented so far and no further."""
    begin = 0
    for number, line in enumerate(whole.lines):
        if number > begin and _indent(line) == indent and _KEY.match(line):
            yield Part(whole.first + begin, whole.lines[begin:number], whole.depth)
            begin = number
    yield Part(whole.first + begin, whole.lines[begin:], whole.depth)


def _inner(steps: Part) -> list[_Named]:
    """The steps below ``steps:``; none where they do not stand below each other."""
    head, *rest = steps.lines
    texts = [line for line in rest if line.strip() and not line.lstrip().startswith("#")]
    if not texts or not _indent(texts[0]) or head.partition(":")[2].partition("#")[0].strip():
        return []
    parts = _parts(Part(steps.first + 1, tuple(rest), depth=1), _indent(texts[0]))
    return [_Named(part, _name(part)) for part in parts]


def _name(part: Part) -> Text | None:
    line = part.lines[0]
    found = _KEY.match(line)
    if found is None:
        return None
    return Text(found[1].strip("\"'"), Place(part.first + 1, found.start(1) + 1, len(found[1])))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
