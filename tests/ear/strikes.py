"""Sounds for signals: real taps laid into real or seeded backgrounds, and SYNTHETIC stand-ins for the rest.

There is no recording of a clap, a door, a cough or a human hum here. The stand-ins are resonances and
shaped noise after what is known of such sounds; figures made with them are never mixed with real ones.
All are float64 at 16 kHz, of any scale: ``at_level`` sets it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import Samples

Sound: TypeAlias = npt.NDArray[np.float64]
Random: TypeAlias = np.random.Generator
SR = 16_000


# --- placing ------------------------------------------------------------------------------------------


def level(sound: Sound) -> float:
    """Of the loudest 2.5 ms, dB re one step of int16."""
    frames = sound[: len(sound) // 40 * 40].reshape(-1, 40)
    return float(10 * np.log10((frames**2).mean(axis=1).max() + 1e-9))


def at_level(sound: Sound, decibels: float) -> Sound:
    return np.asarray(sound * 10 ** ((decibels - level(sound)) / 20))


def spliced(sounds: Sequence[Sound], gaps_ms: Sequence[float]) -> Sound:
    """The sounds, each begun so many ms after the one before it."""
    starts = [0, *(int(ms * SR / 1000) for ms in np.cumsum(gaps_ms))]
    whole = np.zeros(max(start + len(sound) for start, sound in zip(starts, sounds, strict=True)))
    for start, sound in zip(starts, sounds, strict=True):
        whole[start : start + len(sound)] += sound
    return whole


def soft(sound: Sound) -> Sound:
    """With its first 10 ms faded in and its last 100 ms faded out."""
    edges = np.ones(len(sound))
    edges[:160], edges[-1600:] = np.linspace(0, 1, 160), np.linspace(1, 0, 1600)
    return np.asarray(sound * edges)


def in_quiet(
    sound: Sound, random: Random, before: float = 1.5, after: float = 1.5, rms: float = 8.0
) -> Samples:
    """The sound with room tone (seeded noise) around and under it."""
    padded = np.concatenate((np.zeros(round(before * SR)), sound, np.zeros(round(after * SR))))
    return as_int16(padded + random.normal(0.0, rms, len(padded)))


def as_int16(sound: Sound) -> Samples:
    return np.clip(np.rint(sound), -32768, 32767).astype(np.int16)


def in_a_room(sound: Sound, seconds: float, random: Random) -> Sound:
    """With a reverberation (RT60) whose energy is 0 to 8 dB below the direct sound's."""
    size = round(seconds * SR)
    tail = _band(random.normal(0.0, 1.0, size) * np.exp(-6.9 * np.arange(size) / size), 100.0, 5000.0)
    tail *= 10 ** (-random.uniform(0.0, 8.0) / 20) / np.sqrt(np.sum(tail**2))
    tail[0] = 1.0
    return np.convolve(np.concatenate((sound, np.zeros(size))), tail)[: len(sound) + size]


# --- synthetic sounds ---------------------------------------------------------------------------------


def _decay(size: int, attack: float, fall: float) -> Sound:
    times = np.arange(size) / SR
    return np.asarray(np.minimum(1.0, times / attack) * np.exp(-np.maximum(0.0, times - attack) / fall))


def _ring(hertz: float, fall: float, size: int, random: Random) -> Sound:
    times = np.arange(size) / SR
    return np.asarray(np.sin(2 * np.pi * hertz * times + random.uniform(0.0, 6.0)) * np.exp(-times / fall))


def _band(sound: Sound, low: float, high: float) -> Sound:
    """Two soft slopes of 12 dB an octave."""
    spectrum, hertz = np.fft.rfft(sound), np.fft.rfftfreq(len(sound), 1 / SR)
    gain = 1 / (1 + (low / np.maximum(hertz, 1.0)) ** 4) / (1 + (hertz / high) ** 4)
    return np.fft.irfft(spectrum * gain, len(sound))


def _noise(size: int, low: float, high: float, random: Random) -> Sound:
    return _band(random.normal(0.0, 1.0, size), low, high)


def clap(random: Random) -> Sound:
    """Hands that meet within 5 ms; peaks of 0.7 to 2.2 kHz (Repp, 1987)."""
    middle = random.uniform(700.0, 2200.0)
    once = _noise(4800, middle * 0.45, middle * 2.2, random) * _decay(
        4800, 0.001, random.uniform(0.004, 0.012)
    )
    whole = once.copy()
    for _ in range(random.integers(0, 3)):
        late = int(random.integers(10, 90))
        whole[late:] += once[:-late] * random.uniform(0.2, 0.8)
    return whole


def knock(random: Random) -> Sound:
    """A wooden board of 90 to 260 Hz and its overtones."""
    first, whole = random.uniform(90.0, 260.0), np.zeros(4800)
    for place in range(5):
        hertz = first * random.uniform(1.0, 1.3) * (1 + place * random.uniform(0.6, 1.1))
        whole += 0.7**place * _ring(hertz, random.uniform(0.008, 0.03), 4800, random)
    whole += _noise(4800, 300.0, 3000.0, random) * _decay(4800, 0.0005, 0.003) * random.uniform(0.5, 1.5)
    return np.asarray(whole * np.minimum(1.0, np.arange(4800) / (0.001 * SR)))


def mouse(random: Random) -> Sound:
    """A button pressed and let go."""

    def half() -> Sound:
        body = 0.15 * _ring(random.uniform(300.0, 900.0), 0.003, 800, random)
        rings = _ring(random.uniform(2500.0, 5500.0), 0.0015, 800, random)
        return body + rings + _noise(800, 2500.0, 7500.0, random) * _decay(800, 0.0003, 0.0015)

    return spliced([half(), 0.7 * half()], [random.uniform(60.0, 160.0)])


