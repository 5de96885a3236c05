"""A recogniser out of anything that writes down what it hears."""

from __future__ import annotations

import numpy as np

from voiceground.core.model import Vocabulary
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.borrowed import Transcribe
from voiceground.ear.recogniser import Recognition
from voiceground.ear.transcript import matched

PLAIN, CARRIED = 0.85, 0.75
"""The confidences of a bare reply, and of one with words around it. A transcript brings none that means
anything, so these are plain statements: below what lets a word pass that the detector did not take for
speech, since these ears write words down for any noise."""

SHORTEST_SAMPLES = SAMPLE_RATE // 10
QUIETEST_PEAK = 60
"""No reply is shorter, or softer (in steps of int16); such ears are not asked, they would make words up."""

NOTHING = Recognition(None, 0.0)


class TranscriptRecogniser:
    """A ``Recogniser`` that reads transcripts.

    Args:
        transcribe: writes down a whole utterance. It is asked once for each stretch, however often
            ``guess`` is called, and takes as long as it takes: a second or more on a small machine.
    """

    def __init__(self, transcribe: Transcribe) -> None:
        self._transcribe = transcribe
        self._vocabulary = Vocabulary()
        self._parts: list[Samples] = []
        self._text: str | None = None

    def expect(self, vocabulary: Vocabulary) -> None:
        """Prepare for these options."""
        self._vocabulary = vocabulary

    def begin(self, preroll: Samples) -> None:
        """An utterance begins."""
        self._parts = [preroll]
        self._text = None

    def feed(self, samples: Samples) -> None:
        """The next stretch of the utterance."""
        self._parts.append(samples)
        self._text = None

    def guess(self) -> Recognition:
        """What it would be if it ended here."""
        if not self._vocabulary.options or not self._parts:
            return NOTHING
        if self._text is None:
            sound = np.concatenate(self._parts)
            self._text = self._transcribe(sound) if _audible(sound) else ""
        match = matched(self._text, self._vocabulary)
        if match is None:
            return NOTHING
        return Recognition(match.name, PLAIN if match.plain else CARRIED, match.complete)


def _audible(sound: Samples) -> bool:
    return len(sound) >= SHORTEST_SAMPLES and int(sound.max()) - int(sound.min()) >= 2 * QUIETEST_PEAK
