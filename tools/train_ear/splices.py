"""Endless training examples for the phone net: phones of everywhere, joined to words that nobody says.

A net that hears "left" often enough learns its phones as one word, and is of little help with a word that it
has not met. So half of what it hears is cut at the edges of phones and joined anew, and a quarter of the
pieces come out of sentences and synthetic speech.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.train_ear.examples import NOISE, OTHER, RATE, SIL, Clip, Example, Examples, Sound, at_pace

Labels = list[tuple[int, float]]

PURE_NOISE, TALK, WHOLE = 0.08, 0.08, 0.32
"""The share of examples that are a noise, a stretch of a sentence, a whole word; the others are spliced."""

POOLS = {"word": 0.45, "digit": 0.10, "phrase": 0.07, "sentence": 0.10, "synthetic": 0.28}
"""Where words and pieces come from."""

PHONES_MOST = 4
"""A piece has up to so many phones."""

LENGTHS = (0.3, 1.25)
"""The seconds that a spliced word lasts."""

PAUSE = 0.35
"""A piece that begins with more silence than this loses most of it, in seconds."""

LEAST = 400
"""Samples that a piece needs."""

FADE = 80
"""Samples of each piece that are faded, in part, at a joint."""


class Splices(Examples):
    """Draws examples; the same ones for the same seed. Their words mean nothing.

    Args:
        clips: what the pieces are cut from; only clips whose phones are known are cut.
        seed: of what is drawn.
    """

    def __init__(self, clips: Sequence[Clip], seed: int) -> None:
        super().__init__(clips, (OTHER, NOISE), seed)
        self._pools["sentence"] = [clip for clip in self._pools["sentence"] if clip.phones]
        self._from, odds = list(POOLS), np.array(list(POOLS.values()))
        self._from_odds = odds / odds.sum()

    def draw(self) -> Example:
        """One example."""
        kind = self._chance.random()
        if kind < PURE_NOISE:
            return self._noise()
        if kind < PURE_NOISE + TALK:
            return self._window(self._clip("sentence"), whole=False)
        if kind < PURE_NOISE + TALK + WHOLE:
            return self._window(self._any(), whole=False)
        return self._window(self._joined(), whole=False)

    def _any(self) -> Clip:
        return self._clip(self._from[self._chance.choice(len(self._from), p=self._from_odds)])

    def _joined(self) -> Clip:
        """Pieces in a row, about as loud as each other."""
        chance = self._chance
        loud, length = 10 ** chance.uniform(2.3, 3.6), chance.uniform(*LENGTHS)
        sounds: list[Sound] = []
        phones: Labels = []
        at = 0.0
        while at < length:
            sound, labels = self._piece()
            sound = sound * np.float32(_gain(sound, labels, loud * 10 ** chance.uniform(-0.15, 0.15)))
            if sounds:
                width = min(FADE, len(sound), len(sounds[-1]))
                rise = 0.3 + 0.7 * np.linspace(0.0, 1.0, width, dtype=np.float32)
                sounds[-1][-width:] *= rise[::-1]
                sound[:width] *= rise
            sounds.append(sound)
            phones += [(phone, end + at) for phone, end in labels]
            at += len(sound) / RATE
        return Clip(np.concatenate(sounds), "", "part", tuple(phones))

    def _piece(self) -> tuple[Sound, Labels]:
        """A few phones in a row of some clip, and when each ends."""
        chance = self._chance
        while True:
            clip = self._any()
            phones = clip.phones
            if not phones:
                continue
            first = int(chance.integers(len(phones)))
            last = min(len(phones), first + int(chance.integers(1, PHONES_MOST + 1)))
            start, end = phones[first - 1][1] if first else 0.0, phones[last - 1][1]
            if phones[first][0] == SIL and end - start > PAUSE:
                start = max(start, phones[first][1] - 0.1)
            cut = clip.sound[int(start * RATE) : int(end * RATE)]
            if len(cut) < LEAST:
                continue
            pace = chance.uniform(0.83, 1.2)
            return at_pace(cut, pace), [(phone, (to - start) / pace) for phone, to in phones[first:last]]


def _gain(sound: Sound, labels: Labels, loud: float) -> float:
    """What makes speech so loud (RMS); what is silent, or may be, is made no more than four times as loud."""
    if labels[0][0] != SIL and len(labels) > 1:
        return loud / float(np.sqrt(np.mean(sound**2)) + 1e-3)
    if all(phone == SIL for phone, _ in labels):
        return 1.0
    return min(4.0, loud / (float(np.abs(sound).max()) / 4 + 1e-3))
