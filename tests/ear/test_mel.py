"""Sound to log-mel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import room
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.mel import FRAME, HIGH, HOP, LEVEL, LOW, log_mel
from voiceground.ear.wav import read_wav

RECORDINGS = Path(__file__).parent / "recordings"


def sine(hertz: float, seconds: float = 1.0) -> Samples:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave: Samples = np.rint(8000 * np.sin(2 * np.pi * hertz * time)).astype(np.int16)
    return wave


def test_there_is_a_frame_every_10_ms() -> None:
    low, high = log_mel(room(1.0))

    assert low.shape == ((SAMPLE_RATE - FRAME) // HOP + 1, 32)
    assert high.shape == (len(low), 12)
    assert low.dtype == high.dtype == np.float32


@pytest.mark.parametrize("hertz", [200.0, 500.0, 1000.0, 2000.0, 3500.0])
def test_a_tone_is_loudest_in_its_own_band(hertz: float) -> None:
    centres = np.argmax(LOW, axis=0) * SAMPLE_RATE / FRAME
    loudest = int(log_mel(sine(hertz))[0].mean(axis=0).argmax())

    assert centres[loudest] == pytest.approx(hertz, rel=0.15)


def test_a_hiss_shows_in_the_high_bands() -> None:
    _, hiss = log_mel(sine(6000.0))
    _, hum = log_mel(sine(300.0))

    assert hiss.max(axis=1).mean() - hiss.min(axis=1).mean() > 3.0
    assert hum.max(axis=1).mean() - hum.min(axis=1).mean() < 3.0


def test_a_whisper_near_by_looks_like_a_call_far_away() -> None:
    word = read_wav(RECORDINGS / "yes-1.wav")
    soft = np.rint(word / 8).astype(np.int16)

    assert np.percentile(np.abs(log_mel(word)[0] - log_mel(soft)[0]), 90) < 0.25
    assert np.percentile(log_mel(word)[0].mean(axis=1), 95) == pytest.approx(LEVEL, abs=0.05)


def test_digital_silence_is_no_trouble() -> None:
    low, high = log_mel(np.zeros(SAMPLE_RATE, dtype=np.int16))

    assert np.isfinite(low).all()
    assert np.isfinite(high).all()


def test_triangles_have_equal_areas() -> None:
    areas = LOW.sum(axis=0) * SAMPLE_RATE / FRAME

    assert areas[8:] == pytest.approx(1.0, abs=0.08)
    assert (HIGH >= 0.0).all()
