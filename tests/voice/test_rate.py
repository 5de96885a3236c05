"""Words a minute, as measured on what is played and not as asked for."""

from __future__ import annotations

import pytest

from tests.voice.helpers import LINES, clip_of
from voiceground.core.model import Manner
from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice import shape
from voiceground.voice.house import HouseVoice, VoiceSettings
from voiceground.voice.rate import FASTEST, SLOWEST, pace
from voiceground.voice.text import words


def measured(voice: HouseVoice, rate: int) -> float:
    """Words a minute over all the lines, from the first to the last sound of each."""
    margin = shape.LEAD_SECONDS + shape.TAIL_SECONDS
    seconds = [clip_of(voice, text, Manner(rate=rate)).samples.size / SAMPLE_RATE - margin for text in LINES]
    return 60 * sum(map(words, LINES)) / sum(seconds)


def test_the_rate_is_what_is_heard() -> None:
    voice = HouseVoice()
    found = {rate: measured(voice, rate) for rate in (80, 88, 95, 102, 110, 119, 128, 139, 150)}
    voice.close()
    assert found == {rate: pytest.approx(rate, rel=0.05) for rate in found}


@pytest.mark.parametrize("name", ["gmw/en-us+f2", "gmw/en-gb-x-rp", "gmw/en-us+antonio"])
def test_it_is_so_for_other_voices_too(name: str) -> None:
    """Antonio is a quarter faster than the others when espeak is asked for the same rate."""
    voice = HouseVoice(VoiceSettings(name=name))
    found = {rate: measured(voice, rate) for rate in (80, 110, 150)}
    voice.close()
    assert found == {rate: pytest.approx(rate, rel=0.05) for rate in found}


def test_a_lower_rate_is_never_faster() -> None:
    paces = [pace(rate, "espeak") for rate in range(SLOWEST, FASTEST + 1)]
    speeds = [found.engine_rate / found.stretch for found in paces]
    assert speeds == sorted(speeds)
    assert all(1 <= found.stretch < 1.45 for found in paces)
    assert all(found.engine_rate >= 80 for found in paces)


@pytest.mark.parametrize(("rate", "like"), [(0, SLOWEST), (79, SLOWEST), (151, FASTEST), (9000, FASTEST)])
def test_a_rate_out_of_range_is_the_nearest_one_in_it(rate: int, like: int) -> None:
    assert pace(rate, "espeak") == pace(like, "espeak")


def test_another_engine_is_taken_at_its_word() -> None:
    assert pace(110, "nsss").engine_rate == 110
    assert pace(110, "nsss").stretch == 1.0


def test_pauses_between_sentences_follow_the_rate() -> None:
    assert 0.8 <= pace(110, "espeak").pause <= 1.2
    assert 0.8 <= pace(80, "espeak").pause <= 1.2
    assert pace(150, "espeak").pause < pace(80, "espeak").pause
