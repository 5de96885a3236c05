"""The tones of breathing, measured as a tired ear in the dark would need them."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.sound import tones
from voiceground.voice.shape import TARGET_LUFS, loudness

Floats = npt.NDArray[np.float64]

TIMBRES = {"in": tones.IN, "top-up": tones.TOP_UP, "hold": tones.HOLD, "out": tones.OUT}
LENGTHS = (0.5, 1.0, 2.0, 3.3, 4.0, 6.0, 8.0, 20.0)
EVERY = [
    pytest.param(timbre, seconds, id=f"{name} {seconds} s")
    for (name, timbre), seconds in itertools.product(TIMBRES.items(), LENGTHS)
]


def wave(samples: Samples) -> Floats:
    return samples.astype(np.float64) / 32_767


def level_db(sound: Floats) -> Floats:
    """The level of every 10 ms, dB of full scale."""
    frames = sound[: len(sound) // 160 * 160].reshape(-1, 160)
    level: Floats = 10 * np.log10(np.mean(np.square(frames), axis=1) + 1e-12)
    return level


def pitch(sound: Floats) -> float:
    """The strongest partial (Hz): the note itself, in both timbres."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 17))
    return float(np.argmax(power)) * SAMPLE_RATE / (1 << 17)


def centroid(sound: Floats) -> float:
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    return float(power @ np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE) / power.sum())


def flatness(sound: Floats) -> float:
    """0 for tones, towards 1 for noise, between 200 and 1500 Hz."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2 + 1e-15
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    band = power[(hertz > 200) & (hertz < 1500)]
    return float(np.exp(np.log(band).mean()) / band.mean())


@pytest.mark.parametrize(("timbre", "seconds"), EVERY)
def test_a_tone_lasts_its_phase_and_is_at_nothing_at_both_ends(timbre: tones.Timbre, seconds: float) -> None:
    sound = tones.tone(timbre, seconds)
    assert len(sound) == round(seconds * SAMPLE_RATE)
    assert abs(int(sound[0])) <= 1
    assert abs(int(sound[-1])) <= 1


@pytest.mark.parametrize(("timbre", "seconds"), EVERY)
def test_nothing_clicks_no_sample_is_far_from_the_one_before(timbre: tones.Timbre, seconds: float) -> None:
    sound = wave(tones.tone(timbre, seconds))
    steepest = 2 * np.pi * max(timbre.notes) * len(timbre.partials) / SAMPLE_RATE * np.abs(sound).max()
    assert np.abs(np.diff(sound)).max() <= min(0.12, steepest)


@pytest.mark.parametrize(("timbre", "seconds"), EVERY)
def test_nothing_starts_suddenly_the_attack_takes_50_ms_and_more(
    timbre: tones.Timbre, seconds: float
) -> None:
    """From 1 to 90 % of the level that the beginning comes to."""
    size = tones.envelope(round(seconds * SAMPLE_RATE))
    begin = size[: round(0.3 * seconds * SAMPLE_RATE)]
    plateau = begin[: round(0.4 * SAMPLE_RATE)].max()
    assert np.argmax(size > 0.9 * plateau) - np.argmax(size > 0.01 * plateau) >= 0.05 * SAMPLE_RATE
    first = level_db(wave(tones.tone(timbre, seconds)))
    assert first[0] < first.max() - 20


@pytest.mark.parametrize("seconds", [1.0, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0, 12.0])
@pytest.mark.parametrize("name", ["in", "top-up", "out"])
def test_in_and_out_are_as_loud_as_the_voice_however_long_they_last(name: str, seconds: float) -> None:
    """So none of them is more than 1 LU from another, nor from the sounds of audio/, which obey the same."""
    sound = wave(tones.tone(TIMBRES[name], seconds))
    assert loudness(sound.astype(np.float32)) == pytest.approx(TARGET_LUFS, abs=0.5)
    assert 20 * np.log10(np.abs(sound).max()) < -7.0


def test_a_very_short_tone_does_not_cover_the_word_that_is_spoken_over_it() -> None:
    sound = wave(tones.tone(tones.IN, 0.5))
    assert loudness(sound.astype(np.float32)) < TARGET_LUFS + 0.5


def test_a_hold_is_softer_than_both_and_still_there() -> None:
    heard = loudness(wave(tones.tone(tones.HOLD, 4.0)).astype(np.float32))
    assert TARGET_LUFS - 12 < heard < TARGET_LUFS - 6


@pytest.mark.parametrize("seconds", [2.0, 4.0, 6.0, 8.0])
def test_in_and_out_are_told_apart_by_four_things_at_once(seconds: float) -> None:
    inward, outward = (np.array_split(wave(tones.tone(t, seconds)), 4) for t in (tones.IN, tones.OUT))
    rises, falls = ([pitch(part) for part in parts] for parts in (inward, outward))
    assert rises[-1] / rises[0] > 1.4, "in rises by half an octave and more"
    assert falls[-1] / falls[0] < 0.8, "out falls by a third and more"
    assert min(rises) > max(falls), "in is higher than out all along"
    assert np.mean(rises) / np.mean(falls) > 2.0, "by an octave on average"
    assert min(map(centroid, inward[1:])) > 1.2 * max(map(centroid, outward[1:])), "in is brighter"
    assert min(map(flatness, outward[1:3])) > 3 * max(map(flatness, inward[1:3])), "out has a wind in it"


def test_a_tone_can_be_told_from_the_first_second_alone() -> None:
    inward, outward = (wave(tones.tone(t, s)[:SAMPLE_RATE]) for t, s in ((tones.IN, 4.0), (tones.OUT, 6.0)))
    assert pitch(inward) > 1.25 * pitch(outward)
    assert flatness(outward) > 3 * flatness(inward)


def test_under_the_word_a_tone_is_softer_and_then_it_swells() -> None:
    level = level_db(wave(tones.tone(tones.IN, 4.0)))
    word, after = level[20:70].mean(), level[150:300].mean()
    assert 5 < after - word < 14


def test_the_same_tone_is_the_same_for_ever() -> None:
    assert np.array_equal(tones.tone(tones.OUT, 6.0), tones.tone(tones.OUT, 6.0))


@pytest.mark.parametrize("seconds", [0.0, 1 / SAMPLE_RATE, 0.001, 0.03])
def test_no_length_is_too_short(seconds: float) -> None:
    assert len(tones.tone(tones.IN, seconds)) == round(seconds * SAMPLE_RATE)
