"""Scores words by the phones that the net hears, whoever recorded them or not.

A word is a chain of its phones; all chains are searched at once (see ``chains``), every 20 ms. Beside
them the best string of any phones is found, which other words and sentences fit better than any reply.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voiceground.core import phonetics
from voiceground.ear.chains import Chains, Float32, Index, Int32, Search, align
from voiceground.ear.loop import Loop, phone_loop
from voiceground.ear.strings import Spelling

PHONES = ("SIL", *phonetics.PHONES)
"""What the net tells apart: silence, and the 39 phones of the CMU dictionary."""

NUMBER = {name: number for number, name in enumerate(PHONES)}

SILENCE_BIAS = 2.0
"""Taken off the log probability of silence, which was half of all that the net was trained on. Of 0, 1, 2,
2.5, 3 and 4 the one with the most words right on the people of the calibration, in quiet and at 8 dB."""

FLOOR = -7.0
"""No phone is taken to be less likely than this (nats): one wrong frame must not sink a word."""

STAY, LEAVE = np.log(0.72), np.log(0.28)
"""A phone lasts 3.6 steps of 20 ms on average."""

ENTER = -2.0
"""What each phone of the free string costs."""


@dataclass(frozen=True, slots=True, eq=False)
class PhoneChains:
    """Spellings made ready for the search; ``owner`` names the place of each chain's phrase."""

    search: Search
    owner: Index
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class PhoneScores:
    """All scores are nats over silence alone; steps are 20 ms.

    Attributes:
        scores: the best of each phrase's spellings, shape (phrases,).
        starts, ends: its first step and the one after its last.
        chains: which chain that is.
        loop: the best string of any phones.
        relative: log odds of each phone against silence, shape (steps, 40).
    """

    scores: Float32
    starts: Int32
    ends: Int32
    chains: Index
    loop: Loop
    relative: Float32


def prepare(spellings: Sequence[Sequence[Spelling]]) -> PhoneChains:
    """Make the ways to say each phrase ready; a phrase without any way is never heard."""
    chains = [[NUMBER[phone] for word in way for phone in word] for ways in spellings for way in ways]
    owner = [place for place, ways in enumerate(spellings) for _ in ways]
    stay = np.full(len(PHONES), STAY, dtype=np.float32)
    leave = np.full(len(PHONES), LEAVE, dtype=np.float32)
    search = Search(Chains.of(chains, stay, leave))
    return PhoneChains(search, np.array(owner, dtype=np.intp), len(spellings))


def emissions(log_probabilities: Float32) -> Float32:
    """The log odds of each phone against silence, shape (steps, 40)."""
    floored = np.maximum(log_probabilities, FLOOR)
    silence = np.maximum(log_probabilities[:, :1] - SILENCE_BIAS, FLOOR)
    result: Float32 = (floored - silence).astype(np.float32)
    result[:, 0] = 0.0
    return result


def score(log_probabilities: Float32, prepared: PhoneChains) -> PhoneScores:
    """Search all chains in what the net heard, shape (steps, 40)."""
    relative = emissions(log_probabilities)
    none = np.zeros(len(relative), dtype=np.float32)
    paths = prepared.search.run(relative, none)
    order = np.lexsort((paths.scores, prepared.owner))
    best = np.full(prepared.count, -1, dtype=np.intp)
    best[prepared.owner[order]] = order
    missing = best < 0
    chosen = np.maximum(best, 0)
    ones = np.ones((len(PHONES) - 1, 1), dtype=np.float32)
    return PhoneScores(
        scores=np.where(missing, np.float32(-1e30), paths.scores[chosen]),
        starts=np.where(missing, np.int32(0), paths.starts[chosen]),
        ends=np.where(missing, np.int32(0), paths.ends[chosen]),
        chains=best,
        loop=phone_loop(relative[:, 1:, None], ones * np.float32(STAY), ones * np.float32(LEAVE), ENTER),
        relative=relative,
    )


def place(log_probabilities: Float32, prepared: PhoneChains) -> tuple[int, int] | None:
    """The first step of the phrase that fits best, and the one after its last; None where none fits."""
    relative = emissions(log_probabilities)
    paths = prepared.search.run(relative, np.zeros(len(relative), dtype=np.float32))
    best = int(paths.scores.argmax()) if len(paths.scores) else -1
    return (int(paths.starts[best]), int(paths.ends[best])) if best >= 0 and paths.ends[best] else None


def fit(scores: PhoneScores, prepared: PhoneChains, phrase: int, log_probabilities: Float32) -> Float32:
    """The mean log probability of each phone of a phrase at its best place, shape (phones,)."""
    chain = prepared.search.chains.one(int(scores.chains[phrase]))
    none = np.zeros(len(scores.relative), dtype=np.float32)
    _, states = align(scores.relative, none, chain)
    inside = np.flatnonzero(states >= 0)
    if not len(inside):
        return np.full(1, FLOOR, dtype=np.float32)
    values = np.maximum(log_probabilities[inside, chain.units[states[inside]]], FLOOR)
    sums = np.bincount(states[inside], weights=values, minlength=len(chain.units))
    counts = np.bincount(states[inside], minlength=len(chain.units))
    result: Float32 = (sums / np.maximum(counts, 1)).astype(np.float32)
    return result
