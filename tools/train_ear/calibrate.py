"""Learns how to weigh the witnesses, on people whom the net has not heard.

Moments are drawn by chance: a vocabulary, and something that is heard, half of the time one of its
options. The choice between options is a multinomial regression, the probability that it was said at all
a small net on the features of the best option. What is calibrated on is real; only carriers ("um, yes
please") and the variants that nobody recorded are synthetic, in voices of espeak-ng that the net never
heard, so that they are not refused for being rare.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from scipy.signal import fftconvolve

from tools.train_ear import noises
from tools.train_ear.examples import Clip
from voiceground.core.model import Vocabulary
from voiceground.core.replies import options, vocabulary
from voiceground.ear.evidence import Evidence, Witnesses, long_enough
from voiceground.ear.features import choice_terms, features
from voiceground.ear.verdict import best_forms

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
SPOTTED = 0.3
"""The share of moments in which a word is spotted among other sound."""

SYNTHETIC = 0.25
"""The share of synthetic speech among the words that are drawn."""


ROUGH = np.array([0.3, 0.1, 0.5, 0.8], dtype=np.float32)
"""A choice good enough to say which few forms may be the best; what is learnt decides among them."""

CANDIDATES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """One drawn moment, as little of it as has to be kept.

    Attributes:
        terms: of the best form of each option that has one, shape (options, 4) (see ``choice_terms``).
        fresh: 1 where the whole-word head does not know the form, shape (options,).
        truth: the place of the option that it was in these arrays, -1 for none.
        rows: the features for the likeliest options as best and as rival: {(best, rival): row}.
        noisy: as in ``Judge.choose``.
        kind: what was drawn.
    """

    terms: np.ndarray
    fresh: np.ndarray
    truth: int
    rows: Mapping[tuple[int, int | None], np.ndarray]
    noisy: float
    kind: str

    @staticmethod
    def of(evidence: Evidence, name: str | None, kind: str) -> Heard:
        """Keep what is needed of the evidence; ``name`` is the option that was said, if any."""
        listening = evidence.listening
        terms = choice_terms(evidence)
        forms = best_forms(terms @ ROUGH, listening.option)
        options_there = sorted(forms, key=lambda option: -float(terms[forms[option]] @ ROUGH))
        places = [forms[option] for option in options_there]
        top = range(min(CANDIDATES, len(places)))
        rows = {
            (one, other): features(evidence, places[one], places[other])
            for one in top
            for other in top
            if one != other
        }
        if len(places) == 1:
            rows = {(0, None): features(evidence, places[0], None)}
        names = [listening.names[option] for option in options_there]
        return Heard(
            terms[places],
            (listening.word[places] < 0).astype(np.float32),
            names.index(name) if name in names else -1,
            rows,
            float(np.clip((20.0 - evidence.snr) / 20.0, -1.0, 1.0)),
            kind,
        )

    def chosen(self, choice: Mapping[str, np.ndarray]) -> tuple[int, np.ndarray]:
        """The best option by what was learnt, and the features of its best form."""
        top = min(CANDIDATES, len(self.terms))
        values = self.terms @ (choice["choice"] + self.noisy * choice["choice_noisy"])
        order = np.argsort(-(values + choice["unknown"] * self.fresh)[:top], kind="stable")
        return int(order[0]), self.rows[int(order[0]), int(order[1]) if top > 1 else None]


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
        self.pools: dict[str, list[Clip]] = {"sentence": [], "noise": []}
        for clip in self.clips:
            if clip.kind in self.pools:
                self.pools[clip.kind].append(clip)
            else:
                self.by_text.setdefault(clip.text, []).append(clip)
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
    """Which option a text is, carriers and doubling included: those of synthetic clips are marked with |."""
    return owner.get(text.split("|")[1] if "|" in text else text)


def collect(draw: Draw, witnesses: Witnesses, count: int) -> list[Heard]:
    """So many moments."""
    began, found = time.time(), []
    for number in range(count):
        found.append(draw.moment(witnesses))
        if number % 500 == 0:
            print(f"moment {number} of {count}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def learn(heard: Sequence[Heard], seed: int, epochs: int = 60) -> dict[str, np.ndarray]:
    """The arrays of ``verdict.npz``."""
    choice = _learn_choice([item for item in heard if item.truth >= 0], seed)
    rows, labels = [], []
    for item in heard:
        best, row = item.chosen(choice)
        rows.append(row)
        labels.append(float(item.truth == best))
    return choice | learn_probability(np.array(rows), np.array(labels, dtype=np.float32), seed, epochs)


def _learn_choice(heard: Sequence[Heard], seed: int) -> dict[str, np.ndarray]:
    """A multinomial regression over options."""
    torch.manual_seed(seed)
    weight = torch.tensor(ROUGH, requires_grad=True)
    noisy = torch.zeros(4, requires_grad=True)
    unknown = torch.zeros((), requires_grad=True)
    optimiser = torch.optim.Adam([weight, noisy, unknown], lr=0.02)
    most = max(len(item.terms) for item in heard)
    terms, fresh = np.zeros((len(heard), most, 4), np.float32), np.zeros((len(heard), most), np.float32)
    missing = np.full((len(heard), most), -60.0, dtype=np.float32)
    for place, item in enumerate(heard):
        terms[place, : len(item.terms)], fresh[place, : len(item.terms)] = item.terms, item.fresh
        missing[place, : len(item.terms)] = 0.0
    x, new, gap = torch.from_numpy(terms), torch.from_numpy(fresh), torch.from_numpy(missing)
    snr = torch.tensor([item.noisy for item in heard])[:, None, None]
    truth = torch.tensor([item.truth for item in heard])
    for _ in range(400):
        value = (x * (weight + snr * noisy)).sum(2) + unknown * new + gap
        loss = torch.nn.functional.cross_entropy(value, truth)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        with torch.no_grad():
            weight.clamp_(min=0.0)
    found = {"choice": weight, "choice_noisy": noisy, "unknown": unknown}
    return {name: value.detach().numpy() for name, value in found.items()}


def learn_probability(rows: np.ndarray, labels: np.ndarray, seed: int, epochs: int) -> dict[str, np.ndarray]:
    """A net of 24 hidden units with a straight path beside them: the chance that the option was said."""
    torch.manual_seed(seed)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    x, y = torch.from_numpy(((rows - mean) / spread).astype(np.float32)), torch.from_numpy(labels)
    hidden, out = torch.nn.Linear(x.shape[1], 24), torch.nn.Linear(24, 1)
    straight = torch.nn.Linear(x.shape[1], 1, bias=False)
    parameters = [*hidden.parameters(), *out.parameters(), *straight.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=3e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    for _ in range(epochs):
        for part in torch.randperm(len(x)).split(256):
            given = x[part] + 0.05 * torch.randn(len(part), x.shape[1])
            odds = out(torch.dropout(torch.relu(hidden(given)), 0.2, train=True)) + straight(given)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(odds[:, 0], y[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        schedule.step()
    return {
        "mean": mean.astype(np.float32),
        "spread": spread.astype(np.float32),
        "w1": hidden.weight.detach().numpy().T.copy(),
        "b1": hidden.bias.detach().numpy(),
        "w2": out.weight.detach().numpy()[0],
        "b2": out.bias.detach().numpy()[0],
        "straight": straight.weight.detach().numpy()[0],
    }
