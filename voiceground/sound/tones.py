"""The tones that breathing is paced with: pure arithmetic, the same for ever.

In and out have to be told apart with eyes shut, by ears that may be tired, old, or behind a small
loudspeaker. So they differ in four ways at once: in is high, clear and rises, and grows towards its end;
out is an octave and more lower, hollow, falls, has a soft wind in it, and fades towards its end.

Rule 1: nothing startles (content guide, 4). Every tone grows out of nothing over 150 ms and is back at
    nothing before its phase ends; a voice moves by crossfades of a good part of a second and never glides,
    because what glides is a siren.
Rule 2: a tone begins under the voice, so that the word of the phase is understood, and then swells to the
    loudness of the voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, Samples

Wave: TypeAlias = npt.NDArray[np.float64]

LOUD = 0.077
"""RMS of a tone where it is loud, as a part of full scale: measured so that it comes out at the voice's
-23 LUFS."""

BLOCK_SECONDS, GATE_DB = 0.4, -10.0
"""Loudness is measured over such blocks, without those that are so much weaker (ITU-R BS.1770)."""

ATTACK_SECONDS = 0.15
SHORTEST_ATTACK = 0.08
RELEASE_SECONDS = 0.5
QUIET_SECONDS = 0.06
"""A tone grows this long (never shorter than the shortest), fades this long, and leaves so much of its phase
silent, so that the next one is heard to begin."""

UNDER_DB = -8.0
WORD_SECONDS = 0.6
SWELL_SECONDS = 0.6
"""Under the word a tone is so much softer, for so long; then it swells for so long."""

_FULL_SCALE = 32_767.0


@dataclass(frozen=True, slots=True)
class Timbre:
    """What a tone is made of.

    Attributes:
        notes: what it moves through, in Hz, evenly spread over its phase.
        partials: the strength of each harmonic of a note, the fundamental first.
        fifth: how much of the fifth above sounds along; it warms a note without taking its pitch away.
        wind: how much soft noise sounds along, against the notes.
        tilt_db: how much louder the end of the tone is than its beginning.
        level_db: how loud the whole is against ``LOUD``.
    """

    notes: Sequence[float]
    partials: Sequence[float]
    fifth: float = 0.0
    wind: float = 0.0
    tilt_db: float = 0.0
    level_db: float = 0.0


CLEAR = (1.0, 0.22, 0.05)
HOLLOW = (1.0, 0.10, 0.42, 0.05, 0.20, 0.03, 0.08)
"""A flute's few harmonics; the odd ones of a stopped pipe, which a small speaker can still give of a low
note."""

IN = Timbre((293.7, 440.0, 587.3), CLEAR, fifth=0.18, tilt_db=4.0)
OUT = Timbre((220.0, 185.0, 146.8), HOLLOW, wind=0.35, tilt_db=-4.0)
HOLD = Timbre((587.3,), CLEAR, fifth=0.18, level_db=-8.0)
TOP_UP = Timbre((440.0, 587.3, 740.0), CLEAR, fifth=0.18, tilt_db=2.0)
"""D major: D, A, D for in; A, F sharp, D for out, an octave lower. A hold sounds what in has come to."""


def tone(timbre: Timbre, seconds: float) -> Samples:
    """A tone for a phase of so many seconds; it fills the phase, its edges included.

    Returns:
        shape (round(seconds * 16000),), int16: at most zero at both ends.
    """
    samples = round(seconds * SAMPLE_RATE)
    if samples < 2:
        return np.zeros(samples, dtype=np.int16)
    time = np.arange(samples) / SAMPLE_RATE
    sound = _notes(timbre, time, seconds)
    if timbre.wind:
        sound = sound + timbre.wind * _wind(samples)
    shaped = sound * _amplitude(timbre.tilt_db * (time / seconds - 0.5)) * envelope(samples)
    size = LOUD / _loud(shaped) * float(_amplitude(timbre.level_db))
    scaled: Samples = np.rint(shaped * size * _FULL_SCALE).astype(np.int16)
    return scaled


def _loud(sound: Wave) -> float:
    """RMS of the blocks of a tone in which it is loud."""
    block = min(round(BLOCK_SECONDS * SAMPLE_RATE), len(sound))
    squares = np.concatenate(([0.0], np.cumsum(np.square(sound))))
    starts = np.arange(0, len(sound) - block + 1, max(1, block // 4))
    powers = (squares[starts + block] - squares[starts]) / block
    gate = powers.mean() * float(_amplitude(GATE_DB)) ** 2
    return max(float(np.sqrt(powers[powers >= gate].mean())), 1e-6)


def envelope(samples: int) -> Wave:
    """How a tone grows, stays under the word, swells and fades: 0 to 1, shape (samples,).

    In a phase that is too short for all of it every part is shortened alike.
    """
    seconds = samples / SAMPLE_RATE
    whole = ATTACK_SECONDS + WORD_SECONDS + SWELL_SECONDS + RELEASE_SECONDS + QUIET_SECONDS
    scale = min(1.0, seconds / whole)
    time = np.arange(samples) / SAMPLE_RATE
    attack = _rise(time, 0.0, max(ATTACK_SECONDS * scale, SHORTEST_ATTACK))
    swell = _rise(time, (ATTACK_SECONDS + WORD_SECONDS) * scale, SWELL_SECONDS * scale)
    end = seconds - QUIET_SECONDS * scale
    release = 1.0 - _rise(time, end - RELEASE_SECONDS * scale, RELEASE_SECONDS * scale)
    return attack * _amplitude(UNDER_DB * (1.0 - swell)) * release


def _rise(time: Wave, begins: float, lasts: float) -> Wave:
    """From 0 to 1 along half a cosine."""
    way = np.clip((time - begins) / lasts, 0.0, 1.0)
    return 0.5 - 0.5 * np.cos(np.pi * way)


def _notes(timbre: Timbre, time: Wave, seconds: float) -> Wave:
    """The notes, each fading over into the next; of RMS 1 where one sounds alone."""
    strengths = np.asarray(timbre.partials)
    power = 0.5 * (float(strengths @ strengths) + timbre.fifth**2)
    share = seconds / len(timbre.notes)
    fade = 0.6 * share
    sound = np.zeros(len(time))
    for place, hertz in enumerate(timbre.notes):
        level = np.ones(len(time))
        if place:
            level *= np.sin(0.5 * np.pi * _rise(time, place * share - fade / 2, fade))
        if place < len(timbre.notes) - 1:
            level *= np.cos(0.5 * np.pi * _rise(time, (place + 1) * share - fade / 2, fade))
        for harmonic, strength in enumerate(timbre.partials, 1):
            sound += level * strength * np.sin(2 * np.pi * hertz * harmonic * time + 0.7 * harmonic)
        sound += level * timbre.fifth * np.cos(2 * np.pi * hertz * 1.5 * time)
    scaled: Wave = sound / np.sqrt(power)
    return scaled


def _wind(samples: int) -> Wave:
    """Soft noise around 400 Hz, of RMS 1; always the same."""
    size = 1 << (samples - 1).bit_length()
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    shape = (hertz / 400.0) / (1.0 + (hertz / 400.0) ** 2) ** 1.5
    white = np.random.default_rng(1).standard_normal(size)
    noise: Wave = np.fft.irfft(np.fft.rfft(white) * shape, size)[:samples]
    scaled: Wave = noise / np.sqrt(np.mean(np.square(noise)))
    return scaled


def _amplitude(decibels: float | Wave) -> Wave:
    return np.asarray(np.power(10.0, np.asarray(decibels) / 20.0))
