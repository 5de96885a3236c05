"""Endless training examples: a window of 1.32 s, its phones every 20 ms, and its word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.signal import fftconvolve

from tools.train_ear import noises

RATE = 16000
WINDOW_FRAMES = 130
WINDOW = (WINDOW_FRAMES - 1) * 160 + 512
STEPS = 55
FIRST_STEP, STEP = 0.121, 0.020
"""The centre of the first phone step, in seconds, and their distance: 22 frames of 10 ms are seen."""

UNKNOWN = -1
SIL = 0
OTHER, NOISE = "*other", "*noise"

Sound = npt.NDArray[np.float32]
Example = tuple[Sound, npt.NDArray[np.int64], int]


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of sound; ``phones`` are (number, end in s), None where nobody knows them."""

    sound: Sound
    text: str
    kind: str
    phones: tuple[tuple[int, float], ...] | None = None


def at_pace(sound: Sound, pace: float) -> Sound:
    """A sound played so many times as fast, and as high."""
    return np.interp(np.arange(0, len(sound) - 1, pace), np.arange(len(sound)), sound).astype(np.float32)


SHARES: Mapping[str, float] = {
    "word": 0.36,
    "digit": 0.10,
    "phrase": 0.05,
    "sentence": 0.07,
    "synthetic": 0.26,
    "noise": 0.11,
    "part": 0.07,
}
"""Which share of the examples comes from where; ``part`` are words with an end or a beginning missing."""


