"""A recogniser out of anything that writes down what it hears."""

from __future__ import annotations

import re
from collections.abc import Container

import numpy as np

from voiceground.core.languages.language import STOP
from voiceground.core.model import Vocabulary
from voiceground.core.replies import normal
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.core.transcripts import reply_in
from voiceground.ear.borrowed import Transcribe
from voiceground.ear.recogniser import IN_QUIET, NOTHING, Recognition, Standing

PLAIN, CARRIED = 0.85, 0.75
"""The confidences of a bare reply, and of one with words around it. A transcript brings none that means
anything, so these are plain statements: below what lets a word pass that the detector did not take for
speech, since these ears write words down for any noise."""

SHORTEST_SAMPLES = SAMPLE_RATE // 10
QUIETEST_PEAK = 60
"""No reply is shorter, or softer (in steps of int16); such ears are not asked, they would make words up."""

_NOISES = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*")
"""How whisper writes what is no speech: [BLANK_AUDIO], (laughs), *music*."""


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
        return recognition_of(self._text, self._vocabulary)

    def settled(self) -> bool:
        """A transcript does not tell; the level has to."""
        return False

    def glimpse(self, _sound: Samples, /) -> bool:
        """A transcript takes too long for a quick look."""
        return False

    def spot(self, sound: Samples, _standing: Standing = IN_QUIET) -> Recognition:
        """Whether a stretch over the voice is one bare reply: a word among others passes for nothing."""
        found = recognition_of(self._transcribe(sound), self._vocabulary) if _audible(sound) else NOTHING
        return found if found.confidence == PLAIN else NOTHING


def recognition_of(text: str, heard: Vocabulary) -> Recognition:
    """What a transcript is at a moment: the reply in it, and whether it may still grow into another."""
    spoken = _NOISES.sub(" ", text)
    name = reply_in(spoken, heard)
    if name is None:
        return NOTHING
    words = normal(spoken)
    mine = {phrase for option in heard.options if option.name == name for phrase in option.phrases}
    return Recognition(name, PLAIN if words in mine else CARRIED, not _may_grow(words, mine, name, heard))


def _may_grow(words: str, mine: Container[str], name: str, heard: Vocabulary) -> bool:
    """Whether the phrase at the end begins a phrase of another option; nobody pauses within a stop."""
    each = words.split()
    ends = (" ".join(each[start:]) for start in range(len(each)))
    begun = tuple(f"{end} " for end in ends if end in mine)
    others = (option for option in heard.options if option.name not in {name, STOP})
    return any(phrase.startswith(begun) for option in others for phrase in option.phrases)


def _audible(sound: Samples) -> bool:
    return len(sound) >= SHORTEST_SAMPLES and int(sound.max()) - int(sound.min()) >= 2 * QUIETEST_PEAK
