"""The canceller in rooms of numbers: what it takes off, and that it costs nothing in quiet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import room, tone
from voiceground.core.tick import TICK_SAMPLES, Samples, Tick, silence
from voiceground.ear.activity import level_db
from voiceground.ear.echo import Echo, Residue
from voiceground.ear.path import UNKNOWN_DB
from voiceground.ear.wav import read_wav


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


def test_a_slice_with_gaps_is_taken_as_it_is() -> None:
    wide = np.repeat(room(0.04, rms=300.0), 2)
    mic = wide[::4]

    assert cancelled(Echo(), mic, speechlike(0.02)).shape == (TICK_SAMPLES,)


def test_what_a_word_began_over_is_taken_off_better_by_what_is_known_afterwards() -> None:
    played = speechlike(2.0)
    heard = np.rint(echoed(played, 0.075, -10, reverberant=False) + room(2.0)).astype(np.int16)
    echo = Echo()
    live = cancelled(echo, heard, played)

    assert level_db(echo.again(75)) < level_db(live[-75 * TICK_SAMPLES :]) - 3.0


@pytest.mark.parametrize("delay_seconds", [0.02, 0.12])
def test_in_a_new_room_little_is_left_of_the_second_second_of_a_voice(delay_seconds: float) -> None:
    voice = read_wav(Path(__file__).parent / "recordings" / "sentence.wav")
    played = voice[np.argmax(np.abs(voice) > 1000) :][:22_400]
    echoes = np.rint(echoed(played, delay_seconds, -10, reverberant=True)).astype(np.int16)
    echo = Echo()
    cancelled(echo, np.rint(echoes + room(1.4)).astype(np.int16), played)

    assert level_db(echoes[-8000:]) - level_db(echo.again(25)) > 18.0


def test_a_path_is_known_once_it_takes_off_most_of_the_echo() -> None:
    played = speechlike(3.0)
    heard = np.rint(echoed(played, 0.075, -10, reverberant=False) + room(3.0)).astype(np.int16)
    echo = Echo()
    assert not echo.known
    cancelled(echo, room(0.3), played[: len(room(0.3))])
    assert not echo.known
    cancelled(echo, heard, played)
    assert echo.known


def test_again_gives_no_more_than_was_heard_since_the_voice_began() -> None:
    echo = Echo()
    cancelled(echo, room(0.2), speechlike(0.2))

    assert len(echo.again(75)) == 10 * TICK_SAMPLES


def test_a_person_who_speaks_meanwhile_does_not_spoil_it() -> None:
    played = speechlike(8.0)
    person = np.zeros(len(played))
    person[64_000:80_000] = speechlike(1.0, seed=9)
    echoes = echoed(played, 0.075, -10, reverberant=True)
    clean = cancelled(Echo(), np.rint(echoes + person + room(8.0)).astype(np.int16), played)
    after = slice(82_000, 100_000)

    assert level_db(np.rint(echoes[after]).astype(np.int16)) - level_db(clean[after]) > 12.0


def test_what_may_still_be_echo_is_told_and_is_nothing_while_nothing_plays() -> None:
    played = speechlike(8.0)
    heard = np.rint(echoed(played, 0.075, -10, reverberant=False) + room(8.0)).astype(np.int16)
    echo = Echo()
    clean = cancelled(echo, heard, played)

    assert level_db(clean[-6400:]) - 3.0 < echo.left_db < level_db(heard[-6400:]) - 12.0
    for _ in range(60):
        echo.cancel(Tick(room(0.02), silence()))
    assert echo.left_db == 0.0


class TestResidue:
    def test_before_anything_is_known_all_that_is_heard_may_be_echo(self) -> None:
        assert Residue().follow(60.0, 0.0, 52.0, UNKNOWN_DB) == 52.0

    def test_it_believes_the_worse_of_what_was_fitted_and_what_was_left(self) -> None:
        residue = Residue()
        for _ in range(60):
            left = residue.follow(65.0, 60.0, 45.0, -25.0)

        assert left == pytest.approx(45.0)
        assert residue.follow(65.0, 60.0, 45.0, -13.0) == pytest.approx(47.0)

    def test_while_the_path_is_not_known_well_what_was_left_of_as_loud_a_voice_may_be_echo(self) -> None:
        residue = Residue()
        for _ in range(60):
            residue.follow(65.0, 40.0, 55.0, -3.0)

        assert residue.follow(65.0, 26.0, 30.0, -3.0) == pytest.approx(55.0)

    def test_a_word_over_the_voice_stands_out_of_what_was_left_before(self) -> None:
        residue = Residue()
        for _ in range(60):
            residue.follow(65.0, 60.0, 40.0, -22.0)
        word = [residue.follow(65.0, 60.0, 60.0, -22.0) for _ in range(25)]

        assert max(word) < 45.0

    def test_where_there_is_no_echo_nothing_may_be_echo(self) -> None:
        residue = Residue()

        assert [residue.follow(0.0, 0.0, 50.0, -20.0) for _ in range(5)] == [0.0] * 5