def typing(random: Random) -> Sound:
    """Five seconds of it."""

    def key() -> Sound:
        body = _ring(random.uniform(200.0, 500.0), 0.008, 1600, random)
        cap = _ring(random.uniform(1500.0, 4000.0), 0.004, 1600, random)
        return _noise(1600, 900.0, 6500.0, random) * _decay(1600, 0.0005, 0.004) + 0.5 * body + 0.5 * cap

    gaps = random.uniform(90.0, 350.0, 20)
    return spliced([key() * random.uniform(0.4, 1.0) for _ in range(21)], list(gaps))


def door(random: Random) -> Sound:
    whole = np.zeros(16_000)
    for _ in range(6):
        whole += _ring(random.uniform(40.0, 250.0), random.uniform(0.06, 0.18), 16_000, random)
    slam = _noise(16_000, 100.0, 1500.0, random) * _decay(16_000, 0.004, random.uniform(0.06, 0.12))
    return np.asarray(whole + 1.5 * slam)


def dish(random: Random) -> Sound:
    rings = [
        random.uniform(0.3, 1.0)
        * _ring(random.uniform(1200.0, 6500.0), random.uniform(0.04, 0.2), 12_000, random)
        for _ in range(6)
    ]
    return np.asarray(sum(rings) + _noise(12_000, 1000.0, 7000.0, random) * _decay(12_000, 0.0005, 0.003))


def cough(random: Random) -> Sound:
    times = np.arange(round(random.uniform(0.28, 0.45) * SR)) / SR
    burst = np.exp(-(((times - 0.03) / 0.035) ** 2)) + 0.5 * np.exp(-(((times - 0.15) / 0.07) ** 2))
    noise = _noise(len(times), random.uniform(300.0, 700.0), random.uniform(2000.0, 4000.0), random)
    return np.asarray(noise * np.minimum(1.0, times / 0.004) * burst)


def laugh(random: Random) -> Sound:
    hertz, parts = random.uniform(180.0, 350.0), []
    for _ in range(random.integers(3, 7)):
        times = np.arange(round(random.uniform(0.08, 0.13) * SR)) / SR
        voice = sum(np.sin(2 * np.pi * hertz * n * times) / n for n in range(1, 12))
        parts += [(voice + 0.3 * random.normal(0.0, 1.0, len(times))) * np.hanning(len(times))]
        parts += [np.zeros(round(random.uniform(0.05, 0.12) * SR))]
        hertz *= 0.96
    return np.concatenate(parts)


def breath(random: Random) -> Sound:
    size = round(random.uniform(0.6, 1.4) * SR)
    return np.asarray(_noise(size, 300.0, 3500.0, random) * np.hanning(size))


def hum(random: Random, seconds: float | None = None) -> Sound:
    """A closed mouth: a voice with a drifting pitch through one nasal resonance of 220 to 320 Hz."""
    times = np.arange(round((seconds or random.uniform(0.65, 1.8)) * SR)) / SR
    share = times / times[-1]
    wander = np.interp(share, np.linspace(0, 1, 12), random.normal(0.0, 0.12, 12))
    semitones = random.uniform(-0.8, 0.8) * share + wander
    pitch = random.uniform(85.0, 330.0) * 2 ** (semitones / 12)
    phase = 2 * np.pi * np.cumsum(pitch) / SR
    nose, tilt, whole = random.uniform(220.0, 320.0), random.uniform(1.3, 2.3), np.zeros(len(times))
    for n in range(1, 20):
        ratio = pitch * n / nose
        gain = 1 / np.sqrt((1 - ratio**2) ** 2 + (0.35 * ratio) ** 2) + 0.02
        whole += n**-tilt * gain * np.sin(n * phase)
    edges = np.minimum(1.0, times / 0.08) * np.minimum(1.0, (times[-1] - times) / 0.1)
    return np.asarray(whole * edges)


def buzz(random: Random, seconds: float) -> Sound:
    """A machine: a hum of 100 Hz that begins, and goes on for so long."""
    times = np.arange(round(seconds * SR)) / SR
    rings = (np.sin(2 * np.pi * 100.0 * n * times + random.uniform(0.0, 6.0)) / n**2 for n in range(1, 8))
    return np.asarray(sum(rings) * np.minimum(1.0, times / 0.05))


def melody(random: Random) -> Sound:
    """A tune of dark tones, none of them longer than 0.4 s."""
    notes = []
    for hertz in random.choice([110.0, 131.0, 147.0, 165.0, 196.0, 220.0, 247.0, 262.0], 8):
        times = np.arange(round(random.uniform(0.2, 0.4) * SR)) / SR
        notes.append(sum(np.sin(2 * np.pi * hertz * n * times) / n**2 for n in range(1, 5)))
    return np.concatenate(notes)


def glide(notes: Sequence[float]) -> Sound:
    """One tone that glides through these pitches (Hz), 0.4 s each."""
    pitch = np.interp(np.linspace(0, 1, round(0.4 * SR * len(notes))), np.linspace(0, 1, len(notes)), notes)
    phase = 2 * np.pi * np.cumsum(pitch) / SR
    return np.asarray(sum(np.sin(n * phase) / n**2 for n in range(1, 5)))


SIGNALS: Mapping[str, Callable[[Random], Sound]] = {"clap": clap, "knock": knock}
OTHERS: Mapping[str, Callable[[Random], Sound]] = {
    "mouse": mouse,
    "typing": typing,
    "door": door,
    "dish": dish,
    "cough": cough,
    "laugh": laugh,
    "breath": breath,
}
