"""Real people's words, out of the small set of recordings that comes with the tests."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from tests.pulse_room import read_wave
from voiceground.core.tick import SAMPLE_RATE, Samples

FOLDER = Path(__file__).parent.parent / "ear" / "recordings"
EDGE = 0.05
"""Part of the peak (-26 dB) below which a word has not begun, or is over."""

FADE = SAMPLE_RATE // 50


def word(reply: str, take: int = 1) -> Samples:
    """A recording that is heard as this reply; ``take`` counts those that there are, from 1.

    The hiss around the word is faded out, so that its end can be read off the bus to the millisecond.
    """
    with (FOLDER / "expected.csv").open(newline="") as file:
        takes = [row["file"] for row in csv.DictReader(file) if row["expected"] == reply]
    if len(takes) < take:
        raise LookupError(f"no take {take} of {reply!r} in {FOLDER}")
    sound = read_wave(FOLDER / takes[take - 1]).astype(np.float64)
    loud = np.flatnonzero(np.abs(sound) > EDGE * np.abs(sound).max())
    gain = np.zeros(len(sound))
    gain[loud[0] : loud[-1] + 1] = 1.0
    ramp = np.convolve(gain, np.ones(FADE) / FADE, mode="same")
    return np.rint(sound * np.maximum(gain, ramp)).astype(np.int16)
