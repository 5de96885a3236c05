"""Sounds that a script can play by name: the person's own first, then those that were shipped.

The scheme, made to be followed by hand: a sound is a WAV file in ``sounds/`` below one of the folders, or in
that folder itself, and its name is the file's, without ``.wav``. Whatever it was, it comes out as the house
plays everything: at the voice's loudness, and never with a sudden beginning or end.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.voice.recorded import LARGEST_BYTES, SOUNDS
from voiceground.voice.shape import fade, level, resampled
from voiceground.voice.wavefile import read_sound

RISE_SECONDS, FALL_SECONDS = 0.06, 0.25
"""How long a sound takes to come and to go at the least: under 50 ms it startles."""

LONGEST_SECONDS = 600.0
"""A longer sound ends here, softly: ten minutes take 19 MB."""

MEASURED_SECONDS = 60.0
"""Loudness is measured on so much of a sound; more of the same would only cost time and memory."""


class Sounds:
    """The sounds in some folders.

    Args:
        folders: the earlier one wins; one that does not exist holds none.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._folders = tuple(folders)

    def read(self, name: str) -> Samples | None:
        """A sound, ready to be played: int16, 16 kHz; None where there is none that can be read.

        Takes some tens of milliseconds, longer than a tick.
        """
        path = self._path(name)
        if path is None:
            return None
        try:
            if path.stat().st_size > LARGEST_BYTES:
                return None
            sound = resampled(*read_sound(path.read_bytes()))[: round(LONGEST_SECONDS * SAMPLE_RATE)]
        except (OSError, ValueError):
            return None  # a broken file must not end the session
        sound = level(sound, round(MEASURED_SECONDS * SAMPLE_RATE))
        samples: Samples = np.rint(fade(sound, RISE_SECONDS, FALL_SECONDS) * 32_767).astype(np.int16)
        return samples

    def names(self) -> frozenset[str]:
        """Every name that can be played."""
        return frozenset(path.stem.casefold() for place in self._places() for path in _files(place))

    def _path(self, name: str) -> Path | None:
        """Looked for among the files that are there: a name never becomes a path of its own."""
        found = (path for place in self._places() for path in _files(place))
        return next((path for path in found if path.stem.casefold() == name.casefold()), None)

    def _places(self) -> list[Path]:
        return [place for folder in self._folders for place in (folder / SOUNDS, folder)]


def _files(place: Path) -> list[Path]:
    try:
        return sorted(path for path in place.iterdir() if path.suffix.lower() == ".wav")
    except OSError:
        return []
