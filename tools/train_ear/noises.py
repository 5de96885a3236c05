"""Noises that no recording here holds: claps, knocks, coughs, laughs, breath, clicks; and rooms.

All of them are made of numbers: shaped noise and ringing resonances. They keep the ear sober; how it does
on real ones has to be measured on real ones.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RATE = 16000
Sound = npt.NDArray[np.float32]


def coloured(chance: np.random.Generator, length: int, slope: float) -> Sound:
    """Noise whose power falls by ``slope`` times 3 dB an octave; RMS 1."""
    spectrum = np.fft.rfft(chance.standard_normal(length))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1.0) ** (slope / 2.0)
    noise = np.fft.irfft(spectrum, length)
    return (noise / (noise.std() + 1e-9)).astype(np.float32)


def banded(chance: np.random.Generator, length: int, low: float, high: float) -> Sound:
    """Noise between two frequencies in Hz, with soft edges; RMS 1."""
    spectrum = np.fft.rfft(chance.standard_normal(length))
    hertz = np.fft.rfftfreq(length, 1.0 / RATE)
    spectrum *= 1.0 / (1.0 + (low / np.maximum(hertz, 1.0)) ** 4) / (1.0 + (hertz / high) ** 4)
    noise = np.fft.irfft(spectrum, length)
    return (noise / (noise.std() + 1e-9)).astype(np.float32)


def knock(chance: np.random.Generator) -> Sound:
    """A clap, a knock, a dish: a click that rings in a few resonances."""
    length = int(RATE * chance.uniform(0.05, 0.35))
    time = np.arange(length) / RATE
    low, high = chance.choice(((80, 900), (500, 4000), (1500, 7000)))
    sound = coloured(chance, length, chance.uniform(0, 1)) * np.exp(-time / chance.uniform(0.002, 0.02))
    for _ in range(chance.integers(1, 6)):
        ring = np.sin(2 * np.pi * chance.uniform(low, high) * time + chance.uniform(0, 6.3))
        sound = sound + chance.uniform(0.1, 1.5) * ring * np.exp(-time / chance.uniform(0.004, 0.08))
    return sound.astype(np.float32)


def breath(chance: np.random.Generator) -> Sound:
    """Breathing out or in: noise that swells and fades within half a second to two."""
    length = int(RATE * chance.uniform(0.3, 2.0))
    swell = np.sin(np.pi * np.linspace(0, 1, length)) ** chance.uniform(0.5, 2.0)
    return banded(chance, length, chance.uniform(200, 900), chance.uniform(1500, 6000)) * swell.astype(
        np.float32
    )


def voiced(chance: np.random.Generator, length: int, pitch: npt.NDArray[np.float64]) -> Sound:
    """A voice-like buzz with two to four formants, held still or gliding; RMS about 1."""
    phase = np.cumsum(pitch) / RATE
    buzz = (phase % 1.0 - 0.5) + 0.1 * chance.standard_normal(length)
    spectrum = np.fft.rfft(buzz)
    hertz = np.fft.rfftfreq(length, 1.0 / RATE)
    gain = np.full(len(hertz), 0.02)
    for centre in (chance.uniform(250, 900), chance.uniform(800, 2300), chance.uniform(2300, 3400)):
        gain += 1.0 / (1.0 + ((hertz - centre) / chance.uniform(60, 200)) ** 2)
    sound = np.fft.irfft(spectrum * gain, length)
    return (sound / (sound.std() + 1e-9)).astype(np.float32)


def cough(chance: np.random.Generator) -> Sound:
    """One to three coughs: a burst, a noisy voiced part, a fall."""
    parts = []
    for _ in range(chance.integers(1, 4)):
        length = int(RATE * chance.uniform(0.15, 0.4))
        time = np.linspace(0, 1, length)
        rough = voiced(chance, length, np.full(length, chance.uniform(90, 350)) * (1.1 - 0.3 * time))
        sound = chance.uniform(0.1, 0.8) * rough + banded(chance, length, 300, chance.uniform(2000, 6000))
        parts += [
            sound * np.exp(-4 * time) * np.minimum(1, time * 40),
            np.zeros(int(RATE * chance.uniform(0.03, 0.3))),
        ]
    return np.concatenate(parts).astype(np.float32)


def laugh(chance: np.random.Generator) -> Sound:
    """Ha-ha, sobs and sniffs: short voiced puffs in a row."""
    pitch, parts = chance.uniform(110, 420), []
    for _ in range(chance.integers(2, 8)):
        length = int(RATE * chance.uniform(0.06, 0.16))
        time = np.linspace(0, 1, length)
        puff = voiced(chance, length, pitch * (1.05 - 0.15 * time)) * np.sin(np.pi * time)
        air = int(RATE * chance.uniform(0.05, 0.14))
        hiss = banded(chance, air, 400, 4000) * 0.3 * np.sin(np.pi * np.linspace(0, 1, air))
        parts += [puff, hiss]
        pitch *= chance.uniform(0.9, 1.02)
    return np.concatenate(parts).astype(np.float32)


def cry(chance: np.random.Generator) -> Sound:
    """A cry or a hum: a held, gliding, trembling vowel."""
    length = int(RATE * chance.uniform(0.4, 2.0))
    time = np.linspace(0, 1, length)
    pitch = chance.uniform(120, 500) * (1 + chance.uniform(-0.3, 0.3) * time)
    pitch *= 1 + 0.03 * np.sin(2 * np.pi * chance.uniform(4, 9) * time * length / RATE)
    return voiced(chance, length, pitch) * np.sin(np.pi * time).astype(np.float32) ** 0.4


def clicks(chance: np.random.Generator) -> Sound:
    """Keys of a keyboard, a mouse, steps: clicks in a row."""
    sound = np.zeros(int(RATE * chance.uniform(0.4, 1.3)), dtype=np.float32)
    for _ in range(chance.integers(1, 8)):
        one = knock(chance)[: int(RATE * 0.06)]
        at = chance.integers(0, len(sound) - len(one))
        sound[at : at + len(one)] += one * chance.uniform(0.2, 1.0)
    return sound


MAKERS = (knock, breath, cough, laugh, cry, clicks)


def event(chance: np.random.Generator) -> Sound:
    """One noise of any kind; peak 1."""
    sound = MAKERS[chance.integers(len(MAKERS))](chance)
    return sound / (np.abs(sound).max() + 1e-9)


def room(chance: np.random.Generator) -> Sound:
    """A room's impulse response: a direct sound, early reflections, a decaying tail; RT60 0.12 to 0.75 s."""
    reverb = chance.uniform(0.12, 0.75)
    length = int(RATE * min(0.5, reverb))
    time = np.arange(length) / RATE
    tail = coloured(chance, length, chance.uniform(0, 0.8)) * 10 ** (-3 * time / reverb)
    tail[: int(RATE * 0.002)] = 0
    response = tail * chance.uniform(0.02, 0.2)
    response[0] = 1.0
    for _ in range(chance.integers(2, 9)):
        response[chance.integers(16, int(RATE * 0.05))] += chance.uniform(-0.5, 0.5)
    return (response / np.sqrt(np.sum(response**2))).astype(np.float32)


