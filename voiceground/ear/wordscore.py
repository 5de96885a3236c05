"""Scores words, and phrases of several words, on pocketsphinx' acoustic model, all of them at once.

One pass over a stretch of sound gives, for each phrase of the moment, how well it fits and where it
stands; and, for the decision whether it was any of them, what other words, any string of phones and the
background alone would have fitted. Any word can be in play: see ``pronunciation``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from voiceground.core.tick import Samples
from voiceground.ear import loop as loops
from voiceground.ear.acoustic_model import SILENCE, STATES, AcousticModel, load_model
from voiceground.ear.chains import BACKGROUND, Chains, Float32, Index, Int32, Search, align
from voiceground.ear.mfcc import cepstra
from voiceground.ear.pronunciation import Lexicon
from voiceground.ear.senones import SenoneScorer, clip_mean
from voiceground.ear.strings import Spelling, spellings, strung

Phrase: TypeAlias = tuple[str, ...]
Aligned: TypeAlias = tuple[str, int, int]
"""A phone, its first frame and the frame after its last; frames of 10 ms."""

BACKGROUND_PHONES = (SILENCE,)
PRIOR_FRAMES = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Phrases and fillers made ready; costs nothing to keep.

    Attributes:
        phrases: as they were given.
        fillers: other words, as their spellings.
        owner: for each chain, the place of its phrase, or of its filler after all phrases.
    """

    phrases: tuple[Phrase, ...]
    fillers: tuple[Spelling, ...]
    owner: Index
    scorer: SenoneScorer
    search: Search
    background: Index
    loop: Index


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What a stretch of sound was like. All scores are nats over the background alone, whole stretch.

    Attributes:
        phrases: the score of each phrase, at its best pronunciation; shape (phrases,).
        starts, ends: the first frame of each phrase and the frame after its last (10 ms each).
        fillers: the score of each filler, best first.
        loop: the best string of phones.
        frames: how long the stretch is.
    """

    phrases: Float32
    starts: Int32
    ends: Int32
    fillers: Float32
    filler_order: Index
    loop: loops.Loop
    frames: int

    def best(self) -> int:
        """The place of the phrase that fits best."""
        return int(self.phrases.argmax())

    def per_frame(self) -> Float32:
        """Each phrase's score per frame of its own, shape (phrases,)."""
        lengths = np.maximum(self.ends - self.starts, 1)
        result: Float32 = (self.phrases / lengths).astype(np.float32)
        return result


