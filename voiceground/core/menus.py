"""What may be said for the items of a spoken menu (``choose``).

An item can be picked by its own words, by any part of them that belongs to no other item, by its place
("one", "the first"), and, while it is read, by any signal or key that means yes (see ``answers``). "No" picks
the item that turns the others down, where there is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from voiceground.core.languages import ENGLISH, Language
from voiceground.core.model import Option
from voiceground.core.naming import IN_BRACES
from voiceground.core.replies import global_of, normal, option

MOST_ITEMS = 3
"""Items that a menu may have (content guide, 2.4)."""

MOST_PARTS = 10
"""Parts of its words that an item may be picked by."""


def choice_options(
    says: Sequence[str], taken: Collection[str] = (), language: Language = ENGLISH
) -> tuple[Option, ...]:
    """The options of a menu's items, in order; a phrase belongs to one of them at the most.

    Args:
        says: what is read of each item.
        taken: phrases that answer the question in another way already.
        language: what is spoken.
    """
    listed = [IN_BRACES.sub("", said).strip(" .!?,;:¡¿") for said in says]
    words = [normal(said).split() for said in listed]
    used = set(taken)
    whole = []
    for said in listed:
        ways = option(said, language).phrases
        if normal(said) in language.menus.neither:
            ways = (*ways, *language.replies.no)
        phrases = [phrase for phrase in ways if phrase not in used]
        used.update(phrases)
        whole.append(phrases)
    made = []
    for index, phrases in enumerate(whole):
        others = {word for other, theirs in enumerate(words) if other != index for word in theirs}
        parts = _parts(words[index], others, language)
        more = [part for part in parts if part not in used][:MOST_PARTS]
        places = [place for place in _places(index, len(listed), language) if place not in used]
        used.update(more, places)
        made.append(Option(listed[index], (*phrases, *more, *places)))
    return tuple(made)


def _parts(words: Sequence[str], others: Collection[str], language: Language) -> Iterator[str]:
    """The parts of an item's words that pick it, the longest first; each has a word that is its alone."""
    empty, joints, live = language.menus.empty, language.menus.joints, global_of(language)
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            telling = [word for word in part if word not in empty and word not in others]
            if telling and not (length > 1 and part[-1] in joints) and " ".join(part) not in live:
                yield " ".join(part)


def _places(index: int, count: int, language: Language) -> tuple[str, ...]:
    menus = language.menus
    if index >= len(menus.places):
        return ()
    return menus.places[index] + (menus.last if index == count - 1 and count > 1 else ())
