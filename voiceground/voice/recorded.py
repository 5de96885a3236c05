"""Lines that somebody has recorded. A recording always wins over synthesis.

The scheme, made to be followed by hand: a recording is a WAV file anywhere below the folder, named after
the words that are said in it. Case, punctuation and spaces do not matter, so for the line "I'm with you."
these names are equal: ``im-with-you.wav``, ``I'm with you.wav``, ``im with you.WAV``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from voiceground.core.tick import Samples
from voiceground.voice.shape import shape
from voiceground.voice.wavefile import read_sound

LONGEST_NAME = 200
"""Letters of a name (file systems end at 255 bytes). A longer line cannot have a recording: split it."""

LARGEST_BYTES = 64 * 2**20

SOUNDS = "sounds"
"""The folder of the sounds that scripts play by name (``sounds``): no lines are looked for in it."""


def slug(text: str) -> str:
    """The name of a line: its letters and digits in lower case, its words joined by hyphens."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    joined = "".join(char for char in folded if char not in "'\N{RIGHT SINGLE QUOTATION MARK}")
    return "-".join("".join(char if char.isalnum() else " " for char in joined).split())


class Recordings:
    """The recordings below some folders. The folders are read when the first line is looked up.

    Args:
        folders: the earlier one wins; one that does not exist holds nothing.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._paths: dict[str, Path] | None = None

    def path(self, text: str) -> Path | None:
        """The file with this line, if there is one."""
        if self._paths is None:
            self._paths = self._index()
        name = slug(text)
        return self._paths.get(name) if name and len(name) <= LONGEST_NAME else None

    def line(self, text: str) -> Samples | None:
        """The recorded line, shaped like a rendered one; None where there is none that can be read."""
        path = self.path(text)
        if path is None:
            return None
        try:
            if path.stat().st_size > LARGEST_BYTES:
                return None
            samples = shape(*read_sound(path.read_bytes()))
        except (OSError, ValueError):
            return None  # a broken recording must not cost the person the line
        return samples if samples.size else None

    def _index(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self._folders:
            for path in sorted(_sound_files(folder)):
                found.setdefault(slug(path.stem), path)
        return found


def _sound_files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.rglob("*") if path.suffix.lower() == ".wav" and path.is_file()]
    except OSError:
        return []
    return [path for path in found if SOUNDS not in path.relative_to(folder).parts[:-1]]
