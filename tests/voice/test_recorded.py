"""Recordings made by hand: found by the words that they say, and played at the house's loudness."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.voice.helpers import loudness, tone, wav
from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice import shape
from voiceground.voice.recorded import LONGEST_NAME, Recordings, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I'm with you.", "im-with-you"),
        ("I\N{RIGHT SINGLE QUOTATION MARK}m   with YOU!", "im-with-you"),
        ("im-with-you", "im-with-you"),
        ("From zero to ten, what is your number now?", "from-zero-to-ten-what-is-your-number-now"),
        ("Caf\N{LATIN SMALL LETTER E WITH ACUTE} 5", "caf\N{LATIN SMALL LETTER E WITH ACUTE}-5"),
        ("Cafe\N{COMBINING ACUTE ACCENT} 5", "caf\N{LATIN SMALL LETTER E WITH ACUTE}-5"),
        ("...", ""),
    ],
)
def test_a_line_and_its_file_have_one_name(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize("name", ["im-with-you.wav", "I'm with you.wav", "deep/er/Im With You.WAV"])
@pytest.mark.parametrize(("rate", "channels"), [(16_000, 1), (44_100, 2), (8_000, 1), (48_000, 1)])
def test_a_recording_is_found_and_shaped(tmp_path: Path, name: str, rate: int, channels: int) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(wav(np.pad(tone(1.0, rate, height=0.05), rate), rate, channels))
    samples = Recordings([tmp_path]).line("I'm with you.")
    assert samples is not None
    assert abs(samples.size / SAMPLE_RATE - 1.0) < 0.15  # the silence around it is gone
    assert abs(loudness(samples) - shape.TARGET_LUFS) < 0.5


def test_the_persons_own_folder_comes_first(tmp_path: Path) -> None:
    for number, folder in enumerate(("own", "shipped")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "hello.wav").write_bytes(wav(tone(1.0 + number)))
    found = Recordings([tmp_path / "own", tmp_path / "shipped"]).path("Hello!")
    assert found == tmp_path / "own" / "hello.wav"


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"not a sound", wav(tone(0.0)), wav(np.zeros(16_000, np.float32))]
)
def test_a_recording_that_holds_nothing_is_passed_over(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "hello.wav").write_bytes(data)
    assert Recordings([tmp_path]).line("Hello.") is None


def test_no_folder_no_recording(tmp_path: Path) -> None:
    assert Recordings([tmp_path / "nowhere"]).line("Hello.") is None
    assert Recordings().line("Hello.") is None
    assert Recordings([tmp_path]).line("...") is None


def test_two_long_lines_are_never_taken_for_each_other(tmp_path: Path) -> None:
    start = "word " * (LONGEST_NAME // 5)
    (tmp_path / f"{slug(start)[:LONGEST_NAME]}.wav").write_bytes(wav(tone()))
    assert Recordings([tmp_path]).line(start + "and then yes.") is None
