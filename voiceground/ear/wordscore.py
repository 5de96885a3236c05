"""Scores words, and phrases of several words, on pocketsphinx' acoustic model, all of them at once.

One pass over a stretch of sound gives, for each phrase of the moment, how well it fits and where it
stands; and, for the decision whether it was any of them, what other words, any string of phones and the
background alone would have fitted. Any word can be in play: see ``pronunciation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from voiceground.core.tick import Samples
from voiceground.ear import align
from voiceground.ear.acoustic_model import SILENCE, STATES, AcousticModel, load_model
from voiceground.ear.adaptation import NONE, Adaptation
from voiceground.ear.chains import Float32, Index, Int32, Search
from voiceground.ear.fillers import COMMON, NEAR, fillers_for
from voiceground.ear.loop import Loop, phone_loop
from voiceground.ear.mfcc import cepstra
from voiceground.ear.pronunciation import ENGLISH, Lexicon
from voiceground.ear.senones import SenoneScorer, clip_mean
from voiceground.ear.strings import Phones, Spelling, spellings, strung

Phrase: TypeAlias = tuple[str, ...]

BACKGROUND_COST = 2.0
"""Nats a frame that the background is made worse by.

Silence's own states fit a weak sound too well, so that "stop" loses its "s" and its "p" to them.
"""

PRIOR_FRAMES = 50.0
"""How many frames pocketsphinx' starting mean counts for beside a stretch's own."""

WORST = np.float32(-1e30)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Phrases and fillers made ready. Keep it: it serves any number of stretches, one at a time.

    Attributes:
        phrases: as they were given.
        fillers: the other words, by their phones.
        owner: for each chain, the place of its phrase, or of its filler after all phrases.
        scorer: of all senones in play.
        search: of all chains.
        background, loop: the columns of silence, and of the single phones, three for each.
    """

    phrases: tuple[Phrase, ...]
    fillers: tuple[Phones, ...]
    owner: Index
    scorer: SenoneScorer
    search: Search
    background: Index
    loop: Index


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What a stretch of sound was like. Scores are in nats over the background alone, whole stretch.

    Attributes:
        phrases: of each phrase in its best pronunciation, shape (phrases,); very low where it cannot be said.
        starts, ends: the first frame of each phrase and the frame after its last, 10 ms each.
        fillers: of each filler, best first.
        filler_order: which filler that is, in ``Prepared.fillers``.
        loop: the best string of any phones.
        frames: how long the stretch is.
    """

    phrases: Float32
    starts: Int32
    ends: Int32
    fillers: Float32
    filler_order: Index
    loop: Loop
    frames: int

    def best(self) -> int:
        """The place of the phrase that fits best."""
        return int(self.phrases.argmax())

    def per_frame(self) -> Float32:
        """Each phrase's score per frame of its own, shape (phrases,)."""
        lengths = np.maximum(self.ends - self.starts, 1)
        result: Float32 = (self.phrases / lengths).astype(np.float32)
        return result

    def over_loop(self, phrase: int) -> float:
        """How much better per frame a phrase fits than any phones, over the span where it stands."""
        start, end = int(self.starts[phrase]), int(self.ends[phrase])
        return (float(self.phrases[phrase]) - self.loop.within(start, end)) / max(end - start, 1)


