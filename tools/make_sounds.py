"""Make the sounds that scripts can `play`, into audio/sounds, and the list of them, audio/manifest.yaml.

    python tools/make_sounds.py

All of them are computed here, from nothing but numbers, so they are the project's own. Each is brought to
the loudness of the voice (-23 LUFS), begins and ends at nothing, and takes at least 80 ms to come: a sound
that startles would do harm (content guide, 4). 16 kHz and mono, as the house plays; 1.6 MB in all.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.voice.shape import level, loudness

Wave: TypeAlias = npt.NDArray[np.float64]

AUDIO = Path(__file__).parent.parent / "audio"
LICENCE = "Apache-2.0 (computed by tools/make_sounds.py; no recording went into it)"


def clock(seconds: float) -> Wave:
    """The time of each sample, in seconds."""
    return np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def edges(sound: Wave, rise: float, fall: float) -> Wave:
    """With half cosines from and to nothing, in seconds."""
    shaped = sound.copy()
    for seconds, edge in ((rise, slice(None)), (fall, slice(None, None, -1))):
        count = round(seconds * SAMPLE_RATE)
        shaped[edge][:count] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count)
    return shaped


def bell() -> Wave:
    """A singing bowl touched with something soft: partials of a bowl, the high ones short and weak."""
    time = clock(6.0)
    sound = np.zeros(len(time))
    for hertz, strength, decay in (
        (220.0, 1.0, 2.2),
        (220.6, 0.3, 2.2),
        (596.0, 0.35, 1.2),
        (1095.0, 0.1, 0.6),
    ):
        sound += strength * np.exp(-time / decay) * np.sin(2 * np.pi * hertz * time)
    return edges(sound, 0.12, 1.5)


def rain() -> Wave:
    """Even rain on leaves, no single drops: noise that comes and goes a little."""
    time = clock(20.0)
    size = 1 << len(time).bit_length()
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    shape = (hertz / 500.0) / (1.0 + (hertz / 500.0) ** 2) / np.sqrt(1.0 + (hertz / 2500.0) ** 4)
    white = np.fft.rfft(np.random.default_rng(3).standard_normal(size))
    noise = np.fft.irfft(white * shape, size)[: len(time)]
    return edges(noise * swell(time, ((7.0, 0.8), (4.3, 0.7), (2.9, 0.5))), 1.5, 2.0)


def drone() -> Wave:
    """A low fifth that stands, each of its tones slowly coming and going."""
    time = clock(20.0)
    sound = np.zeros(len(time))
    for hertz, strength, period in (
        (146.8, 1.0, 9.0),
        (220.0, 0.7, 7.0),
        (293.7, 0.5, 5.5),
        (440.0, 0.2, 4.5),
    ):
        breath = swell(time, ((period, 1.5),))
        for harmonic, part in enumerate((1.0, 0.3, 0.15, 0.06), 1):
            sound += strength * part * breath * np.sin(2 * np.pi * hertz * harmonic * time + hertz + harmonic)
    return edges(sound, 2.0, 3.0)


def notes(pitches: Sequence[float], every: float, seconds: float) -> Wave:
    """Soft notes one after the other, each ringing on."""
    time = clock(seconds)
    sound = np.zeros(len(time))
    for place, hertz in enumerate(pitches):
        since = np.clip(time - place * every, 0.0, None)
        grown = 0.5 - 0.5 * np.cos(np.pi * np.clip(since / 0.2, 0.0, 1.0))
        for harmonic, part in enumerate((1.0, 0.2, 0.05), 1):
            sound += part * grown * np.exp(-since / 1.1) * np.sin(2 * np.pi * hertz * harmonic * since)
    return edges(sound, 0.08, 0.8)


def swell(time: Wave, waves: Sequence[tuple[float, float]]) -> Wave:
    """A level that moves gently: waves of so many seconds and so many dB, added."""
    decibels = sum(depth * np.sin(2 * np.pi * time / period + period) for period, depth in waves)
    return np.asarray(np.power(10.0, decibels / 20.0))


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a sound is made, and what it is, for those who cannot hear it."""

    make: Callable[[], Wave]
    about: str


RECIPES: Mapping[str, Recipe] = {
    "bell": Recipe(bell, "a singing bowl, touched once, softly"),
    "drone": Recipe(drone, "low voices on one chord, standing"),
    "end": Recipe(lambda: notes((440.0, 293.7), 0.7, 3.0), "two soft notes, falling"),
    "rain": Recipe(rain, "even rain, some way off"),
    "start": Recipe(lambda: notes((293.7, 440.0), 0.6, 2.6), "two soft notes, rising"),
}


def finished(sound: Wave) -> Samples:
    """At the voice's loudness, int16."""
    samples: Samples = np.rint(level(sound.astype(np.float32)) * 32767).astype(np.int16)
    return samples


def write(path: Path, samples: Samples) -> None:
    """Keep a sound as mono WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.astype("<i2").tobytes())


def entry(name: str, recipe: Recipe, samples: Samples) -> str:
    """What the manifest says about a sound."""
    heard = loudness(samples.astype(np.float32) / 32767)
    return (
        f"- name: {name}\n  file: sounds/{name}.wav\n  about: {recipe.about}\n"
        f"  seconds: {len(samples) / SAMPLE_RATE:.1f}\n  lufs: {heard:.1f}\n"
        f"  made: tools/make_sounds.py\n  licence: {LICENCE}\n"
    )


def main() -> None:
    """Make everything."""
    (AUDIO / "sounds").mkdir(parents=True, exist_ok=True)
    manifest = "# Sounds for `play: NAME`. Written by tools/make_sounds.py: change that, not this.\n"
    for name, recipe in RECIPES.items():
        samples = finished(recipe.make())
        write(AUDIO / "sounds" / f"{name}.wav", samples)
        manifest += entry(name, recipe, samples)
        print(f"{name}: {len(samples) / SAMPLE_RATE:.1f} s")
    (AUDIO / "manifest.yaml").write_text(manifest, encoding="utf-8")


if __name__ == "__main__":
    main()
