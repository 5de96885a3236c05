"""Where the speech of a recording lies, and that recording in noise and in a room. Pure; equal in, equal out.

The signal-to-noise ratio is that of the mean power of the speech over its active span to the mean power
of the noise over the whole piece that is mixed in, its beginning before and its end after the word
included. A word's own pauses and the silence around it do not count as speech; household noise that
comes and goes (dishes) is taken as it comes.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, Samples

FRAME = SAMPLE_RATE // 100
BELOW_PEAK_DB = 30.0
ABOVE_FLOOR_DB = 6.0
FLOOR_BELOW_PEAK_DB = 18.0
"""A frame of 10 ms is active when it is less than 30 dB below the loudest and more than 6 dB above the
floor (the 10th percentile, and at most 18 dB below the loudest: a clip may be cut so close that it has no
quiet in it)."""
JOINED_FRAMES = 25
"""Quiet of up to 250 ms inside a word belongs to it: the closures of "stop" and "eight" last 60 to 150 ms."""
SHORTEST_FRAMES = 4
"""A click of the mouse is no speech, and many clips end with one."""

Sound: TypeAlias = npt.NDArray[np.float64]
"""Sound on the scale of int16, shape (n,), 16 kHz."""


def active_span(sound: Samples) -> tuple[int, int]:
    """The first and one past the last sample of the speech in a clean recording; (0, n) where there is none.

    Of several stretches of sound, the one with the most energy.
    """
    frames = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    if not len(frames):
        return 0, len(sound)
    power = np.mean(frames**2, axis=1) + 1.0
    level = 10.0 * np.log10(np.convolve(power, np.ones(3) / 3.0, mode="same"))  # soft ends flicker
    peak = float(level.max())
    floor = min(float(np.percentile(level, 10)), peak - FLOOR_BELOW_PEAK_DB)
    threshold = max(floor + ABOVE_FLOOR_DB, peak - BELOW_PEAK_DB)
    stretches = _stretches(level > threshold)
    if not stretches:
        return 0, len(sound)
    start, end = max(stretches, key=lambda found: float(power[found[0] : found[1]].sum()))
    sharp = start + np.flatnonzero(10.0 * np.log10(power[start:end]) > threshold)
    return (int(sharp[0]) * FRAME, (int(sharp[-1]) + 1) * FRAME) if len(sharp) else (0, len(sound))


def _stretches(active: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of active frames of some length, joined over short gaps; first and one past the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], active.astype(np.int8), [0]))))
    joined: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2):
        if end - start < SHORTEST_FRAMES:
            continue
        if joined and start - joined[-1][1] <= JOINED_FRAMES:
            joined[-1] = (joined[-1][0], int(end))
        else:
            joined.append((int(start), int(end)))
    return joined


def power_of(sound: Samples | Sound) -> float:
    """The mean power, on the scale of int16 squared; at least 1e-9."""
    return max(float(np.mean(np.square(sound, dtype=np.float64))), 1e-9) if len(sound) else 1e-9


def speech_power(sound: Samples) -> float:
    """The mean power of the speech of a clean recording, over its active span."""
    start, end = active_span(sound)
    return power_of(sound[start:end])


def piece_of(noise: Samples, length: int, random: np.random.Generator) -> Samples:
    """So many samples of a recording of noise, from a random place on, going round at its end."""
    start = int(random.integers(len(noise)))
    return np.take(noise, np.arange(start, start + length), mode="wrap")


def at_snr(noise: Samples, speech: float, snr_db: float) -> Samples:
    """A piece of noise made as loud as the ratio (dB) to speech of that power wants it, as int16.

    It is clipped where int16 ends: at the ratios that people live with, that is nowhere.
    """
    gain = (speech / power_of(noise) / 10.0 ** (snr_db / 10.0)) ** 0.5
    louder: Samples = np.clip(np.rint(noise * gain), -32768, 32767).astype(np.int16)
    return louder


def in_room(sound: Samples, response: Samples) -> Samples:
    """What a microphone across the room hears: as loud as before, and with the room's tail behind it.

    Args:
        sound: the recording, shape (n,).
        response: the impulse response, shape (m,); what lies before its peak is left out, so that the
            word does not come later by the way through the air.

    Returns:
        The sound in the room, shape (n + m - 1 - peak,).
    """
    direct: Sound = response[int(np.argmax(np.abs(response.astype(np.int32)))) :].astype(np.float64)
    length = len(sound) + len(direct) - 1
    spectrum = np.fft.rfft(sound, length) * np.fft.rfft(direct, length)
    heard = np.fft.irfft(spectrum, length)
    start, end = active_span(sound)
    heard *= (power_of(sound[start:end]) / power_of(heard[start:end])) ** 0.5
    return np.clip(np.rint(heard), -32768, 32767).astype(np.int16)
