"""Other words: what a reply has to beat besides its rivals of the moment.

The list (``fillers.txt``, written by ``tools/filler_words.py``) holds the 5,000 likeliest words of
pocketsphinx' language model with their phones. For a vocabulary the commonest are taken, and those that
sound most like one of its phrases: a word that is no reply is mostly nearer to one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.phonetics import PHONES, between, gap
from voiceground.ear.spanish import common_words

Phones: TypeAlias = tuple[str, ...]
Float32: TypeAlias = npt.NDArray[np.float32]

COMMON, NEAR = 350, 25
"""How many of the commonest words are taken, and how many more for each phrase."""

SAME = 0.01
"""Nearer than this a word is the phrase itself in another spelling ("know" for "no"), and no rival."""


@dataclass(frozen=True, slots=True, eq=False)
class Fillers:
    """The list: words, their phones, and these as numbers padded with -1, shape (words, longest)."""

    words: tuple[str, ...]
    phones: tuple[Phones, ...]
    numbers: npt.NDArray[np.int8]

    def distances(self, phones: Phones) -> Float32:
        """``phonetics.distance`` from these phones to every word of the list at once, shape (words,)."""
        substitution, gaps = _costs()
        inserted = gaps[self.numbers]  # the padding costs nothing
        row = np.zeros((len(self.words), self.numbers.shape[1] + 1), dtype=np.float32)
        np.cumsum(inserted, axis=1, out=row[:, 1:])
        for phone in phones:
            number = PHONES.index(phone)
            swapped = row[:, :-1] + substitution[number][self.numbers]
            new = row + gaps[number]
            for at in range(self.numbers.shape[1]):
                candidate = np.minimum(swapped[:, at], new[:, at + 1])
                new[:, at + 1] = np.minimum(candidate, new[:, at] + inserted[:, at])
            row = new
        lengths = (self.numbers >= 0).sum(axis=1)
        result: Float32 = row[np.arange(len(row)), lengths]
        return result

    def chosen(self, phrases: Iterable[Phones], common: int = COMMON, near: int = NEAR) -> tuple[Phones, ...]:
        """The fillers of a vocabulary.

        Args:
            phrases: every pronunciation of every phrase, without the bounds of its words.
            common: how many of the commonest words.
            near: how many of the nearest words to each pronunciation, besides.
        """
        phrases = set(phrases)
        taken = set(range(common))
        if near:
            for phones in phrases:
                taken.update(nearest(phones)[:near])
        return tuple(self.phones[place] for place in sorted(taken) if self.phones[place] not in phrases)


def fillers_for(phrases: Iterable[Phones], common: int, near: int, language: str) -> tuple[Phones, ...]:
    """The fillers of a vocabulary in a language: of the list where that is English, else its everyday words.

    An English word beside Spanish ones would be a rival that nobody says: "yes" beside "diez".

    Args:
        phrases: as for ``Fillers.chosen``.
        common: as there; of another language all everyday words are taken.
        near: as there; for English alone.
        language: the code of what is spoken.
    """
    everyday = EVERYDAY.get(language)
    if everyday is None:
        return fillers().chosen(phrases, common, near)
    own = set(phrases)
    return tuple(phones for phones in everyday() if phones not in own)


EVERYDAY: Mapping[str, Callable[[], tuple[Phones, ...]]] = {"es": common_words}


@lru_cache(maxsize=4096)
def nearest(phones: Phones) -> tuple[int, ...]:
    """The places of the ``NEAR`` words of the list that sound most like these phones, themselves left out."""
    apart = fillers().distances(phones)
    apart[apart < SAME] = np.inf
    close = np.argpartition(apart, NEAR)[:NEAR]
    return tuple(close[np.argsort(apart[close], kind="stable")].tolist())


@cache
def fillers() -> Fillers:
    """The list that ships with the package."""
    text = files("voiceground.ear").joinpath("fillers.txt").read_text(encoding="ascii")
    entries = [line.split() for line in text.splitlines()]
    number = {phone: place for place, phone in enumerate(PHONES)}
    longest = max(len(entry) for entry in entries) - 1
    numbers = np.full((len(entries), longest), -1, dtype=np.int8)
    for place, (_, *phones) in enumerate(entries):
        numbers[place, : len(phones)] = [number[phone] for phone in phones]
    return Fillers(tuple(e[0] for e in entries), tuple(tuple(e[1:]) for e in entries), numbers)


@cache
def _costs() -> tuple[Float32, Float32]:
    """Substitutions (39, 40) and gaps (40,) by number; the last column is the padding, number -1."""
    substitution = np.zeros((len(PHONES), len(PHONES) + 1), dtype=np.float32)
    substitution[:, :-1] = [[between(one, other) for other in PHONES] for one in PHONES]
    gaps = np.array([*(gap(phone) for phone in PHONES), 0.0], dtype=np.float32)
    return substitution, gaps
