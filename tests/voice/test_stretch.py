"""Slower speech: longer by what was asked for, at the same pitch, with its consonants whole."""

from __future__ import annotations

import numpy as np
import pytest

from tests.voice.helpers import tone
from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice.stretch import stretch
from voiceground.voice.wavefile import Wave


def pitch(sound: Wave) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size)))
    return float(spectrum.argmax() * SAMPLE_RATE / sound.size)


def burst_seconds(sound: Wave) -> float:
    """How long the one burst of noise in a sound lasts, above a tenth of its height."""
    high = np.abs(np.diff(sound, n=4))
    loud = np.flatnonzero(high > 0.1 * high.max())
    return float(loud[-1] - loud[0]) / SAMPLE_RATE


@pytest.mark.parametrize("factor", [1.05, 1.2, 1.375, 1.6])
@pytest.mark.parametrize("hertz", [80.0, 120.0, 200.0, 310.0])
def test_it_is_longer_and_no_lower(factor: float, hertz: float) -> None:
    sound = tone(2.0, hertz=hertz)
    longer = stretch(sound, factor)
    assert longer.size / sound.size == pytest.approx(factor, abs=0.03)
    assert pitch(longer) == pytest.approx(hertz, rel=0.01)
    assert np.std(longer[2000:-2000]) == pytest.approx(np.std(sound), rel=0.05)


@pytest.mark.parametrize("factor", [0.5, 1.0, 1.005])
def test_what_need_not_be_longer_is_left_alone(factor: float) -> None:
    sound = tone(1.0)
    assert stretch(sound, factor) is sound


def test_a_burst_is_stretched_less_than_the_vowel_around_it() -> None:
    sound = tone(1.0, hertz=150)
    noise = np.random.default_rng(1).standard_normal(320).astype(np.float32)
    sound[8000:8320] += 0.5 * noise * np.hanning(320).astype(np.float32)
    longer = stretch(sound, 1.5)
    assert longer.size / sound.size == pytest.approx(1.5, abs=0.05)
    assert burst_seconds(longer) < 1.3 * burst_seconds(sound)


def test_it_begins_and_ends_as_it_did() -> None:
    sound = tone(1.0)
    sound[:1600] = sound[-1600:] = 0
    longer = stretch(sound, 1.3)
    assert np.abs(longer[:800]).max() == 0
    assert np.abs(longer[-400:]).max() < 0.01


@pytest.mark.parametrize("size", [0, 1, 500, 1919, 1920, 2500])
def test_a_short_sound_is_no_trouble(size: int) -> None:
    assert abs(stretch(np.ones(size, np.float32), 1.4).size - size) <= 0.8 * size
