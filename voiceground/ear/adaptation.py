"""Fits the acoustic model's features to short replies in a room.

pocketsphinx' model was trained on long read sentences. A reply is one word in a second or two of quiet, so
that once the mean cepstrum is off, its frames lie elsewhere than the model expects. One affine map for each
of the three streams brings them back. It is the same for every phone and was learnt word-independently
by ``tools/train_ear/adapt_senones.py``, on people and under the licences that the model card names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.ear.weights import WEIGHTS, weights_missing

Float32: TypeAlias = npt.NDArray[np.float32]

STREAMS, SIZE = 3, 13


@dataclass(frozen=True, slots=True, eq=False)
class Adaptation:
    """One map for each stream: ``y = A x + b``.

    Attributes:
        maps: A and, in the last column, b; shape (3, 13, 14), float32.
    """

    maps: Float32

    def apply(self, stream: int, features: Float32) -> Float32:
        """The features of one stream, shape (frames, 13), where the model expects them."""
        mapped: Float32 = features @ self.maps[stream, :, :SIZE].T + self.maps[stream, :, SIZE]
        return mapped


NONE = Adaptation(np.stack([np.eye(SIZE, SIZE + 1, dtype=np.float32)] * STREAMS))
"""Leaves the features as they are."""


@cache
def replies(folder: Path = WEIGHTS) -> Adaptation:
    """The adaptation to short replies, as it ships with the package or was trained anew.

    Raises:
        EarError: it cannot be read.
    """
    try:
        return Adaptation(np.load(folder / "adaptation.npy", allow_pickle=False))
    except (OSError, ValueError) as error:
        raise weights_missing(folder, error) from error
