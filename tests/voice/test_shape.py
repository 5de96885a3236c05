"""The sound that every line gets: measured against what the standards and the ears ask for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tests.voice.helpers import loudness, tone
from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice import shape
from voiceground.voice.wavefile import Wave


def padded(sound: Wave, seconds: float = 0.5, rate: int = SAMPLE_RATE) -> Wave:
    return np.pad(sound, round(seconds * rate))


@pytest.mark.parametrize(
    ("hertz", "height", "lufs"),
    [
        (997, 1.0, -3.01),  # BS.1770-4: a 997 Hz sine at 0 dBFS in one channel reads -3.01 LKFS
        (997, 0.1, -23.01),
    ],
)
def test_loudness_reads_what_the_standard_says(hertz: float, height: float, lufs: float) -> None:
    assert shape.loudness(tone(5.0, hertz=hertz, height=height)) == pytest.approx(lufs, abs=0.05)


def biquad(sound: list[float], b: tuple[float, ...], a: tuple[float, ...]) -> list[float]:
    """The filter as BS.1770-4 draws it, one sample after the other."""
    out: list[float] = []
    x1 = x2 = y1 = y2 = 0.0
    for x in sound:
        y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
        x1, x2, y1, y2 = x, x1, y, y1
        out.append(y)
    return out


@pytest.mark.parametrize("hertz", [60, 100, 300, 1000, 2000, 4000, 7000])
def test_the_weighting_is_what_the_standards_own_filters_do(hertz: int) -> None:
    at_48k = tone(1.0, 48_000, hertz=hertz, height=1.0).tolist()
    shelf = biquad(
        at_48k, (1.53512485958697, -2.69169619, 1.19839281085285), (-1.69065929318241, 0.73248077421585)
    )
    weighted = biquad(shelf, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    lufs = -0.691 + 10 * np.log10(np.mean(np.square(weighted[24_000:])))
    assert shape.loudness(tone(2.0, hertz=hertz, height=1.0)) == pytest.approx(lufs, abs=0.1)


def test_pauses_do_not_count_as_quiet_speech() -> None:
    spoken = tone(2.0)
    with_pause = np.concatenate((spoken, np.zeros(2 * SAMPLE_RATE, np.float32), spoken))
    assert shape.loudness(with_pause) == pytest.approx(shape.loudness(spoken), abs=0.7)


@pytest.mark.parametrize("height", [0.003, 0.03, 0.3, 1.0])
@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000])
def test_whatever_comes_in_leaves_at_the_houses_loudness_and_rate(height: float, rate: int) -> None:
    samples = shape.shape(padded(tone(2.0, rate, height=height), rate=rate), rate)
    assert loudness(samples) == pytest.approx(shape.TARGET_LUFS, abs=0.3)
    assert samples.size / SAMPLE_RATE == pytest.approx(2.0, abs=0.12)


def test_a_sound_with_high_peaks_stays_below_the_limit() -> None:
    clicks = np.zeros(2 * SAMPLE_RATE, np.float32)
    clicks[:: SAMPLE_RATE // 4] = 0.9
    samples = shape.shape(clicks, SAMPLE_RATE)
    assert np.abs(samples.astype(np.int32)).max() <= 32768 * 10 ** (shape.PEAK_DBFS / 20)


def test_the_silence_around_a_line_is_cut_to_a_margin() -> None:
    trimmed = shape.trim(padded(tone(1.0), 1.5))
    margin = shape.LEAD_SECONDS + shape.TAIL_SECONDS
    assert trimmed.size / SAMPLE_RATE == pytest.approx(1.0 + margin, abs=0.025)


def test_the_silence_inside_a_line_stays() -> None:
    line = np.concatenate((tone(0.5), np.zeros(SAMPLE_RATE, np.float32), tone(0.5)))
    assert shape.trim(line).size / SAMPLE_RATE == pytest.approx(2.0, abs=0.1)


def test_the_low_pass_is_gentle() -> None:
    def change(hertz: float) -> float:
        sound = tone(1.0, hertz=hertz)
        return float(20 * np.log10(np.std(shape.soften(sound)[4000:12000]) / np.std(sound[4000:12000])))

    assert change(1000) == pytest.approx(0, abs=0.1)
    assert change(shape.LOW_PASS_HZ) == pytest.approx(-3, abs=0.2)
    assert -18 < change(7500) < -14


def test_a_persons_voice_is_not_softened() -> None:
    bright = tone(1.0, hertz=6000) + tone(1.0, hertz=500)
    recorded, rendered = shape.shape(bright, SAMPLE_RATE), shape.join([(bright, SAMPLE_RATE)], 1.0, 0)
    assert np.std(np.diff(recorded.astype(float))) > 2 * np.std(np.diff(rendered.astype(float)))


def test_sentences_are_joined_with_the_pause_between_them() -> None:
    sound = padded(tone(1.0))
    one = shape.join([(sound, SAMPLE_RATE)], 1.0, 0.8)
    two = shape.join([(sound, SAMPLE_RATE)] * 2, 1.0, 0.8)
    assert (two.size - 2 * one.size) / SAMPLE_RATE == pytest.approx(0.8, abs=0.01)
    middle = two[two.size // 2 - SAMPLE_RATE // 4 : two.size // 2 + SAMPLE_RATE // 4]
    assert np.abs(middle).max() <= 1


@pytest.mark.parametrize("size", [0, 1, 100, 400, 3000])
def test_nothing_and_next_to_nothing_are_no_trouble(size: int) -> None:
    assert shape.shape(np.zeros(size, np.float32), 22_050).size == 0
    assert shape.join([(np.zeros(size, np.float32), 22_050)] * 2, 1.3, 0.8).size == 0
    assert shape.shape(tone(size / 22_050, 22_050), 22_050).size <= size + 2000


@given(
    arrays.arrays(np.float32, st.integers(0, 4000), elements=st.floats(-1, 1, width=32)),
    st.sampled_from((8_000, 16_000, 22_050, 48_000)),
)
def test_any_sound_at_all_leaves_without_clicks(sound: Wave, rate: int) -> None:
    samples = shape.shape(sound, rate).astype(np.int32)
    if samples.size:
        assert np.abs(samples).max() <= 32768 * 10 ** (shape.PEAK_DBFS / 20) + 1
        assert samples[0] == 0
        assert abs(samples[-1]) <= 1
