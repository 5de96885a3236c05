"""What a room does to sound: a convolution that runs along with it, block by block."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import TICK_SAMPLES

_FFT = 2 * TICK_SAMPLES


class Convolver:
    """Streams blocks of 320 through an impulse response of any length, exactly and without delay.

    Uniformly partitioned overlap-save (Gardner 1995, Wefers 2015): the response is cut into partitions of
    one block, whose spectra meet those of the last blocks. Half a second of response costs some 50 us.

    Args:
        response: shape (n,), float; a single 1.0 passes everything unchanged.
    """

    def __init__(self, response: npt.NDArray[np.float64]) -> None:
        self._count = max(1, -(-len(response) // TICK_SAMPLES))
        padded = np.zeros(self._count * TICK_SAMPLES)
        padded[: len(response)] = response
        self._filter = np.fft.rfft(padded.reshape(self._count, TICK_SAMPLES), _FFT, axis=1)
        # Each spectrum is kept twice, a round apart, so that the last ones always lie in one piece.
        self._spectra = np.zeros((2 * self._count, _FFT // 2 + 1), dtype=np.complex128)
        self._newest = 0
        self._window = np.zeros(_FFT)

    def pass_through(self, block: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The next 320 samples of the output, for the next 320 of the input."""
        self._window[:TICK_SAMPLES] = self._window[TICK_SAMPLES:]
        self._window[TICK_SAMPLES:] = block
        self._newest = (self._newest - 1) % self._count
        self._spectra[self._newest] = self._spectra[self._newest + self._count] = np.fft.rfft(self._window)
        recent = self._spectra[self._newest : self._newest + self._count]
        result: npt.NDArray[np.float64] = np.fft.irfft((self._filter * recent).sum(axis=0), _FFT)[
            TICK_SAMPLES:
        ]
        return result
