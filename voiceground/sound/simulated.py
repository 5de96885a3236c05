"""A room of numbers: a person, noise, an echo, and a microphone that can be pulled out.

It returns at once, so that an hour takes seconds, and it is the same every time for the same seed.
"""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, Tick, silence
from voiceground.sound.convolver import Convolver

FLOOR_DB = -66.0
"""The room's own tone against full scale (RMS): a quiet living room on a laptop's microphone."""

SEAM_SECONDS = 0.01
"""Over which a looped noise is joined to itself, so that the seam is not a click."""

_FULL_SCALE = 32_767.0


@dataclass(frozen=True, slots=True, eq=False)
class Echo:
    """How much of what is played the microphone hears.

    Attributes:
        gain_db: level of the echo against what is played.
        delay_seconds: from the speaker's sample to the microphone's: the devices' way and the air's.
        response: the room's impulse response at 16 kHz, shape (n,); None for a single reflection.
    """

    gain_db: float = -12.0
    delay_seconds: float = 0.08
    response: npt.NDArray[np.float64] | None = None

    def impulses(self) -> npt.NDArray[np.float64]:
        """The whole way from speaker to microphone as one impulse response."""
        air = np.ones(1) if self.response is None else self.response
        delay = np.zeros(round(self.delay_seconds * SAMPLE_RATE))
        return np.concatenate((delay, air * _amplitude(self.gain_db)))


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """What else is to be heard, over and over.

    Attributes:
        samples: shape (n,), int16, 16 kHz, at least 20 ms.
        level_db: RMS over the whole of it, against full scale.
    """

    samples: Samples
    level_db: float


def level_db(samples: Samples) -> float:
    """RMS against full scale, in dB; -inf for silence."""
    rms = np.sqrt(np.mean(np.square(samples.astype(np.float64)))) if len(samples) else 0.0
    with np.errstate(divide="ignore"):
        return float(20 * np.log10(rms / _FULL_SCALE))


class SimulatedRoom:
    """A room of numbers. Times are in seconds of the room, which only ``exchange`` moves on.

    Args:
        echo: how the microphone hears the speaker; None for headphones.
        noise: what else there is; to have a signal-to-noise ratio of 10 dB against a word, give
            ``Noise(samples, level_db(word) - 10)``.
        floor_db: RMS of the room's tone against full scale. Real rooms are never digital silence.
        seed: of the room's tone.
        record: keep both sides, 64 kB for each second (``recording``, ``save``).
    """

    def __init__(
        self,
        *,
        echo: Echo | None = None,
        noise: Noise | None = None,
        floor_db: float = FLOOR_DB,
        seed: int = 0,
        record: bool = False,
    ) -> None:
        self._echo = Convolver(echo.impulses()) if echo else None
        self._noise = _loop(noise) if noise else None
        self._floor = _amplitude(floor_db) * _FULL_SCALE
        self._random = np.random.default_rng(seed)
        self._said: list[tuple[int, Samples]] = []
        self._unplugged: list[tuple[int, int | None]] = []
        self._ticks = 0
        self._tape: list[tuple[Samples, Samples]] | None = [] if record else None

    @property
    def withheld(self) -> bool:
        """Never: its microphone is there or not."""
        return False

    @property
    def name(self) -> str:
        """What to call this room on the screen."""
        return "a room of numbers"

    @property
    def ticks(self) -> int:
        """How many ticks have passed."""
        return self._ticks

    def say(self, samples: Samples, after_s: float = 0.0) -> float:
        """Let the person speak (or knock, or cough), so many seconds from now; several may overlap.

        Args:
            samples: shape (n,), int16, 16 kHz.
            after_s: seconds from the start of the next tick.

        Returns:
            When its last sample will have been heard, in seconds of the room.
        """
        start = self._ticks * TICK_SAMPLES + round(after_s * SAMPLE_RATE)
        self._said.append((start, samples))
        return (start + len(samples)) / SAMPLE_RATE

    def unplug(self, at_tick: int, until_tick: int | None = None) -> None:
        """Take the microphone away for the ticks from ``at_tick`` to before ``until_tick``, or for good."""
        self._unplugged.append((at_tick, until_tick))

    def exchange(self, block: Samples) -> Tick:
        """The next tick, at once. ``played`` is the block: there is nothing in between."""
        echo = self._echo.pass_through(block.astype(np.float64)) if self._echo else 0.0
        heard = self._random.standard_normal(TICK_SAMPLES) * self._floor + echo
        if self._said:
            heard += self._people()
        if self._noise is not None:
            place = self._ticks * TICK_SAMPLES % (len(self._noise) - TICK_SAMPLES)
            heard += self._noise[place : place + TICK_SAMPLES]
        hearing = not any(a <= self._ticks and (b is None or self._ticks < b) for a, b in self._unplugged)
        mic: Samples = np.clip(np.rint(heard), -32_768, 32_767).astype(np.int16) if hearing else silence()
        self._ticks += 1
        if self._tape is not None:
            self._tape.append((block, mic))
        return Tick(mic=mic, played=block, hearing=hearing)

    def recording(self) -> npt.NDArray[np.int16]:
        """Both sides so far: shape (n, 2), int16, 16 kHz; left what was played, right what was heard."""
        if not self._tape:
            return np.zeros((0, 2), dtype=np.int16)
        sides = zip(*self._tape, strict=True)
        return np.column_stack([np.concatenate(side) for side in sides])

    def save(self, path: Path) -> None:
        """Write ``recording`` as a stereo WAV file."""
        with wave.open(str(path), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(self.recording().astype("<i2").tobytes())

    def close(self) -> None:
        """Nothing to let go of."""

    def _people(self) -> npt.NDArray[np.float64]:
        """What the person says in this tick."""
        first = self._ticks * TICK_SAMPLES
        heard = np.zeros(TICK_SAMPLES)
        for start, samples in self._said:
            begin, end = max(start, first), min(start + len(samples), first + TICK_SAMPLES)
            if begin < end:
                heard[begin - first : end - first] += samples[begin - start : end - start]
        self._said = [item for item in self._said if item[0] + len(item[1]) > first + TICK_SAMPLES]
        return heard


def _loop(noise: Noise) -> npt.NDArray[np.float64]:
    """The noise at its level, its end faded into its beginning (equal power), and a tick of it again."""
    samples = noise.samples.astype(np.float64)
    seam = min(round(SEAM_SECONDS * SAMPLE_RATE), len(samples) // 2)
    rise = np.sqrt(np.linspace(0, 1, seam))
    joined = samples[: len(samples) - seam].copy()
    joined[:seam] = joined[:seam] * rise + samples[len(samples) - seam :] * rise[::-1]
    joined *= _amplitude(noise.level_db - level_db(noise.samples))
    return np.concatenate((joined, np.resize(joined, TICK_SAMPLES)))


def _amplitude(decibels: float) -> float:
    return float(10.0 ** (decibels / 20.0))