OCTAVES = (125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0)


def reverberation(chance: np.random.Generator, middle: float, lows: float, highs: float) -> Sound:
    """Noise that dies away in each octave at that octave's own pace; its power sums to 1.

    Walls and curtains swallow little below 500 Hz and much above 2 kHz (Kuttruff, "Room Acoustics", 2016).

    Args:
        chance: the seeded generator.
        middle: RT60 at 1 kHz, in seconds.
        lows: how many times as long it is at 125 Hz and below.
        highs: how many times as long it is at 4 kHz and above.
    """
    times = (lows, lows**0.75, lows**0.3, 1.0, highs**0.5, highs, highs)
    length = int(RATE * min(1.0, middle * max(1.0, lows)))
    seconds = np.arange(length) / RATE
    spectrum = np.fft.rfft(chance.standard_normal(length))
    octave = np.log2(np.maximum(np.fft.rfftfreq(length, 1.0 / RATE), OCTAVES[0]))
    tail = np.zeros(length)
    for centre, share in zip(OCTAVES, times, strict=True):
        band = np.maximum(0.0, 1.0 - np.abs(octave - np.log2(centre)))
        tail += np.fft.irfft(spectrum * band, length) * 10 ** (-3 * seconds / (middle * share))
    return (tail / np.sqrt(np.sum(tail**2))).astype(np.float32)


def far_room(chance: np.random.Generator) -> Sound:
    """A room heard from across it: the reverberation lies 12 dB under the direct sound to 12 dB over it."""
    tail = reverberation(
        chance, chance.uniform(0.25, 0.8), chance.uniform(0.8, 4.0), chance.uniform(0.5, 1.0)
    )
    tail[: int(RATE * 0.003)] = 0
    tail *= 10 ** (chance.uniform(-12, 12) / 20) / np.sqrt(np.sum(tail**2))
    tail[0] = 1.0
    return tail / np.sqrt(np.sum(tail**2))
