"""What can be measured on any machine without recordings and without a sound device.

The words are spoken by a synthetic voice. So these figures say how soon things happen, and nothing about
how many people are understood: that takes recordings of people (``voiceground bench --ear FOLDER``).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from voiceground.core.model import Manner
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.borrowed import TutorialLoop
from voiceground.ear.ear import Ear
from voiceground.ear.files import hear_sound
from voiceground.measuring.cells import YES_NO_STOP
from voiceground.measuring.figures import Spread
from voiceground.measuring.mixing import active_span
from voiceground.measuring.startup import Startup, ear_startup, first_line
from voiceground.voice.house import HouseVoice, VoiceSettings

PERSON, PERSON_MANNER = "gmw/en-us", Manner(rate=150)
ROOM_RMS = 12.0
BEFORE_SECONDS, AFTER_SECONDS = 2.0, 3.0
QUIET_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Said:
    """One word of the synthetic person.

    Attributes:
        word: what was said.
        heard: what the ear took it for.
        after_ms: from its last sound to the ear's decision; None without one.
        loop_heard: what the tutorial loop wrote down.
        loop_after_ms: from its last sound until the loop knew that.
    """

    word: str
    heard: str | None
    after_ms: float | None
    loop_heard: str | None
    loop_after_ms: float


@dataclass(frozen=True, slots=True)
class House:
    """The figures of a machine.

    Attributes:
        first_line: from the start of ``voiceground`` to its first line on the screen, ms.
        startup: how an ear begins.
        processor_per_second: processor seconds for a second of listening to a quiet room.
        said: the words; none where there is no voice to say them.
    """

    first_line: Spread | None
    startup: Startup | None
    processor_per_second: float
    said: tuple[Said, ...]

    def as_json(self) -> dict[str, object]:
        """The figures by name."""
        return {
            "first_line_ms": self.first_line.as_json() if self.first_line else None,
            "ear": self.startup.as_json() if self.startup else None,
            "processor_per_second_of_quiet": round(self.processor_per_second, 4),
            "synthetic_words": [asdict(said) for said in self.said],
        }


def measure_house(make_ear: Callable[[], Ear], name: str, weights: Path | None = None) -> House:
    """Measure this machine; about ten seconds, one thing after the other."""
    line, startup = first_line(), ear_startup(name, weights)
    ear = make_ear()
    per_second = _quiet_cost(ear)
    words = {word: sound for word in YES_NO_STOP.listed if (sound := _spoken(word)) is not None}
    return House(line, startup, per_second, tuple(_said(word, sound, ear) for word, sound in words.items()))


def _quiet_cost(ear: Ear) -> float:
    quiet = _tone(QUIET_SECONDS)
    begun = time.process_time()
    hear_sound(quiet, ear, YES_NO_STOP.vocabulary)
    return (time.process_time() - begun) / (QUIET_SECONDS + BEFORE_SECONDS)


def _spoken(word: str) -> Samples | None:
    """The word from a synthetic person, None where there is no voice."""
    with closing(HouseVoice(VoiceSettings(PERSON), patient=True)) as voice:
        clip = voice.clip(word, PERSON_MANNER)
    return clip.samples if clip is not None and clip.audible else None


def _said(word: str, sound: Samples, ear: Ear) -> Said:
    start, end = active_span(sound)
    in_room = np.concatenate((_tone(BEFORE_SECONDS), sound[start:end], _tone(AFTER_SECONDS)))
    ends = BEFORE_SECONDS + (end - start) / SAMPLE_RATE
    found = hear_sound(in_room, ear, YES_NO_STOP.vocabulary)
    after = None if found.decided_ms is None else found.decided_ms - 1000.0 * ends
    loop_heard, known = TutorialLoop().hear(in_room)
    return Said(word, found.reply, after, loop_heard, 1000.0 * (known - ends))


def _tone(seconds: float) -> Samples:
    noise = np.random.default_rng(1).normal(0.0, ROOM_RMS, round(seconds * SAMPLE_RATE))
    return np.rint(noise).astype(np.int16)
