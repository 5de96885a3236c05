"""What is spotted over our own voice: what the verdict on a spotted word learns from.

A whole ear hears scenes in which the voice reads, in rooms that it does not know yet: people say "stop" over
it, synthetic voices say the words that always work, others talk, or nobody is there. It takes nothing for a
word, so that it goes on looking.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tools.train_ear.calibrate import Heard
from tools.train_ear.over_scenes import Company, Person, Scene, others, own_voice, said_over, ticks
from tools.train_ear.reel import Spoken
from voiceground.core.model import Vocabulary
from voiceground.core.replies import options, vocabulary
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.ear import Ear
from voiceground.ear.evidence import Evidence, Witnesses
from voiceground.ear.trained import TrainedRecogniser
from voiceground.ear.verdict import Judge, Verdict

HEARD_FOR = (
    Vocabulary(options(["stop"]), (), open=True),
    vocabulary((), is_open=False),
    Vocabulary(options(["yes", "no", "stop"]), (), open=True),
)
"""What is listened for while the voice reads, in turn."""

RATIOS = (6, 0, -6)
"""How far the word is over the echo, in dB."""

TAKES, ALWAYS = 2, 120
OWN_MINUTES, OTHERS_MINUTES = 20.0, 20.0
SEED = 5_000_000
"""Far from the seeds of the bench, so that its rooms are others."""

BEGUN, ENDING, CLEAR, PAST = 0.05, 0.06, 0.6, 1.7
"""Seconds: nothing is there before a word has begun; it is there from a little before its end until a while
after it, and no longer when it has left what is looked at. In between nobody can say."""


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Who and what is heard while the voice reads.

    Attributes:
        lines: what the voice says.
        room: a measured impulse response, for a third of the rooms.
        stops: people's "stop"s.
        always: synthetic voices that say words that always work, by the word's name.
        company: other speech, and household noises.
    """

    lines: Sequence[Spoken]
    room: Samples
    stops: Sequence[Person]
    always: Sequence[Person]
    company: Company


class Onlooker(Judge):
    """Keeps what was spotted, and says yes to none of it."""

    def __init__(self) -> None:
        self.seen: list[Evidence] = []

    def judge(self, evidence: Evidence) -> Verdict | None:
        """Keep it; utterances are learnt from elsewhere (``looks.py``)."""
        if evidence.standing is not None:
            self.seen.append(evidence)
        return None


def spots(cast: Cast, witnesses: Witnesses, seed: int) -> list[Heard]:
    """All that is looked at in all scenes."""
    onlooker = Onlooker()
    ear = Ear(TrainedRecogniser(witnesses, onlooker))
    began, found = time.time(), []
    for number, scene in enumerate(scenes(cast, SEED + seed)):
        ear.reset()
        ear.accept(HEARD_FOR[number % len(HEARD_FOR)])
        found += _looked_at(scene, ear, onlooker, told=number % 2 == 1)
        if number % 50 == 49:
            print(f"scene {number + 1}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def scenes(cast: Cast, seed: int) -> Iterator[Scene]:
    """Each kind of scene, in rooms that depend on the seed."""
    yield from own_voice(cast.lines, cast.room, OWN_MINUTES, seed)
    chance = random.Random(seed)
    said = [(person, ratio) for person in cast.stops for ratio in RATIOS for _ in range(TAKES)]
    said += [(chance.choice(cast.always), chance.choice(RATIOS)) for _ in range(ALWAYS)]
    for number, (person, ratio) in enumerate(said):
        try:
            yield said_over(person, cast.lines, cast.room, ratio, seed + number)
        except LookupError:
            continue  # the voice pauses too long there
    yield from others(cast.company, cast.lines, cast.room, OTHERS_MINUTES, seed)


def _looked_at(scene: Scene, ear: Ear, onlooker: Onlooker, *, told: bool) -> list[Heard]:
    found = []
    for now, tick in ticks(scene, ear, told=told):
        onlooker.seen = []
        ear.hear(tick)
        known, name = _said(scene, now)
        found += [Heard.of(evidence, name) for evidence in onlooker.seen if known]
    return found


def _said(scene: Scene, now: float) -> tuple[bool, str | None]:
    """Whether it is known what is in the last moments, and the word, None for none."""
    if scene.word is None:
        return True, None
    start, end = (place / SAMPLE_RATE for place in scene.word)
    if end - ENDING <= now <= end + CLEAR:
        return True, scene.name
    return now < start + BEGUN or now > end + PAST, None


def person(text: str, sound: np.ndarray) -> Person:
    """Somebody's sound, as a microphone gives it."""
    return Person(text, np.rint(np.clip(sound, -32768, 32767)).astype(np.int16))
