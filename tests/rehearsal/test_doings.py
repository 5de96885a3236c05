"""The sounds of a rehearsal are heard as what they stand for, by the real ear for signals."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from voiceground.core.tick import SAMPLE_RATE
from voiceground.ear.activity import Activity
from voiceground.ear.tapped import tapped_file
from voiceground.rehearsal.doings import signal_clip, talk_clip


@pytest.fixture(scope="module")
def activity() -> Activity:
    return Activity()


@pytest.mark.parametrize(
    ("kind", "heard"), [("tap", "tap"), ("knock", "tap"), ("clap", "clap"), ("hum", "hum")]
)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_signal_is_heard_as_so_many(
    tmp_path: Path, activity: Activity, kind: str, heard: str, count: int
) -> None:
    quiet = np.zeros(2 * SAMPLE_RATE, dtype=np.float64)
    played = np.concatenate((quiet, signal_clip(kind, count).astype(np.float64), quiet))
    whole = played + np.random.default_rng(1).normal(0.0, 8.0, len(played))
    path = tmp_path / "signal.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(whole.astype(np.int16).tobytes())
    events = tapped_file(path, activity)
    assert [event.count for event in events] == [count]
    assert events[0].kind in {heard, "knock"}


def test_free_speech_is_as_long_as_it_should_be() -> None:
    words = np.arange(5000, dtype=np.int16)
    assert len(talk_clip(words, 20.0)) == 20 * SAMPLE_RATE
    assert (talk_clip(words, 1.0)[5000:10_000] == words).all()
    assert not talk_clip(words[:0], 1.0).any()
