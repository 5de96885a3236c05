"""From words a minute, as measured on the rendered sound, to what is asked of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice import shape
from voiceground.voice.defaults import ENGLISH
from voiceground.voice.speaker_pyttsx3 import Speaker

SLOWEST, FASTEST = 80, 150
"""The range of ``Manner.rate`` (words a minute)."""

ESPEAK_RATES: tuple[tuple[float, int], ...] = (
    (112.0, 84),
    (127.7, 96),
    (144.2, 108),
    (160.3, 120),
    (188.7, 140),
    (216.0, 160),
    (243.9, 180),
)
"""Measured words a minute, and the rate that espeak must be asked for, for the default voice.

Source: ``tools/calibrate_rate.py`` with espeak-ng 1.51. Below 84 espeak does not get slower.
"""


@dataclass(frozen=True, slots=True)
class Probe:
    """Lines of a language by which the speed of its voices is known.

    Attributes:
        lines: what is spoken.
        seconds: how long they last at ``ESPEAK_RATES[0]`` in a voice that reaches its words a minute.
    """

    lines: tuple[str, ...]
    seconds: float


PROBES: Mapping[str, Probe] = {
    ENGLISH: Probe(
        (
            "You can say stop at any point.",
            "If you like, let your eyes wander around the room.",
            "Would you like to go on, or would you rather rest here?",
            "Is there a colour here that you like?",
            "Let your feet press into the floor a little.",
        ),
        22.09,
    ),
    "es": Probe(
        (
            "Puedes decir basta cuando quieras.",
            "Si quieres, tus ojos pueden recorrer el lugar sin prisa.",
            "¿Quieres seguir, o prefieres descansar aquí un poco?",
            "¿Hay aquí algún color que te guste?",
            "Podrías apoyar los pies en el suelo.",
        ),
        20.77,
    ),
}
"""How long the default voice takes was measured for English; for Spanish, the words a minute of
``tools/calibrate_rate.py`` over its own twenty lines were brought to those of English (same source)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a line reaches its rate.

    Attributes:
        engine_rate: what the engine is asked for, in its own units.
        stretch: by how much its sound is then made longer.
        pause: between two sentences of a line, in seconds.
    """

    engine_rate: int
    stretch: float
    pause: float


def pace(words_a_minute: int, engine: str, speed: float = 1.0) -> Pace:
    """How to speak at so many words a minute with an engine of that name.

    Engines other than espeak take words a minute by their own account; that was not measured.

    Args:
        words_a_minute: taken to the nearest one in the range.
        engine: pyttsx3's name of the driver.
        speed: of the voice, against the default one (``voice_speed``).
    """
    wanted = min(max(words_a_minute, SLOWEST), FASTEST)
    pause = 0.8 * 110 / wanted  # content-guide.md 2.4 asks for 0.8 to 1.2 s; it follows the rate
    if engine != "espeak":
        return Pace(wanted, 1.0, pause)
    reached = wanted / speed
    speeds, rates = zip(*ESPEAK_RATES, strict=True)
    return Pace(round(float(np.interp(reached, speeds, rates))), max(1.0, speeds[0] / reached), pause)


def voice_speed(speaker: Speaker, voice: str, pitch: int, language: str = ENGLISH) -> float:
    """How fast a voice is against the default one, at the same rate of the engine (1 where unknown).

    Espeak's voices differ by up to a quarter. Takes about as long as rendering five lines.
    """
    probe = PROBES.get(language.partition("-")[0], PROBES[ENGLISH])
    seconds = spoken_seconds(speaker, voice, pitch, probe.lines)
    return probe.seconds / seconds if seconds else 1.0


def spoken_seconds(speaker: Speaker, voice: str, pitch: int, texts: Iterable[str]) -> float:
    """How long an espeak voice speaks, from the first to the last sound of each text; 0 if it cannot."""
    total = 0.0
    for text in texts:
        sound = speaker.render(text, voice=voice, pitch=pitch, rate=ESPEAK_RATES[0][1])
        if sound is None:
            return 0.0
        spoken = shape.trim(shape.resampled(*sound)).size / SAMPLE_RATE
        total += spoken - shape.LEAD_SECONDS - shape.TAIL_SECONDS
    return total
