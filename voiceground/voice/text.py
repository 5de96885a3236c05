"""What is done to a line before an engine sees it, and how long it takes to read."""

from __future__ import annotations

import re
import unicodedata

PIECE_CHARACTERS = 600
"""A longer line is rendered in pieces: pyttsx3's buffer makes the time grow with the square of the length."""

_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*\s*|[.!?\n]+\s*")


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


def pieces(text: str, most: int = PIECE_CHARACTERS) -> list[str]:
    """The text cut at ends of sentences (else at spaces, else anywhere) into parts of at most ``most``."""
    parts: list[str] = []
    for sentence in _SENTENCE.findall(text):
        for part in _cut(sentence.strip(), most):
            if parts and len(parts[-1]) + 1 + len(part) <= most:
                parts[-1] += f" {part}"
            elif part:
                parts.append(part)
    return parts


def _cut(sentence: str, most: int) -> list[str]:
    cut: list[str] = []
    rest = sentence
    while len(rest) > most:
        at = rest.rfind(" ", 1, most)
        at = at if at > 0 else most
        cut.append(rest[:at].strip())
        rest = rest[at:].strip()
    return [*cut, rest]
