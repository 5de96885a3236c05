"""A voice that says nothing: for rooms without sound, where the captions carry the session."""

from __future__ import annotations

from collections.abc import Iterable

from voiceground.core.model import Manner
from voiceground.core.tick import SAMPLE_RATE, silence
from voiceground.voice.text import reading_seconds, speakable
from voiceground.voice.voice import Clip


class UnspokenVoice:
    """Gives every line the time in which it could have been said; obeys the port ``Voice``."""

    failing = False
    trouble: str | None = None

    def prepare(self, texts: Iterable[str], manner: Manner) -> None:
        """Nothing to prepare."""

    def clip(self, text: str, manner: Manner) -> Clip:
        """The silence in which the caption can be read."""
        seconds = reading_seconds(speakable(text), manner.rate)
        return Clip(silence(round(seconds * SAMPLE_RATE)), audible=False)

    def close(self) -> None:
        """Nothing to end."""
