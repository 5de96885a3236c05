"""What the ear looks at while something sounds: what the verdict on an utterance learns from.

A whole ear hears each moment tick by tick, and each of its looks is kept: at half a word, at a word with its
ringing behind it, at a noise that began before. It takes nothing for a reply, so that it looks again as often
as when it is not sure.
"""

from __future__ import annotations

import numpy as np
from scipy.signal import fftconvolve

from tools.train_ear.calibrate import Heard
from tools.train_ear.draw import RATE, Draw, Drawn, spoken
from tools.train_ear.examples import at_pace
from voiceground.core.tick import TICK_SAMPLES, Samples, Tick, silence
from voiceground.ear.ear import Ear
from voiceground.ear.evidence import Evidence, Witnesses
from voiceground.ear.trained import TrainedRecogniser
from voiceground.ear.verdict import Judge, Verdict

BEFORE_SECONDS, AROUND_SECONDS, AFTER_SECONDS = 0.8, 0.35, 1.3
LONGEST = 4 * RATE
"""No more is heard of a sentence or of a noise."""

EARLY_SECONDS = 0.06
"""A look so long before the end of a word is early: where it is right already, nothing is learnt from it."""

ROOMS = 0.45
"""The share of moments that are heard from across a room, and of those in household noise."""


class Onlooker(Judge):
    """Keeps what it is asked about, and says yes to nothing.

    Attributes:
        name: the option that is said in this moment, None for none.
        looks: what was seen in it so far.
    """

    def __init__(self) -> None:
        self.name: str | None = None
        self.looks: list[Heard] = []

    def judge(self, evidence: Evidence) -> Verdict | None:
        """Keep it; spotted words are learnt from elsewhere (``over.py``)."""
        if evidence.standing is None:
            self.looks.append(Heard.of(evidence, self.name))
        return None


def looks(draw: Draw, witnesses: Witnesses, count: int) -> list[Heard]:
    """What is looked at in so many moments."""
    onlooker = Onlooker()
    ear = Ear(TrainedRecogniser(witnesses, onlooker))
    found = []
    for _ in range(count):
        found += _looked_at(draw, ear, onlooker)
    return found


def _looked_at(draw: Draw, ear: Ear, onlooker: Onlooker) -> list[Heard]:
    drawn = draw.drawn()
    sound, ends = staged(draw, drawn)
    ear.reset()
    ear.accept(drawn.vocabulary)
    onlooker.name, onlooker.looks, found = drawn.name, [], []
    for at in range(0, len(sound) - TICK_SAMPLES + 1, TICK_SAMPLES):
        before = len(onlooker.looks)
        ear.hear(Tick(sound[at : at + TICK_SAMPLES], silence(TICK_SAMPLES)))
        now = (at + TICK_SAMPLES) / RATE
        early = drawn.name is not None and ends is not None and now < ends - EARLY_SECONDS
        found += [look for look in onlooker.looks[before:] if not (early and look.may_be_right)]
    return found


def staged(draw: Draw, drawn: Drawn) -> tuple[Samples, float | None]:
    """The moment as a microphone hears it, from some quiet before it to some after; and when its word ends.

    Spoken faster or slower (and so by a smaller or a larger person), across a room, in household noise, near
    or far.
    """
    chance = draw.chance
    sound, start, end = _at_another_pace(drawn, chance)
    power = float(np.mean(sound[start:end] ** 2)) + 1.0
    before = round(BEFORE_SECONDS * RATE)
    if drawn.clip.phones is not None:
        first = max(0, start - round(AROUND_SECONDS * RATE))
        sound, end = sound[first : end + round(AROUND_SECONDS * RATE)], end - first
    elif len(sound) > LONGEST:
        at = int(chance.integers(0, len(sound) - LONGEST))
        sound = sound[at : at + LONGEST]
    if drawn.kind == "noise":
        sound = draw.with_event(sound)
    mic = draw.placed(sound, -before, len(sound) + round(AFTER_SECONDS * RATE))
    if chance.random() < ROOMS:
        room = draw.rooms[chance.integers(len(draw.rooms))]
        wet = fftconvolve(mic, room)[: len(mic)]
        mic = wet * np.sqrt(np.mean(mic**2) / (np.mean(wet**2) + 1e-9))
    if drawn.kind != "noise" and chance.random() < ROOMS:
        mic = mic + draw.noise(mic, power)
    ends = None if drawn.clip.phones is None else (before + end) / RATE
    return draw.loudness(mic), ends


def _at_another_pace(drawn: Drawn, chance: np.random.Generator) -> tuple[np.ndarray, int, int]:
    """The clip played faster or slower, and where its speech lies in it, in samples."""
    clip = drawn.clip
    pace = chance.uniform(0.85, 1.18) if chance.random() < 0.75 else 1.0
    start, end = (0.0, len(clip.sound) / RATE) if clip.phones is None else spoken(clip.phones)
    return at_pace(clip.sound, pace), round(start * RATE / pace), round(end * RATE / pace)
