"""What a free transcript means at a moment: one of its options, or nothing. Pure.

An ear that writes down whatever it hears has to be read as carefully as a person would: "um, yes please"
is yes, "not yes" and "I would say no more about it" are nothing. So the whole transcript has to be made of
phrases of the options and of a few carrier words that change nothing; a single word beside them, "not"
above all, and it is no reply. A negation is never turned round that way, and a sentence that only
contains "no" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from voiceground.core.model import Vocabulary
from voiceground.core.replies import NUMBER_WORDS, STOP, normal

CARRIERS = frozenset(
    (
        *("um", "uh", "uhm", "er", "erm", "hm", "hmm", "mm", "ah", "oh", "well", "so", "please"),
        *("thanks", "maybe", "probably", "perhaps", "about", "around", "a", "an", "it's", "that's"),
        *("thank you", "i think", "i think it's", "i guess", "i say", "i'd say", "i would say"),
        *("i'll say", "i'll take", "it is", "it's a", "it is a", "that's a", "it's about"),
        *("my answer is", "the answer is", "i said", "i mean", "i choose", "i am at", "i'm at"),
        *("let's say"),
    )
)
"""What may stand beside a reply and changes nothing. No word of denial is among them."""

LONGEST_PHRASE = 6
"""Words; more than any phrase of the tables has."""

_DIGITS = {str(number): words[0] for number, words in NUMBER_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Match:
    """The option that a transcript means.

    Attributes:
        name: its listed spelling.
        complete: the words cannot grow into another option's phrase.
        plain: nothing stood beside it.
    """

    name: str
    complete: bool
    plain: bool


def matched(text: str, vocabulary: Vocabulary) -> Match | None:
    """The option that a transcript means, None for none, for two at once, and for anything beside them.

    "stop" among other options is stop: to miss it is the worst mistake of all.
    """
    owner = {phrase: option.name for option in reversed(vocabulary.options) for phrase in option.phrases}
    words = _words(text)
    said = _divided(words, owner) or _divided(_without_stutter(words), owner)
    phrases = [part for part in said or () if part in owner]
    names = {owner[phrase] for phrase in phrases}
    if not phrases or (len(names) > 1 and STOP not in names):
        return None
    name = STOP if STOP in names else names.pop()
    growing = f"{phrases[-1]} "
    complete = not any(other.startswith(growing) and owner[other] != name for other in owner)
    return Match(name, complete, plain=" ".join(words) == phrases[0])


def _words(text: str) -> list[str]:
    """The words, normal; digits as words, and "y-yes" as two."""
    spoken = re.sub(r"[\[(<*].*?[\])>*]", " ", text)  # whisper writes noises in brackets
    return [_DIGITS.get(word, word) for word in normal(spoken).split()]


def _without_stutter(words: Sequence[str]) -> list[str]:
    """Without beginnings of the next word: "s st stop" is stop."""
    kept: list[str] = []
    for word in reversed(words):
        if not (kept and len(word) < len(kept[-1]) and len(word) <= 3 and kept[-1].startswith(word)):
            kept.append(word)
    return kept[::-1]


def _divided(words: Sequence[str], owner: Mapping[str, str]) -> tuple[str, ...] | None:
    """The words as phrases and carriers, longest first; None when they are not made of them alone."""
    if not words:
        return ()
    for part, rest in _beginnings(words):
        # "oh" is a zero when it stands alone, and a sigh before anything else.
        if part in CARRIERS if part == "oh" and rest else part in owner or part in CARRIERS:
            divided = _divided(rest, owner)
            if divided is not None:
                return (part if part in owner and not (part == "oh" and rest) else "", *divided)
    return None


def _beginnings(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    for count in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        yield " ".join(words[:count]), words[count:]
