"""A voice for tests that have no time for synthesis: it says everything in tones, at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from voiceground.core.model import Manner
from voiceground.core.tick import SAMPLE_RATE, silence
from voiceground.voice.shape import shape
from voiceground.voice.text import reading_seconds, speakable, words
from voiceground.voice.voice import Clip
from voiceground.voice.wavefile import Wave


class ToneVoice:
    """A tone for each word, as long as the word would last. Obeys the contract of ``Voice``.

    Attributes:
        prepared: every text that was announced, in order.
        failing: set it, and every line comes as an inaudible clip.
        late: how many times ``clip`` answers None before a line comes that was not prepared.
    """

    def __init__(self, *, late: int = 0) -> None:
        self.prepared: list[str] = []
        self.failing = False
        self.trouble: str | None = None
        self.closed = False
        self.late = late
        self._asked: dict[str, int] = {}

    def prepare(self, texts: Iterable[str], manner: Manner) -> None:
        self.prepared.extend(texts)

    def clip(self, text: str, manner: Manner) -> Clip | None:
        said = speakable(text)
        if not words(said):
            return Clip(silence())
        seconds = reading_seconds(said, manner.rate)
        if self.failing or self.closed:
            return Clip(silence(round(seconds * SAMPLE_RATE)), audible=False)
        self._asked[said] = self._asked.get(said, 0) + 1
        if text not in self.prepared and self._asked[said] <= self.late:
            return None
        return Clip(shape(tones(words(said), seconds), SAMPLE_RATE))

    def close(self) -> None:
        self.closed = True


def tones(count: int, seconds: float) -> Wave:
    """So many tones in so many seconds, 200 Hz and its octave, with a breath of silence between them."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    beat = np.clip(2 * np.sin(np.pi * ((time * count / seconds) % 1)), 0, 1)
    sound = beat * (np.sin(2 * np.pi * 200 * time) + 0.4 * np.sin(2 * np.pi * 400 * time))
    return np.asarray(0.3 * sound, dtype=np.float32)
