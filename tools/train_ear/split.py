"""Who is trained on, who is calibrated on, and who is only ever measured: ``split.csv`` beside this file.

The split was made once, by speaker, before anything was trained, and is kept in the repository. This
script made it and makes the same one again: every speaker's part follows from a hash of the name.
Recordings without a speaker's name (sentences, phrases, noises) are split by file, takes of one source
together.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
TRAIN, CALIBRATE, TEST = "train", "calibrate", "test"
TELEPHONE = {"fsdd_george": TRAIN, "fsdd_jackson": TRAIN, "fsdd_yweweler": CALIBRATE, "fsdd_theo": TEST}
"""Four people only, so they are dealt by hand."""


def person_of(row: dict[str, str]) -> str:
    """Whoever or whatever must not be on two sides: the speaker, or else the source of the file."""
    if row["speaker"]:
        return row["speaker"]
    source = re.sub(r"-[A-Z]$", "", Path(row["path"]).stem)
    return f"{row['path'].split('/')[0]}/{source}"


def part_of(person: str) -> str:
    """The part of a person: of a hundred, 62 train, 18 calibrate, 20 test."""
    if person in TELEPHONE:
        return TELEPHONE[person]
    place = int(hashlib.sha256(f"voiceground:{person}".encode()).hexdigest(), 16) % 100
    return TRAIN if place < 62 else CALIBRATE if place < 80 else TEST


def read_manifest(folder: Path) -> list[dict[str, str]]:
    """The rows of a folder's manifest."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_split() -> dict[str, str]:
    """The part of every person, as kept in the repository."""
    with (HERE / "split.csv").open(encoding="utf-8", newline="") as file:
        return {row["person"]: row["part"] for row in csv.DictReader(file)}


def main() -> None:
    """Write ``split.csv`` for the manifest of the folder named on the command line."""
    people = sorted({person_of(row) for row in read_manifest(Path(sys.argv[1]))})
    with (HERE / "split.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("person", "part"))
        writer.writerows((person, part_of(person)) for person in people)


if __name__ == "__main__":
    main()
