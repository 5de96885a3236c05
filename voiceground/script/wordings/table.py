"""What the checker has to know of a language to read what is said with the content guide's eyes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NEVER = re.compile(r"(?!)")
"""Matches nothing."""


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words that do harm in distress, and those by which orders and inward turns are known.

    A language without a table of its own has this one as it is: only its sentences are counted.

    Attributes:
        instead: what not to say, and what to do instead. Whole words, in any case.
        verbs: words that order something where a sentence begins with them.
        before_verb: words that may stand before such a verb.
        choices: words by which a sentence leaves a choice.
        emergencies: words of a sentence that may order, because it is about an emergency.
        subject_ends: words after a first word that make it a subject: "Rest is fine".
        joined: the word that joins two subjects: "Smell and taste are left".
        joined_ends: the words that such a sentence then has.
        friendly: phrases that leave all the time in the world.
        closed: finds closed eyes.
        open: finds open ones.
        inward: finds what leads to the body or into imagery.
        outward: words of a sentence that puts something aside: "We leave the breath alone".
        how_long: finds how long something takes.
    """

    instead: Mapping[str, str] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()
    before_verb: frozenset[str] = frozenset()
    choices: frozenset[str] = frozenset()
    emergencies: frozenset[str] = frozenset()
    subject_ends: frozenset[str] = frozenset()
    joined: str = ""
    joined_ends: frozenset[str] = frozenset()
    friendly: tuple[str, ...] = ()
    closed: re.Pattern[str] = NEVER
    open: re.Pattern[str] = NEVER
    inward: re.Pattern[str] = NEVER
    outward: frozenset[str] = frozenset()
    how_long: re.Pattern[str] = NEVER
