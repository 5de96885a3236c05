"""Sound to log-mel, every 10 ms: the input of the net.

The 32 low bands are those of the embedding that the net began with (Lin and others, 2020): Slaney's
mel bands from 60 to 3,800 Hz, a Hann window of 25 ms in a transform of 512. The 12 high bands, 3.6 to
7.8 kHz, tell s from f; telephones have none.

The level of a stretch of sound is taken out: its loud frames (the 95th percentile) are moved to ``LEVEL``.
So a whisper near the microphone and a call across the room look alike, and only the distance to the
noise is left.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, Samples

Floats: TypeAlias = npt.NDArray[np.float32]

FRAME, HOP = 512, SAMPLE_RATE // 100
LEVEL = 9.5
"""Where the loud frames lie, in bels of mel power (mean over the low bands): about where the embedding
was used to find them, near to a microphone, with the 2 that it was given on top."""


def _hz_to_mel(hz: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Slaney's scale: linear to 1 kHz, logarithmic above."""
    return np.where(
        hz < 1000.0, hz * 3.0 / 200.0, 15.0 + 27.0 * np.log(np.maximum(hz, 1.0) / 1000.0) / np.log(6.4)
    )


def _mel_to_hz(mel: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.where(mel < 15.0, mel * 200.0 / 3.0, 1000.0 * np.exp(np.log(6.4) * (mel - 15.0) / 27.0))


def _bands(number: int, low: float, high: float) -> Floats:
    """Triangles of equal area, shape (257, number)."""
    first, last = _hz_to_mel(np.array([low, high])).tolist()
    edges = _mel_to_hz(np.linspace(first, last, number + 2))
    bins = np.arange(FRAME // 2 + 1) * SAMPLE_RATE / FRAME
    rising = (bins[:, None] - edges[None, :-2]) / np.diff(edges)[None, :-1]
    falling = (edges[None, 2:] - bins[:, None]) / np.diff(edges)[None, 1:]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    return (triangles * (2.0 / (edges[2:] - edges[:-2]))).astype(np.float32)


def _window() -> Floats:
    window = np.zeros(FRAME, dtype=np.float32)
    window[56:456] = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(400) / 400)
    return window


WINDOW = _window()
LOW = _bands(32, 60.0, 3800.0)
HIGH = _bands(12, 3600.0, 7800.0)
_ALL = np.concatenate((LOW, HIGH), axis=1)


def log_mel(samples: Samples) -> tuple[Floats, Floats]:
    """Sound as the net sees it: low bands (frames, 32) and high bands (frames, 12), in bels.

    Args:
        samples: int16 at 16 kHz, shape (n,), at least one frame of 512.
    """
    count = (len(samples) - FRAME) // HOP + 1
    sound = np.ascontiguousarray(samples, dtype=np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(sound, FRAME)[: (count - 1) * HOP + 1 : HOP]
    power = np.abs(np.fft.rfft(frames * WINDOW, axis=1)).astype(np.float32) ** 2
    bels = np.log10(np.maximum(power @ _ALL, 1e-4))
    bels += LEVEL - np.float32(np.percentile(bels[:, :32].mean(axis=1), 95))
    return bels[:, :32], bels[:, 32:]
