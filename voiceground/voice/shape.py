"""Making every line sound as if it came from one calm voice: same rate, same loudness, soft edges.

Pure: samples in, samples out. Everything that is done to the sound between the engine and the speaker is
here, and ``SHAPING`` names its version, which is part of the cache's key.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.voice.stretch import stretch
from voiceground.voice.wavefile import Wave

SHAPING = 2
"""Raise it whenever a figure or a step below changes: older cached lines are then rendered again."""

TARGET_LUFS = -23.0
"""Loudness of every line (LUFS): EBU R 128's programme level, which leaves headroom for ``louder``."""

PEAK_DBFS = -3.0
"""No sample is above this (dB full scale)."""

LOW_PASS_HZ = 3_000.0
"""Where the low-pass for rendered speech has taken 3 dB. See docs/voice.md for what it costs and brings."""

TRIM_DB = -45.0
"""What is quieter than the loudest 10 ms by this much at either end is not speech."""

LEAD_SECONDS, TAIL_SECONDS = 0.015, 0.060
"""What is kept before the first and after the last sound."""

FADE_IN_SECONDS, FADE_OUT_SECONDS = 0.008, 0.040

_Floats: TypeAlias = npt.NDArray[np.float64]
_FRAME = SAMPLE_RATE // 100
_BLOCK_SECONDS, _HOP_SECONDS = 0.4, 0.1


def shape(sound: Wave, rate: int) -> Samples:
    """A recorded line as the house plays it.

    Args:
        sound: shape (n,), float32, -1 to 1.
        rate: of ``sound``, in Hz.

    Returns:
        shape (m,), int16, 16 kHz: trimmed, at ``TARGET_LUFS``, faded at both ends. Empty where there was
        nothing to hear.
    """
    return _finished(trim(resampled(sound, rate)))


def join(sentences: Sequence[tuple[Wave, int]], longer: float, pause: float) -> Samples:
    """The rendered sentences of one line as the house plays it, softened as well.

    Args:
        sentences: each as the engine gave it: float32, and its rate in Hz.
        longer: by how much each is stretched.
        pause: between two of them, in seconds.

    Returns:
        Like ``shape``.
    """
    gap = np.zeros(round(pause * SAMPLE_RATE), dtype=np.float32)
    parts: list[Wave] = []
    for sound, rate in sentences:
        spoken = stretch(trim(resampled(sound, rate)), longer)
        if spoken.size:
            parts += [gap, fade(spoken)] if parts else [fade(spoken)]
    return _finished(soften(np.concatenate(parts)) if parts else gap[:0])


def _finished(sound: Wave) -> Samples:
    if not sound.size:
        return np.zeros(0, dtype=np.int16)
    return np.round(fade(level(sound)) * 32767).astype(np.int16)


def resampled(sound: Wave, rate: int) -> Wave:
    """``sound`` at 16 kHz."""
    if rate == SAMPLE_RATE:
        return sound
    import soxr

    converted: Wave = soxr.resample(sound, rate, SAMPLE_RATE, quality="HQ").astype(np.float32)
    return converted


def trim(sound: Wave) -> Wave:
    """Without the silence at both ends, but for a small margin."""
    frames = sound[: sound.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.mean(np.square(frames, dtype=np.float64), axis=1)
    if not power.size or power.max() < 1e-9:
        return sound[:0]
    loud = np.flatnonzero(power > power.max() * 10 ** (TRIM_DB / 10))
    first = loud[0] * _FRAME - round(LEAD_SECONDS * SAMPLE_RATE)
    last = (loud[-1] + 1) * _FRAME + round(TAIL_SECONDS * SAMPLE_RATE)
    return sound[max(0, first) : last]


def soften(sound: Wave) -> Wave:
    """Through the low-pass: the magnitude of a two-pole Butterworth at ``LOW_PASS_HZ``, no phase shift."""
    return _filtered(sound, lambda hertz: 1 / np.sqrt(1 + (hertz / LOW_PASS_HZ) ** 4))


def level(sound: Wave, measured: int | None = None) -> Wave:
    """At the target loudness, or as near as the peak limit lets it come; ``measured`` samples tell which."""
    heard = loudness(sound[:measured])
    if not math.isfinite(heard):
        return sound
    gain = 10 ** ((TARGET_LUFS - heard) / 20)
    ceiling = 10 ** (PEAK_DBFS / 20) / float(np.abs(sound).max())
    return sound * np.float32(min(gain, ceiling))


def loudness(sound: Wave) -> float:
    """Integrated loudness of mono sound at 16 kHz, in LUFS, with both gates of ITU-R BS.1770-4.

    The K-weighting is applied to the spectrum of the whole line, by the magnitudes of the standard's two
    filters: the same powers as running them sample by sample, without a slow loop.
    """
    weighted = _filtered(sound, _k_weighting)
    squares = np.concatenate(([0.0], np.cumsum(np.square(weighted, dtype=np.float64))))
    block = min(round(_BLOCK_SECONDS * SAMPLE_RATE), sound.size)
    starts = np.arange(0, sound.size - block + 1, round(_HOP_SECONDS * SAMPLE_RATE))
    if not block:
        return -math.inf
    powers = (squares[starts + block] - squares[starts]) / block
    gated = powers[powers > _power(-70.0)]
    if not gated.size:
        return -math.inf
    kept = gated[gated > gated.mean() * 0.1]
    return float(-0.691 + 10 * np.log10(kept.mean()))


def fade(sound: Wave, rise: float = FADE_IN_SECONDS, fall: float = FADE_OUT_SECONDS) -> Wave:
    """With raised-cosine edges from and to nothing (in seconds), so that neither end clicks."""
    faded = sound.copy()
    for seconds, edge in ((rise, slice(None)), (fall, slice(None, None, -1))):
        count = min(round(seconds * SAMPLE_RATE), sound.size)
        ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(count, 1))
        faded[edge][:count] *= ramp.astype(np.float32)
    return faded


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _k_weighting(hertz: _Floats) -> _Floats:
    """Magnitude of BS.1770-4's two filters, from the coefficients that it gives for 48 kHz."""
    shelf = _response(
        hertz, (1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585)
    )
    highpass = _response(hertz, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    return shelf * highpass


def _response(hertz: _Floats, b: tuple[float, float, float], a: tuple[float, float]) -> _Floats:
    z = np.exp(-2j * np.pi * hertz / 48_000)
    magnitude: _Floats = np.abs((b[0] + b[1] * z + b[2] * z**2) / (1 + a[0] * z + a[1] * z**2))
    return magnitude


def _filtered(sound: Wave, gain: Callable[[_Floats], _Floats]) -> Wave:
    """``sound`` with its spectrum multiplied by ``gain(Hz)``; padded so that its ends do not meet."""
    size = 1 << (sound.size + SAMPLE_RATE // 20).bit_length()
    hertz: _Floats = np.fft.rfftfreq(size, 1 / SAMPLE_RATE).astype(np.float64)
    spectrum = np.fft.rfft(sound, size) * gain(hertz)
    return np.fft.irfft(spectrum, size)[: sound.size].astype(np.float32)
