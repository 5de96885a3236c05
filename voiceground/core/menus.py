"""What may be said for the items of a spoken menu (``choose``).

An item can be picked by its own words, by any part of them that belongs to no other item, by its place
("one", "the first"), and, while it is read, by any signal or key that means yes (see ``answers``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from voiceground.core.model import Option
from voiceground.core.naming import IN_BRACES
from voiceground.core.replies import GLOBAL_WORDS, normal, option

PLACES: tuple[tuple[str, ...], ...] = (
    ("one", "the first", "first", "the first one", "first one", "number one"),
    ("two", "the second", "second", "the second one", "second one", "number two"),
    ("three", "the third", "third", "the third one", "third one", "number three"),
)
LAST = ("the last", "last", "the last one", "last one")

MOST_ITEMS = len(PLACES)
"""Items that a menu may have (content guide, 2.4)."""

MOST_PARTS = 10
"""Parts of its words that an item may be picked by."""

EMPTY_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "bit", "by", "can", "could", "do", "for", "from", "go"),
        *("i", "if", "in", "is", "it", "let", "let's", "like", "little", "maybe", "me", "my", "of", "on"),
        *("one", "or", "our", "please", "some", "something", "that", "the", "there", "this", "to", "us"),
        *("want", "we", "with", "would", "you", "your"),
    )
)
"""Words that pick nothing by themselves."""

_GLOBAL = frozenset(phrase for phrases in GLOBAL_WORDS.values() for phrase in phrases)


def choice_options(says: Sequence[str], taken: Collection[str] = ()) -> tuple[Option, ...]:
    """The options of a menu's items, in order; a phrase belongs to one of them at the most.

    Args:
        says: what is read of each item.
        taken: phrases that answer the question in another way already.
    """
    listed = [IN_BRACES.sub("", said).strip().rstrip(".!?,;:") for said in says]
    words = [normal(said).split() for said in listed]
    used = set(taken)
    whole = []
    for said in listed:
        phrases = [phrase for phrase in option(said).phrases if phrase not in used]
        used.update(phrases)
        whole.append(phrases)
    made = []
    for index, phrases in enumerate(whole):
        others = {word for other, theirs in enumerate(words) if other != index for word in theirs}
        more = [part for part in _parts(words[index], others) if part not in used][:MOST_PARTS]
        places = [place for place in _places(index, len(listed)) if place not in used]
        used.update(more, places)
        made.append(Option(listed[index], (*phrases, *more, *places)))
    return tuple(made)


def _parts(words: Sequence[str], others: Collection[str]) -> Iterator[str]:
    """The parts of an item's words that pick it, the longest first; each has a word that is its alone."""
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            telling = [word for word in part if word not in EMPTY_WORDS and word not in others]
            ends = {part[0], part[-1]} & {"a", "an", "and", "of", "or", "the", "to", "for", "in", "on", "at"}
            if telling and not (ends and length > 1 and part[-1] in ends) and " ".join(part) not in _GLOBAL:
                yield " ".join(part)


def _places(index: int, count: int) -> tuple[str, ...]:
    if index >= MOST_ITEMS:
        return ()
    return PLACES[index] + (LAST if index == count - 1 and count > 1 else ())
