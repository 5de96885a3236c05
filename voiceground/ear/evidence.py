"""What speaks for and against each option in a stretch of sound: numbers only, no verdict.

Three witnesses are heard. The *phones* of the trained net hear any word. *Whole words* of the same net
are the surest where many people's recordings of the word were there to learn from. And the *senones* of
pocketsphinx' model were learnt on other people, so that they err at other times. ``verdict`` weighs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from voiceground.core.forms import Form, spoken_forms
from voiceground.core.model import Vocabulary
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear import phonescore
from voiceground.ear.adaptation import replies
from voiceground.ear.chains import Float32, Index
from voiceground.ear.fillers import fillers_for
from voiceground.ear.net import FIRST_STEP, SHORTEST, STEP, WINDOW, WINDOW_HOP, Net
from voiceground.ear.phonescore import PhoneChains, PhoneScores
from voiceground.ear.pronunciation import Lexicon
from voiceground.ear.recogniser import Standing
from voiceground.ear.strings import Spelling
from voiceground.ear.wordscore import Prepared as SenonePhrases
from voiceground.ear.wordscore import Scores as SenoneScores
from voiceground.ear.wordscore import WordScorer

OTHER, NOISE = "*other", "*noise"
COMMON_FILLERS, NEAR_FILLERS = 300, 20
NEAR_WEIGHT = -2.9
"""Near fillers are looked for beside words that are said often enough; finding them takes 2 ms a word."""

AFTER_WORD = 0.3
"""How much after a word the window of the whole-word head reaches, in seconds."""

WINDOWS = 4
"""Windows in which whole words are looked for once more, 80 ms apart; the last one ends that much later. In a
room that rings the phones find the end of a word too late, and one of the earlier windows fits better: of
people in a room 96 instead of 90 of 100 were right at 5 % of other words by such windows alone (n=118,
calibration people, November 2026)."""

ALL_WINDOWS = WINDOW + (WINDOWS - 1) * WINDOW_HOP
"""What they take together, in samples."""

SPOT_BEFORE, SPOT_AFTER = 0.45, 0.3
"""What is judged around a word that was spotted in the middle of other sound, in seconds."""

LEAST = -12.0
"""No word's log probability is taken to be lower."""

ROOM_TONE = 20
"""Seed of the faint noise that fills up a stretch too short for the net."""


