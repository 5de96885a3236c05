"""A recogniser without any model, which keeps the same contract as the real one."""

from __future__ import annotations

import numpy as np

from voiceground.core.model import Vocabulary
from voiceground.core.tick import TICK_SAMPLES, Samples
from voiceground.ear.recogniser import IN_QUIET, Recognition, Standing


class PitchRecogniser:
    """Understands pure tones: the option at place i is a tone of 400 + 200 i Hz.

    So a test can "say" an option in any place of any sound, and the fake has to find it by listening,
    as the real one has to.
    """

    def __init__(self) -> None:
        self._names: tuple[str, ...] = ()
        self._heard: list[Samples] = []
        self.guesses = 0

    def expect(self, vocabulary: Vocabulary) -> None:
        self._names = tuple(option.name for option in vocabulary.options)

    def begin(self, preroll: Samples) -> None:
        self._heard = [preroll]

    def feed(self, samples: Samples) -> None:
        self._heard.append(samples)

    def guess(self) -> Recognition:
        self.guesses += 1
        return self._judged(place_of(np.concatenate(self._heard)) if self._heard else None)

    def spot(self, sound: Samples, standing: Standing = IN_QUIET) -> Recognition:
        self.guesses += 1
        return self._judged(place_of(sound))

    def settled(self) -> bool:
        return False

    def glimpse(self, sound: Samples, /) -> bool:
        return self.spot(sound).name == "stop" and place_of(sound[-2400:]) is None

    def _judged(self, place: int | None) -> Recognition:
        if place is None or not 0 <= place < len(self._names):
            return Recognition(None, 0.0)
        return Recognition(self._names[place], 0.995, complete=True)


class NoWords:
    """Understands nothing of what is said."""

    def expect(self, vocabulary: Vocabulary) -> None:
        pass

    def begin(self, preroll: Samples) -> None:
        pass

    def feed(self, samples: Samples) -> None:
        pass

    def guess(self) -> Recognition:
        return Recognition(None, 0.0)

    def spot(self, sound: Samples, standing: Standing = IN_QUIET) -> Recognition:
        return Recognition(None, 0.0)

    def settled(self) -> bool:
        return False

    def glimpse(self, sound: Samples, /) -> bool:
        return False


def tone(place: int, seconds: float = 0.4, amplitude: float = 4000.0) -> Samples:
    """The sound of the option at a place; place -1 is a tone that is no option (200 Hz)."""
    times = np.arange(round(seconds * 16_000)) / 16_000
    return np.rint(amplitude * np.sin(2 * np.pi * (400 + 200 * place) * times)).astype(np.int16)


def room(seconds: float, rms: float = 8.0, seed: int = 1) -> Samples:
    """Room tone: seeded noise."""
    noise = np.random.default_rng(seed).normal(0.0, rms, round(seconds * 16_000))
    return np.rint(noise).astype(np.int16)


def ticks(sound: Samples) -> list[Samples]:
    """A sound in pieces of a tick; what is left over at its end is dropped."""
    return [sound[at : at + TICK_SAMPLES] for at in range(0, len(sound) - TICK_SAMPLES + 1, TICK_SAMPLES)]


def place_of(samples: Samples) -> int | None:
    """The place whose tone is all there is in the sound, None for several tones or none."""
    places = set()
    for at in range(0, len(samples) - 799, 800):
        block = samples[at : at + 800] * np.hanning(800)
        if block.std() < 600.0:
            continue
        peak = int(np.argmax(np.abs(np.fft.rfft(block, 16_000))))
        places.add(round((peak - 400) / 200))
    return places.pop() if len(places) == 1 else None
