"""Takes what the speaker plays out of what the microphone hears, tick by tick.

The path from speaker to microphone is estimated while the voice speaks (path.py); what it makes of the
played sound is subtracted. While nothing is played nothing is run, and the sound goes through unchanged.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import TICK_SAMPLES, Samples, Tick, ticks_of
from voiceground.ear.path import SHORT_WINDOW, TAPS, UNKNOWN_DB, WINDOW, Path, Sound

RING_SECONDS = 0.6
"""How long after it was played a sound may still be heard: the device's delay, and the room."""

AUDIBLE_DB = 25.0
"""Below this level (dB re one step of int16) what is played leaves no echo worth a thought."""

EVERY, CALMLY = 5, 10
"""Ticks between two looks at the path: while it is new or not known well, and later."""

WELL_DB = -12.0
"""What is left of an echo whose path is known well."""

KNOWN_DB = -6.0
"""What is left of an echo whose path is known at all; before that nothing tells a word from our own."""

YOUNG_TICKS, YOUNG_DB = ticks_of(1.0), -6.0
"""So long a path is young: it fits the little that was heard better than what is to come."""

NEW_TICKS, NEW_STEPS = ticks_of(6.0), 4
"""In a room that is new, so many steps a look; later one, which follows whatever moves."""

FIRST_TICKS, FIRST_STEPS = (SHORT_WINDOW - TAPS) // TICK_SAMPLES, 8
"""So long the short window holds all that was heard, and there is time for more steps."""

PARTS = TAPS // TICK_SAMPLES
_FFT = 2 * TICK_SAMPLES


class Residue:
    """How loud the echo may still be behind the canceller.

    Two opinions on how much of an echo is left, in dB against the estimated echo: what the newest path
    leaves of the last seconds (it was fitted to them, so it flatters), and what was really left in the
    last second (a person who spoke meanwhile makes it seem more). The worse of them is believed. While the
    path is not known well, the estimated echo says little; then the loudest that was left of as loud a
    voice lately may be echo too.
    """

    def __init__(self) -> None:
        self._ratios: deque[float] = deque(maxlen=ticks_of(1.2))
        self._echoes: deque[float] = deque(maxlen=3)
        self._played: deque[float] = deque(maxlen=ticks_of(0.35))
        self._lefts: deque[float] = deque(maxlen=ticks_of(3.0))

    def follow(self, played_db: float, echo_db: float, left_db: float, fit_db: float) -> float:
        """Take one tick and return what may be echo of it.

        Args:
            played_db: level of what is played, dB re one step of int16.
            echo_db: level of the estimated echo, dB re one step of int16.
            left_db: level of what is left when it is taken off.
            fit_db: what the newest path left of the last seconds, against its echo.
        """
        self._echoes.append(echo_db)
        loudest = max(self._echoes)
        if echo_db > AUDIBLE_DB:
            self._ratios.append(left_db - loudest)
        if not self._ratios:
            return left_db if fit_db >= UNKNOWN_DB else 0.0
        left = max(0.0, loudest + max(fit_db, _quantile(self._ratios, 0.4)))
        return max(left, self._at_worst(played_db, left_db)) if fit_db > WELL_DB else left

    def _at_worst(self, played_db: float, left_db: float) -> float:
        self._played.append(played_db)
        loudest = max(self._played)
        if loudest < AUDIBLE_DB:
            return 0.0
        self._lefts.append(left_db - loudest)
        return loudest + _quantile(self._lefts, 0.8)


class Filter:
    """Runs along with the sound: what a response makes of it, block by block, without delay.

    Uniformly partitioned overlap-save; the response may change between two blocks.
    """

    def __init__(self) -> None:
        self._response = np.zeros((PARTS, TICK_SAMPLES + 1), dtype=np.complex64)
        self._spectra = np.zeros((PARTS, TICK_SAMPLES + 1), dtype=np.complex64)
        self._before: Sound = np.zeros(TICK_SAMPLES, dtype=np.float32)

    def use(self, response: Sound) -> None:
        """From now on this response, shape (TAPS,)."""
        parts = response.reshape(PARTS, TICK_SAMPLES)
        self._response = np.fft.rfft(parts, _FFT, axis=1).astype(np.complex64)

    def take(self, block: Sound) -> Sound:
        """The next 320 samples of the output for the next 320 of the input."""
        self._spectra[1:] = self._spectra[:-1].copy()
        self._spectra[0] = np.fft.rfft(np.concatenate((self._before, block)))
        self._before = block
        mixed: npt.NDArray[np.complex64] = np.einsum("pk,pk->k", self._response, self._spectra)
        result: Sound = np.fft.irfft(mixed, _FFT)[TICK_SAMPLES:].astype(np.float32)
        return result


