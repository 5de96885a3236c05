"""Which of the accepted phrases an utterance was, or that it was none. The only importer of pocketsphinx.

A closed grammar says one of its phrases to anything it hears. So every utterance is decoded twice: by
the grammar of the moment, and by its competitor, a free loop of phones. What counts is the margin per
frame between the two: noise and other words fit the loop as well as the grammar, or better.

Both passes run over the whole utterance at once, trimmed to the sound: of 120 one-word clips of the
development half the grammar got 109 right so, 93 untrimmed, 71 when fed in pieces (the cepstral mean
is then that of whatever came before), and 104 in pieces with the mean of all clips set beforehand.
Fillers out of the dictionary were tried as the competitor too. Of yes, no and stop, at 10 % of other
words accepted, the loop of phones kept 69 %, 400 distant words 62 %, and 1,250 common and near words
33 %; loop and distant words together kept the same 69 %, for twice the time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from pocketsphinx import Decoder

from voiceground.core.model import Vocabulary
from voiceground.core.replies import STOP
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.recogniser import Recognition

PHONES = (
    *("AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY"),
    *("JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y"),
    *("Z", "ZH"),
)
FRAME = SAMPLE_RATE // 100
MARGIN_SAMPLES = SAMPLE_RATE // 5
LONGEST_SAMPLES = round(2.7 * SAMPLE_RATE)
"""No reply lasts longer than this, hesitation included; a sentence does."""

MOST_PHRASES = 8
"""How many phrases of an option this recogniser listens for: with each more, other words fit better too."""

LOOP = "phones"

BAR, BAR_PER_PHRASE = 0.435, -0.016
"""The margin that a phrase must reach, in units of 0.1024 nat per frame, against how many there are.

pocketsphinx scores a frame against its best *active* senone, so a larger grammar scores lower. Chosen
on the development half so that 15 to 20 of 100 other words pass in moments of 10 to 50 phrases.
"""

BAR_ALWAYS, BAR_CLOSED, BAR_STOP = 0.5, 0.25, -0.15
"""What a global word other than "stop" needs on top, and once more while no question is open.

