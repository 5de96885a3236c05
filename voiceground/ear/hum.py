"""A hum: one steady, closed-mouth tone of 0.6 s or more, out of quiet and into quiet.

Looked at every 40 ms: is it voiced (autocorrelation, 70 to 400 Hz), is it dark (a closed mouth lets little
through above 1 kHz), and are pitch, loudness and spectrum those of the moment before? A word that is drawn
out ("nooo") mostly fails: it moves between its sounds, and an open mouth is brighter. A bare "mmm" is a hum.
"nnn" is one too, and so may be a long dark "ooo": nothing in the sound tells them apart.

A machine does not stop after some seconds, and a tune changes its pitch. There was no recording of a human
hum to choose these numbers on: they fit synthetic hums, and were held against real words, words drawn out
three times, music, machines, animals and babies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, TICK_SECONDS, Samples
from voiceground.ear.groups import Member

RATE = SAMPLE_RATE // 2
WINDOW = 512
"""Samples at 8 kHz that are looked at: 64 ms, four periods and a half of 70 Hz."""

LOOK_MS = 64.0
SHORTEST_MS, LONGEST_MS = 600.0, 5_000.0
SHORTEST_PITCH_LAG, LONGEST_PITCH_LAG = RATE // 400, RATE // 70

OVER_FLOOR_DB = 12.0
VOICED = 0.75
FIRST_PEAK = 0.9
"""Of the normalised autocorrelation at the pitch period; and how high against the highest of all."""

DARK_DB = -12.0
"""What lies from 1 to 4 kHz, against the whole, at most."""

GLIDE = 1.5
RANGE = 4.0
"""Semitones: from one look to the next, and over the whole hum."""

FLUX_DB = 6.0
MEAN_FLUX_DB = 3.0
"""How much the bands move from one look to the next, each against the whole: once, and on average."""

FADE_DB = 10.0
"""The level falls at least so far below the hum's own within END_LOOKS looks of its end."""

END_LOOKS = 5
LEAD_LOOKS = 2
"""Looks before the hum in which it may swell; any other sound there makes it a part of a word."""

EDGES = (70, 180, 300, 450, 700, 1000)
BIN_HZ = RATE / (2 * WINDOW)
NO_BANDS = np.zeros(len(EDGES) - 1)
_EDGE_BINS = [round(edge / BIN_HZ) for edge in EDGES]
_HANN = np.hanning(WINDOW).astype(np.float32)
_HANN_SAME = np.fft.irfft(np.abs(np.fft.rfft(_HANN, 2 * WINDOW)) ** 2)[: LONGEST_PITCH_LAG + 2]
"""The window's own autocorrelation, taken out of that of the sound."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at 64 ms of sound.

    Attributes:
        level: dB re one step of int16.
        pitch: in semitones re 1 Hz; None when it is no dark, voiced sound.
        bands: levels of the bands between EDGES against the whole, dB.
    """

    level: float
    pitch: float | None
    bands: npt.NDArray[np.float64]


def look(sound: npt.NDArray[np.float32], quietest: float) -> Look:
    """What the newest 64 ms are like; sound below ``quietest`` dB is not looked at.

    Args:
        sound: shape (1024,), 16 kHz.
        quietest: dB re one step of int16.
    """
    half = 0.5 * (sound[::2] + sound[1::2])
    half -= half.mean()
    level = 10.0 * float(np.log10(half @ half / WINDOW + 1.0))
    if level < quietest:
        return Look(level, None, NO_BANDS)
    power = np.abs(np.fft.rfft(half * _HANN, 2 * WINDOW)) ** 2
    whole = float(power.sum()) + 1e-9
    if 10.0 * np.log10(float(power[_EDGE_BINS[-1] :].sum()) / whole + 1e-9) > DARK_DB:
        return Look(level, None, NO_BANDS)
    same = np.fft.irfft(power)[: LONGEST_PITCH_LAG + 2] / _HANN_SAME
    same /= same[0] + 1e-9
    bands = np.add.reduceat(power, _EDGE_BINS)[:-1] / whole
    return Look(level, _pitch(same), 10.0 * np.log10(bands + 0.003))


