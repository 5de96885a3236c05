"""What is done to a line before an engine sees it, and how long it takes to read."""

from __future__ import annotations

import itertools
import re
import unicodedata

LONGEST_SENTENCE = 500
"""A longer one is cut: pyttsx3's buffer makes the time grow with the square of the length."""

_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St)\.$")
_END = re.compile(r"[.!?\u2026]+[\"')\]\u2019\u201d]*(?=\s+[^\sa-z])")


def speakable(text: str) -> str:
    """The text without control characters, broken surrogates and stray spaces; may be empty."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    visible = (char for char in whole if unicodedata.category(char) != "Cf")
    kept = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in visible)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def words(text: str) -> int:
    """How many words a person would count: runs between spaces with a letter or a digit in them."""
    return sum(any(char.isalnum() for char in run) for run in text.split())


def reading_seconds(text: str, rate: int) -> float:
    """How long a line lasts when nobody speaks it: its words at the rate, a second at least."""
    return max(1.0, words(text) * 60 / max(rate, 1))


def sentences(text: str) -> list[str]:
    """The sentences of a ``speakable`` text, in order, without those that hold no word."""
    ends = [match.end() for match in _END.finditer(text) if not _TITLE.search(text[: match.end()][-6:])]
    edges = [0, *ends, len(text)]
    parts = (text[start:end].strip() for start, end in itertools.pairwise(edges))
    return [piece for part in parts for piece in _cut(part) if words(piece)]


def _cut(sentence: str) -> list[str]:
    """A sentence in pieces that are not too long, cut at spaces where there are any."""
    cut: list[str] = []
    rest = sentence
    while len(rest) > LONGEST_SENTENCE:
        at = rest.rfind(" ", 1, LONGEST_SENTENCE)
        at = at if at > 0 else LONGEST_SENTENCE
        cut.append(rest[:at].strip())
        rest = rest[at:].strip()
    return [*cut, rest]
