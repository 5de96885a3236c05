"""Noise and rooms: a mix has the ratio that was asked for, and a word lies where it lies."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ear.fakes import room, tone
from voiceground.core.tick import Samples, silence
from voiceground.measuring.mixing import active_span, at_snr, in_room, piece_of, power_of, speech_power


def word(before: float = 0.3, after: float = 0.5, seconds: float = 0.4) -> Samples:
    """A tone in a quiet room."""
    return np.concatenate((room(before), tone(1, seconds), room(after, seed=2)))


CLIPS = {
    "a word": (word(), 0.3, 0.7),
    "a word with a closure in it": (
        np.concatenate((room(0.2), tone(1, 0.2), room(0.12), tone(1, 0.08), room(0.3))),
        0.2,
        0.6,
    ),
    "a word, then a click": (np.concatenate((word(after=0.6), tone(4, 0.02), room(0.1))), 0.3, 0.7),
    "a word, then something softer": (np.concatenate((word(after=0.6), tone(4, 0.1) // 8)), 0.3, 0.7),
    "cut so close that there is no quiet": (tone(1, 0.4), 0.0, 0.4),
}


@pytest.mark.parametrize("name", CLIPS)
def test_a_word_lies_where_its_sound_is(name: str) -> None:
    sound, starts, ends = CLIPS[name]
    start, end = active_span(sound)

    assert start / 16_000 == pytest.approx(starts, abs=0.021)
    assert end / 16_000 == pytest.approx(ends, abs=0.021)


@pytest.mark.parametrize("length", [0, 7, 159, 1600])
def test_where_there_is_no_word_everything_counts(length: int) -> None:
    assert active_span(silence(length)) == (0, length)


@pytest.mark.parametrize("snr_db", [20.0, 10.0, 5.0, 0.0, -5.0])
def test_a_mix_has_the_ratio_that_was_asked_for(snr_db: float) -> None:
    sound = word()
    piece = piece_of(room(10.0, rms=300.0), len(sound) + 48_000, np.random.default_rng(1))

    noise = at_snr(piece, speech_power(sound), snr_db)

    # Measured the other way round: the known place of the tone, decibels of root mean squares.
    speech = np.sqrt(np.mean(sound[4800:11_200].astype(float) ** 2))
    measured = 20.0 * np.log10(speech / np.sqrt(np.mean(noise.astype(float) ** 2)))
    assert measured == pytest.approx(snr_db, abs=0.2)


def test_the_quiet_around_a_word_does_not_make_the_noise_softer() -> None:
    short, long = word(0.1, 0.1), word(1.0, 2.0)

    assert speech_power(long) == pytest.approx(speech_power(short), rel=0.05)


def test_a_piece_of_noise_goes_round_at_the_end_of_the_recording() -> None:
    noise = np.arange(100, dtype=np.int16)
    piece = piece_of(noise, 250, np.random.default_rng(3))

    assert len(piece) == 250
    assert np.all(np.diff(piece.astype(int)) % 100 == 1)


def test_a_room_keeps_the_loudness_and_adds_its_tail_behind_the_word() -> None:
    sound = word(after=0.1)
    response = np.zeros(8000, dtype=np.int16)
    response[400], response[4400] = 20_000, 10_000  # the way through the air, and one echo 250 ms later
    start, end = active_span(sound)

    heard = in_room(sound, response)

    assert power_of(heard[start:end]) == pytest.approx(power_of(sound[start:end]), rel=0.01)
    assert power_of(heard[end + 1600 : end + 3200]) > 0.1 * power_of(heard[start:end])
    assert power_of(heard[:start]) < 0.01 * power_of(heard[start:end])
    assert len(heard) == len(sound) + 8000 - 400 - 1
