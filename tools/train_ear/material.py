"""The recordings of a folder as clips, each with its part of the split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.train_ear.align import Aligner
from tools.train_ear.examples import Clip
from tools.train_ear.sentences import Orders
from tools.train_ear.split import TRAIN, person_of, read_manifest, read_split
from voiceground.ear.wav import read_wav

WORDS = ("yes", "no", "stop", "go", "up", "down", "left", "right", "on", "off")
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""The words of which many people's recordings are there, so that they can be learnt as wholes."""

ALIGNED = frozenset({"word", "phrase", "sentence"})


@dataclass(frozen=True, slots=True)
class Recording:
    """One file of the folder, with its part of the split, and its phones where its words are known."""

    path: str
    text: str
    kind: str
    source: str
    part: str
    clip: Clip
    person: str


def recordings(folder: Path) -> list[Recording]:
    """Everything of the manifest but taps and rooms, words and the sentences to train on with their phones.

    People who are not in ``split.csv`` are left out: nobody decided what they may be used for.
    """
    split, aligner, orders = read_split(), Aligner(), Orders()
    found = []
    for row in read_manifest(folder):
        person = person_of(row)
        part = split.get(person)
        if row["kind"] in {"rir", "taps"} or part is None:
            continue
        sound = read_wav(folder / row["path"])
        text = row["text"].lower()
        if row["kind"] == "sentence" and part == TRAIN:
            text = orders.words(sound)
        phones = aligner.align(sound, text) if row["kind"] in ALIGNED and text else None
        if row["kind"] == "word" and phones is None:
            continue  # silent, or cut so that its word is not in it
        kind = _kind(row)
        clip = Clip(
            sound.astype(np.float32),
            text if row["kind"] == "word" else "",
            kind,
            tuple(phones) if phones else None,
        )
        found.append(Recording(row["path"], text, row["kind"], row["source"], part, clip, person))
    return found


def _kind(row: dict[str, str]) -> str:
    if row["source"] == "fsdd":
        return "digit"
    return {"non_speech": "noise"}.get(row["kind"], row["kind"])


def clips(found: Sequence[Recording], without: frozenset[str]) -> list[Clip]:
    """Their clips, none of them with a word that is to be kept out."""
    return [item.clip for item in found if not without & set(item.text.split())]
