"""What every voice does, the fake one and the real one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from tests.voice.fakes import ToneVoice
from tests.voice.helpers import LINES, clip_of, loudness
from voiceground.core.model import Manner
from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice import shape
from voiceground.voice.house import HouseVoice
from voiceground.voice.voice import Voice

ODD = (
    'She said "yes", didn\'t she?',
    "two\nlines\tand a tab",
    "curly \u2018quotes\u2019 \N{EM DASH} and a dash\N{HORIZONTAL ELLIPSIS}",
    "<speak>not <break time='9s'/> markup</speak> & more",
    "[[h@l'oU]] and {name} and %s and \\n",
    "na\N{LATIN SMALL LETTER I WITH DIAERESIS}ve \N{GREEK SMALL LETTER ALPHA} \N{GRINNING FACE} one",
    "a nul \x00 and a bell \x07 inside",
    "half a pair \ud83d here",
    "-v en+whisper --stdout word",
    "x" * 700,
)


@pytest.fixture(scope="module", params=["tone", "house"])
def voice(request: pytest.FixtureRequest) -> Iterator[Voice]:
    made: Voice = ToneVoice() if request.param == "tone" else HouseVoice()
    yield made
    made.close()


def test_a_line_comes_as_sound_of_the_house(voice: Voice) -> None:
    clip = clip_of(voice, LINES[0])
    assert clip.audible
    assert clip.samples.dtype == np.int16
    assert clip.samples.ndim == 1
    assert 1.5 < clip.samples.size / SAMPLE_RATE < 8
    assert not voice.failing


def test_the_same_line_is_the_same_sound(voice: Voice) -> None:
    first, second = clip_of(voice, LINES[1]), clip_of(voice, LINES[1])
    assert np.array_equal(first.samples, second.samples)


def test_a_prepared_line_comes_too(voice: Voice) -> None:
    voice.prepare([LINES[2], LINES[3]], Manner())
    assert clip_of(voice, LINES[3]).audible


def test_a_lower_rate_makes_a_longer_line(voice: Voice) -> None:
    sizes = [clip_of(voice, LINES[4], Manner(rate=rate)).samples.size for rate in (80, 110, 150)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1.5 * sizes[2]


def test_the_gain_does_not_touch_the_sound(voice: Voice) -> None:
    plain, loud = clip_of(voice, LINES[5]), clip_of(voice, LINES[5], Manner(gain=6.0))
    assert np.array_equal(plain.samples, loud.samples)


@pytest.mark.parametrize("text", ["", "   ", "...", "\N{HORIZONTAL ELLIPSIS}", "\n", "\u200b", "-"])
def test_where_there_is_nothing_to_say_there_is_hardly_a_pause(voice: Voice, text: str) -> None:
    clip = clip_of(voice, text)
    assert clip.audible
    assert clip.samples.size < SAMPLE_RATE / 2
    assert not clip.samples.any()


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_is_spoken_and_nothing_breaks(voice: Voice, text: str) -> None:
    clip = clip_of(voice, text)
    assert clip.audible
    assert clip.samples.any()
    assert not voice.failing


def test_a_very_long_line_comes_whole(voice: Voice) -> None:
    text = " ".join(LINES * 4)
    clip = clip_of(voice, text, seconds=30)
    assert clip.audible
    assert clip.samples.size / SAMPLE_RATE > 200


def test_every_line_is_equally_loud(voice: Voice) -> None:
    found = [loudness(clip_of(voice, text).samples) for text in LINES]
    assert max(found) - min(found) < 1.0
    assert abs(np.mean(found) - shape.TARGET_LUFS) < 0.5


def test_no_line_clicks_or_clips(voice: Voice) -> None:
    for text in LINES:
        samples = clip_of(voice, text).samples.astype(np.int32)
        assert abs(samples[0]) < 10
        assert abs(samples[-1]) < 10
        edge = SAMPLE_RATE // 500  # 2 ms
        steps = np.abs(np.diff(np.concatenate(([0], samples[:edge], samples[-edge:], [0]))))
        assert steps.max() < 330  # 1 % of full scale
        assert np.abs(samples).max() <= 32767 * 10 ** (shape.PEAK_DBFS / 20) + 1


def test_closing_twice_is_harmless_and_a_closed_voice_stays_polite() -> None:
    for made in (ToneVoice(), HouseVoice()):
        made.close()
        made.close()
        made.prepare(["Anything."], Manner())
        clip = made.clip("Is anybody there?", Manner())
        assert clip is not None
        assert not clip.audible
        assert clip.samples.size >= SAMPLE_RATE
