"""What a person of a plan does without words, in a simulated room: knocks and hums, keys, free speech."""

from __future__ import annotations

import numpy as np

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.script.plan import Signal

KNOCK_EVERY = 0.28
"""Seconds from one knock to the next: an easy pace."""

HUM_SECONDS, HUM_EVERY = 0.9, 1.3
HUM_HERTZ = 140.0

LEVEL = 3000.0
"""Peak of a knock in steps of int16: as loud as a reply."""

TYPED = {"enter": "\r", "space": " ", "escape": "\x1b"}


def signal_sound(signal: Signal) -> Samples:
    """Knocks on a table, or hums, so many of them: int16, 16 kHz."""
    one, every = (_hum(), HUM_EVERY) if signal.kind.startswith("hum") else (_knock(), KNOCK_EVERY)
    sound = np.zeros(round((signal.count - 1) * every * SAMPLE_RATE) + len(one))
    for place in range(signal.count):
        begin = round(place * every * SAMPLE_RATE)
        sound[begin : begin + len(one)] += one
    samples: Samples = np.rint(sound).astype(np.int16)
    return samples


def _knock() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """A board of 180 Hz and its overtones, struck with something hard."""
    time = np.arange(round(0.2 * SAMPLE_RATE)) / SAMPLE_RATE
    sound = np.zeros(len(time))
    for hertz, strength, fall in ((180.0, 1.0, 0.016), (415.0, 0.7, 0.012), (900.0, 0.5, 0.007)):
        sound += strength * np.exp(-time / fall) * np.sin(2 * np.pi * hertz * time)
    noise = np.random.default_rng(2).standard_normal(len(time))
    sound += 0.6 * noise * np.exp(-time / 0.004)
    return np.asarray(sound * LEVEL / np.abs(sound).max())


def _hum() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """A closed mouth: a steady pitch and few harmonics."""
    time = np.arange(round(HUM_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
    sound = np.zeros(len(time))
    for harmonic, strength in enumerate((1.0, 0.8, 0.3, 0.1, 0.05), 1):
        sound += strength * np.sin(2 * np.pi * HUM_HERTZ * harmonic * time + harmonic)
    edges = np.minimum(1.0, np.minimum(time / 0.08, (time[-1] - time) / 0.1))
    return np.asarray(sound * edges * 0.7 * LEVEL / np.abs(sound).max())


class Typist:
    """Keys pressed by the person of a plan; a source for the real ``Keys``."""

    def __init__(self) -> None:
        self._typed = ""

    def press(self, key: str) -> None:
        """Press a key, named as in ``core.keymap``."""
        self._typed += TYPED.get(key, key)

    def read(self) -> str:
        """The characters since the last call."""
        typed, self._typed = self._typed, ""
        return typed

    def close(self) -> None:
        """Nothing to close."""
