"""Nodes to a draft of ``core.model.Script``: the head of the file, one row a key.

Rule 1: a key of the language is one row of a table (``HEAD`` here, ``STEP`` for a step).
Rule 2: a reader never stops at a problem: it notes it and leaves its part out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from voiceground.core.model import Level, Script, Step
from voiceground.script.draft import START, By, Draft, Lead
from voiceground.script.nodes import Node, Pairs, Text
from voiceground.script.problems import TOP, Findings, did_you_mean
from voiceground.script.steps import read_step
from voiceground.script.values import ID, parts, rows, text, texts, wrong_kind

VERSION = "1"
REQUIRED = {
    "voiceground": "voiceground: 1",
    "id": "id: five-senses",
    "title": "title: Five senses",
    "start": "start: hello",
    "steps": "steps:",
}
"""Without these there is no script; each with an example."""


def parse(root: Node, findings: Findings, torn: Iterable[Text] = ()) -> Draft:
    """Read a whole script. The problems are in ``findings``; with errors among them the draft has holes.

    ``torn`` are keys of the head that are there and could not be read (see ``mend``).
    """
    language = _spoken(root)
    head = _Head(findings, Draft(Script("", "", "", {}, language), findings))
    head.draft.head.update((key.text, key.place) for key in torn)
    for read, key, value in rows(findings, root, HEAD, "a script"):
        head.draft.head[key.text] = value.place
        read(head, key, value)
    if isinstance(root, Pairs):
        for name, example in REQUIRED.items():
            if name not in head.draft.head:
                findings.add("missing-key", TOP, key=name, example=example)
    head.draft.script = head.script()
    return head.draft


def _spoken(root: Node) -> str:
    """The language of a script, wherever in the file it stands: how its answers are read depends on it."""
    pairs = root.pairs if isinstance(root, Pairs) else ()
    told = (value.text for key, value in pairs if key.text == "language" and isinstance(value, Text))
    return next(told, "") or "en"


# --- the head ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Head:
    findings: Findings
    draft: Draft
    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    level: Level = Level.CALM
    minutes: float = 0.0
    steps: dict[str, Step] = field(default_factory=dict)

    def script(self) -> Script:
        """What has been read so far; what is missing is empty."""
        return Script(
            id=self.texts.get("id", ""),
            title=self.texts.get("title", ""),
            start=self.texts.get("start", ""),
            steps=self.steps,
            language=self.texts.get("language", "en"),
            summary=self.texts.get("summary", ""),
            level=self.level,
            minutes=self.minutes,
            doors=self.lists.get("doors", ()),
            cautions=self.lists.get("cautions", ()),
            sources=self.lists.get("sources", ()),
            reviewed=self.texts.get("reviewed", "nobody yet"),
        )


def _version(head: _Head, key: Text, node: Node) -> None:
    value = text(head.findings, key.text, node)
    if value and value != VERSION:
        head.findings.add("unknown-version", node.place, value=value)


def _text(head: _Head, key: Text, node: Node) -> None:
    head.texts[key.text] = text(head.findings, key.text, node)


def _texts(head: _Head, key: Text, node: Node) -> None:
    head.lists[key.text] = texts(head.findings, key.text, node)


def _doors(head: _Head, key: Text, node: Node) -> None:
    found = [(door, part.place) for part in parts(node) if (door := text(head.findings, key.text, part))]
    head.draft.doors += found
    head.lists[key.text] = tuple(door for door, _ in found)


def _id(head: _Head, key: Text, node: Node) -> None:
    _text(head, key, node)
    value = head.texts["id"]
    if value and not re.fullmatch(ID, value):
        head.findings.add("bad-id", node.place, value=value)


def _language(head: _Head, key: Text, node: Node) -> None:
    _text(head, key, node)
    value = head.texts["language"]
    if value and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        head.findings.add("bad-language", node.place, value=value)


def _level(head: _Head, key: Text, node: Node) -> None:
    value = text(head.findings, key.text, node)
    if value in set(Level):
        head.level = Level(value)
    elif value:
        hint = did_you_mean(head.findings.meant(value, tuple(Level)))
        head.findings.add("unknown-level", node.place, hint=hint, value=value)


def _minutes(head: _Head, key: Text, node: Node) -> None:
    value = text(head.findings, key.text, node)
    if re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", value) and 0 < float(value) <= 60:
        head.minutes = float(value)
    elif value:
        head.findings.add("bad-minutes", node.place, value=value)


def _start(head: _Head, key: Text, node: Node) -> None:
    _text(head, key, node)
    if head.texts["start"]:
        head.draft.leads.append(Lead(START, head.texts["start"], By.START, node.place))


def _steps(head: _Head, key: Text, node: Node) -> None:
    if not isinstance(node, Pairs):
        example = "Write the name of a step, a colon, and below it what it does."
        wrong_kind(head.findings, node, key.text, "steps by name", example)
        return
    if not node.pairs:
        head.findings.add("no-steps", key.place)
    for name, value in node.pairs:
        if not name.text:
            head.findings.add("empty-value", name.place, key="the name of a step")
            continue
        head.draft.steps[name.text] = name.place
        head.steps[name.text] = read_step(head.draft, name, value)


_Reader: TypeAlias = Callable[[_Head, Text, Node], None]

HEAD: Mapping[str, _Reader] = {
    "voiceground": _version,
    "id": _id,
    "title": _text,
    "language": _language,
    "summary": _text,
    "level": _level,
    "minutes": _minutes,
    "doors": _doors,
    "cautions": _texts,
    "sources": _texts,
    "reviewed": _text,
    "start": _start,
    "steps": _steps,
}
