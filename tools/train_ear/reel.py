"""Everything that the house says, rendered by its real voice: what the speaker plays in the benches."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voiceground.core.lookahead import fixed_lines
from voiceground.core.model import Manner
from voiceground.core.tick import Samples
from voiceground.folders import shipped
from voiceground.script.load import load
from voiceground.voice.house import HouseVoice
from voiceground.voice.shape import SHAPING


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of ours, and how it sounds: int16 at 16 kHz."""

    text: str
    samples: Samples


def spoken_lines(cache: Path) -> list[Spoken]:
    """Every fixed line of the scripts that ship, in order; rendered once, then read from ``cache``."""
    cache.mkdir(parents=True, exist_ok=True)
    texts: set[str] = set()
    for path in sorted(shipped("scripts").glob("*.yaml")):
        texts |= fixed_lines(load(path))
    lines = []
    with closing(HouseVoice(recordings=[shipped("audio")], patient=True)) as voice:
        for text in sorted(texts):
            name = hashlib.blake2b(f"{SHAPING} {text}".encode(), digest_size=12).hexdigest()
            kept = cache / f"{name}.npy"
            if not kept.is_file():
                clip = voice.clip(text, Manner())
                if clip is None or not clip.audible:
                    raise LookupError("there is no voice here: `make setup` installs espeak-ng")
                np.save(kept, clip.samples)
            lines.append(Spoken(text, np.load(kept)))
    return lines
