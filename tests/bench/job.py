"""What the bench and the baseline program tell each other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LISTEN_SECONDS = 5.0
"""How long a reply may keep everybody waiting: ``wait`` of our script, ``timeout`` and
``phrase_time_limit`` of ``listen``. It is what most tutorials give them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the baseline loop is set up.

    Attributes:
        label: what the table calls it.
        about: what was changed, in words.
        thresholds: attributes of ``sr.Recognizer`` that are changed (seconds; ``energy_threshold`` in
            int16 RMS). Empty: the defaults, with ``adjust_for_ambient_noise``.
        grammar: whether ``recognize_sphinx`` is given a grammar of the words of the question.
    """

    label: str
    about: str
    thresholds: Mapping[str, float]
    grammar: bool


TUNED: Mapping[str, float] = {
    "phrase_threshold": 0.05,
    "pause_threshold": 0.3,
    "non_speaking_duration": 0.3,
    "energy_threshold": 300.0,
    "dynamic_energy_threshold": False,
}
"""The best of five tries on 30 recordings, for words understood and then for speed. A pause of 0.3 s would
cut a longer reply at its first breath; with one word it is to the loop's advantage."""

SETTINGS: Mapping[str, Setting] = {
    "defaults": Setting("tutorial, defaults", "as the tutorials have it", {}, grammar=False),
    "tuned": Setting("tutorial, tuned", "thresholds tuned for short words", TUNED, grammar=False),
    "grammar": Setting(
        "tutorial, grammar", "tuned, and told the words of each question: its best", TUNED, grammar=True
    ),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One question.

    Attributes:
        number: which of the bench's turns it is.
        question: what is asked.
        words: what may be answered.
    """

    number: int
    question: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What the baseline has to do: the questions, under a key of ``SETTINGS``."""

    setting: str
    turns: tuple[Turn, ...]

    @classmethod
    def from_json(cls, text: str) -> Job:
        """The job that ``json.dumps(asdict(job))`` wrote."""
        raw: dict[str, Any] = json.loads(text)
        turns = (Turn(turn["number"], turn["question"], tuple(turn["words"])) for turn in raw["turns"])
        return cls(raw["setting"], tuple(turns))


def heard_word(text: str | None, words: Sequence[str]) -> str | None:
    """The one listed word that a transcription holds, as tutorials look for it; None for none or several."""
    found = set(words) & set((text or "").lower().split())
    return found.pop() if len(found) == 1 else None
