"""The words that do harm in distress, as data (content guide, sections 2.2 and 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from voiceground.core.replies import normal

_PRAISE = 'Thank without praise: "Thank you", or say what comes next.'
_PRESSURE = 'Offer it: "If you like", "You could", "Some people".'
_STILL = "Being told to keep still can feel like being held down. Offer movement."
_PROMISE = "Say only what is known: where you are, what time it is, what comes next."

INSTEAD: Mapping[str, str] = {
    "relax": "Name something small to do instead of a state to reach.",
    "calm down": "Name something small to do instead of a state to reach.",
    "let go": 'It gives up control. Say "you could set it down for now".',
    "just": "It makes the hard sound easy. Leave it out.",
    "try harder": _PRESSURE,
    "should": _PRESSURE,
    "must": _PRESSURE,
    "i want you to": _PRESSURE,
    "good job": _PRAISE,
    "well done": _PRAISE,
    "perfect": _PRAISE,
    "you are safe": _PROMISE,
    "you're safe": _PROMISE,
    "nothing is wrong": _PROMISE,
    "nothing's wrong": _PROMISE,
    "you are fine": _PROMISE,
    "you're fine": _PROMISE,
    "everything happens for a reason": "Leave it out: it asks the person to agree that it was right.",
    "deep breath": 'It can set off a flashback. Say "one small, easy breath".',
    "deep breaths": 'They can set off a flashback. Say "small, easy breaths".',
    "close your eyes": 'Say that open is fine first: "Eyes open is fine, or you could close them".',
    "hold still": _STILL,
    "be still": _STILL,
    "remain still": _STILL,
    "surrender": 'It gives up control. Say "you could set it down for now".',
    "trust me": "Trust is not asked for. Leave it out.",
}
"""What not to say, and what to do instead. Whole words, in any case."""

LONGEST_SENTENCE = 12
"""Words in a sentence (content guide 2.4)."""

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\w)[^.!?]*)*[.!?]*")
_PHRASES = re.compile(
    r"\b(" + "|".join(re.escape(phrase) for phrase in sorted(INSTEAD, key=len, reverse=True)) + r")\b"
)


def harmful(said: str) -> Iterator[tuple[str, str]]:
    """Each phrase of a line that is on the list, with what to do instead."""
    for found in _PHRASES.finditer(normal(said)):
        yield found[0], INSTEAD[found[0]]


def long_sentences(said: str) -> Iterator[tuple[str, int]]:
    """Each sentence of a line that is too long, with its number of words."""
    for found in _SENTENCE.finditer(said):
        words = sum(normal(word) != "" for word in found[0].split())
        if words > LONGEST_SENTENCE:
            yield found[0].strip(), words
