"""Rooms in which our own voice comes back: what a microphone hears of a speaker, a person and the room.

Everything is seeded. A path is a delay of the devices, a mild overload of the loudspeaker, its narrow
band, and a room: one that was measured, or a synthetic one (Polack's model: decaying noise behind a
direct sound).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, Samples

Sound: TypeAlias = npt.NDArray[np.float64]

ECHO_RMS = 1000.0
"""Of the echo at the microphone while the voice speaks, in steps of int16: -30 dB full scale."""

LOUD = SAMPLE_RATE // 100
"""Frames in which levels are taken: 10 ms."""


@dataclass(frozen=True, slots=True, eq=False)
class EchoPath:
    """The way from the speaker to the microphone: ``response`` with its delay in it, and the overload."""

    name: str
    response: Sound
    overload: float

    def echo(self, played: Samples) -> Sound:
        """What the microphone hears of it; the same length."""
        driven = played.astype(np.float64) / 32768.0
        if self.overload:
            driven = np.tanh(driven * self.overload) / self.overload
        return convolved(driven * 32768.0, self.response)[: len(played)]


def convolved(sound: Sound, response: Sound) -> Sound:
    """The whole convolution, by the spectrum."""
    length = len(sound) + len(response) - 1
    size = 1 << (length - 1).bit_length()
    result: Sound = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[:length]
    return result


def synthetic_path(random: np.random.Generator) -> EchoPath:
    """RT60 of 0.2 to 0.6 s, 20 to 180 ms of delay, the direct sound -3 to 9 dB over the rest."""
    rt60, delay = random.uniform(0.2, 0.6), random.uniform(0.02, 0.18)
    times = np.arange(round(rt60 * SAMPLE_RATE)) / SAMPLE_RATE
    tail = random.standard_normal(len(times)) * 10.0 ** (-3.0 * times / rt60)
    tail[: round(0.002 * SAMPLE_RATE)] = 0.0
    direct = 10.0 ** (random.uniform(-3.0, 9.0) / 20.0)
    response = tail / np.sqrt(np.sum(tail**2))
    response[0] = direct
    return EchoPath(
        f"rt {rt60:.2f} delay {delay * 1000:.0f}", _whole(response, delay), random.uniform(0.0, 1.2)
    )


def measured_path(room: Samples, random: np.random.Generator) -> EchoPath:
    """A measured room, its direct sound at its beginning, behind 20 to 180 ms of delay."""
    delay = random.uniform(0.02, 0.18)
    first = int(np.argmax(np.abs(room.astype(np.int32))))
    response = room[max(0, first - 32) : first + SAMPLE_RATE].astype(np.float64)
    return EchoPath(f"measured delay {delay * 1000:.0f}", _whole(response, delay), random.uniform(0.0, 1.2))


def _whole(response: Sound, delay: float) -> Sound:
    """With the delay, and a small loudspeaker's first-order cuts at 200 Hz and 6 kHz."""
    size = 1 << (len(response) + 2000).bit_length()
    hertz = np.fft.rfftfreq(size, 1.0 / SAMPLE_RATE)
    speaker = (1j * hertz / 200.0) / (1.0 + 1j * hertz / 200.0) / (1.0 + 1j * hertz / 6000.0)
    heard = np.fft.irfft(np.fft.rfft(response, size) * speaker, size)[: len(response) + 1000]
    return np.concatenate((np.zeros(round(delay * SAMPLE_RATE)), heard))


def rms(sound: Sound | Samples) -> float:
    """Root mean square, never quite zero."""
    return float(np.sqrt(np.mean(np.asarray(sound, dtype=np.float64) ** 2) + 1e-9))


def spoken_rms(sound: Sound | Samples) -> float:
    """RMS over what is within 30 dB of the loudest frame: of speech without its pauses."""
    frames = np.asarray(sound[: len(sound) // LOUD * LOUD], dtype=np.float64).reshape(-1, LOUD)
    power = np.mean(frames**2, axis=1)
    return float(np.sqrt(power[power > power.max() * 1e-3].mean())) if len(power) else 0.0


def room_tone(samples: int, level_rms: float, random: np.random.Generator) -> Sound:
    """Noise of a quiet room: most of it below 500 Hz."""
    spectrum = np.fft.rfft(random.standard_normal(samples))
    hertz = np.fft.rfftfreq(samples, 1.0 / SAMPLE_RATE)
    tone: Sound = np.fft.irfft(spectrum / np.sqrt(1.0 + (hertz / 500.0) ** 2), samples)
    return tone * (level_rms / rms(tone))


def softened(clip: Samples, seconds: float = 0.02) -> Sound:
    """A cut clip with soft edges, so that its own noise does not begin with a step."""
    sound = clip.astype(np.float64)
    count = min(round(seconds * SAMPLE_RATE), len(sound) // 2)
    ramp = np.linspace(0.0, 1.0, count)
    sound[:count] *= ramp
    sound[len(sound) - count :] *= ramp[::-1]
    return sound


def to_int16(sound: Sound) -> Samples:
    """As a microphone gives it."""
    samples: Samples = np.clip(np.rint(sound), -32768, 32767).astype(np.int16)
    return samples
