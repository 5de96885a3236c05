"""Writes the trained net as plain arrays, as ``voiceground/ear/net.py`` reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from torch import Tensor


def export(weights: Mapping[str, Tensor], words: Sequence[str], path: Path) -> None:
    """Write the net's weights by their names, in half precision, and the names of its words."""
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in weights.items()}
    np.savez(path, words=np.array(words), **arrays)
