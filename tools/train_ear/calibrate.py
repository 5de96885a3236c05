"""Draws the moments that the verdict learns from, on people whom the net has not heard.

Moments are drawn by chance: a vocabulary, and something that is heard, half of the time one of its
options. What is calibrated on is real; only carriers ("um, yes
please") and the variants that nobody recorded are synthetic, in voices of espeak-ng that the net never
heard, so that they are not refused for being rare.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.signal import fftconvolve

from tools.train_ear import noises
from tools.train_ear.examples import Clip
from tools.train_ear.learn import Heard
from voiceground.core.model import Vocabulary
from voiceground.core.replies import options, vocabulary
from voiceground.ear.evidence import Witnesses, long_enough

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
LONGEST = 2.5
SPOTTED = 0.12
"""The share of moments in which a word is spotted among other sound."""

OVER_VOICE = 0.3
"""The share of moments over our own voice (``over_voice.py``)."""

SYNTHETIC = 0.25
"""The share of synthetic speech among the words that are drawn."""


@dataclass
class Draw:
    """Draws moments.

    Args:
        clips: what can be heard; ``text`` is what was said, empty for noises and free speech.
        chance: the seeded generator.
    """

    clips: Sequence[Clip]
    chance: np.random.Generator
    listed: Sequence[str] = LISTED
    sets: Sequence[Sequence[str]] = SETS
    odds: Mapping[str, float] = field(
        default_factory=lambda: {"positive": 0.48, "word": 0.31, "sentence": 0.13, "noise": 0.08}
    )

    def __post_init__(self) -> None:
        """Sort the clips into pools."""
        self.by_text: dict[str, list[Clip]] = {}
        self.over: dict[str, list[Clip]] = {}
        self.pools: dict[str, list[Clip]] = {"sentence": [], "noise": []}
        for clip in self.clips:
            if clip.kind in self.pools:
                self.pools[clip.kind].append(clip)
            else:
                texts = self.over if clip.kind == "over" else self.by_text
                texts.setdefault(clip.text, []).append(clip)
        self.rooms = [make(self.chance) for make in (noises.room, noises.far_room) for _ in range(40)]

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of a moment."""
        if self.chance.random() < 0.65:
            names = list(self.sets[self.chance.integers(len(self.sets))])
        else:
            names = list(self.chance.choice(self.listed, self.chance.integers(2, 9), replace=False))
        if self.chance.random() < 0.35:
            return vocabulary(options(names), is_open=True)
        return Vocabulary(options(names), (), open=True)

    def moment(self, witnesses: Witnesses) -> Heard:
        """One moment, heard."""
        if self.over and self.chance.random() < OVER_VOICE:
            return self._over_voice(witnesses)
        heard = self.vocabulary()
        owner = {phrase: option.name for option in reversed(heard.options) for phrase in option.phrases}
        kind = str(self.chance.choice(list(self.odds), p=list(self.odds.values())))
        clip, name = self._clip(kind, owner)
        sound, listening = self._worn(clip, kind), witnesses.listening(heard)
        spotted = kind != "noise" and self.chance.random() < SPOTTED
        if spotted:
            sound = witnesses.around(long_enough(self._among_talk(sound, kind)), listening)
        evidence = witnesses.hear(long_enough(sound), listening, spotted=spotted)
        return Heard.of(evidence, name, f"spotted {kind}" if spotted else kind)

    def _over_voice(self, witnesses: Witnesses) -> Heard:
        """One stretch over our own voice, while "stop" alone, every global word, or a question is live."""
        chance, heard = self.chance, self.vocabulary()
        if chance.random() < 0.6:
            names = (("stop",), ("yes", "no", "stop"), ())[chance.integers(3)]
            is_reading = not names
            heard = vocabulary((), is_open=False) if is_reading else Vocabulary(options(names), (), open=True)
        owner = {phrase: option.name for option in reversed(heard.options) for phrase in option.phrases}
        said = sorted(text for text in self.over if meaning(text, owner) is not None)
        rest = sorted(text for text in self.over if meaning(text, owner) is None)
        is_said = bool(said) and chance.random() < 0.5
        texts = said if is_said else rest
        many = np.array([len(self.over[text]) for text in texts], dtype=np.float64)
        text = texts[chance.choice(len(texts), p=many / many.sum())]
        pool = self.over[text]
        sound = np.rint(pool[chance.integers(len(pool))].sound).astype(np.int16)
        listening = witnesses.listening(heard)
        stretch = long_enough(witnesses.around(long_enough(sound), listening))
        evidence = witnesses.hear(stretch, listening, spotted=True)
        return Heard.of(evidence, meaning(text, owner), "over positive" if is_said else "over word")

    def _among_talk(self, sound: np.ndarray, kind: str) -> np.ndarray:
        """As much of it as is judged when a word is spotted, with other talk or a rest of echo around it."""
        sound = sound[-int(1.5 * RATE) :]
        if kind == "sentence" or self.chance.random() < 0.3:
            return sound
        talk = self.pools["sentence"][self.chance.integers(len(self.pools["sentence"]))].sound
        at = self.chance.integers(0, max(1, len(talk) - len(sound)))
        piece = np.resize(talk[at : at + len(sound)], len(sound)).astype(np.float32)
        level = np.sqrt(np.mean(sound.astype(np.float32) ** 2)) / (np.sqrt(np.mean(piece**2)) + 1e-6)
        mixed = sound + piece * level * 10 ** (-self.chance.uniform(4, 25) / 20)
        return np.rint(np.clip(mixed, -32768, 32767)).astype(np.int16)

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
                if self.chance.random() < SYNTHETIC
                else [text for text in texts if text not in set(made)]
            )
        many = np.array([min(25, len(self.by_text[text])) for text in texts]) ** 0.7
        text = texts[self.chance.choice(len(texts), p=many / many.sum())]
        pool = self.by_text[text]
        return pool[self.chance.integers(len(pool))], meaning(text, owner) if kind == "positive" else None

    def _worn(self, clip: Clip, kind: str) -> np.ndarray:
        """The stretch of sound that the ear would look at, int16: some room before, a tail after."""
        chance, sound = self.chance, clip.sound
        if kind == "noise" and chance.random() < 0.5:
            event = noises.event(chance)
            sound = sound.copy()
            at = chance.integers(0, max(1, len(sound) - len(event)))
            part = sound[at : at + len(event)]
            part += event[: len(part)] * np.float32(
                (np.abs(sound).max() + 50) * 10 ** chance.uniform(-0.3, 1.0)
            )
        if clip.phones is not None:
            ends = [end for phone, end in clip.phones if phone]
            starts = [0.0] + [end for phone, end in clip.phones]
            start = next(s for s, (phone, _) in zip(starts, clip.phones, strict=False) if phone)
            first = int((start - chance.uniform(0.4, 0.7)) * RATE)
            last = int((ends[-1] + chance.uniform(0.19, 0.42)) * RATE)
        else:
            length = int(chance.uniform(0.9, LONGEST) * RATE)
            first = int(chance.integers(-RATE // 2, max(1, len(sound) - length // 2)))
            last = first + length
        first = max(first, last - int(LONGEST * RATE))
        window = self._placed(sound, first, last)
        if chance.random() < 0.25:
            window = fftconvolve(window, self.rooms[chance.integers(len(self.rooms))])[: len(window)]
        if kind != "noise" and chance.random() < 0.5:
            window = window + self._noise(window)
        peak = np.abs(window).max() + 1.0
        window = window * min(chance.choice((0.1, 0.3, 0.6, 1.0, 1.0)), 32000.0 / peak)
        return np.rint(np.clip(window, -32768, 32767)).astype(np.int16)

    def _placed(self, sound: np.ndarray, first: int, last: int) -> np.ndarray:
        blocks = sound[: len(sound) // 160 * 160].reshape(-1, 160)
        floor = float(np.percentile(blocks.std(axis=1), 10)) if len(blocks) else 1.0
        window = self.chance.standard_normal(last - first).astype(np.float32) * max(2.0, min(300.0, floor))
        low, high = max(0, -first), min(last - first, len(sound) - first)
        if high > low:
            window[low:high] = sound[first + low : first + high]
        return window

    def _noise(self, window: np.ndarray) -> np.ndarray:
        pool = [clip for clip in self.pools["noise"] if len(clip.sound) > len(window)]
        clip = pool[self.chance.integers(len(pool))].sound
        at = self.chance.integers(0, len(clip) - len(window))
        noise = clip[at : at + len(window)]
        level = 1.6 * np.sqrt(np.mean(window**2)) * 10 ** (-self.chance.uniform(2, 25) / 20)
        return noise * (level / (np.sqrt(np.mean(noise**2)) + 1e-6))


def meaning(text: str, owner: Mapping[str, str]) -> str | None:
    """Which option a text is, carriers and doubling included: those of synthetic clips are marked with |.

    What was made as no reply is marked with a colon, and may be one where a writer lists that very word.
    """
    return owner.get(text.rsplit("|", maxsplit=1)[-1].rsplit(":", maxsplit=1)[-1])


def collect(draw: Draw, witnesses: Witnesses, count: int) -> list[Heard]:
    """So many moments."""
    began, found = time.time(), []
    for number in range(count):
        found.append(draw.moment(witnesses))
        if number % 500 == 0:
            print(f"moment {number} of {count}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return found