class WordScorer:
    """The scorer with its model and its dictionary; loads once, serves any number of vocabularies.

    Args:
        model: the acoustic model, or None for that of pocketsphinx' wheel.
        lexicon: how words are said, or None for the usual one.
        adaptation: of the features; ``adaptation.replies()`` is one to short replies.

    Raises:
        ModelError: the model or the dictionary cannot be read.
    """

    def __init__(
        self,
        model: AcousticModel | None = None,
        lexicon: Lexicon | None = None,
        adaptation: Adaptation = NONE,
    ) -> None:
        self.model = model or load_model()
        self.lexicon = lexicon or Lexicon()
        self.adaptation = adaptation
        speech = [n for n, name in enumerate(self.model.phones) if name.isalpha() and name != SILENCE]
        self._speech = np.array(speech, dtype=np.intp)
        self.silence = _single(self.model.phone(SILENCE))
        self._singles = np.concatenate([_single(phone) for phone in speech])

    def spellings(self, phrase: Phrase, language: str = ENGLISH) -> tuple[Spelling, ...]:
        """All ways to say a phrase; none where one of its words has no letters."""
        return tuple(spellings([self.lexicon.look_up(word, language).ways for word in phrase]))

    def prepare(
        self,
        phrases: Sequence[Phrase],
        common: int = COMMON,
        near: int = NEAR,
        language: str = ENGLISH,
    ) -> Prepared:
        """String the phrases and their fillers.

        Args:
            phrases: each a tuple of words; a phrase that cannot be said is kept and never heard.
            common: how many of the commonest words of English to measure up to.
            near: how many words that sound like it, for each way to say each phrase.
            language: the code of what is spoken.
        """
        said = [self.spellings(phrase, language) for phrase in phrases]
        others = _others(said, common, near, language)
        owner = [place for place, ways in enumerate(said) for _ in ways]
        owner += range(len(phrases), len(phrases) + len(others))
        states = strung(self.model, [*(way for ways in said for way in ways), *((word,) for word in others)])
        needed = np.concatenate((states.senones, self.silence, self._singles))
        scorer = SenoneScorer(self.model, np.unique(needed), self.adaptation)
        return Prepared(
            phrases=tuple(phrases),
            fillers=others,
            owner=np.array(owner, dtype=np.intp),
            scorer=scorer,
            search=Search(states.chains(self.model, scorer.column(states.senones))),
            background=scorer.column(self.silence),
            loop=scorer.column(self._singles),
        )

    def score(self, sound: Samples, prepared: Prepared, mean: Float32 | None = None) -> Scores:
        """Score one stretch of sound with whatever quiet there is around the words.

        Args:
            sound: int16 at 16 kHz; not padded with digital silence, which is unlike any room.
            prepared: what may have been said.
            mean: the mean cepstrum of the speaker so far; a careful one of this stretch if None.
        """
        return self.score_frames(cepstra(sound), prepared, mean)

    def score_frames(self, frames: Float32, prepared: Prepared, mean: Float32 | None = None) -> Scores:
        """The same for cepstra that are there already, shape (frames, 13)."""
        emissions = prepared.scorer.score(frames, _mean(frames) if mean is None else mean)
        background = _background(emissions, prepared.background)
        paths = prepared.search.run(emissions, background)
        best = _best_of(prepared.owner, paths.scores, len(prepared.phrases) + len(prepared.fillers))
        phrases, others = np.split(best, [len(prepared.phrases)])
        scores, starts, ends = (
            np.where(phrases < 0, nothing, found[phrases])
            for nothing, found in ((WORST, paths.scores), (0, paths.starts), (0, paths.ends))
        )
        order = np.argsort(-paths.scores[others], kind="stable")
        relative = (emissions[:, prepared.loop] - background[:, None]).reshape(len(frames), -1, STATES)
        return Scores(
            phrases=scores.astype(np.float32),
            starts=starts.astype(np.int32),
            ends=ends.astype(np.int32),
            fillers=paths.scores[others][order],
            filler_order=order,
            loop=phone_loop(relative, self.model.stay[self._speech], self.model.leave[self._speech]),
            frames=len(frames),
        )

    def align(self, sound: Samples, words: Phrase, mean: Float32 | None = None) -> list[align.Aligned]:
        """Where each phone of known words lies in a sound; what is between and around them is ``SIL``.

        Args:
            sound: int16 at 16 kHz.
            words: what was said, and nothing else.
            mean: as for ``score``.

        Returns:
            Phones with their first frame and the frame after their last, in order and without gaps, from
            frame 0 to the end of the sound; only silence where the words do not fit into it.

        Raises:
            ValueError: one of the words has no letters.
        """
        ways = [self.lexicon.look_up(word).ways for word in words]
        if not all(ways):
            raise ValueError(f"Nobody can say {' '.join(words)!r}: one of its words has no letters.")
        frames = cepstra(sound)
        net = align.net(self.model, ways)
        needed = np.unique(np.concatenate((net.senones, self.silence)))
        scorer = SenoneScorer(self.model, needed, self.adaptation)
        emissions = scorer.score(frames, _mean(frames) if mean is None else mean)
        background = _background(emissions, scorer.column(self.silence), cost=0.0)
        relative = emissions[:, scorer.column(net.senones)] - background[:, None]
        return align.told(net, align.states_of_frames(net, relative))


def _single(phone: int) -> Int32:
    """The senones of a phone regardless of its neighbours."""
    return np.arange(STATES * phone, STATES * (phone + 1), dtype=np.int32)


def _others(said: Iterable[Iterable[Spelling]], common: int, near: int, language: str) -> tuple[Phones, ...]:
    if common <= 0 and near <= 0:
        return ()
    strings = {tuple(p for word in way for p in word if p != SILENCE) for ways in said for way in ways}
    return fillers_for(sorted(strings), common, near, language)


def _mean(frames: Float32) -> Float32:
    return clip_mean(frames, weight=PRIOR_FRAMES)


def _background(emissions: Float32, silence: Index, cost: float = BACKGROUND_COST) -> Float32:
    """How well each frame fits silence, at a cost; a pause between two words pays it too, in place."""
    emissions[:, silence] -= np.float32(cost)
    background: Float32 = emissions[:, silence].max(axis=1)
    return background


def _best_of(owner: Index, scores: Float32, count: int) -> Index:
    """The best chain of each owner; -1 for one without any."""
    order = np.lexsort((scores, owner))
    best = np.full(count, -1, dtype=np.intp)
    best[owner[order]] = order  # the last of an owner, which is its best, stays
    return best
