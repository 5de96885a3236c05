"""The built-in recogniser: the witnesses heard, the verdict weighed, the costs counted.

Rule 1: nothing is decided by a threshold of this file. The verdict is a calibrated probability, and what
a probability has to reach follows from what mistakes cost (``core/costs.py``).
Rule 2: a stretch of sound is judged as a whole, from its beginning: no stream, no state but the sound.
"""

from __future__ import annotations

import numpy as np

from voiceground.core.costs import Moment, bar
from voiceground.core.model import Vocabulary
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.evidence import Evidence, Listening, Witnesses
from voiceground.ear.net import SHORTEST, seconds_of
from voiceground.ear.recogniser import Recognition
from voiceground.ear.verdict import Judge, Verdict

LONGEST = round(2.5 * SAMPLE_RATE)
"""What is judged of a long utterance: its end. A reply with its carriers lasts no longer."""

BEFORE, AFTER = 0.45, 0.3
"""What is judged around a word that was spotted in the middle of other sound, in seconds."""

ROOM_TONE = 20
"""Seed of the faint noise that fills up a stretch too short for the net."""


class TrainedRecogniser:
    """A ``Recogniser`` for any vocabulary, by the trained net and pocketsphinx' acoustic model.

    Raises:
        EarError: the weights or the model cannot be read.
    """

    def __init__(self, witnesses: Witnesses | None = None, judge: Judge | None = None) -> None:
        self._witnesses = witnesses or Witnesses()
        self._judge = judge or Judge()
        self._vocabulary = Vocabulary()
        self._parts: list[Samples] = []

    def expect(self, vocabulary: Vocabulary) -> None:
        """Prepare for these options; a vocabulary that was there before costs nothing."""
        self._vocabulary = vocabulary
        self._witnesses.listening(vocabulary)

    def begin(self, preroll: Samples) -> None:
        """An utterance begins."""
        self._parts = [preroll]

    def feed(self, samples: Samples) -> None:
        """The next stretch of the utterance."""
        self._parts.append(samples)

    def guess(self) -> Recognition:
        """What it would be if it ended here."""
        if not self._parts:
            return Recognition(None, 0.0)
        sound = np.concatenate(self._parts)[-LONGEST:]
        self._parts = [sound]
        moment = Moment.OPEN if self._vocabulary.open else Moment.QUIET
        return self._judged(sound, self._witnesses.listening(self._vocabulary), moment)

    def spot(self, sound: Samples) -> Recognition:
        """Whether this stretch holds one of the options, whatever else is in it."""
        listening = self._witnesses.listening(self._vocabulary)
        place = self._witnesses.place(_long_enough(sound), listening)
        if place is None:
            return Recognition(None, 0.0)
        first = max(0, round((seconds_of(place[0]) - BEFORE) * SAMPLE_RATE))
        last = round((seconds_of(place[1]) + AFTER) * SAMPLE_RATE)
        return self._judged(sound[first:last], listening, Moment.READING)

    def _judged(self, sound: Samples, listening: Listening, moment: Moment) -> Recognition:
        evidence = self._witnesses.hear(_long_enough(sound), listening)
        verdict = self._judge.judge(evidence)
        if verdict is None:
            return Recognition(None, 0.0)
        if verdict.probability < bar(verdict.name, moment, self._vocabulary):
            return Recognition(None, verdict.probability)
        others = tuple(name for name, _ in verdict.others)
        return Recognition(verdict.name, verdict.probability, _complete(evidence, verdict), others)


def _complete(evidence: Evidence, verdict: Verdict) -> bool:
    """Whether nothing that could still be said would make it another option."""
    del evidence
    return verdict.probability > 0.5


def _long_enough(sound: Samples) -> Samples:
    """The sound, with faint room tone before it where it is too short for the net."""
    missing = SHORTEST - len(sound)
    if missing <= 0:
        return sound
    level = max(2.0, float(np.percentile(np.abs(sound), 20)) if len(sound) else 2.0)
    tone = np.random.default_rng(ROOM_TONE).normal(0.0, level, missing)
    return np.concatenate((np.rint(tone).astype(np.int16), sound))
