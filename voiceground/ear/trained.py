"""The built-in recogniser: the witnesses heard, the verdict weighed, the costs counted.

Rule 1: nothing is decided by a threshold of this file. The verdict is a calibrated probability, and what
a probability has to reach follows from what mistakes cost (``core/costs.py``).
Rule 2: a stretch of sound is judged as a whole, from its beginning: no stream, no state but the sound.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from voiceground.core.costs import Moment, bar
from voiceground.core.languages.language import STOP
from voiceground.core.model import Vocabulary
from voiceground.core.replies import normal, within_earshot
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.adaptation import replies
from voiceground.ear.evidence import Listening, Witnesses, long_enough
from voiceground.ear.net import SHORTEST, WINDOW, Net
from voiceground.ear.recogniser import IN_QUIET, NOTHING, Recognition, Standing
from voiceground.ear.verdict import Judge
from voiceground.ear.weights import WEIGHTS
from voiceground.ear.wordscore import WordScorer

LONGEST = round(2.5 * SAMPLE_RATE)
"""What is judged of a long utterance: its end. A reply with its carriers lasts no longer."""

SETTLED_STEPS, SPOKEN_STEPS = 4, 5
"""Steps of 20 ms without a phone at the end, after so many with one: the speech is over. A step hears
0.11 s ahead, so that it ended some 0.2 s ago."""


GLIMPSED = -2.0
"""Log probability of the whole word "stop" at a glimpse, from which on it is worth being judged."""


class TrainedRecogniser:
    """A ``Recogniser`` for any vocabulary, by the trained net and pocketsphinx' acoustic model.

    Raises:
        EarError: the weights or the model cannot be read.
    """

    def __init__(
        self, witnesses: Witnesses | None = None, judge: Judge | None = None, *, every_word: bool = False
    ) -> None:
        self._every_word = every_word
        self._witnesses = witnesses or Witnesses()
        self._judge = judge or Judge()
        self._vocabulary = Vocabulary()
        self._sound: Samples = np.zeros(0, dtype=np.int16)

    def expect(self, vocabulary: Vocabulary) -> None:
        """Prepare for these options; a vocabulary that was there before costs nothing."""
        vocabulary = vocabulary if self._every_word else within_earshot(vocabulary)
        self._vocabulary = vocabulary
        self._witnesses.listening(vocabulary)

    def begin(self, preroll: Samples) -> None:
        """An utterance begins."""
        self._sound = preroll[-LONGEST:]

    def feed(self, samples: Samples) -> None:
        """The next stretch of the utterance; what is longer ago than ``LONGEST`` is forgotten."""
        self._sound = np.concatenate((self._sound, samples))[-LONGEST:]

    def settled(self) -> bool:
        """Whether there was speech in the last second, and none in the last fifth of it."""
        if len(self._sound) < SHORTEST:
            return False
        spoken = self._witnesses.net.phones(self._sound[-WINDOW:])[:, 0] < np.log(0.5)
        return bool(spoken[:-SETTLED_STEPS].sum() >= SPOKEN_STEPS and not spoken[-SETTLED_STEPS:].any())

    def guess(self) -> Recognition:
        """What it would be if it ended here."""
        if not len(self._sound):
            return NOTHING
        sound = self._sound
        moment = Moment.OPEN if self._vocabulary.open else Moment.QUIET
        return self._judged(sound, self._witnesses.listening(self._vocabulary), moment)

    def spot(self, sound: Samples, standing: Standing = IN_QUIET) -> Recognition:
        """Whether this stretch holds one of the options, whatever else is in it."""
        listening = self._witnesses.listening(self._vocabulary)
        sound = self._witnesses.around(long_enough(sound), listening)
        return self._judged(sound, listening, Moment.READING, standing)

    def glimpse(self, sound: Samples, /) -> bool:
        """Whether the whole-word head says so of the last 1.3 s; 5 ms."""
        net = self._witnesses.net
        return bool(net.whole_words(sound[-WINDOW:])[net.words.index(STOP)] > GLIMPSED)

    def _judged(
        self, sound: Samples, listening: Listening, moment: Moment, standing: Standing | None = None
    ) -> Recognition:
        verdict = self._judge.judge(self._witnesses.hear(long_enough(sound), listening, standing))
        if verdict is None:
            return NOTHING
        if verdict.probability < bar(verdict.name, moment, self._vocabulary):
            return Recognition(None, verdict.probability)
        others = tuple(name for name, _ in verdict.others)
        complete = not any(
            f"{verdict.phrase} ".startswith(f"{short} ") for short in _growing(self._vocabulary)
        )
        return Recognition(verdict.name, verdict.probability, complete, others)


def built_in(weights: Path | None = None, *, every_word: bool = False) -> TrainedRecogniser:
    """The recogniser with the weights that are shipped, or those of another training.

    Args:
        weights: their folder, or None for those that are shipped.
        every_word: listen for more than what the ear is trusted with in a language, to measure it.

    Raises:
        EarError: they cannot be read.
    """
    folder = weights or WEIGHTS
    scorer = WordScorer(adaptation=replies(folder))
    return TrainedRecogniser(Witnesses(Net(folder), scorer), Judge(folder), every_word=every_word)


@lru_cache(maxsize=64)
def _growing(heard: Vocabulary) -> frozenset[str]:
    """The phrases that may grow into another answer: "stop" beside "stop the music".

    Only what the script lists outright counts: nobody pauses between "no" and "more", or within "go ahead".
    """
    listed = {option.name: [normal(way) for way in option.name.split("/")] for option in heard.answers}
    return frozenset(
        phrase
        for option in heard.options
        for phrase in option.phrases
        for name, ways in listed.items()
        if name != option.name and any(way.startswith(f"{phrase} ") for way in ways)
    )
