"""Writes the trained nets as plain arrays, as ``voiceground/ear/net.py`` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tools.train_ear.nets import PhoneNet, WordNet


def export(words_net: WordNet, phone_net: PhoneNet, words: Sequence[str], path: Path) -> None:
    """Write both nets' weights by their names, in half precision, and the names of the words.

    They share the stem; the phones that the net of whole words learns beside them are not needed.
    """
    weights = {n: value for n, value in words_net.state_dict().items() if not n.startswith("phones.")}
    weights |= {f"phone.{n}": v for n, v in phone_net.state_dict().items() if not n.startswith("stem.")}
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in weights.items()}
    np.savez(path, words=np.array(words), **arrays)
