"""How alike two words sound: a weighted edit distance over phones, by how the phones are made.

Phones are those of the CMU dictionary. A vowel is a path through the vowel space, from where it begins
to where it ends; a consonant is a place, a manner and a voice. The numbers follow the usual charts
(Ladefoged and Johnson, *A Course in Phonetics*), scaled so that 0 is the same phone and 1 is as unlike
as phones get.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import TypeAlias

Phones: TypeAlias = tuple[str, ...]


class Manner(IntEnum):
    """How far a consonant closes the mouth, from a full stop to almost open."""

    STOP = 0
    AFFRICATE = 1
    FRICATIVE = 2
    NASAL = 3
    LIQUID = 4
    GLIDE = 5


@dataclass(frozen=True, slots=True)
class Vowel:
    """Height (0 open, 1 close), backness (0 front, 1 back) and rounding, where it begins and ends."""

    begins: tuple[float, float, float]
    ends: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Consonant:
    """Place (0 lips, 1 throat), manner and voice."""

    place: float
    manner: Manner
    voiced: bool


def _steady(height: float, back: float, rounded: float) -> Vowel:
    return Vowel((height, back, rounded), (height, back, rounded))


VOWELS: Mapping[str, Vowel] = {
    "IY": _steady(1.0, 0.0, 0.0),
    "IH": _steady(0.8, 0.15, 0.0),
    "EH": _steady(0.5, 0.15, 0.0),
    "AE": _steady(0.2, 0.15, 0.0),
    "AA": _steady(0.0, 0.75, 0.0),
    "AO": _steady(0.3, 0.95, 0.7),
    "AH": _steady(0.4, 0.6, 0.0),
    "UH": _steady(0.8, 0.85, 0.6),
    "UW": _steady(1.0, 0.9, 1.0),
    "ER": _steady(0.5, 0.5, 0.9),
    "EY": Vowel((0.6, 0.1, 0.0), (0.9, 0.05, 0.0)),
    "AY": Vowel((0.0, 0.5, 0.0), (0.85, 0.15, 0.0)),
    "OY": Vowel((0.35, 0.95, 0.7), (0.85, 0.15, 0.0)),
    "AW": Vowel((0.05, 0.5, 0.0), (0.8, 0.85, 0.7)),
    "OW": Vowel((0.5, 0.75, 0.5), (0.85, 0.9, 0.9)),
}

CONSONANTS: Mapping[str, Consonant] = {
    "P": Consonant(0.0, Manner.STOP, voiced=False),
    "B": Consonant(0.0, Manner.STOP, voiced=True),
    "T": Consonant(0.35, Manner.STOP, voiced=False),
    "D": Consonant(0.35, Manner.STOP, voiced=True),
    "K": Consonant(0.75, Manner.STOP, voiced=False),
    "G": Consonant(0.75, Manner.STOP, voiced=True),
    "CH": Consonant(0.5, Manner.AFFRICATE, voiced=False),
    "JH": Consonant(0.5, Manner.AFFRICATE, voiced=True),
    "F": Consonant(0.1, Manner.FRICATIVE, voiced=False),
    "V": Consonant(0.1, Manner.FRICATIVE, voiced=True),
    "TH": Consonant(0.2, Manner.FRICATIVE, voiced=False),
    "DH": Consonant(0.2, Manner.FRICATIVE, voiced=True),
    "S": Consonant(0.35, Manner.FRICATIVE, voiced=False),
    "Z": Consonant(0.35, Manner.FRICATIVE, voiced=True),
    "SH": Consonant(0.5, Manner.FRICATIVE, voiced=False),
    "ZH": Consonant(0.5, Manner.FRICATIVE, voiced=True),
    "HH": Consonant(1.0, Manner.FRICATIVE, voiced=False),
    "M": Consonant(0.0, Manner.NASAL, voiced=True),
    "N": Consonant(0.35, Manner.NASAL, voiced=True),
    "NG": Consonant(0.75, Manner.NASAL, voiced=True),
    "L": Consonant(0.35, Manner.LIQUID, voiced=True),
    "R": Consonant(0.5, Manner.LIQUID, voiced=True),
    "W": Consonant(0.0, Manner.GLIDE, voiced=True),
    "Y": Consonant(0.6, Manner.GLIDE, voiced=True),
}

PHONES: Phones = tuple(sorted({*VOWELS, *CONSONANTS}))

MANNER_WEIGHT, PLACE_WEIGHT, VOICE_WEIGHT = 0.12, 0.5, 0.2
"""What a step of manner, the whole mouth's length, and a voice are worth between two consonants."""