class Examples:
    """Draws examples; the same ones for the same seed."""

    def __init__(self, clips: Sequence[Clip], words: Sequence[str], seed: int) -> None:
        self._chance = np.random.default_rng(seed)
        self._words = {word: number for number, word in enumerate(words)}
        self._pools: dict[str, list[Clip]] = {
            kind: [] for kind in ("digit", "phrase", "sentence", "synthetic", "noise")
        }
        self._by_word: dict[str, list[Clip]] = {}
        for clip in clips:
            if clip.kind == "word":
                self._by_word.setdefault(clip.text, []).append(clip)
            else:
                self._pools[clip.kind].append(clip)
        names = list(self._by_word)
        sizes = np.array([len(self._by_word[name]) for name in names]) ** 0.6
        self._names, self._name_odds = names, sizes / sizes.sum()
        self._rooms = [noises.room(self._chance) for _ in range(80)]
        self._hums = [noises.coloured(self._chance, 1 << 16, slope) for slope in np.linspace(0, 2, 60)]
        self._events = [noises.event(self._chance) for _ in range(3000)]
        self._kinds = list(SHARES)
        self._odds = np.array(list(SHARES.values()))
        self._odds /= self._odds.sum()

    def __iter__(self) -> Iterator[Example]:
        while True:
            yield self.draw()

    def draw(self) -> Example:
        """One example."""
        kind = self._kinds[self._chance.choice(len(self._kinds), p=self._odds)]
        if kind == "noise":
            return self._noise()
        clip = self._clip(kind)
        whole = True
        if kind == "part" or (kind in {"word", "digit", "synthetic"} and self._chance.random() < 0.15):
            clip, whole = self._spliced(clip), False
        return self._window(clip, whole)

    def _clip(self, kind: str) -> Clip:
        if kind in {"word", "part"}:
            pool = self._by_word[self._names[self._chance.choice(len(self._names), p=self._name_odds)]]
        else:
            pool = self._pools[kind]
        return pool[self._chance.integers(len(pool))]

    def _spliced(self, clip: Clip) -> Clip:
        """Cut at a phone's edge inside the word, and joined to a piece of another clip, or to nothing."""
        other = self._clip("word" if self._chance.random() < 0.6 else "synthetic")
        left, right = self._cut(clip, before=True), self._cut(other, before=False)
        if left is None or right is None:
            return clip
        style = self._chance.integers(3)
        if style == 0:
            return left
        if style == 1:
            return right
        sound, phones = left.sound, left.phones or ()
        loud = np.sqrt(np.mean(left.sound**2)) / (np.sqrt(np.mean(right.sound**2)) + 1e-6)
        joined = np.concatenate((sound, right.sound * np.float32(min(4.0, loud))))
        moved = tuple((phone, end + len(sound) / RATE) for phone, end in right.phones or ())
        return Clip(joined, OTHER, "part", phones + moved)

    def _cut(self, clip: Clip, *, before: bool) -> Clip | None:
        if clip.phones is None:
            return None
        inner = [
            i
            for i, (phone, _) in enumerate(clip.phones[:-1])
            if phone != SIL and clip.phones[i + 1][0] != SIL
        ]
        if not inner:
            return None
        index = inner[self._chance.integers(len(inner))]
        at = clip.phones[index][1]
        if before:
            return Clip(clip.sound[: int(at * RATE)], OTHER, "part", clip.phones[: index + 1])
        rest = tuple((phone, end - at) for phone, end in clip.phones[index + 1 :])
        return Clip(clip.sound[int(at * RATE) :], OTHER, "part", rest)

    def _window(self, clip: Clip, whole: bool) -> Example:
        chance = self._chance
        speed = chance.uniform(0.83, 1.2) if chance.random() < 0.8 else 1.0
        sound = at_pace(clip.sound, speed)
        phones = None if clip.phones is None else [(p, end / speed) for p, end in clip.phones]
        spoken = [end for i, (p, end) in enumerate(phones or ()) if p != SIL]
        end = spoken[-1] if spoken else len(sound) / RATE
        if clip.kind == "sentence" or (clip.kind == "synthetic" and " " in clip.text and end > 1.3):
            start = chance.integers(-WINDOW // 3, max(1, len(sound) - 2 * WINDOW // 3))
            whole = False
        else:
            start = int((end + chance.uniform(0.04, 0.42)) * RATE) - WINDOW
        window = self._placed(sound, start)
        labels = self._labels(phones, start / RATE)
        label = self._words.get(clip.text, self._words[OTHER]) if whole else self._words[OTHER]
        return self._worn(window), labels, label

    def _placed(self, sound: Sound, start: int) -> Sound:
        """A window out of a clip, the rest filled with noise at the clip's own floor."""
        blocks = sound[: len(sound) // 160 * 160].reshape(-1, 160)
        floor = float(np.percentile(blocks.std(axis=1), 10)) if len(blocks) else 1.0
        window = self._hum(36) * np.float32(max(1.0, min(300.0, floor)))
        low, high = max(0, -start), min(WINDOW, len(sound) - start)
        if high > low:
            window[low:high] = sound[start + low : start + high]
        return window

    def _labels(self, phones: list[tuple[int, float]] | None, start: float) -> npt.NDArray[np.int64]:
        if phones is None:
            return np.full(STEPS, UNKNOWN, dtype=np.int64)
        times = start + FIRST_STEP + STEP * np.arange(STEPS)
        ends = np.array([end for _, end in phones])
        numbers = np.array([phone for phone, _ in phones] + [SIL])
        labels: npt.NDArray[np.int64] = numbers[np.searchsorted(ends, times)].astype(np.int64)
        labels[times < 0] = SIL
        return labels

    def _noise(self) -> Example:
        chance = self._chance
        pool = self._pools["noise"]
        clip = pool[chance.integers(len(pool))].sound
        window = self._placed(clip, int(chance.integers(-WINDOW // 2, max(1, len(clip) - WINDOW // 2))))
        if chance.random() < 0.6:
            one = self._events[chance.integers(len(self._events))][:WINDOW]
            at = chance.integers(0, WINDOW - len(one) + 1)
            window[at : at + len(one)] += (
                one * (np.abs(window).max() + 50) * np.float32(10 ** chance.uniform(-0.3, 1.2))
            )
        return self._worn(window, noisy=False), np.full(STEPS, SIL, dtype=np.int64), self._words[NOISE]

    def _worn(self, window: Sound, *, noisy: bool = True) -> Sound:
        """As it might arrive: through a room, in noise, through a telephone, near or far."""
        chance = self._chance
        if chance.random() < 0.35:
            response = self._rooms[chance.integers(len(self._rooms))]
            window = fftconvolve(window, response)[:WINDOW].astype(np.float32)
        if noisy and chance.random() < 0.75:
            window = window + self._background(float(np.sqrt(np.mean(window**2)) + 1.0) * 1.6)
        if chance.random() < 0.12:
            window = np.interp(
                np.arange(WINDOW) / 2.0, np.arange(WINDOW // 2), window[::2][: WINDOW // 2]
            ).astype(np.float32)
        return (window * np.float32(10 ** chance.uniform(-0.6, 0.3))).astype(np.float32)

    def _background(self, level: float) -> Sound:
        chance = self._chance
        style = chance.random()
        if style < 0.62:
            pool = self._pools["noise"]
            noise = self._placed(pool[chance.integers(len(pool))].sound, 0)
            clip = pool[chance.integers(len(pool))].sound
            if len(clip) > WINDOW:
                at = chance.integers(0, len(clip) - WINDOW)
                noise = clip[at : at + WINDOW]
        elif style < 0.85:
            noise = self._hum(60)
        else:
            noise = sum(
                (self._babble() for _ in range(chance.integers(2, 5))), np.zeros(WINDOW, dtype=np.float32)
            )
        ratio = 10 ** (-chance.uniform(-3, 30) / 20)
        scaled: Sound = (noise * np.float32(level * ratio / (np.sqrt(np.mean(noise**2)) + 1e-6))).astype(
            np.float32
        )
        return scaled

    def _hum(self, kinds: int) -> Sound:
        """A piece of coloured noise, of the flatter kinds or of all 60; RMS about 1."""
        long = self._hums[self._chance.integers(kinds)]
        at = self._chance.integers(0, len(long) - WINDOW)
        return long[at : at + WINDOW].copy()

    def _babble(self) -> Sound:
        clip = self._clip("sentence").sound
        at = self._chance.integers(0, max(1, len(clip) - WINDOW))
        piece = clip[at : at + WINDOW]
        return np.pad(piece, (0, WINDOW - len(piece)))