def _pitch(same: npt.NDArray[np.float64]) -> float | None:
    """The first high peak of an autocorrelation, in semitones re 1 Hz: later ones are its multiples."""
    inner = same[SHORTEST_PITCH_LAG:-1]
    high = inner >= max(VOICED, FIRST_PEAK * float(inner.max()))
    peaks = high & (inner >= same[SHORTEST_PITCH_LAG - 1 : -2]) & (inner > same[SHORTEST_PITCH_LAG + 1 :])
    if not peaks.any():
        return None
    lag = SHORTEST_PITCH_LAG + int(np.argmax(peaks))
    left, top, right = (float(value) for value in same[lag - 1 : lag + 2])
    return 12.0 * math.log2(RATE / (lag + 0.5 * (left - right) / (left - 2.0 * top + right - 1e-9)))


class _Run:
    """Looks that may be one hum."""

    def __init__(self, first: Look, pitch: float, began_ms: float, floor: float) -> None:
        self.began_ms = began_ms
        self.ended_ms = began_ms + LOOK_MS
        self.floor = floor
        self.leaving = 0
        self._last = first
        self._pitch = self._lowest = self._highest = pitch
        self._looks = 1
        self._levels = first.level
        self._moved = 0.0

    @property
    def looks(self) -> int:
        return self._looks

    @property
    def level(self) -> float:
        return self._levels / self._looks

    @property
    def is_hum(self) -> bool:
        lasted = self.ended_ms - self.began_ms
        return SHORTEST_MS <= lasted <= LONGEST_MS and self._moved <= MEAN_FLUX_DB * self._looks

    def goes_on(self, seen: Look, now_ms: float) -> bool:
        """Take one more look, if it is of the same hum."""
        pitch = seen.pitch
        if pitch is None or abs(pitch - self._pitch) > GLIDE:
            return False
        lowest, highest = min(self._lowest, pitch), max(self._highest, pitch)
        flux = float(np.abs(seen.bands - self._last.bands).mean())
        if highest - lowest > RANGE or flux > FLUX_DB:
            return False
        self._last, self._pitch, self._lowest, self._highest = seen, pitch, lowest, highest
        self._looks += 1
        self._levels += seen.level
        self._moved += flux
        self.ended_ms = now_ms
        return True


class Hums:
    """Finds hums in sound that comes tick by tick, when they have ended."""

    def __init__(self) -> None:
        self._sound = np.zeros(2 * WINDOW, dtype=np.float32)
        self._ticks = 0
        self._run: _Run | None = None
        self._before = 0

    @property
    def pending(self) -> bool:
        """Whether a hum may be going on."""
        return self._run is not None and self._run.looks > 2

    def hear(self, samples: Samples, floor: float) -> Member | None:
        """Take one tick (shape (320,), int16, 16 kHz) and the floor (dB); returns a hum that is over.

        The floor follows whatever lasts, a hum too: while one goes on, that of its beginning is used.
        """
        size = len(samples)
        self._sound[:-size] = self._sound[size:]
        self._sound[-size:] = samples
        self._ticks += 1
        if self._ticks % 2:
            return None
        quietest = (self._run.floor if self._run else floor) + OVER_FLOOR_DB
        seen, now_ms = look(self._sound, quietest), self._ticks * TICK_SECONDS * 1000.0
        if self._run:
            return self._follow(self._run, seen, now_ms)
        self._begin(seen, now_ms, floor)
        return None

    def _begin(self, seen: Look, now_ms: float, floor: float) -> None:
        if seen.pitch is not None and self._before <= LEAD_LOOKS:
            self._run = _Run(seen, seen.pitch, now_ms - LOOK_MS, floor)
        else:
            self._before = self._before + 1 if seen.level > floor + OVER_FLOOR_DB else 0

    def _follow(self, run: _Run, seen: Look, now_ms: float) -> Member | None:
        """One more look of a hum, or one after it: then it has to fade, not to go on as something else."""
        if not run.leaving and run.goes_on(seen, now_ms):
            if now_ms - run.began_ms > LONGEST_MS:
                self._drop(run)
            return None
        run.leaving += 1
        if seen.level <= run.level - FADE_DB:
            self._run, self._before = None, 0
            return Member(run.began_ms, run.ended_ms, run.level) if run.is_hum else None
        if run.leaving > END_LOOKS or not run.is_hum:
            self._drop(run)
        return None

    def _drop(self, run: _Run) -> None:
        self._before += run.looks + run.leaving
        self._run = None
