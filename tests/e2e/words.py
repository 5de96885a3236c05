"""Real people's words, out of the small set of recordings that comes with the tests."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "ear" / "recordings"


def word(reply: str) -> Path:
    """A recording that is heard as this reply."""
    with (FOLDER / "expected.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if row["expected"] == reply:
                return FOLDER / row["file"]
    raise LookupError(f"no recording of {reply!r} in {FOLDER}")
