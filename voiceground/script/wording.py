"""The words that do harm in distress, as data (content guide, sections 2.2, 2.4 and 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from voiceground.core.languages import ENGLISH
from voiceground.core.replies import global_of, normal

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
    "breathe deeply": 'It can set off a flashback. Say "one small, easy breath".',
    "hold still": _STILL,
    "be still": _STILL,
    "remain still": _STILL,
    "surrender": 'It gives up control. Say "you could set it down for now".',
    "trust me": "Trust is not asked for. Leave it out.",
}
"""What not to say, and what to do instead. Whole words, in any case."""

LONGEST_SENTENCE = 12
"""Words in a sentence (content guide 2.4)."""

LONGEST_SPEECH = 25.0
"""Seconds that the voice may speak without a pause or a question."""

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\w)[^.!?]*)*[.!?]*")


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds each of these phrases as whole words, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w'])(" + "|".join(map(re.escape, ordered)) + r")(?![\w'])")


_HARMFUL = _any_of(INSTEAD)
_GLOBAL = _any_of(global_of(ENGLISH))


def sentences(said: str) -> Iterator[str]:
    """The sentences of a line, each with its mark."""
    for found in _SENTENCE.finditer(said):
        if found[0].strip():
            yield found[0].strip()


def harmful(said: str) -> Iterator[tuple[str, str]]:
    """Each phrase of a line that is on the list, with what to do instead."""
    for found in _HARMFUL.finditer(normal(said)):
        yield found[0], INSTEAD[found[0]]


def long_sentences(said: str) -> Iterator[tuple[str, int]]:
    """Each sentence of a line that is too long, with its number of words."""
    for sentence in sentences(said):
        words = sum(normal(word) != "" for word in sentence.split())
        if words > LONGEST_SENTENCE:
            yield sentence, words


def global_words(said: str) -> Iterator[tuple[str, str]]:
    """Each phrase of a line that is always live, with the global word that it means."""
    for found in _GLOBAL.finditer(normal(said)):
        yield found[0], global_of(ENGLISH)[found[0]]


# --- imperatives ------------------------------------------------------------------------------------


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VERBS = _words("""
    accept allow answer ask be begin blink breathe bring call check choose close come concentrate continue
    count cross direct do don't drink drop exhale feel find focus follow gather get give go hear hold hum
    imagine inhale keep lean leave let lie lift listen look lower make move name notice observe open pay
    pick picture place pull push put reach relax release remember repeat rest return roll say scan see shake
    shift sing sip sit smell smile soften squeeze stand start stay stop stretch swallow take tap taste tell
    tense think touch try turn use visualise visualize wait walk watch wiggle wrap write
""")
_BEFORE_A_VERB = _words("again also and first gently just next now please simply slowly softly so then")
_CHOICES = _words("could if may maybe might optional or perhaps whenever")
_EMERGENCIES = _words("ambulance danger doctor emergency medical")
_SUBJECT_ENDS = _words("are can comes counts could has is may might was were")
_FRIENDLY = ("take your time", "as you like", "when you like", "when you are ready", "when you're ready")


def imperatives(said: str) -> Iterator[str]:
    """Each sentence of a line that tells somebody to do something and leaves no choice in it.

    What to do in an emergency may be told. A sentence is judged by how it begins: "Rest is fine" has a
    subject, "Rest a little" has none.
    """
    for sentence in sentences(said):
        phrase = normal(sentence)
        words = [] if sentence.endswith("?") else phrase.split()
        while words and words[0] in _BEFORE_A_VERB:
            words = words[1:]
        if not words or words[0] not in _VERBS or {*words} & (_CHOICES | _EMERGENCIES):
            continue
        is_subject = bool({*words[1:3]} & _SUBJECT_ENDS) or (words[1:2] == ["and"] and "are" in words)
        if not is_subject and not any(friendly in phrase for friendly in _FRIENDLY):
            yield sentence


# --- eyes, and what leads inward --------------------------------------------------------------------

_CLOSED = re.compile(
    r"\b((close|closing|shut|shutting) (your |the |both )?eyes|with (your )?(closed eyes|eyes (closed|shut))"
    r"|eyes (be |can be |are |may be |stay |can stay )?(closed|shut)|your eyes (can |may |could )?close)\b"
)
_OPEN = re.compile(r"\bopen\b")
_INWARD = re.compile(
    r"\b(breath|breaths|breathe|breathing|inhale|exhale|chest|heart|heartbeat|pulse|belly|stomach|lungs|body"
    r"|bodies|muscles?|jaw|throat|shoulders|tense|tension|touch|imagine|imagining|picture|visuali[sz]e|image"
    r"|images|mind's eye|memory|memories|remember)\b"
)
_OUTWARD = _words("alone leave leaves left no not nothing without")
"""Words of a sentence that puts something aside: "We leave the breath alone"."""


def closed_eyes(said: str, before: str) -> str | None:
    """The words of a line that close the eyes where open was not offered first; ``before``: lines before."""
    words = normal(said)
    found = _CLOSED.search(words)
    if found is None or _OPEN.search(normal(before)) or _OPEN.search(words, 0, found.start()):
        return None
    return found[0]


def inward(said: str) -> str | None:
    """The word of a line that leads to the body or into imagery, if one does."""
    for sentence in sentences(said):
        words = normal(sentence)
        found = _INWARD.search(words)
        if found and not {*words.split()} & _OUTWARD:
            return found[0]
    return None
