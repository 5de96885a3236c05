"""Whether somebody who wrote or said a whole sentence is in need: for text, not for the built-in ear.

Rule 1: a sentence is folded first, so that "I CAN'T go on any more!", "i cant go on" and "I cannot go on" are
one; then the rows of the language are looked for in the whole of it and in each of its clauses.
Rule 2: missing somebody costs more than asking once too often, which costs one "no". But everyday talk has
the same words ("help yourself", "dying for a coffee"), and whoever is asked for that will not ask again. So
each row says what may stand around it.
Rule 3: it is a floor, and no detector: nothing is weighed, and nothing is made of a sentence that it misses.
"""

from __future__ import annotations

import re
from functools import lru_cache

from voiceground.core.languages import ENGLISH, Language
from voiceground.core.languages.language import NEEDS
from voiceground.core.replies import folded, normal

LONGEST = 400
"""Words of a text that are looked at."""

_CLAUSES = re.compile(r"[.!?;:,\u2026]+(?=\s|$)|\s[-\u2013\u2014]+\s|\u2014|\n")


def need_in(text: str, language: Language = ENGLISH) -> str | None:
    """The word of need that a text means, ``NOT_ALONE`` or ``HELP``, or None. Never raises."""
    text = " ".join(text.split()[:LONGEST])
    clauses = [said for part in (text, *_CLAUSES.split(text)) if (said := fold(part, language))]
    for name in NEEDS:  # danger from somebody near first: what is answered to it is heard by nobody
        pattern = _patterns(language).get(name)
        if pattern and any(pattern.search(clause) for clause in clauses):
            return name
    return None


def fold(text: str, language: Language = ENGLISH) -> str:
    """A text in the one spelling that the rows are written in: long forms, lower case, no filling words."""
    plain = folded(normal(text), language)
    for spelling, long in _spellings(language):
        plain = spelling.sub(long, plain)
    return " ".join(word for word in plain.split() if word not in language.needs.unheard)


@lru_cache(maxsize=8)
def _spellings(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b{short}\b"), long) for short, long in language.needs.long.items())


@lru_cache(maxsize=8)
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    rows = language.needs.rows
    return {name: re.compile("|".join(f"(?:{row})" for row in rows[name])) for name in rows if rows[name]}