class WordScorer:
    """The scorer with its model and its dictionary; loads once, serves any number of vocabularies.

    Raises:
        ModelError: the model cannot be read.
    """

    def __init__(self, model: AcousticModel | None = None, lexicon: Lexicon | None = None) -> None:
        self.model = model or load_model()
        self.lexicon = lexicon or Lexicon()
        self._silence = self.model.phone(SILENCE)
        self._speech = np.array(
            [n for n, name in enumerate(self.model.phones) if name.isalpha() and name != SILENCE], dtype=np.intp
        )

    def spellings(self, phrase: Phrase) -> tuple[Spelling, ...]:
        """All ways to say a phrase; none where one of its words has no letters."""
        return tuple(spellings([self.lexicon.look_up(word).ways for word in phrase]))

    def prepare(self, phrases: Sequence[Phrase], fillers: Sequence[Spelling] = ()) -> Prepared:
        """String the phrases and the fillers; takes some milliseconds for a hundred words.

        Args:
            phrases: each a tuple of words; a phrase that cannot be said is kept and never heard.
            fillers: other words to measure up to.
        """
        many: list[Spelling] = []
        owner: list[int] = []
        for place, phrase in enumerate(phrases):
            for spelling in self.spellings(phrase):
                many.append(spelling)
                owner.append(place)
        many += fillers
        owner += range(len(phrases), len(phrases) + len(fillers))
        states = strung(self.model, many)
        background = np.concatenate([self._states(self.model.phone(name)) for name in BACKGROUND_PHONES])
        loop = np.concatenate([self._states(int(phone)) for phone in self._speech])
        scorer = SenoneScorer(self.model, np.unique(np.concatenate((states.senones, background, loop))))
        return Prepared(
            phrases=tuple(phrases),
            fillers=tuple(fillers),
            owner=np.array(owner, dtype=np.intp),
            scorer=scorer,
            search=Search(states.chains(self.model, scorer.column(states.senones))),
            background=scorer.column(background),
            loop=scorer.column(loop),
        )

    def score(self, sound: Samples, prepared: Prepared, mean: Float32 | None = None) -> Scores:
        """Score one stretch of sound, int16 at 16 kHz, with whatever quiet there is around the words.

        Args:
            sound: not padded with digital silence, which is unlike any room.
            prepared: what may have been said.
            mean: the mean cepstrum of the speaker so far; that of this stretch if None.
        """
        return self.score_frames(cepstra(sound), prepared, mean)

    def score_frames(self, frames: Float32, prepared: Prepared, mean: Float32 | None = None) -> Scores:
        """The same for cepstra that are there already, shape (frames, 13)."""
        if mean is None:
            mean = clip_mean(frames, weight=PRIOR_FRAMES)
        emissions = prepared.scorer.score(frames, mean)
        background = emissions[:, prepared.background].max(axis=1, initial=-1e30)
        paths = prepared.search.run(emissions, background)
        count = len(prepared.phrases)
        best = _best_of(prepared.owner, paths.scores, count + len(prepared.fillers))
        chosen = np.maximum(best[:count], 0)
        missing = best[:count] < 0
        filler_scores = paths.scores[best[count:]]
        order = np.argsort(-filler_scores, kind="stable")
        relative = (emissions[:, prepared.loop] - background[:, None]).reshape(len(frames), -1, STATES)
        return Scores(
            phrases=np.where(missing, np.float32(-1e30), paths.scores[chosen]),
            starts=np.where(missing, np.int32(0), paths.starts[chosen]),
            ends=np.where(missing, np.int32(0), paths.ends[chosen]),
            fillers=filler_scores[order],
            filler_order=order,
            loop=loops.phone_loop(relative, self.model.stay[self._speech], self.model.leave[self._speech]),
            frames=len(frames),
        )

    def align(self, sound: Samples, words: Phrase, mean: Float32 | None = None) -> list[Aligned]:
        """Where each phone of known words lies in a sound; frames between and around them are ``SIL``.

        Args:
            sound: int16 at 16 kHz.
            words: what was said, and nothing else.
            mean: as for ``score``.

        Returns:
            The phones in order, without gaps from frame 0 to the last; only silence where the words do
            not fit into the sound.
        """
        frames = cepstra(sound)
        prepared = self.prepare([words])
        if mean is None:
            mean = clip_mean(frames, weight=PRIOR_FRAMES)
        emissions = prepared.scorer.score(frames, mean)
        background = emissions[:, prepared.background].max(axis=1, initial=-1e30)
        chains = prepared.search.chains
        best = int(prepared.search.run(emissions, background).scores.argmax())
        _, states = align(emissions, background, chains.one(best))
        spelling = self.spellings(words)[best]
        return _runs(states, [phone for word in spelling for phone in word])

    def _states(self, phone: int) -> Int32:
        return np.arange(STATES * phone, STATES * (phone + 1), dtype=np.int32)


def _best_of(owner: Index, scores: Float32, count: int) -> Index:
    """The best chain of each owner; -1 for one without any."""
    order = np.lexsort((scores, owner))
    best = np.full(count, -1, dtype=np.intp)
    best[owner[order]] = order  # the last of an owner, which is its best, stays
    return best


def _runs(states: Int32, phones: Sequence[str]) -> list[Aligned]:
    """The alignment of frames to states, told phone by phone."""
    place = np.where(states == BACKGROUND, BACKGROUND, states // STATES)
    edges = [0, *(np.flatnonzero(np.diff(place)) + 1).tolist(), len(place)]
    return [
        (SILENCE if place[start] == BACKGROUND else phones[place[start]], start, end)
        for start, end in zip(edges, edges[1:], strict=False)
        if end > start
    ]


__all__ = ["Aligned", "Chains", "Phrase", "Prepared", "Scores", "WordScorer"]
