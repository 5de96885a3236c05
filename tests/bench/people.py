"""Who answers what: the questions of a bench, and a real person's recording for each."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.bench.job import Turn
from tests.bench.partner import has_a_clear_end

YES_OR_NO = ("yes", "no")
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
QUESTIONS = (("Would you like another?", YES_OR_NO), ("How strong is it now?", DIGITS))
SHARES = (0, 0, 1)
"""Two questions of yes or no, then one of a number."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question, and who answers what to it.

    Attributes:
        turn: the question.
        word: the word that is said.
        speaker: whose voice it is, as the manifest names them.
        file: the recording, 16 kHz mono.
    """

    turn: Turn
    word: str
    speaker: str
    file: Path


def prompts(recordings: Path, count: int, seed: int) -> tuple[Prompt, ...]:
    """Questions and replies, the same for the same seed; no person is heard twice.

    Raises:
        LookupError: there are not enough people in the recordings.
    """
    choice = random.Random(seed)
    rows = _rows(recordings)
    choice.shuffle(rows)
    taken: set[str] = set()
    made = []
    for number, which in enumerate(islice(cycle(SHARES), count)):
        question, words = QUESTIONS[which]
        word = choice.choice(words)
        row = next((row for row in rows if _fits(row, word, taken, recordings)), None)
        if row is None:
            raise LookupError(f"there are not {count} people in {recordings}: ask for fewer turns")
        taken.add(row["speaker"])
        made.append(Prompt(Turn(number, question, words), word, row["speaker"], recordings / row["path"]))
    return tuple(made)


def _fits(row: dict[str, str], word: str, taken: set[str], recordings: Path) -> bool:
    return row["text"] == word and row["speaker"] not in taken and has_a_clear_end(recordings / row["path"])


def _rows(recordings: Path) -> list[dict[str, str]]:
    """The rows of the manifest for single words at 16 kHz."""
    with (recordings / "manifest.csv").open(newline="") as file:
        return [row for row in csv.DictReader(file) if row["path"].startswith("commands/")]
