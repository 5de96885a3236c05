"""The canceller in rooms of numbers: what it takes off, and that it costs nothing in quiet."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ear.fakes import room, tone
from voiceground.core.tick import TICK_SAMPLES, Samples, Tick, silence
from voiceground.ear.activity import level_db
from voiceground.ear.echo import Echo, Residue


def speechlike(seconds: float, seed: int = 3) -> Samples:
    """Noise in syllables: loud for 0.2 s, quiet for 0.1 s, with the spectrum tilted as speech has it."""
    noise = np.random.default_rng(seed).normal(0.0, 1.0, round(seconds * 16_000))
    tilted = np.convolve(noise, 0.8 ** np.arange(20), mode="same")
    syllables = (np.arange(len(tilted)) % 4800 < 3200) * 2000.0
    sound: Samples = np.rint(tilted * syllables).astype(np.int16)
    return sound


def echoed(played: Samples, delay_seconds: float, gain_db: float, reverberant: bool) -> Samples:
    """What a microphone picks up of it, a delay later, straight or with a decaying tail."""
    path = np.zeros(round(delay_seconds * 16_000) + 2400)
    path[round(delay_seconds * 16_000)] = 1.0
    if reverberant:
        tail = np.random.default_rng(5).normal(0.0, 0.1, 2400) * np.exp(-np.arange(2400) / 600)
        path[-2400:] += tail
    return np.asarray(np.convolve(played, path)[: len(played)] * 10 ** (gain_db / 20))


def cancelled(echo: Echo, mic: Samples, played: Samples) -> Samples:
    blocks = [
        echo.cancel(Tick(mic[at : at + TICK_SAMPLES], played[at : at + TICK_SAMPLES]))
        for at in range(0, len(mic), TICK_SAMPLES)
    ]
    return np.concatenate(blocks)


@pytest.mark.parametrize("reverberant", [False, True], ids=["straight", "room"])
@pytest.mark.parametrize("gain_db", [-10, -20])
@pytest.mark.parametrize("delay_seconds", [0.0, 0.075, 0.18])
def test_after_some_seconds_most_of_the_echo_is_gone(
    delay_seconds: float, gain_db: float, reverberant: bool
) -> None:
    played = speechlike(8.0)
    heard = echoed(played, delay_seconds, gain_db, reverberant) + room(8.0)
    clean = cancelled(Echo(), np.rint(heard).astype(np.int16), played)

    last = slice(-48_000, None)
    assert level_db(np.rint(heard[last]).astype(np.int16)) - level_db(clean[last]) > 8.0


def test_a_person_who_speaks_over_the_voice_is_left_in() -> None:
    played = speechlike(8.0)
    person = np.zeros(len(played))
    person[-24_000:-12_000] = tone(0, 0.75)
    heard = echoed(played, 0.075, -15, reverberant=False) + person + room(8.0)
    clean = cancelled(Echo(), np.rint(heard).astype(np.int16), played)

    assert level_db(clean[-22_000:-14_000]) > level_db(tone(0)) - 6.0


def test_while_nothing_is_played_the_sound_goes_through_untouched() -> None:
    echo, mic = Echo(), room(0.02, rms=500.0)

    assert echo.cancel(Tick(mic, silence())) is mic
    assert not echo.working


def test_it_works_for_a_second_after_the_voice_has_ended() -> None:
    echo = Echo()
    echo.cancel(Tick(room(0.02), speechlike(0.02)))
    after = []
    for _ in range(60):
        after.append(echo.working)
        echo.cancel(Tick(room(0.02), silence()))

    assert after == [True] * 50 + [False] * 10


def test_closing_twice_is_harmless_and_leaves_the_sound_alone() -> None:
    echo, mic = Echo(), room(0.02)
    echo.close()
    echo.close()

    assert echo.cancel(Tick(mic, speechlike(0.02))) is mic


def test_a_slice_with_gaps_is_taken_as_it_is() -> None:
    wide = np.repeat(room(0.04, rms=300.0), 2)
    mic = wide[::4]

    assert cancelled(Echo(), mic, speechlike(0.02)).shape == (TICK_SAMPLES,)


class TestResidue:
    def test_it_learns_how_much_of_the_echo_is_left(self) -> None:
        residue = Residue()
        for _ in range(150):
            left = residue.follow(played_db=60.0, left_db=38.0)

        assert left == pytest.approx(38.0)

    def test_where_nothing_is_played_there_is_no_echo(self) -> None:
        residue = Residue()

        assert [residue.follow(0.0, 50.0) for _ in range(5)] == [0.0] * 5

    def test_a_word_over_the_voice_stands_out_of_what_was_left_before(self) -> None:
        residue = Residue()
        for _ in range(150):
            residue.follow(60.0, 35.0)
        word = [residue.follow(60.0, 55.0) for _ in range(20)]

        assert max(word) < 45.0
