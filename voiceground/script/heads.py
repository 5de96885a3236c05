"""Heads of scripts: what they are chosen by, read without the steps, and so twenty times sooner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from voiceground.core.model import Script
from voiceground.core.offers import Head
from voiceground.script.nodes import compose
from voiceground.script.parse import parse
from voiceground.script.problems import Findings
from voiceground.script.source import Source, read

STEPS = "steps:"


def head_of(script: Script) -> Head:
    """The head of a script that has been read."""
    return Head(script.id, script.title, script.level, script.doors, script.language)


def heads(paths: Iterable[Path]) -> Iterator[Head]:
    """The heads of these scripts; files that hold none are left out, and nothing is checked."""
    for path in paths:
        head = read_head(path)
        if head is not None:
            yield head


def read_head(path: Path) -> Head | None:
    """The head of one script; None where there is none that could be offered."""
    findings = Findings(str(path))
    source = read(path, findings)
    root = compose(_above_the_steps(source), findings) if source and not source.odd else None
    if root is None:
        return None
    head = head_of(parse(root, findings).script)
    return head if head.id == path.stem and head.title else None


def _above_the_steps(source: Source) -> Source:
    """The lines down to the steps, which are written last; those that follow them are not missed here."""
    first = next((row for row, line in enumerate(source.lines) if line.startswith(STEPS)), None)
    lines = source.lines[:first]
    return Source("\n".join(lines) + "\n", lines)
