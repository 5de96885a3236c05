"""The word scorer by itself: which of the listed words was it, and what does a decision cost.

``python -m tests.bench.word_scorer FOLDER [PART]``: FOLDER has a manifest.csv; PART is a part of
tools/train_ear/split.csv, ``test`` unless told. Nothing is refused here: each clip holds one of the words.
The baseline is pocketsphinx' own closed grammar on the same clips. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.train_ear.split import person_of, read_manifest, read_split
from tools.train_ear.withheld import WITHHELD
from voiceground.ear.borrowed import ClosedGrammar
from voiceground.ear.wav import read_wav
from voiceground.ear.wordscore import WordScorer
from voiceground.measuring.figures import Share
from voiceground.measuring.machine import this_machine

SMALL = ("yes", "no", "stop")
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "stop")
MOMENTS = (
    ("yes, no, stop", "commands/", SMALL, SMALL),
    ("... among eight words", "commands/", (*SMALL, "help", "repeat", "skip", "wait", "back"), SMALL),
    ("digits", "commands/", DIGITS, DIGITS),
    ("digits, telephone", "digits/", DIGITS, DIGITS),
    ("seven free words", "commands/", ("down", "left", "right", "go", "up", "on", "off"), ()),
)
"""Title, folder, vocabulary, and which words of it are said (all if none are named)."""

NATIVE = 60
"""Clips that the baseline hears too; it loads its model for each."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording, and the word in it."""

    path: Path
    name: str


def clips_of(folder: Path, part: str, below: str, words: tuple[str, ...]) -> list[Clip]:
    """The clips of these words by the people of a part."""
    parts = read_split()
    rows = [
        row
        for row in read_manifest(folder)
        if row["path"].startswith(below)
        and row["text"] in words
        and row["text"] not in WITHHELD
        and parts.get(person_of(row)) == part
    ]
    return [Clip(folder / row["path"], row["text"]) for row in rows]


def measure(
    scorer: WordScorer, vocabulary: tuple[str, ...], clips: list[Clip], fillers: bool
) -> tuple[Counter[tuple[str, str]], list[float]]:
    """How often each word was taken for which, and the milliseconds of processor time of each clip."""
    phrases = [(word,) for word in vocabulary]
    prepared = scorer.prepare(phrases) if fillers else scorer.prepare(phrases, 0, 0)
    taken: Counter[tuple[str, str]] = Counter()
    costs = []
    for clip in clips:
        sound = read_wav(clip.path)
        begin = time.process_time()
        best = scorer.score(sound, prepared).best()
        costs.append(1000.0 * (time.process_time() - begin))
        taken[clip.name, vocabulary[best]] += 1
    return taken, costs


def main(folder: Path, part: str) -> None:
    """Measure and print."""
    print("\n".join(this_machine(["pocketsphinx", "numpy"]).lines()))
    print(f"people of the part: {part}; each clip is 1 s, all words single")
    scorer = WordScorer()
    for title, below, vocabulary, said in MOMENTS:
        clips = clips_of(folder, part, below, said or vocabulary)
        taken, costs = measure(scorer, vocabulary, clips, fillers=False)
        _, dear = measure(scorer, vocabulary, clips[:40], fillers=True)
        right = sum(count for (word, name), count in taken.items() if word == name)
        with closing(ClosedGrammar()) as grammar:
            native = sum(grammar.hear(read_wav(c.path), vocabulary) == c.name for c in clips[:NATIVE])
        wrong = [f"{word}>{name} {n}" for (word, name), n in taken.most_common() if word != name][:4]
        print(f"{title:24} scorer  {Share(right, len(clips))}   {', '.join(wrong)}")
        print(f"{'':24} grammar {Share(native, min(NATIVE, len(clips)))}")
        print(
            f"{'':24} ms a clip: median {np.median(costs):.1f}, p95 {np.percentile(costs, 95):.1f}; "
            f"with fillers {np.median(dear):.1f}, {np.percentile(dear, 95):.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "test")
