"""Real people's words, out of the small set of recordings that comes with the tests."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "ear" / "recordings"


def word(reply: str, take: int = 1) -> Path:
    """A recording that is heard as this reply; ``take`` counts those that there are, from 1."""
    with (FOLDER / "expected.csv").open(newline="") as file:
        takes = [row["file"] for row in csv.DictReader(file) if row["expected"] == reply]
    if len(takes) < take:
        raise LookupError(f"no take {take} of {reply!r} in {FOLDER}")
    return FOLDER / takes[take - 1]
