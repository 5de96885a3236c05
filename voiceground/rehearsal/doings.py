"""The sounds of a person who taps, hums or speaks freely: synthetic, and the same at each rehearsal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, Samples

Sound: TypeAlias = npt.NDArray[np.float64]

PEAK = 9000.0
"""Of a signal, in int16 steps: a knuckle on the table beside the microphone."""

GAP_SECONDS = 0.42
"""Between the beginnings of two taps, knocks or claps; between the end of a hum and the next one."""

HUM_SECONDS = 0.8
PITCH = 130.0
BOARD = 180.0
"""Hz, of a hum and of a wooden board."""


def signal_clip(kind: str, count: int) -> Samples:
    """So many taps, knocks, claps or hums as sound: int16, 16 kHz."""
    once = _SOUNDS[kind]()
    every = round(GAP_SECONDS * SAMPLE_RATE) + (len(once) if kind == "hum" else 0)
    whole = np.zeros(every * (count - 1) + len(once))
    for place in range(count):
        whole[place * every : place * every + len(once)] += once
    loud = whole * (PEAK / float(np.abs(whole).max()))
    return np.rint(loud).astype(np.int16)


def talk_clip(words: Samples, seconds: float) -> Samples:
    """So many seconds of speech, out of a few words that are said over and over."""
    size = round(seconds * SAMPLE_RATE)
    return np.resize(words, size) if len(words) else np.zeros(size, dtype=np.int16)


def _knock() -> Sound:
    """A wooden board and its overtones, with the short noise of the blow."""
    size = round(0.3 * SAMPLE_RATE)
    times = np.arange(size) / SAMPLE_RATE
    rings = sum(
        0.7**place * np.sin(2 * np.pi * BOARD * (1 + 1.1 * place) * times) * np.exp(-times / 0.015)
        for place in range(5)
    )
    return np.asarray((rings + 0.5 * _noise(size) * np.exp(-times / 0.003)) * np.minimum(1.0, times / 0.001))


def _clap() -> Sound:
    """Hands that meet: the hollow between them rings for less than a hundredth of a second."""
    times = np.arange(round(0.3 * SAMPLE_RATE)) / SAMPLE_RATE
    rings = sum(np.sin(2 * np.pi * hertz * times + hertz) for hertz in (750.0, 1150.0, 1700.0, 2100.0))
    burst = (rings + 0.3 * _noise(len(times))) * np.exp(-times / 0.008)
    return np.asarray(burst * np.minimum(1.0, times / 0.001))


def _hum() -> Sound:
    """A closed mouth: the overtones of a voice through one resonance of the nose at 270 Hz."""
    times = np.arange(round(HUM_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
    pitch = PITCH * 2 ** (0.3 * np.sin(2 * np.pi * 0.7 * times) / 12)
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    whole = np.zeros(len(times))
    for number in range(1, 20):
        ratio = PITCH * number / 270.0
        gain = 1 / np.sqrt((1 - ratio**2) ** 2 + (0.35 * ratio) ** 2) + 0.02
        whole += number**-1.8 * gain * np.sin(number * phase)
    edges = np.minimum(1.0, times / 0.08) * np.minimum(1.0, (times[-1] - times) / 0.1)
    return np.asarray(whole * edges)


def _noise(size: int) -> Sound:
    return np.random.default_rng(7).normal(0.0, 1.0, size)


_SOUNDS: Mapping[str, Callable[[], Sound]] = {"tap": _knock, "knock": _knock, "clap": _clap, "hum": _hum}
