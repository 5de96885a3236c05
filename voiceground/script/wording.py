"""What the content guide has to say about one line: harm, orders, closed eyes, what leads inward.

The words of each language are in ``wordings``; sentences are counted in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from voiceground.core.languages import Language
from voiceground.core.replies import global_of, normal
from voiceground.script.wordings import ENGLISH, Wording
from voiceground.script.wordings.table import NEVER

LONGEST_SENTENCE = 12
"""Words in a sentence (content guide 2.4)."""

LONGEST_SPEECH = 25.0
"""Seconds that the voice may speak without a pause or a question."""

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\w)[^.!?]*)*[.!?]*")


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds each of these phrases as whole words, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    if not ordered:
        return NEVER
    return re.compile(r"(?<![\w'])(" + "|".join(map(re.escape, ordered)) + r")(?![\w'])")


@cache
def _harmful(wording: Wording) -> re.Pattern[str]:
    return _any_of(wording.instead)


@cache
def _global(language: Language) -> re.Pattern[str]:
    return _any_of(global_of(language))


def sentences(said: str) -> Iterator[str]:
    """The sentences of a line, each with its mark."""
    for found in _SENTENCE.finditer(said):
        if found[0].strip():
            yield found[0].strip()


def harmful(said: str, wording: Wording = ENGLISH) -> Iterator[tuple[str, str]]:
    """Each phrase of a line that is on the list, with what to do instead."""
    for found in _harmful(wording).finditer(normal(said)):
        yield found[0], wording.instead[found[0]]


def long_sentences(said: str) -> Iterator[tuple[str, int]]:
    """Each sentence of a line that is too long, with its number of words."""
    for sentence in sentences(said):
        words = sum(normal(word) != "" for word in sentence.split())
        if words > LONGEST_SENTENCE:
            yield sentence, words


def global_words(said: str, language: Language) -> Iterator[tuple[str, str]]:
    """Each phrase of a line that is always live, with the global word that it means."""
    for found in _global(language).finditer(normal(said)):
        yield found[0], global_of(language)[found[0]]


# --- imperatives------------------------------------------------------------------------------------


def imperatives(said: str, wording: Wording = ENGLISH) -> Iterator[str]:
    """Each sentence of a line that tells somebody to do something and leaves no choice in it.

    What to do in an emergency may be told. A sentence is judged by how it begins: "Rest is fine" has a
    subject, "Rest a little" has none.
    """
    for sentence in sentences(said):
        phrase = normal(sentence)
        words = [] if sentence.endswith("?") else phrase.split()
        while words and words[0] in wording.before_verb:
            words = words[1:]
        if not words or words[0] not in wording.verbs or {*words} & (wording.choices | wording.emergencies):
            continue
        is_subject = bool({*words[1:3]} & wording.subject_ends) or (
            words[1:2] == [wording.joined] and not wording.joined_ends.isdisjoint(words)
        )
        if not is_subject and not any(friendly in phrase for friendly in wording.friendly):
            yield sentence


# --- eyes, and what leads inward --------------------------------------------------------------------


def closed_eyes(said: str, before: str, wording: Wording = ENGLISH) -> str | None:
    """The words of a line that close the eyes where open was not offered first; ``before``: lines before."""
    words = normal(said)
    found = wording.closed.search(words)
    if found is None or wording.open.search(normal(before)) or wording.open.search(words, 0, found.start()):
        return None
    return found[0]


def inward(said: str, wording: Wording = ENGLISH) -> str | None:
    """The word of a line that leads to the body or into imagery, if one does."""
    for sentence in sentences(said):
        words = normal(sentence)
        found = wording.inward.search(words)
        if found and not {*words.split()} & wording.outward:
            return found[0]
    return None
