"""Sound to cepstra, as pocketsphinx computes them for its en-us model, in numpy.

The parameters are those of the model's ``feat.params`` (lowerf 130, upperf 6800, nfilt 25, transform dct,
lifter 22, remove_noise) and, where it is silent, pocketsphinx' defaults (window 25.625 ms, step 10 ms,
pre-emphasis 0.97, 512-point FFT, filters of unit area with rounded edges). The noise removal is that of
pocketsphinx' ``fe_noise.c``: after Doblinger's spectral minima tracking and Kim's power-normalised
cepstra. Its recursions are rewritten so that only two short lines run once a frame: the smoothing is one
product with a matrix, the peak is a running maximum of logarithms, and an envelope's two speeds are the
smaller of two steps.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, Samples

Float32: TypeAlias = npt.NDArray[np.float32]
Float64: TypeAlias = npt.NDArray[np.float64]

STEP = SAMPLE_RATE // 100
"""Samples from frame to frame: 10 ms."""

WINDOW = 410
"""Samples in a frame: 25.625 ms."""

CEPSTRA = 13
FFT_SIZE = 512
FILTERS = 25
LOWEST_HZ, HIGHEST_HZ = 130.0, 6800.0
PRE_EMPHASIS = 0.97
LIFTER = 22
LOG_FLOOR = 1e-4

SMOOTH = 0.7
"""Of the power of a filter, per frame."""
RISE, FALL = 0.005, 0.5
"""How fast the noise floor follows a power above it, and one below it, per frame."""
FORGET, MASK = 0.85, 0.2
"""Temporal masking: the peak's decay per frame, and what is left of a power that it hides."""
GAIN_LIMIT = 20.0
NEIGHBOURS = 4
"""Gains are averaged over so many filters on both sides."""

BLOCK = 64
"""Frames that are smoothed by one product with a matrix."""


