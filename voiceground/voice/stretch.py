"""Slower speech without another pitch: for rates that the engine itself cannot go down to.

WSOLA (Verhelst and Roelands, ICASSP 1993): windows of the sound are laid behind each other, and now and then
one steps back by a little, to where it continues the one before it best. The stretch is not even: sounds
that stand (vowels, hums, pauses) take all of it and the quick ones (the burst of a "t") take none, which is
how people slow down. No step back falls into a quick sound, so it is never heard twice.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice.wavefile import Wave

_Floats: TypeAlias = npt.NDArray[np.float64]

_WINDOW = SAMPLE_RATE * 30 // 1000
_HOP = _WINDOW // 2
_SEARCH = SAMPLE_RATE * 8 // 1000  # more than half a period of the lowest voice, to either side
_FRAME = SAMPLE_RATE // 100
_QUICK_DB = 5.0
"""A spectrum that changes by this much in 10 ms belongs to a sound that must not be stretched."""
_LONGEST = 2.0
"""No part of a sound is stretched by more than this."""


def stretch(sound: Wave, factor: float) -> Wave:
    """``sound`` made ``factor`` times as long (1 to 1.8), at the same pitch.

    Args:
        sound: shape (n,), float32, 16 kHz.
        factor: 1 or less changes nothing.

    Returns:
        float32, 16 kHz, about ``factor * n`` samples (within a window of 30 ms).
    """
    if factor <= 1.01 or sound.size < 4 * _WINDOW:
        return sound
    return _added_up(sound, _starts(sound, factor))


def _starts(sound: Wave, factor: float) -> npt.NDArray[np.intp]:
    """Where in the sound each window of the output should begin."""
    local = _local_factors(sound, factor)
    output = np.concatenate(([0.0], np.cumsum(local))) * _FRAME
    source = np.arange(output.size, dtype=np.float64) * _FRAME
    wanted = np.arange(0, output[-1] - _WINDOW, _HOP)
    return np.interp(wanted, output, source).astype(np.intp)


def _local_factors(sound: Wave, factor: float) -> _Floats:
    """How much each 10 ms is stretched, so that the whole comes out right."""
    standing = 1 - np.clip(_change(sound) / _QUICK_DB, 0, 1)
    share = max(float(standing.mean()), (factor - 1) / (_LONGEST - 1), 1e-3)
    uneven = 1 + (factor - 1) * standing / share
    local: _Floats = uneven * (factor / uneven.mean())
    return local


def _change(sound: Wave) -> _Floats:
    """How much the spectrum changes around each 10 ms (mean of 16 bands, dB), 20 ms to either side."""
    frames = sound[: sound.size // _FRAME * _FRAME].reshape(-1, _FRAME) * np.hanning(_FRAME)
    power = np.abs(np.fft.rfft(frames, axis=1)[:, 1:]) ** 2
    bands = power.reshape(len(frames), 16, -1).sum(axis=2)
    levels = 10 * np.log10(bands + bands.max() * 1e-5)
    steps = np.abs(np.diff(levels, axis=0, prepend=levels[:1])).mean(axis=1)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(steps, 2, mode="edge"), 5)
    change: _Floats = around.max(axis=1)
    return change


def _added_up(sound: Wave, starts: npt.NDArray[np.intp]) -> Wave:
    """The windows that begin near ``starts``, overlapped by half.

    Each goes on where the one before it led, until that is too far from where it should be.
    """
    window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    padded = np.pad(sound, (_SEARCH, _WINDOW + _HOP + _SEARCH))
    output = np.zeros(starts.size * _HOP + _HOP, dtype=np.float32)
    at = _SEARCH
    for index, start in enumerate(starts):
        if index:
            at += _HOP
        if abs(at - _SEARCH - start) > _SEARCH:
            at = int(start) + _best(padded, int(start), padded[at : at + _WINDOW])
        output[index * _HOP : index * _HOP + _WINDOW] += window * padded[at : at + _WINDOW]
    output[:_HOP] += (1 - window[:_HOP]) * padded[_SEARCH : _SEARCH + _HOP]
    return output


def _best(padded: Wave, start: int, template: Wave) -> int:
    """By how much to shift a window so that it continues ``template`` best (0 to twice the search)."""
    around = padded[start : start + _WINDOW + 2 * _SEARCH]
    likeness = np.correlate(around, template[: around.size], mode="valid")
    squares = np.concatenate(([0.0], np.cumsum(np.square(around, dtype=np.float64))))
    energy = squares[_WINDOW:] - squares[:-_WINDOW]
    return int(np.argmax(likeness / np.sqrt(energy + 1e-6)))
