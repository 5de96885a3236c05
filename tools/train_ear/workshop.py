"""All the sound there is to learn from, and who hears whom.

What judges learns from people whom the net that hears them has not met. Those to train on are dealt into two
halves: each half is heard by nets of its own, which met everybody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tools.train_ear.calibrate import Heard
from tools.train_ear.draw import Source
from tools.train_ear.examples import NOISE, OTHER, Clip
from tools.train_ear.export import export
from tools.train_ear.gather import gather
from tools.train_ear.material import DIGITS, WORDS, Recording, clips
from tools.train_ear.nonsense import nonsense
from tools.train_ear.over import Cast, person
from tools.train_ear.over_scenes import Company
from tools.train_ear.reel import Spoken
from tools.train_ear.sentences import doubted
from tools.train_ear.split import CALIBRATE, TRAIN
from tools.train_ear.train import train_phones, train_words
from voiceground.core.replies import vocabulary
from voiceground.core.tick import Samples
from voiceground.ear.evidence import Witnesses
from voiceground.ear.net import Net
from voiceground.ear.wordscore import WordScorer

UNMET = frozenset({"down", "left", "right", "go", "bed", "cat", "dog", "house", "marvin", "sheila"})
"""Kept from shorter trainings, so that the verdict learns how words look that no net has met."""

FREE = (*sorted(UNMET), "ready", "water", "light", "too much", "music", "rain", "next", "done", "yes", "no")
"""What the vocabularies of those nets are drawn from: mostly words that they have not met."""

NAMES = frozenset({"alexa", "computer", "jarvis", "smart mirror", "snowboy", "view glass"})
"""Wake words of the recordings: words that are no reply to anything."""

NONSENSE = 1200
"""Words that nobody says, to be refused."""


class Steps(NamedTuple):
    """How long the two nets are trained, and the seed of what is drawn."""

    words: int
    phones: int
    seed: int


class Share(NamedTuple):
    """Something to hear, by whom, and how much of all moments it has."""

    source: Source
    witnesses: Witnesses
    share: int
    fewer: bool = False


@dataclass(frozen=True, slots=True)
class Workshop:
    """All the sound there is to learn from.

    Attributes:
        found: the recordings of people.
        spoken: flite's utterances, for the net.
        carried: espeak-ng's replies, for the verdict.
        without: words that are kept out of everything.
        room: a measured room's impulse response.
        scorer: pocketsphinx' model, fitted to short replies.
        seed: of all that is drawn.
    """

    found: list[Recording]
    spoken: list[Clip]
    carried: list[Clip]
    without: frozenset[str]
    room: Samples
    scorer: WordScorer
    seed: int

    def of(self, part: str) -> list[Recording]:
        """The recordings of a part of the split."""
        return [item for item in self.found if item.part == part]

    def halves(self) -> tuple[list[Recording], list[Recording]]:
        """The people to train on, dealt by chance into two halves, of each source as many."""
        everybody = self.of(TRAIN)
        people = sorted({(item.source, item.person) for item in everybody})
        shuffled = [people[at] for at in np.random.default_rng(self.seed).permutation(len(people))]
        first = set(sorted(shuffled, key=itemgetter(0))[::2])
        halves: tuple[list[Recording], list[Recording]] = ([], [])
        for item in everybody:
            halves[(item.source, item.person) not in first].append(item)
        return halves

    def train_all(self, steps: int, out: Path) -> None:
        """Train the nets that hear people whom they have not met, and those that are shipped.

        Args:
            steps: how many those that are shipped take.
            out: the folder of those that are shipped; ``bold``, ``shy``, ``half0``, ``half1`` lie in it.
        """
        whole = Steps(steps, steps * 3 // 4, self.seed)
        fewer = Steps(steps * 3 // 5, whole.phones, self.seed + 1)
        few = self.without | UNMET
        everybody = self.of(TRAIN) + self.of(CALIBRATE)
        self.train(self.of(TRAIN), self.without, whole, out / "bold")
        self.train(self.of(TRAIN), few, fewer, out / "shy")
        for number, half in enumerate(self.halves()):
            heard = {item.person for item in half}
            met = [item for item in everybody if item.person not in heard]
            short = Steps(fewer.words, fewer.words, self.seed + 20 + number)
            self.train(met, few, short, out / f"half{number}")
        self.train(everybody, self.without, whole, out)

    def train(self, met: Sequence[Recording], fewer: frozenset[str], steps: Steps, out: Path) -> None:
        """Train the two nets on some people, without some words, and write them to ``out``."""
        words = [word for word in (*WORDS, *DIGITS) if word not in fewer] + [OTHER, NOISE]
        material = clips(met, fewer)
        material += [clip for clip in self.spoken if not fewer & set(clip.text.split())]
        net = train_words(material, words, steps.words, steps.seed)
        phones = train_phones(doubted(material, net), steps.phones, steps.seed + 10)
        out.mkdir(parents=True, exist_ok=True)
        export(net, phones, words, out / "ear.npz")

    def source(self, people: Sequence[Recording]) -> Source:
        """What those people say, and synthetic voices beside them."""
        heard = [
            replace(item.clip, text=item.text, kind="word" if item.clip.phones else "sentence")
            if item.kind == "phrase"
            else item.clip
            for item in people
            if not self.without & set(item.text.split())
        ]
        return Source(heard + self.carried)

    def refused(self, people: Sequence[Recording]) -> tuple[Source, Source]:
        """What is longer than the other words that are there to be refused: names, and what nobody says."""
        plain = self.source(people)
        noises = [clip for clip in plain.clips if clip.kind == "noise"]
        names = [clip for clip in plain.clips if clip.text in NAMES or clip.kind in {"sentence", "noise"}]
        said: dict[str, list[Clip]] = {}
        for item in people:
            if item.clip.kind == "word":
                said.setdefault(item.person, []).append(item.clip)
        unknown = nonsense(list(said.values()), NONSENSE, self.seed)
        return (
            replace(plain, clips=names),
            replace(plain, clips=unknown + noises, fixed=0.85, odds={"word": 1.0}),
        )

    def witnesses(self, nets: Path, name: str) -> Witnesses:
        """Those of one pair of nets (see ``train_all``)."""
        return Witnesses(Net(nets / name), self.scorer)

    def moments(self, nets: Path, count: int) -> list[Heard]:
        """What ears look at in so many moments.

        Of people to calibrate on ten of 23 are drawn as they come, the others of words that a shy net has not
        met, of the words that always work, which only synthetic voices say, and of what is to be refused. Of
        the two halves, whose nets are all shy, half is drawn as it comes.

        Args:
            nets: the folder that they were trained into.
            count: of moments.
        """
        bold, shy = self.witnesses(nets, "bold"), self.witnesses(nets, "shy")
        people = self.of(CALIBRATE)
        plain, (names, unknown) = self.source(people), self.refused(people)
        shares = [
            Share(plain, bold, 20),
            Share(replace(plain, listed=FREE, fixed=0.2), shy, 8),
            Share(replace(plain, always=1.0, made=0.7), bold, 8),
            Share(names, bold, 4),
            Share(unknown, bold, 6),
        ]
        for number, half in enumerate(self.halves()):
            witnesses = self.witnesses(nets, f"half{number}")
            plain, (names, unknown) = replace(self.source(half), made=0.12), self.refused(half)
            shares += [
                Share(plain, witnesses, 9, fewer=True),
                Share(replace(plain, listed=FREE, fixed=0.2), witnesses, 4, fewer=True),
                Share(names, witnesses, 2, fewer=True),
                Share(unknown, witnesses, 2, fewer=True),
            ]
        whole = sum(share.share for share in shares)
        return [
            replace(item, fewer=share.fewer)
            for at, share in enumerate(shares)
            for item in gather(share.source, share.witnesses, share.share * count // whole, self.seed + at)
        ]

    def cast(self, lines: Sequence[Spoken]) -> Cast:
        """Who is heard while the voice says those lines; nobody whom the nets have met."""
        people = self.of(CALIBRATE)
        phrases = {
            phrase: option.name
            for option in vocabulary((), is_open=False).options
            for phrase in option.phrases
        }
        talk = [
            person(item.text, item.clip.sound)
            for item in people
            if item.kind in {"word", "sentence", "phrase"} and item.text not in phrases
        ]
        return Cast(
            lines,
            self.room,
            stops=[person("stop", item.clip.sound) for item in people if item.text == "stop"],
            always=[
                person(phrases[said], clip.sound)
                for clip in self.carried
                for said, _, meant in [clip.text.partition("|")]
                if said == meant and said in phrases
            ],
            company=Company(talk, [person("", item.clip.sound) for item in people if item.kind == "noise"]),
        )