@dataclass(frozen=True, slots=True, eq=False)
class Listening:
    """A vocabulary made ready for all witnesses.

    Attributes:
        names: the options.
        forms: every way of saying one of them.
        option: the place of each form's option, shape (forms,).
        core: the place of each form's bare reply among the senone scorer's phrases, shape (forms,).
        word: the place of a form's word in the net's whole words, -1 where it has none, shape (forms,).
        own: for each option, which whole words are among its forms, shape (options, words).
        real: which of them are words, shape (words,).
        other, noise: the places of *another word* and of *a noise* among them.
        chains: the forms, then the fillers.
        bare: the forms without carriers alone, to find where one may be.
    """

    names: tuple[str, ...]
    forms: tuple[Form, ...]
    option: Index
    core: Index
    word: Index
    own: npt.NDArray[np.bool_]
    real: npt.NDArray[np.bool_]
    other: int
    noise: int
    weight: Float32
    chains: PhoneChains
    bare: PhoneChains
    senones: SenonePhrases


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What was heard for each form, and of the stretch as a whole.

    Attributes:
        heard: log probability of each phone, every 20 ms, shape (steps, 40).
        phones: nats over silence of each form, shape (forms,).
        senones: the same by pocketsphinx' model, for the form's bare reply.
        words: log probability of the form's word as a whole; of *another word* where the net has none.
        own: for each option, log probability of the likeliest whole word among its forms.
        elsewhere: for each option, log probability of the likeliest whole word that is not.
        windows: log probability of each whole word in some windows around its end, shape (4, words).
        cut: seconds of the stretch that come after the last of them.
        standing: how a word that was spotted stands out of the echo; None for an utterance.
    """

    listening: Listening
    heard: Float32
    sound_seconds: float
    phones: Float32
    senones: Float32
    words: Float32
    own: Float32
    elsewhere: Float32
    other: float
    noise: float
    windows: Float32
    cut: float
    snr: float
    standing: Standing | None
    scores: PhoneScores
    senone_scores: SenoneScores


class Witnesses:
    """All that listens, loaded once."""

    def __init__(self, net: Net | None = None, scorer: WordScorer | None = None) -> None:
        self.net = net or Net()
        self.scorer = scorer or WordScorer(adaptation=replies())
        self.lexicon: Lexicon = self.scorer.lexicon
        self.listening = lru_cache(maxsize=32)(self._listening)

    def _listening(self, vocabulary: Vocabulary) -> Listening:
        language = vocabulary.language
        forms = tuple(form for form in spoken_forms(vocabulary) if all(self._ways(form.words, language)))
        names = tuple(dict.fromkeys(option.name for option in vocabulary.options))
        cores = tuple(dict.fromkeys(form.core for form in forms))
        known = {word: place for place, word in enumerate(self.net.words)}
        option = np.array([names.index(form.name) for form in forms], dtype=np.intp)
        word = np.array([known.get(_word(form), -1) for form in forms], dtype=np.intp)
        own = np.zeros((len(names), len(known)), dtype=np.bool_)
        own[option[word >= 0], word[word >= 0]] = True
        spelt = [self._spellings(form.words, language) for form in forms]
        strings = {tuple(p for word in way for p in word if p != "SIL") for ways in spelt for way in ways}
        bare = {
            tuple(p for word in way for p in word)
            for form in forms
            if len(form.words) == 1 and form.weight > NEAR_WEIGHT
            for way in self._spellings(form.words, language)
        }
        others = [f for f in fillers_for(bare, COMMON_FILLERS, NEAR_FILLERS, language) if f not in strings]
        return Listening(
            names=names,
            forms=forms,
            option=option,
            core=np.array([cores.index(form.core) for form in forms], dtype=np.intp),
            word=word,
            own=own,
            real=np.array([word not in {OTHER, NOISE} for word in self.net.words]),
            other=known[OTHER],
            noise=known[NOISE],
            weight=np.array([form.weight for form in forms], dtype=np.float32),
            chains=phonescore.prepare([*spelt, *([(filler,)] for filler in others)]),
            bare=phonescore.prepare(
                [ways for form, ways in zip(forms, spelt, strict=True) if form.words == form.core]
            ),
            senones=self.scorer.prepare(cores, COMMON_FILLERS, 0, language),
        )

    def _ways(self, words: tuple[str, ...], language: str) -> list[tuple[tuple[str, ...], ...]]:
        return [self.lexicon.look_up(word, language).ways for word in words]

    def _spellings(self, words: tuple[str, ...], language: str) -> tuple[Spelling, ...]:
        return self.scorer.spellings(words, language)

    def around(self, sound: Samples, listening: Listening) -> Samples:
        """The stretch around the form that the phones find best: what is judged when a word is spotted."""
        found = phonescore.place(self.net.phones(sound), listening.bare)
        if found is None:
            return sound
        first, last = (FIRST_STEP + STEP * step for step in found)
        start, end = ((first - SPOT_BEFORE) * SAMPLE_RATE, (last + SPOT_AFTER) * SAMPLE_RATE)
        return sound[max(0, round(start)) : round(end)]

    def hear(self, sound: Samples, listening: Listening, standing: Standing | None = None) -> Evidence:
        """Question all witnesses about a stretch of sound, int16 at 16 kHz.

        Args:
            sound: the utterance with some room before and after it, at least 0.85 s.
            listening: what may have been said.
            standing: how it stands out of the echo, if it was cut out of other sound (see ``around``).
        """
        heard = self.net.phones(sound)
        scores = phonescore.score(heard, listening.chains)
        count = len(listening.forms)
        best = int(scores.scores[:count].argmax()) if count else 0
        end = round((FIRST_STEP + STEP * (int(scores.ends[best]) if count else 0) + AFTER_WORD) * SAMPLE_RATE)
        words = self.net.whole_words(sound[: _within(sound, end)][-WINDOW:])
        around = sound[: _within(sound, end + WINDOW_HOP)]
        senones = self.scorer.score(sound, listening.senones)
        whole = np.where(listening.word >= 0, words[np.maximum(listening.word, 0)], words[listening.other])
        return Evidence(
            listening,
            heard,
            len(sound) / SAMPLE_RATE,
            phones=scores.scores[:count],
            senones=senones.phrases[listening.core],
            words=np.maximum(whole, LEAST).astype(np.float32),
            own=np.where(listening.own, words, LEAST).max(axis=1, initial=LEAST),
            elsewhere=np.where(~listening.own & listening.real, words, LEAST).max(axis=1, initial=LEAST),
            other=float(words[listening.other]),
            noise=float(words[listening.noise]),
            windows=self.net.windows(long_enough(around, ALL_WINDOWS)[-ALL_WINDOWS:]),
            cut=(len(sound) - len(around)) / SAMPLE_RATE,
            snr=_distance(sound),
            standing=standing,
            scores=scores,
            senone_scores=senones,
        )


def _word(form: Form) -> str:
    """The word of a form that the whole-word head may know; doubled ("no no") it is still that word."""
    return form.core[0] if len(set(form.core)) == 1 else " ".join(form.core)


def _distance(sound: Samples) -> float:
    """How far the loud parts lie over the quiet ones, in dB: the 95th over the 15th percentile of 20 ms."""
    blocks = sound[: len(sound) // 320 * 320].reshape(-1, 320).astype(np.float32)
    level = 10.0 * np.log10(blocks.var(axis=1) + 1.0)
    high, low = np.percentile(level, (95, 15))
    return float(high - low)


def _within(sound: Samples, end: int) -> int:
    """That place of the sound, or the next one at which a window may end."""
    return min(len(sound), max(WINDOW, end))


def long_enough(sound: Samples, least: int = SHORTEST) -> Samples:
    """The sound, with faint room tone before it where it is too short for the net."""
    missing = least - len(sound)
    if missing <= 0:
        return sound
    level = max(2.0, float(np.percentile(np.abs(sound), 20)) if len(sound) else 2.0)
    tone = np.random.default_rng(ROOM_TONE).normal(0.0, level, missing)
    return np.concatenate((np.rint(tone).astype(np.int16), sound))
