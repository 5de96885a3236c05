"""Moments as stretches that are cut out: what the verdict on a spotted word learns from.

A word that is spotted over our own voice, or in talk that never pauses, is judged in the stretch around
it; such stretches are cut here out of other talk, beside plain ones.
"""

from __future__ import annotations

import numpy as np

from tools.train_ear.calibrate import Heard
from tools.train_ear.draw import RATE, Draw
from voiceground.ear.evidence import Witnesses, long_enough

SPOTTED = 0.3
"""The share of moments in which a word is spotted among other sound."""


def moments(draw: Draw, witnesses: Witnesses, count: int) -> list[Heard]:
    """So many of them, heard."""
    return [_moment(draw, witnesses) for _ in range(count)]


def _moment(draw: Draw, witnesses: Witnesses) -> Heard:
    drawn = draw.drawn()
    sound, listening = draw.worn(drawn), witnesses.listening(drawn.vocabulary)
    spotted = drawn.kind != "noise" and draw.chance.random() < SPOTTED
    if spotted:
        sound = witnesses.around(long_enough(_among_talk(draw, sound, drawn.kind)), listening)
    evidence = witnesses.hear(long_enough(sound), listening, spotted=spotted)
    return Heard.of(evidence, drawn.name)


def _among_talk(draw: Draw, sound: np.ndarray, kind: str) -> np.ndarray:
    """As much of it as is judged when a word is spotted, with other talk or a rest of echo around it."""
    chance, sound = draw.chance, sound[-int(1.5 * RATE) :]
    if kind == "sentence" or chance.random() < 0.3:
        return sound
    talk = draw.pools["sentence"][chance.integers(len(draw.pools["sentence"]))].sound
    at = chance.integers(0, max(1, len(talk) - len(sound)))
    piece = np.resize(talk[at : at + len(sound)], len(sound)).astype(np.float32)
    level = np.sqrt(np.mean(sound.astype(np.float32) ** 2)) / (np.sqrt(np.mean(piece**2)) + 1e-6)
    mixed = sound + piece * level * 10 ** (-chance.uniform(4, 25) / 20)
    return np.rint(np.clip(mixed, -32768, 32767)).astype(np.int16)
