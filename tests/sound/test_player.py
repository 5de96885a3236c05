"""The mixer: nothing is lost, nothing clicks, nothing startles, nothing clips."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, ticks_of
from voiceground.sound.player import Player


def tone(seconds: float, peak: int = 8000, hertz: float = 200.0) -> Samples:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    sound: Samples = np.rint(peak * np.sin(2 * np.pi * hertz * time)).astype(np.int16)
    return sound


def blocks(player: Player, count: int) -> Samples:
    return np.concatenate([player.next_block() for _ in range(count)])


def awake() -> Player:
    """A player whose soft start is over."""
    player = Player()
    player.play(np.zeros(2 * SAMPLE_RATE, dtype=np.int16), turn=0)
    blocks(player, ticks_of(2.0))
    assert player.ended() == 0
    return player


def envelope_db(sound: Samples, window: int = 160) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    power = np.square(sound[: len(sound) // window * window].astype(float)).reshape(-1, window).mean(axis=1)
    level: np.ndarray[tuple[int], np.dtype[np.float64]] = 10 * np.log10(power + 1e-9)
    return level


def test_with_nothing_to_play_it_gives_silence() -> None:
    player = Player()
    assert not blocks(player, 3).any()
    assert player.ended() is None
    assert not player.busy


def test_a_line_comes_out_sample_for_sample_and_its_end_is_told_once() -> None:
    player, line = awake(), tone(0.5)
    player.play(line, turn=7)
    heard = []
    while player.busy:
        assert player.ended() is None
        heard.append(player.next_block())
    assert np.array_equal(np.concatenate(heard), line)
    assert player.ended() == 7
    assert player.ended() is None


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_lines_of_any_length_end_with_the_block_that_carries_their_last_sample(lengths: list[int]) -> None:
    player = awake()
    for turn, length in enumerate(lengths):
        player.play(np.full(length, 100, dtype=np.int16), turn)
        needed = max(1, -(-length // TICK_SAMPLES))
        for block in range(needed):
            player.next_block()
            assert player.ended() == (turn if block == needed - 1 else None)


def test_a_hushed_line_fades_within_30_ms_without_a_click_and_never_ends() -> None:
    player = awake()
    player.play(tone(1.0, peak=12_000), turn=1)
    before = blocks(player, 5)
    player.hush()
    after = blocks(player, 5)
    assert not player.busy
    assert not after[round(0.03 * SAMPLE_RATE) :].any()
    whole = np.concatenate((before, after)).astype(int)
    steepest = np.abs(np.diff(tone(1.0, peak=12_000).astype(int))).max()
    assert np.abs(np.diff(whole)).max() <= 1.05 * steepest
    assert player.ended() is None


def test_a_line_hushed_in_the_tick_of_its_end_is_not_told_either() -> None:
    player = awake()
    player.play(tone(0.02), turn=1)
    player.next_block()
    player.hush()
    assert player.ended() is None


def test_a_new_line_takes_the_place_of_the_old_one() -> None:
    player = awake()
    player.play(tone(1.0), turn=1)
    blocks(player, 3)
    player.play(np.zeros(640, dtype=np.int16), turn=2)
    heard = blocks(player, 2)
    assert heard[:100].any()
    assert not heard[480:].any()
    assert player.ended() == 2


def test_hushing_twice_in_one_tick_and_hushing_nothing_are_harmless() -> None:
    player = awake()
    player.hush()
    player.play(tone(0.5), turn=1)
    blocks(player, 2)
    player.hush()
    player.hush()
    assert np.abs(blocks(player, 1)).max() <= 8001
    assert not blocks(player, 3)[480:].any()


def test_ducking_goes_down_12_db_in_100_ms_and_comes_back() -> None:
    player = awake()
    player.play(tone(2.0), turn=1)
    loud = envelope_db(blocks(player, 10))[-1]
    player.duck(True)
    down = envelope_db(blocks(player, 10))
    player.duck(False)
    up = envelope_db(blocks(player, 10))
    assert down[-1] == pytest.approx(loud - 12.0, abs=0.1)
    assert down[9] == pytest.approx(loud - 12.0, abs=1.0)
    assert up[-1] == pytest.approx(loud, abs=0.1)


@pytest.mark.parametrize(("db", "expected"), [(3.0, 3.0), (-9.0, -9.0), (100.0, 12.0), (-100.0, -40.0)])
def test_the_volume_gets_there_without_ever_jumping_3_db(db: float, expected: float) -> None:
    player = awake()
    player.play(tone(10.0, peak=2000), turn=1)
    before = envelope_db(blocks(player, 10), window=320)
    player.set_gain(db)
    after = envelope_db(blocks(player, 400), window=320)
    course = np.concatenate((before, after))
    assert np.abs(np.diff(course)).max() < 0.5
    assert after[-1] - before[-1] == pytest.approx(expected, abs=0.1)


def test_a_louder_of_3_db_is_there_within_a_second() -> None:
    player = awake()
    player.play(tone(3.0, peak=2000), turn=1)
    before = envelope_db(blocks(player, 10))[-1]
    player.set_gain(3.0)
    assert envelope_db(blocks(player, 40))[-1] == pytest.approx(before + 3.0, abs=0.1)


def test_a_volume_set_before_the_first_sound_is_there_from_the_start() -> None:
    quiet, plain = Player(), Player()
    quiet.set_gain(-9.0)
    for player in (quiet, plain):
        player.play(tone(1.0), turn=1)
    difference = envelope_db(blocks(quiet, 40)) - envelope_db(blocks(plain, 40))
    assert difference == pytest.approx(np.full(80, -9.0), abs=0.1)


def test_the_first_sound_of_a_session_begins_low_and_rises_for_one_to_two_seconds() -> None:
    player, line = Player(), tone(3.0)
    blocks(player, 200)
    player.play(line, turn=1)
    rise = envelope_db(blocks(player, 150)) - envelope_db(line)
    assert rise[0] == pytest.approx(-15.0, abs=0.5)
    assert -8.0 < rise[75] < -6.0
    assert rise[155:] == pytest.approx(np.zeros(145), abs=0.1)


def test_the_second_line_begins_at_full_level() -> None:
    player, line = awake(), tone(0.5)
    player.play(line, turn=1)
    assert np.array_equal(blocks(player, 25), line)


def test_a_lines_own_gain_holds_for_that_line() -> None:
    player, line = awake(), tone(0.2, peak=4000)
    player.play(line, turn=1, gain_db=-6.0)
    softer = blocks(player, 10)
    player.play(line, turn=2)
    assert np.abs(softer).max() == pytest.approx(4000 * 10 ** (-6 / 20), abs=2)
    assert np.abs(blocks(player, 10)).max() == pytest.approx(4000, abs=2)


def test_what_would_clip_is_bent() -> None:
    player = awake()
    player.play(tone(10.0, peak=30_000), turn=1)
    player.set_gain(12.0)
    heard = blocks(player, 300)[-3200:].astype(int)
    assert 30_000 < np.abs(heard).max() <= 32_767
    assert np.abs(np.diff(heard)).max() < 12_000


@given(st.lists(st.sampled_from(["play", "hush", "duck", "back", "up", "down", "block"]), max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_is_done_to_it_it_gives_blocks_and_tells_each_end_at_most_once(deeds: list[str]) -> None:
    player, told, turn = Player(), list[int](), 0
    for deed in deeds:
        match deed:
            case "play":
                turn += 1
                player.play(tone(0.05), turn)
            case "hush":
                player.hush()
            case "duck" | "back":
                player.duck(deed == "duck")
            case "up" | "down":
                player.set_gain(6.0 if deed == "up" else -6.0)
            case _:
                block = player.next_block()
                assert block.shape == (TICK_SAMPLES,)
                assert block.dtype == np.int16
                ended = player.ended()
                told += [ended] if ended is not None else []
    assert told == sorted(set(told))