VOWEL_WEIGHTS = (0.7, 0.4, 0.2)
"""What height, backness and rounding are worth between two vowels."""

DIFFERENT = 1.0
"""Between a vowel and a consonant, save the pairs below."""

AKIN: Mapping[frozenset[str], float] = {
    frozenset({"Y", "IY"}): 0.25,
    frozenset({"Y", "IH"}): 0.35,
    frozenset({"W", "UW"}): 0.25,
    frozenset({"W", "UH"}): 0.35,
    frozenset({"W", "OW"}): 0.45,
    frozenset({"R", "ER"}): 0.25,
    frozenset({"L", "OW"}): 0.6,
    frozenset({"L", "W"}): 0.3,
    frozenset({"R", "W"}): 0.35,
    frozenset({"D", "DH"}): 0.2,
    frozenset({"T", "TH"}): 0.35,
}
"""Pairs that are nearer to each other than their description says."""

GAP = 0.75
"""A phone that only one of the words has."""

SMALL_GAPS: Mapping[str, float] = {
    "HH": 0.4,
    "AH": 0.5,
    "IH": 0.55,
    "T": 0.55,
    "D": 0.55,
    "Y": 0.5,
    "W": 0.55,
}
"""Phones that are easily swallowed, or easily heard where there are none."""


def distance(one: Sequence[str], other: Sequence[str]) -> float:
    """How unlike two strings of phones sound: 0 for the same, about 1 for each phone that differs.

    Raises:
        KeyError: a phone is none of ``PHONES``.
    """
    row = [0.0]
    for phone in other:
        row.append(row[-1] + gap(phone))
    for mine in one:
        above, row = row, [row[0] + gap(mine)]
        for theirs, (corner, top) in zip(other, pairwise(above), strict=True):
            row.append(min(corner + between(mine, theirs), top + gap(mine), row[-1] + gap(theirs)))
    return row[-1]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """From 0 (nothing in common) to 1 (the same): the distance, relative to leaving everything out."""
    whole = sum(gap(phone) for phone in (*one, *other))
    return 1.0 - distance(one, other) / whole if whole else 1.0


def nearest(ways: Iterable[Sequence[str]], others: Iterable[Sequence[str]]) -> float:
    """The distance between two words that may be said in several ways; infinite where one cannot be said."""
    mine, theirs = list(ways), list(others)
    return min((distance(a, b) for a in mine for b in theirs), default=float("inf"))


def gap(phone: str) -> float:
    """What it costs to leave a phone out, or to hear one that is not there.

    Raises:
        KeyError: it is none of ``PHONES``.
    """
    if phone not in VOWELS and phone not in CONSONANTS:
        raise KeyError(phone)
    return SMALL_GAPS.get(phone, GAP)


@cache
def between(one: str, other: str) -> float:
    """How unlike two phones are, 0 to 1; symmetric.

    Raises:
        KeyError: one of them is none of ``PHONES``.
    """
    gap(one), gap(other)
    if one == other:
        return 0.0
    akin = AKIN.get(frozenset({one, other}))
    if akin is not None:
        return akin
    if one in VOWELS and other in VOWELS:
        return min(DIFFERENT, _vowels(VOWELS[one], VOWELS[other]))
    if one in CONSONANTS and other in CONSONANTS:
        return min(DIFFERENT, _consonants(CONSONANTS[one], CONSONANTS[other]))
    return DIFFERENT


def _vowels(one: Vowel, other: Vowel) -> float:
    def apart(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
        return sum(weight * abs(x - y) for weight, x, y in zip(VOWEL_WEIGHTS, a, b, strict=True))

    return 0.6 * apart(one.begins, other.begins) + 0.4 * apart(one.ends, other.ends)


def _consonants(one: Consonant, other: Consonant) -> float:
    manner = MANNER_WEIGHT * abs(one.manner - other.manner)
    place = PLACE_WEIGHT * abs(one.place - other.place)
    voice = VOICE_WEIGHT * (one.voiced != other.voiced)
    return 0.05 + manner + place + voice
