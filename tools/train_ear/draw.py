"""Draws what the verdict learns from: moments, and what is said or sounds in them.

A moment is a vocabulary and something that is heard, half of the time one of its options. What is heard is
real; only carriers ("um, yes please") and the variants that nobody recorded are synthetic, in voices of
espeak-ng that the net never heard, so that they are not refused for being rare.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tools.train_ear import noises
from tools.train_ear.examples import Clip
from voiceground.core.model import Vocabulary
from voiceground.core.replies import options, vocabulary

RATE = 16000
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
COMMANDS = ("yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go")
LISTED = (
    *(
        "yes",
        "no",
        "stop",
        "ready",
        "next",
        "done",
        "better",
        "same",
        "worse",
        "too much",
        "go",
        "up",
        "down",
    ),
    *(
        "left",
        "right",
        "on",
        "off",
        *DIGITS,
        "ten",
        "help",
        "repeat",
        "skip",
        "wait",
        "back",
        "light",
        "water",
    ),
    *(
        "breathe",
        "listen",
        "look",
        "house",
        "dog",
        "cat",
        "bed",
        "marvin",
        "sheila",
        "music",
        "rain",
        "people",
    ),
)
SETS = (
    ("yes", "no", "stop"),
    ("yes", "no"),
    ("yes", "no", "ready"),
    DIGITS,
    (*DIGITS, "ten", "stop"),
    COMMANDS,
)
ODDS: Mapping[str, float] = {"positive": 0.48, "word": 0.31, "sentence": 0.13, "noise": 0.08}
"""The usual odds: an option, another word, a sentence, a noise."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A moment, and what is heard in it.

    Attributes:
        vocabulary: what may be answered.
        kind: positive (an option), word (another), sentence or noise.
        clip: what is heard.
        name: the option that it says, None for none.
    """

    vocabulary: Vocabulary
    kind: str
    clip: Clip
    name: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What moments are drawn from.

    Attributes:
        clips: what can be heard; ``text`` is what was said, empty for noises and free speech.
        listed: the words of vocabularies that are drawn by chance.
        fixed: the share of vocabularies that are one of the usual ones.
        always: the share of moments in which the words that always work are listened for.
        made: the share of synthetic speech among the words that are drawn.
        odds: what is heard in a moment, and how often.
    """

    clips: Sequence[Clip]
    listed: Sequence[str] = LISTED
    fixed: float = 0.65
    always: float = 0.35
    made: float = 0.25
    odds: Mapping[str, float] = field(default_factory=lambda: ODDS)


class Draw:
    """Draws moments from a source, the same ones for the same generator."""

    def __init__(self, source: Source, chance: np.random.Generator) -> None:
        self.source, self.chance = source, chance
        self.by_text: dict[str, list[Clip]] = {}
        self.pools: dict[str, list[Clip]] = {"sentence": [], "noise": []}
        for clip in source.clips:
            if clip.kind in self.pools:
                self.pools[clip.kind].append(clip)
            else:
                self.by_text.setdefault(clip.text, []).append(clip)
        self.rooms = [make(self.chance) for make in (noises.room, noises.far_room) for _ in range(40)]

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of a moment."""
        if self.chance.random() < self.source.fixed:
            names = list(SETS[self.chance.integers(len(SETS))])
        else:
            names = list(self.chance.choice(self.source.listed, self.chance.integers(2, 9), replace=False))
        if self.chance.random() < self.source.always:
            return vocabulary(options(names), is_open=True)
        return Vocabulary(options(names), (), open=True)

    def drawn(self) -> Drawn:
        """A moment, and what is heard in it."""
        heard = self.vocabulary()
        owner = {phrase: option.name for option in reversed(heard.options) for phrase in option.phrases}
        odds = self.source.odds
        kind = str(self.chance.choice(list(odds), p=list(odds.values())))
        clip, name = self._clip(kind, owner)
        return Drawn(heard, kind, clip, name)

    def _clip(self, kind: str, owner: Mapping[str, str]) -> tuple[Clip, str | None]:
        if kind in self.pools:
            pool = self.pools[kind]
            return pool[self.chance.integers(len(pool))], None
        listed = {text for text in self.by_text if (meaning(text, owner) is not None) == (kind == "positive")}
        texts = sorted(text for text in listed if text)
        if not texts:
            return self._clip("sentence", owner)
        made = [text for text in texts if "|" in text or ":" in text]
        if made and len(made) < len(texts):
            texts = (
                made
                if self.chance.random() < self.source.made
                else [text for text in texts if text not in set(made)]
            )
        many = np.array([min(25, len(self.by_text[text])) for text in texts]) ** 0.7
        text = texts[self.chance.choice(len(texts), p=many / many.sum())]
        pool = self.by_text[text]
        return pool[self.chance.integers(len(pool))], meaning(text, owner) if kind == "positive" else None

    def with_event(self, sound: np.ndarray) -> np.ndarray:
        """A noise, half of the time with something louder in it: a knock, a cough, a laugh, a breath."""
        if self.chance.random() < 0.5:
            return sound
        event, sound = noises.event(self.chance), sound.copy()
        at = self.chance.integers(0, max(1, len(sound) - len(event)))
        part = sound[at : at + len(event)]
        part += event[: len(part)] * np.float32(
            (np.abs(sound).max() + 50) * 10 ** self.chance.uniform(-0.3, 1.0)
        )
        return sound

    def loudness(self, window: np.ndarray) -> np.ndarray:
        """As loud as it was or softer, up to 20 dB, as int16."""
        peak = np.abs(window).max() + 1.0
        window = window * min(self.chance.choice((0.1, 0.3, 0.6, 1.0, 1.0)), 32000.0 / peak)
        return np.rint(np.clip(window, -32768, 32767)).astype(np.int16)

    def placed(self, sound: np.ndarray, first: int, last: int) -> np.ndarray:
        """So many samples of a clip, with room tone at its own floor where it has none."""
        blocks = sound[: len(sound) // 160 * 160].reshape(-1, 160)
        floor = float(np.percentile(blocks.std(axis=1), 10)) if len(blocks) else 1.0
        window = self.chance.standard_normal(last - first).astype(np.float32) * max(2.0, min(300.0, floor))
        low, high = max(0, -first), min(last - first, len(sound) - first)
        if high > low:
            window[low:high] = sound[first + low : first + high]
        return window

    def noise(self, window: np.ndarray, power: float) -> np.ndarray:
        """Household noise as long as the window, 2 to 25 dB under that power."""
        pool = [clip for clip in self.pools["noise"] if len(clip.sound) > len(window)]
        clip = pool[self.chance.integers(len(pool))].sound
        at = self.chance.integers(0, len(clip) - len(window))
        noise = clip[at : at + len(window)]
        level = np.sqrt(power) * 10 ** (-self.chance.uniform(2, 25) / 20)
        return noise * (level / (np.sqrt(np.mean(noise**2)) + 1e-6))


def meaning(text: str, owner: Mapping[str, str]) -> str | None:
    """Which option a text is, carriers and doubling included: those of synthetic clips are marked with |."""
    return owner.get(text.split("|")[1] if "|" in text else text)


def spoken(phones: tuple[tuple[int, float], ...]) -> tuple[float, float]:
    """When the first phone that is no silence begins and the last one ends, in seconds."""
    starts = (0.0, *(end for _, end in phones))
    said = [(start, end) for start, (phone, end) in zip(starts, phones, strict=False) if phone]
    return said[0][0], said[-1][1]
