"""Sounds by name: those that were shipped, and those that a person puts beside them."""

from __future__ import annotations

import runpy
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import yaml

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.voice.recorded import Recordings
from voiceground.voice.shape import TARGET_LUFS, loudness
from voiceground.voice.sounds import Sounds

TREE = Path(__file__).parent.parent.parent
AUDIO = TREE / "audio"
SHIPPED = ("bell", "drone", "end", "rain", "start")
SMALL_ENOUGH = 3 * 2**20


def manifest() -> dict[str, dict[str, object]]:
    entries = yaml.safe_load((AUDIO / "manifest.yaml").read_text(encoding="utf-8"))
    return {entry["name"]: entry for entry in entries}


def write(path: Path, sound: npt.NDArray[np.float64], rate: int = SAMPLE_RATE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(sound * 32_767).astype("<i2").tobytes())


def tone(seconds: float, size: float, rate: int = SAMPLE_RATE) -> npt.NDArray[np.float64]:
    sound: npt.NDArray[np.float64] = size * np.sin(2 * np.pi * 330 * np.arange(round(seconds * rate)) / rate)
    return sound


def heard(samples: Samples | None) -> float:
    assert samples is not None
    return loudness((samples / 32_767).astype(np.float32))


def attack_seconds(samples: Samples) -> float:
    """From the first sound (-40 dB) to the level of the loudest of its first second (-3 dB)."""
    frames = np.abs(samples[: len(samples) // 80 * 80].astype(float)).reshape(-1, 80).max(axis=1)
    top = frames[:200].max()
    return float(np.argmax(frames > 0.7 * top) - np.argmax(frames > 0.01 * top)) * 0.005


def test_the_manifest_names_every_sound_that_ships_and_nothing_else() -> None:
    files = {path.relative_to(AUDIO).as_posix() for path in AUDIO.rglob("*.wav")}
    assert {entry["file"] for entry in manifest().values()} == files
    assert set(manifest()) >= set(SHIPPED)
    assert all(entry["licence"] and entry["made"] and entry["about"] for entry in manifest().values())


def test_what_ships_is_small() -> None:
    assert sum(path.stat().st_size for path in AUDIO.rglob("*.wav")) < SMALL_ENOUGH


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_sound_is_as_loud_as_the_voice_and_comes_softly(name: str) -> None:
    samples = Sounds([AUDIO]).read(name)
    assert samples is not None
    assert heard(samples) == pytest.approx(TARGET_LUFS, abs=0.5)
    assert heard(samples) == pytest.approx(float(str(manifest()[name]["lufs"])), abs=0.5)
    assert len(samples) / SAMPLE_RATE == pytest.approx(float(str(manifest()[name]["seconds"])), abs=0.06)
    assert attack_seconds(samples) >= 0.05
    assert abs(int(samples[0])) <= 1
    assert abs(int(samples[-1])) <= 1
    tonal = name != "rain"
    assert np.abs(np.diff(samples.astype(int))).max() < (0.08 if tonal else 0.25) * 32_767


def test_the_sounds_are_what_the_tool_makes() -> None:
    made = runpy.run_path(str(TREE / "tools" / "make_sounds.py"))
    for name, recipe in made["RECIPES"].items():
        samples = made["finished"](recipe.make())
        with wave.open(str(AUDIO / "sounds" / f"{name}.wav")) as file:
            kept = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        assert np.abs(samples.astype(int) - kept).max() <= 2, name


@pytest.mark.parametrize(
    ("file", "rate"), [("sounds/wave.wav", SAMPLE_RATE), ("Wave.WAV", 44_100), ("sounds/wave.wav", 8_000)]
)
def test_an_own_sound_is_brought_to_the_houses_loudness_and_edges(
    tmp_path: Path, file: str, rate: int
) -> None:
    write(tmp_path / file, tone(2.0, 0.9, rate), rate)
    samples = Sounds([tmp_path]).read("wave")
    assert samples is not None
    assert len(samples) == pytest.approx(2 * SAMPLE_RATE, abs=20)
    assert heard(samples) == pytest.approx(TARGET_LUFS, abs=0.7)
    assert attack_seconds(samples) >= 0.03


def test_the_persons_own_sound_wins(tmp_path: Path) -> None:
    write(tmp_path / "sounds" / "bell.wav", tone(1.0, 0.2))
    samples = Sounds([tmp_path, AUDIO]).read("bell")
    assert samples is not None
    assert len(samples) == SAMPLE_RATE
    assert "bell" in Sounds([tmp_path, AUDIO]).names()
    assert "rain" in Sounds([tmp_path, AUDIO]).names()


@pytest.mark.parametrize("name", ["no-such", "../manifest", "sounds/bell", "", ".", "bell.wav", "\x00"])
def test_what_is_no_sounds_name_is_no_sound(name: str) -> None:
    assert Sounds([AUDIO, AUDIO / "nowhere"]).read(name) is None


def test_a_file_that_cannot_be_read_is_no_sound(tmp_path: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(b"RIFF....nothing")
    assert Sounds([tmp_path]).read("broken") is None


def test_a_sound_of_many_minutes_ends_softly_at_ten(tmp_path: Path) -> None:
    write(tmp_path / "long.wav", np.tile(tone(1.0, 0.2, 8000), 700), 8000)
    samples = Sounds([tmp_path]).read("long")
    assert samples is not None
    assert len(samples) == 600 * SAMPLE_RATE
    assert abs(int(samples[-1])) <= 1


def test_no_sound_is_taken_for_a_recorded_line(tmp_path: Path) -> None:
    """A script may well say "Start." or "Rain."; nobody wants to hear a drone then."""
    write(tmp_path / "sounds" / "calm-now.wav", tone(1.0, 0.2))
    write(tmp_path / "mine" / "still-here.wav", tone(1.0, 0.2))
    lines = Recordings([tmp_path, AUDIO])
    assert lines.line("Still here.") is not None
    assert lines.line("Calm now.") is None
    assert [lines.path(name) for name in SHIPPED] == [None] * len(SHIPPED)