class Echo:
    """The canceller for one microphone.

    Attributes:
        left_db: how loud the echo may still be in the newest tick, dB re one step of int16; 0 for none.
    """

    def __init__(self) -> None:
        self.reset()

    @property
    def working(self) -> bool:
        """Whether something was played within the last second, so that there may be an echo."""
        return self._quiet < ticks_of(1.0)

    @property
    def known(self) -> bool:
        """Whether the path takes off most of the echo in the last seconds."""
        return self._fit < KNOWN_DB

    def reset(self) -> None:
        """Forget the path from speaker to microphone: another device."""
        self._path = Path()
        self._filter = Filter()
        self._quiet = ticks_of(1.0)
        self._residue = Residue()
        self._fit = UNKNOWN_DB
        self.left_db = 0.0
        self._count = 0
        self._since = 0
        self._played: Sound = np.zeros(2 * WINDOW, dtype=np.float32)
        self._heard: Sound = np.zeros(2 * WINDOW, dtype=np.float32)
        self._end = WINDOW

    def cancel(self, tick: Tick) -> Samples:
        """What the microphone heard without what was played, shape (320,), int16."""
        self._quiet = 0 if tick.played.any() else self._quiet + 1
        if not self.working:
            self._since = 0
            self.left_db = 0.0
            return tick.mic
        self._keep(tick)
        self._count += 1
        self._since += 1
        if self._count % (EVERY if self._count <= NEW_TICKS or self._fit > WELL_DB else CALMLY) == 0:
            self._improve()
        echo = self._filter.take(tick.played.astype(np.float32))
        clean = _to_int16(tick.mic - echo)
        fit = self._fit if self._count > YOUNG_TICKS else max(self._fit, YOUNG_DB)
        self.left_db = self._residue.follow(_db(tick.played), _db(echo), _db(clean), fit)
        return clean

    def again(self, ticks: int) -> Samples:
        """The last so many ticks once more, by what is known of the path now; fewer if it began later.

        A path that was found during a word takes more of the echo off its beginning.
        """
        length = min(ticks, self._since) * TICK_SAMPLES
        played = self._played[self._end - length - TAPS : self._end]
        size = 1 << (len(played) - 1).bit_length()  # what comes round falls on the first TAPS, the lead-in
        spectrum = np.fft.rfft(played, size) * np.fft.rfft(self._path.response, size)
        echo = np.fft.irfft(spectrum, size)[TAPS : TAPS + length]
        return _to_int16(self._heard[self._end - length : self._end] - echo)

    def played(self, ticks: int) -> Samples:
        """What was played in the last so many ticks with the voice in the air; no more than 3 s."""
        length = min(ticks, ticks_of(3.0)) * TICK_SAMPLES
        return _to_int16(self._played[self._end - length : self._end])

    def _improve(self) -> None:
        """Look at the path anew."""
        first = self._count <= FIRST_TICKS
        span = slice(self._end - (SHORT_WINDOW if first else WINDOW), self._end)
        steps = FIRST_STEPS if first else NEW_STEPS if self._count <= NEW_TICKS else 1
        self._fit = self._path.improve(self._played[span], self._heard[span], steps)
        self._filter.use(self._path.response)

    def _keep(self, tick: Tick) -> None:
        """Both sides go into a line that is moved back to its beginning when it is full.

        Silence of the voice is left out: it says nothing about the path, and a second of it stays as a
        lead-out, longer than any ringing.
        """
        if self._end + TICK_SAMPLES > 2 * WINDOW:
            for line in (self._played, self._heard):
                line[:WINDOW] = line[self._end - WINDOW : self._end]
            self._end = WINDOW
        span = slice(self._end, self._end + TICK_SAMPLES)
        self._played[span], self._heard[span] = tick.played, tick.mic
        self._end += TICK_SAMPLES


def _quantile(values: Collection[float], share: float) -> float:
    """The value below which so great a share of them lies; called every tick, so without numpy's ceremony."""
    return sorted(values)[round(share * (len(values) - 1))]


def _db(sound: npt.NDArray[np.floating] | Samples) -> float:
    return float(10.0 * np.log10(np.var(sound, dtype=np.float64) + 1.0))


def _to_int16(sound: npt.NDArray[np.floating]) -> Samples:
    samples: Samples = np.clip(np.rint(sound), -32768, 32767).astype(np.int16)
    return samples