They are said rarely, and there are many of them to be mistaken for. "stop" needs less than an answer:
to miss it is the worst mistake of all, and one that is wrongly heard can be taken back.
"""

STEEPNESS = 6.0
"""Of the confidence as a function of the margin: 0.5 at the bar, 0.9 at 0.37 over it."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """One decoded utterance: the option that fits best, its margin over the bar, whether it may grow."""

    name: str
    margin: float
    grows: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """One vocabulary made ready.

    Attributes:
        search: the name of the decoder's search.
        spoken: the option of each string of words that the decoder may give.
        growing: the phrases that may grow into a phrase of another option ("stop it" is easily heard in
            "stop", so where an option's first phrase may, all of them wait for the long tail). Growing
            into a stop does not count: nobody pauses in "no more", and every "no" would wait for it.
        bars: the margin per frame that each option must reach.
    """

    search: str
    spoken: dict[str, str]
    growing: frozenset[str]
    bars: dict[str, float]


def trimmed(samples: Samples) -> Samples:
    """The sound without its quiet ends, with 0.2 s left on both sides; shape (m,), m <= n."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float32)
    if not len(frames):
        return samples
    level = 20.0 * np.log10(np.sqrt(np.mean(frames**2, axis=1)) + 1.0)
    level = np.convolve(level, np.ones(3) / 3.0, mode="same")
    loud = np.flatnonzero(level > max(float(np.percentile(level, 10)) + 6.0, float(level.max()) - 30.0))
    if not len(loud):
        return samples
    start = max(0, int(loud[0]) * FRAME - MARGIN_SAMPLES)
    return samples[start : int(loud[-1]) * FRAME + MARGIN_SAMPLES]


class SphinxRecogniser:
    """A ``Recogniser`` on pocketsphinx' own en-us model, without its large language model."""

    def __init__(self) -> None:
        self._decoder = Decoder(lm=None, loglevel="FATAL", bestpath=False, silprob=0.1)
        self._grammars: dict[Vocabulary, Grammar] = {}
        self._grammar = Grammar("", {}, frozenset(), {})
        self._parts: list[Samples] = []
        for phone in PHONES:
            self._decoder.add_word(f"zz{phone.lower()}", phone, False)
        loop = " | ".join(f"zz{phone.lower()}" for phone in PHONES)
        self._decoder.add_jsgf_string(LOOP, _jsgf(f"({loop})+"))

    def unknown_words(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The words of a vocabulary that have no pronunciation; phrases with one of them are not heard."""
        phrases = [phrase for option in vocabulary.options for phrase in option.phrases]
        words = {word for phrase in phrases for word in phrase.split()}
        return tuple(sorted(word for word in words if self._decoder.lookup_word(word) is None))

    def expect(self, vocabulary: Vocabulary) -> None:
        """Prepare for these options; a vocabulary that was there before costs nothing."""
        if vocabulary not in self._grammars:
            self._grammars[vocabulary] = self._made(vocabulary)
        self._grammar = self._grammars[vocabulary]

    def begin(self, preroll: Samples) -> None:
        """An utterance begins."""
        self._parts = [preroll]

    def feed(self, samples: Samples) -> None:
        """The next stretch of the utterance."""
        self._parts.append(samples)

    def guess(self) -> Recognition:
        """What it would be if it ended here."""
        heard = self._listen(np.concatenate(self._parts)) if self._parts else None
        if heard is None:
            return Recognition(None, 0.0)
        confidence = 1.0 / (1.0 + math.exp(min(50.0, -STEEPNESS * heard.margin)))
        if heard.margin < 0.0:
            return Recognition(None, confidence)
        return Recognition(heard.name, confidence, not heard.grows)

    def _listen(self, samples: Samples) -> Hearing | None:
        """Decode a whole utterance; None when it cannot have been a reply."""
        sound = trimmed(samples)
        frames = len(sound) // FRAME
        if not self._grammar.spoken or frames < 10 or len(sound) > LONGEST_SAMPLES:
            return None
        words, score = self._decode(self._grammar.search, sound)
        name = self._grammar.spoken.get(words)
        if name is None:
            return None
        _, other = self._decode(LOOP, sound)
        margin = (score - other) / frames - self._grammar.bars[name]
        return Hearing(name, margin, words in self._grammar.growing)

    def _decode(self, search: str, sound: Samples) -> tuple[str, float]:
        decoder = self._decoder
        decoder.activate_search(search)
        decoder.reinit_feat(decoder.config)  # forgets the noise heard before: equal sound, equal words
        decoder.start_utt()
        decoder.process_raw(sound.tobytes(), False, True)
        decoder.end_utt()
        found = decoder.hyp()
        return (found.hypstr, _log(found.score)) if found else ("", -1e9)

    def _made(self, vocabulary: Vocabulary) -> Grammar:
        unknown = set(self.unknown_words(vocabulary))
        owner = {
            phrase: option.name
            for option in reversed(vocabulary.options)
            for phrase in option.phrases[:MOST_PHRASES]
            if not unknown.intersection(phrase.split())
        }
        search = f"moment{len(self._grammars)}"
        if owner:
            twice = [f"{phrase} {phrase}" for phrase in owner if " " not in phrase]
            self._decoder.add_jsgf_string(search, _jsgf(f"[um | uh] ({' | '.join([*owner, *twice])})"))
        spoken = _spoken(owner)
        return Grammar(search, spoken, _growing(owner, spoken), _bars(vocabulary, len(owner)))


def _spoken(owner: dict[str, str]) -> dict[str, str]:
    """Every string of words that means something: plain, doubled ("no no"), after a hesitation."""
    spoken = {}
    for phrase, name in owner.items():
        for form in (phrase, f"{phrase} {phrase}"):
            spoken.update({f"{before}{form}": name for before in ("", "um ", "uh ")})
    return spoken


def _growing(owner: dict[str, str], spoken: dict[str, str]) -> frozenset[str]:
    first = {name: phrase for phrase, name in reversed(owner.items())}
    grow = {
        phrase
        for phrase, name in owner.items()
        if any(other.startswith(f"{phrase} ") and owner[other] not in {name, STOP} for other in owner)
    }
    return frozenset(
        words
        for words, name in spoken.items()
        if first[name] in grow or words.removeprefix("um ").removeprefix("uh ") in grow
    )


def _bars(vocabulary: Vocabulary, phrases: int) -> dict[str, float]:
    bar = BAR + BAR_PER_PHRASE * min(phrases, 60)
    rare = bar + BAR_ALWAYS + (0.0 if vocabulary.open else BAR_CLOSED)
    bars = dict.fromkeys((option.name for option in vocabulary.always), rare)
    bars |= dict.fromkeys((option.name for option in vocabulary.answers), bar)
    return bars | {STOP: bar + BAR_STOP}


def _jsgf(rule: str) -> str:
    return f"#JSGF V1.0;\ngrammar moment;\npublic <utterance> = {rule};"


def _log(score: float) -> float:
    """The log score in units of 0.1024 nat: pocketsphinx gives exp of it, to a base of 1.0001 ** 1024."""
    return 1024.0 * math.log(max(score, 1e-300))
