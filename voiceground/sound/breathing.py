"""A pattern of breaths as one score: each tone, with its word, at its sample.

Every place is worked out from the beginning of the pattern and not from the place before it, and the score
is played on the sample clock: nothing adds up, however long it goes on. All rounds share the sounds of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from voiceground.core.languages.language import Lines
from voiceground.core.model import Breathing
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.sound import tones
from voiceground.sound.score import Placed, Score


class Part(StrEnum):
    """The parts of a breath, in their order."""

    IN = "in"
    TOP_UP = "top-up"
    HOLD = "hold"
    OUT = "out"


TIMBRES: Mapping[Part, tones.Timbre] = {
    Part.IN: tones.IN,
    Part.TOP_UP: tones.TOP_UP,
    Part.HOLD: tones.HOLD,
    Part.OUT: tones.OUT,
}


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of one breath.

    Attributes:
        at: when it begins, in seconds from the start of the pattern.
        seconds: how long it lasts.
    """

    part: Part
    at: float
    seconds: float


def words_of(lines: Lines) -> Mapping[Part, str]:
    """The words of a breath in a language, short enough to fit their phases."""
    return {
        Part.IN: lines.breathe_in,
        Part.TOP_UP: lines.breathe_top_up,
        Part.HOLD: lines.breathe_hold,
        Part.OUT: lines.breathe_out,
    }


def parts(breathing: Breathing) -> tuple[tuple[Part, float], ...]:
    """The parts of one breath and how long each lasts, in seconds; what lasts no time is left out."""
    lengths = (
        (Part.IN, breathing.inhale),
        (Part.TOP_UP, breathing.top_up),
        (Part.HOLD, breathing.hold),
        (Part.OUT, breathing.exhale),
    )
    return tuple((part, seconds) for part, seconds in lengths if seconds > 0)


def phases(breathing: Breathing) -> tuple[Phase, ...]:
    """The whole pattern, round after round."""
    found: list[Phase] = []
    for number in range(breathing.rounds):
        at = number * breathing.round_seconds
        for part, seconds in parts(breathing):
            found.append(Phase(part, at, seconds))
            at += seconds
    return tuple(found)


def tones_of(breathing: Breathing) -> dict[Part, Samples]:
    """The tones of one breath. Takes some tens of milliseconds, longer than a tick."""
    return {part: tones.tone(TIMBRES[part], seconds) for part, seconds in parts(breathing)}


def fits(word: Samples, tone: Samples) -> bool:
    """Whether a word ends within its phase; one that would run into the next phase is better left out."""
    return len(word) <= len(tone)


def score(breathing: Breathing, sounds: Mapping[Part, Samples], words: Mapping[Part, Samples]) -> Score:
    """The pattern as it is played.

    Args:
        breathing: the pattern.
        sounds: its tones (``tones_of``).
        words: the spoken words there are, each at the beginning of its phase.
    """
    mixed = {part: _with_word(sound, words.get(part)) for part, sound in sounds.items()}
    placed = [Placed(round(phase.at * SAMPLE_RATE), mixed[phase.part]) for phase in phases(breathing)]
    return Score(placed, round(breathing.seconds * SAMPLE_RATE))


def _with_word(sound: Samples, word: Samples | None) -> Samples:
    if word is None:
        return sound
    mixed = sound.astype(np.int32)
    mixed[: len(word)] += word
    return np.clip(mixed, -32_767, 32_767).astype(np.int16)
