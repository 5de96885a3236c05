"""Folders of recordings, made for a test."""

from __future__ import annotations

import csv
import wave
from collections.abc import Iterable
from pathlib import Path

from voiceground.core.tick import Samples

HEADER = ("path", "text", "kind", "speaker", "source")


def write_wav(path: Path, sound: Samples) -> None:
    """A WAV file of 16 kHz; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(sound.tobytes())


def write_manifest(folder: Path, rows: Iterable[tuple[str, str, str, str, str]]) -> None:
    """The manifest.csv of a folder."""
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)