class FrontEnd:
    """Turns a stream of sound into cepstra, one frame each 10 ms.

    The noise floor is carried from piece to piece: feeding a sound in pieces gives the very same frames
    as feeding it at once.
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the sound and the noise."""
        self._left: Samples = np.zeros(0, dtype=np.int16)
        self._before = 0.0
        self._noise: _NoiseState | None = None

    def feed(self, samples: Samples) -> Float32:
        """The frames that these samples complete, shape (frames, 13); a frame takes 410 samples.

        Args:
            samples: int16 at 16 kHz, any number of them.
        """
        sound = np.concatenate((self._left, samples))
        frames = max(0, 1 + (len(sound) - WINDOW) // STEP)
        if not frames:
            self._left = sound
            return np.zeros((0, CEPSTRA), dtype=np.float32)
        used = (frames - 1) * STEP + WINDOW
        emphasised = sound[:used].astype(np.float32)
        emphasised[1:] -= np.float32(PRE_EMPHASIS) * sound[: used - 1]
        emphasised[0] -= np.float32(PRE_EMPHASIS * self._before)
        self._before = float(sound[frames * STEP - 1])
        self._left = sound[frames * STEP :].copy()
        power = _mel_power(emphasised, frames)
        if self._noise is None:
            self._noise = _NoiseState(power[0])
        return _cepstra(self._noise.clean(power))


def cepstra(sound: Samples) -> Float32:
    """All the whole frames of one sound, shape (frames, 13); none where it is shorter than a frame."""
    return FrontEnd().feed(sound)


class _NoiseState:
    """What the noise removal remembers of earlier frames; each array has one value a filter."""

    def __init__(self, first: Float64) -> None:
        self._power = first.copy()
        self._noise = first / GAIN_LIMIT
        self._floor = first / GAIN_LIMIT
        self._peak = np.zeros(FILTERS)

    def clean(self, power: Float64) -> Float64:
        """The power of each filter, (frames, 25), without its noise."""
        smoothed = _smooth(power, self._power)
        self._power = smoothed[-1].copy()
        noise = _lower_envelope(smoothed, self._noise)
        signal = np.maximum(smoothed - noise, 1.0)
        floor = _lower_envelope(signal, self._floor)
        signal = np.maximum(self._mask(signal), floor)
        gain = np.maximum(np.minimum(signal / np.maximum(smoothed, 1e-30), GAIN_LIMIT), 1.0 / GAIN_LIMIT)
        cleaned: Float64 = power * (gain @ _neighbourhood())
        return cleaned

    def _mask(self, signal: Float64) -> Float64:
        """Lower what a stronger sound just before hides from the ear.

        The peak is the largest power so far, each decayed by its age: in logarithms, a running maximum.
        """
        age = np.log(FORGET) * np.arange(len(signal) + 1)[:, None]
        with np.errstate(divide="ignore"):
            logs = np.log(np.vstack((self._peak, signal))) - age
        peaks = np.exp(np.maximum.accumulate(logs, axis=0) + age)
        decayed = FORGET * peaks[:-1]
        self._peak = peaks[-1]
        return np.where(signal < FORGET * decayed, MASK * decayed, signal)


def _mel_power(emphasised: Float32, frames: int) -> Float64:
    windows = np.lib.stride_tricks.as_strided(
        emphasised,
        shape=(frames, WINDOW),
        strides=(STEP * emphasised.itemsize, emphasised.itemsize),
        writeable=False,
    )
    spectrum = np.fft.rfft(windows * _hamming(), FFT_SIZE)
    energy = spectrum.real**2 + spectrum.imag**2
    power: Float64 = energy.astype(np.float64) @ _filters()
    return power


def _cepstra(power: Float64) -> Float32:
    logs = np.log(power + LOG_FLOOR)
    result: Float32 = (logs @ _liftered_cosines()).astype(np.float32)
    return result


def _smooth(power: Float64, before: Float64) -> Float64:
    """``s[t] = 0.7 s[t-1] + 0.3 p[t]``, a block of frames at a time."""
    result = np.empty_like(power)
    weights, decay = _smoothing()
    for start in range(0, len(power), BLOCK):
        block = power[start : start + BLOCK]
        count = len(block)
        result[start : start + count] = weights[:count, :count] @ block + decay[:count] * before
        before = result[start + count - 1]
    return result


def _lower_envelope(values: Float64, state: Float64) -> Float64:
    """Follow ``values`` from below, slowly up and quickly down; ``state`` is moved to the last frame.

    Above the envelope the slow step is the smaller one, and below it the quick one: so the smaller of
    the two steps is always the right one.
    """
    envelope = np.empty_like(values)
    gap, slow = np.empty_like(state), np.empty_like(state)
    for value, out in zip(values, envelope, strict=True):
        np.subtract(value, state, out=gap)
        np.multiply(gap, RISE, out=slow)
        np.multiply(gap, FALL, out=gap)
        np.minimum(gap, slow, out=gap)
        state += gap
        out[:] = state
    return envelope


@cache
def _hamming() -> Float32:
    angle = 2.0 * np.pi * np.arange(WINDOW) / (WINDOW - 1.0)
    window: Float32 = (0.54 - 0.46 * np.cos(angle)).astype(np.float32)
    return window


@cache
def _filters() -> Float64:
    """Triangles on the mel scale, each of area 1 with its edges on the FFT's points; shape (257, 25)."""
    spacing = SAMPLE_RATE / FFT_SIZE
    edges = np.linspace(_mel(LOWEST_HZ), _mel(HIGHEST_HZ), FILTERS + 2)
    hertz = 700.0 * (10.0 ** (edges / 2595.0) - 1.0)
    hertz = np.floor(hertz / spacing + 0.5) * spacing
    bins = np.arange(FFT_SIZE // 2 + 1)[:, None] * spacing
    left, centre, right = hertz[:-2], hertz[1:-1], hertz[2:]
    rising = (bins - left) / (centre - left)
    falling = (right - bins) / (right - centre)
    return np.maximum(np.minimum(rising, falling), 0.0) * 2.0 / (right - left)


def _mel(hertz: float) -> float:
    return 2595.0 * float(np.log10(1.0 + hertz / 700.0))


@cache
def _liftered_cosines() -> Float64:
    """The orthonormal cosine transform and the lifter in one matrix, shape (25, 13)."""
    order = np.arange(CEPSTRA)
    cosines = np.cos(np.pi / FILTERS * np.outer(np.arange(FILTERS) + 0.5, order))
    scale = np.where(order == 0, np.sqrt(1.0 / FILTERS), np.sqrt(2.0 / FILTERS))
    lifter = 1.0 + LIFTER / 2.0 * np.sin(order * np.pi / LIFTER)
    result: Float64 = cosines * scale * lifter
    return result


@cache
def _smoothing() -> tuple[Float64, Float64]:
    age = np.subtract.outer(np.arange(BLOCK), np.arange(BLOCK))
    weights: Float64 = np.where(age >= 0, (1.0 - SMOOTH) * SMOOTH ** np.maximum(age, 0), 0.0)
    decay: Float64 = np.power(SMOOTH, np.arange(BLOCK, dtype=np.float64) + 1.0)[:, None]
    return weights, decay


@cache
def _neighbourhood() -> Float64:
    """Averages each filter's gain with those of its neighbours; shape (25, 25), columns sum to 1."""
    near = np.abs(np.subtract.outer(np.arange(FILTERS), np.arange(FILTERS))) <= NEIGHBOURS
    result: Float64 = near / near.sum(axis=0)
    return result
