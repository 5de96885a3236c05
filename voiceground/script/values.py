"""Reading single values: text, lists of text, durations, ranges, and the keys of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from voiceground.core.naming import IN_BRACES, NAME
from voiceground.script.nodes import Items, Node, Pairs, Text
from voiceground.script.problems import Findings, crop, did_you_mean

Row = TypeVar("Row")

LONGEST = 3600.0
"""Seconds that any duration may last."""

MOST_TIMES = 200
"""How often anything is done at the most, such as breaths of one pattern."""

ID = "[a-z0-9-]{1,64}"
"""What the id of a script looks like, as a pattern."""

_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0}
_SPELLINGS = {"sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m"}
_SPELLINGS.update({"minute": "m", "minutes": "m", "msec": "ms", "millisecond": "ms", "milliseconds": "ms"})
_DURATION = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?(ms|s|m)?")
_RANGE = re.compile(r"([0-9]{1,2})(?: ?[-\N{EN DASH}] ?([0-9]{1,2}))?")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def rows(
    findings: Findings, node: Node, table: Mapping[str, Row], owner: str
) -> Iterator[tuple[Row, Text, Node]]:
    """The rows of a table that a mapping uses, each with its key and value."""
    if not isinstance(node, Pairs):
        wrong_kind(findings, node, owner, "keys with values", "Write `key: value`, one a line.")
        return
    for key, value in node.pairs:
        row = table.get(key.text)
        if row is not None:
            yield row, key, value
        else:
            _unknown(findings, key, table, owner)


def _unknown(findings: Findings, key: Text, table: Mapping[str, Row], owner: str) -> None:
    known = did_you_mean(findings.meant(key.text, table)) or f"Its keys are: {', '.join(table)}."
    if " " in key.text:
        known = f'A text with a colon in it needs quotes: "{crop(key.text)}: ...".'
    findings.add("unknown-key", key.place, hint=known, key=key.text, owner=owner, known=known)


def wrong_kind(findings: Findings, node: Node, key: str, wanted: str, example: str) -> None:
    """Say that a value is a text, a list or a table, and should be something else."""
    found = {Text: "a text", Items: "a list", Pairs: "keys with values"}[type(node)]
    if isinstance(node, Text) and not node.text:
        findings.add("empty-value", node.place, key=key)
    else:
        findings.add("wrong-kind", node.place, key=key, wanted=wanted, found=found, example=example)


def text(findings: Findings, key: str, node: Node) -> str:
    """A text that says something; empty when there was a problem."""
    if not isinstance(node, Text) or not node.text:
        wrong_kind(findings, node, key, "a text", "Write it in one line, in quotes if it holds a colon.")
        return ""
    return node.text


def line(findings: Findings, key: str, node: Node) -> str:
    """A line for the voice; braces in it hold names."""
    said = text(findings, key, node)
    for inside in IN_BRACES.findall(said):
        if not NAME.fullmatch(inside.strip()):
            findings.add("bad-name", findings.within(node.place, f"{{{inside}}}"), value=inside)
    if set("{}") & set(IN_BRACES.sub("", said)):
        findings.add("odd-brace", node.place)
    return said


def name(findings: Findings, key: str, node: Node) -> str:
    """A name; empty when there was a problem."""
    value = text(findings, key, node)
    if value and not NAME.fullmatch(value):
        findings.add("bad-name", node.place, value=value)
        return ""
    return value


def truth(findings: Findings, key: str, node: Node) -> bool:
    """Whether something is switched on."""
    value = text(findings, key, node)
    if value and value.lower() not in _TRUTHS:
        findings.add("bad-truth", node.place, key=key, value=value)
    return _TRUTHS.get(value.lower(), False)


def count(findings: Findings, key: str, node: Node) -> int | None:
    """A whole number from 1 to ``MOST_TIMES``; None when there was a problem."""
    value = text(findings, key, node)
    if re.fullmatch(r"[0-9]{1,3}", value) and 1 <= int(value) <= MOST_TIMES:
        return int(value)
    if value:
        findings.add("bad-count", node.place, key=key, value=value, most=MOST_TIMES)
    return None


def parts(node: Node) -> tuple[Node, ...]:
    """The items of a list; anything else stands for a list of one."""
    return node.items if isinstance(node, Items) else (node,)


def texts(findings: Findings, key: str, node: Node) -> tuple[str, ...]:
    """A list of texts, or one text. The list may be empty."""
    return tuple(found for part in parts(node) if (found := text(findings, key, part)))


def duration(findings: Findings, key: str, node: Node) -> float | None:
    """A duration in seconds; None when there was a problem."""
    value = text(findings, key, node)
    if not value:
        return None
    fits = _DURATION.fullmatch(value)
    seconds = float(fits[1]) * _SECONDS[fits[2] or "s"] if fits else 0.0
    if fits and fits[2] is None:
        findings.add("no-unit", node.place, value=value)
    elif seconds <= 0:
        findings.add("bad-duration", node.place, hint=_better_duration(value), value=value)
    elif seconds > LONGEST:
        findings.add("too-long", node.place, value=value)
    else:
        return seconds
    return None


def _better_duration(value: str) -> str:
    number, unit = value.rstrip("abcdefghijklmnopqrstuvwxyz").strip(), value.lstrip("0123456789. ")
    if unit in _SPELLINGS and _DURATION.fullmatch(number):
        return f"Write `{number}{_SPELLINGS[unit]}`."
    return ""


def span(value: str) -> tuple[int, int] | None:
    """The two ends of a range such as ``0-3`` or ``5``; None when it is not one within 0 to 10."""
    fits = _RANGE.fullmatch(value)
    if fits is None:
        return None
    low, high = int(fits[1]), int(fits[2] or fits[1])
    return (low, high) if low <= high <= 10 else None
