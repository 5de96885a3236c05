"""Strings pronunciations out of the acoustic model's triphones, as chains for the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeAlias

import numpy as np

from voiceground.ear.acoustic_model import BEGIN, END, INSIDE, SILENCE, SINGLE, STATES, AcousticModel
from voiceground.ear.chains import Chains, Index, Int32

Phones: TypeAlias = tuple[str, ...]
Spelling: TypeAlias = tuple[Phones, ...]
"""A phrase as it is said: the phones of each of its words; a word ``("SIL",)`` is a pause."""

PAUSE: Phones = (SILENCE,)
MOST_WAYS = 16
"""No more ways to say one phrase are tried than this, the commonest first."""


def spellings(words: Sequence[Sequence[Phones]]) -> Iterator[Spelling]:
    """All ways to say a phrase: each pronunciation of each word, without and with a pause between them.

    Args:
        words: the pronunciations of each word of the phrase.
    """
    for said in islice(product(*words), MOST_WAYS):
        yield said
        if len(said) > 1:
            yield tuple(part for word in said for part in (PAUSE, word))[1:]


@dataclass(frozen=True, slots=True, eq=False)
class Strung:
    """Many spellings as states, one chain each.

    Attributes:
        senones: the senone of each state.
        phone: the number of the phone that each state belongs to.
        word: the place of its word in the spelling, shape (states,).
        lengths: how many states each chain has, shape (chains,).
    """

    senones: Int32
    phone: Index
    word: Index
    lengths: Index

    def chains(self, model: AcousticModel, columns: Index) -> Chains:
        """The chains, whose units are columns of the scores: ``columns`` has one for each state."""
        state = np.tile(np.arange(STATES), len(self.phone) // STATES)
        last = np.cumsum(self.lengths) - 1
        return Chains(
            units=columns,
            stay=model.stay[self.phone, state],
            leave=model.leave[self.phone, state],
            first=last - self.lengths + 1,
            last=last,
        )


def strung(
    model: AcousticModel, many: Sequence[Spelling], around: Sequence[tuple[str, str]] | None = None
) -> Strung:
    """Each spelling as states, every phone as the triphone that it is there.

    Args:
        model: the acoustic model.
        many: the spellings.
        around: the phones before and after each spelling; silence on both sides if None.

    Raises:
        ModelError: a phone is not the model's.
    """
    number = {name: place for place, name in enumerate(model.phones)}
    silence = number[SILENCE]
    rows: list[tuple[int, int, int, int, int]] = []
    lengths = []
    for spelling, (before, after) in zip(many, around or [(SILENCE, SILENCE)] * len(many), strict=True):
        flat = [
            (number.get(phone, -1), index, _place(at, len(word)))
            for index, word in enumerate(spelling)
            for at, phone in enumerate(word)
        ]
        if any(phone < 0 for phone, _, _ in flat):
            model.phone(next(p for word in spelling for p in word if p not in number))
        string = [number[before], *(phone for phone, _, _ in flat), number[after]]
        rows += [
            (phone, string[at], string[at + 2], place, index) for at, (phone, index, place) in enumerate(flat)
        ]
        lengths.append(STATES * len(flat))
    phone, left, right, place, word = np.array(rows, dtype=np.intp).reshape(-1, 5).T
    senones = model.senones(phone, left, right, place)
    silent = phone == silence
    senones[silent] = STATES * silence + np.arange(STATES)
    return Strung(
        senones.reshape(-1), phone.repeat(STATES), word.repeat(STATES), np.array(lengths, dtype=np.intp)
    )


def _place(at: int, length: int) -> int:
    if length == 1:
        return SINGLE
    if at == 0:
        return BEGIN
    return END if at == length - 1 else INSIDE
