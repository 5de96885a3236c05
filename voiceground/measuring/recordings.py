"""A folder of recordings with its manifest: who says what in which file, and a fair sample of it."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from voiceground.core.replies import normal
from voiceground.errors import UsageError

COLUMNS = ("path", "text", "kind", "speaker", "source")


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording of the manifest.

    Attributes:
        path: the file.
        name: the file as the manifest names it.
        text: what is said in it, normal; "" where that is not known, or nothing is said.
        kind: word, phrase, sentence, non_speech, noise, rir, ... as the manifest has it.
        source: where it comes from.
        group: the folder that the file lies in, which is what a noise is called.
    """

    path: Path
    name: str
    text: str
    kind: str
    source: str
    group: str


TRAIN = "train"


@dataclass(frozen=True)
class Recordings:
    """What is there to be heard.

    Attributes:
        folder: with the manifest.csv.
        clips: every file that may be used, in the order of the manifest.
        left_out: how many are not used, because of who speaks in them.
        seed: of every choice.
    """

    folder: Path
    clips: tuple[Clip, ...]
    left_out: int = 0
    seed: int = 1

    @cached_property
    def in_random_order(self) -> tuple[Clip, ...]:
        """All clips, shuffled with the seed."""
        clips = list(self.clips)
        random.Random(self.seed).shuffle(clips)  # noqa: S311  a sample, not a secret
        return tuple(clips)

    def sample(
        self, limit: int, wanted: Callable[[Clip], bool], by: Callable[[Clip], str] | None = None
    ) -> tuple[Clip, ...]:
        """Up to ``limit`` clips (0 for all), an equal number of each ``by`` (of each text if not given).

        They are dealt out group by group, so that the first few of a sample are a fair sample as well.
        """
        key = by or (lambda clip: clip.text)
        groups: dict[str, list[Clip]] = {}
        for clip in self.in_random_order:
            if wanted(clip):
                groups.setdefault(key(clip), []).append(clip)
        dealt = [
            clips[turn]
            for turn in range(max(map(len, groups.values()), default=0))
            for clips in groups.values()
            if turn < len(clips)
        ]
        return tuple(dealt[:limit] if limit else dealt)


def read_recordings(folder: Path, seed: int, split: Path | None = None, part: str = "test") -> Recordings:
    """The recordings of a folder, or only those of a part of the speakers.

    Raises:
        UsageError: there is no manifest, it lacks a column, it names no file or one that is not there;
            or the split cannot be read or has nobody in that part.
    """
    manifest = folder / "manifest.csv"
    rows = _rows(manifest, COLUMNS, "It should list path, text, kind, speaker, source.")
    if not rows:
        raise UsageError(f"{manifest} lists no recordings, so there is nothing to measure.")
    kept = rows if split is None else _of_part(rows, split, part)
    clips = tuple(_clip(folder, row) for row in kept)
    missing = [clip.name for clip in clips if not clip.path.is_file()]
    if missing:
        more = f" and {len(missing) - 1} others" if len(missing) > 1 else ""
        raise UsageError(f"{manifest} lists {missing[0]}{more}, which cannot be found in {folder}.")
    return Recordings(folder, clips, len(rows) - len(clips), seed)


def _clip(folder: Path, row: dict[str, str]) -> Clip:
    name = row["path"]
    return Clip(folder / name, name, normal(row["text"]), row["kind"], row["source"], Path(name).parent.name)


def _rows(path: Path, columns: Iterable[str], hint: str) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, restval="")
            rows = list(reader)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"There is no {path}. {hint}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read ({error}). {hint}") from None
    lacking = [column for column in columns if column not in (reader.fieldnames or ())]
    if lacking:
        raise UsageError(f"{path} has no column {lacking[0]}. {hint}")
    return rows


def _of_part(rows: Sequence[dict[str, str]], split: Path, part: str) -> list[dict[str, str]]:
    hint = "A split lists person, part."
    listed = {row["person"]: row["part"] for row in _rows(split, ("person", "part"), hint)}
    parts = sorted(set(listed.values()))
    if part not in parts:
        raise UsageError(f"{split} has no part {part}. There are: {', '.join(parts) or 'none'}.")
    # What nobody was trained on may be measured as well: somebody the split does not know is unheard.
    # Noises are few: whatever the net was not trained on is mixed in.
    return [
        row
        for row in rows
        if (there := listed.get(person_of(row), part)) == part or (row["kind"] == "noise" and there != TRAIN)
    ]


def person_of(row: dict[str, str]) -> str:
    """Who or what a split deals out: the speaker, or else the source of the file, its takes together.

    The same rule as that of tools/train_ear/split.py, which makes the house's own split.
    """
    if row["speaker"]:
        return row["speaker"]
    return f"{row['path'].split('/')[0]}/{re.sub(r'-[A-Z]$', '', Path(row['path']).stem)}"
