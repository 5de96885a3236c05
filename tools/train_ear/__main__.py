"""Trains the ear from one command: ``python -m tools.train_ear FOLDER --out WEIGHTS``.

FOLDER is laid out like the recordings that the manifest of ``split.py`` describes. It takes six hours on two
cores and needs flite and espeak-ng, and ``pip install '.[train]'``. The same seed, data and machine give the
same weights.

What judges learns from people whom no net has met. After that the nets are trained once more, with those
people too, and only these are shipped: strangers in rooms and noise are understood a little more often.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from tools.train_ear.adapt_senones import fitted
from tools.train_ear.calibrate import Heard, learn
from tools.train_ear.draw import Source
from tools.train_ear.examples import NOISE, OTHER, Clip
from tools.train_ear.export import export
from tools.train_ear.gather import gather
from tools.train_ear.material import DIGITS, WORDS, Recording, clips, recordings
from tools.train_ear.nonsense import nonsense
from tools.train_ear.over import Cast, person, spots
from tools.train_ear.over_scenes import Company
from tools.train_ear.reel import Spoken, spoken_lines
from tools.train_ear.replies import carried
from tools.train_ear.sentences import doubted
from tools.train_ear.split import CALIBRATE, TRAIN
from tools.train_ear.synthetic import speak_all
from tools.train_ear.train import train_phones, train_words
from voiceground.core.replies import vocabulary
from voiceground.core.tick import Samples
from voiceground.ear.adaptation import Adaptation
from voiceground.ear.evidence import Witnesses
from voiceground.ear.net import Net
from voiceground.ear.wav import read_wav
from voiceground.ear.wordscore import WordScorer

UNMET = frozenset({"down", "left", "right", "go", "bed", "cat", "dog", "house", "marvin", "sheila"})
"""Kept from a shorter training, so that the verdict learns how words look that no net has met."""

FREE = (*sorted(UNMET), "ready", "water", "light", "too much", "music", "rain", "next", "done", "yes", "no")
"""What the vocabularies of that net are drawn from: mostly words that it has not met."""

NAMES = frozenset({"alexa", "computer", "jarvis", "smart mirror", "snowboy", "view glass"})
"""Wake words of the recordings: words that are no reply to anything."""

NONSENSE = 1200
"""Words that nobody says, to be refused."""

ROOM = Path("rooms/seminar_room.wav")
"""The impulse response that a third of the scenes over our own voice are heard in."""


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_ear", description=__doc__)
    parser.add_argument("folder", type=Path, help="the recordings")
    parser.add_argument("--out", type=Path, required=True, help="where the weights are written")
    parser.add_argument("--without", default="", help="words that are kept out of everything, with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=3500, help="of 64 examples each")
    parser.add_argument(
        "--moments",
        type=int,
        default=4600,
        help="how many a whole ear hears for the verdict to learn from",
    )
    parser.add_argument("--nets", type=Path, help="the folder of an earlier run, whose nets are kept")
    return parser.parse_args()


class Steps(NamedTuple):
    """How long the two nets are trained, and the seed of what is drawn."""

    words: int
    phones: int
    seed: int


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
    """

    found: list[Recording]
    spoken: list[Clip]
    carried: list[Clip]
    without: frozenset[str]
    room: Samples
    scorer: WordScorer

    def train(self, parts: Collection[str], fewer: frozenset[str], steps: Steps, out: Path) -> None:
        """Train the two nets on some of the people, without some words, and write them to ``out``."""
        words = [word for word in (*WORDS, *DIGITS) if word not in fewer] + [OTHER, NOISE]
        material = clips(self.found, parts, fewer)
        material += [clip for clip in self.spoken if not fewer & set(clip.text.split())]
        net = train_words(material, words, steps.words, steps.seed)
        phones = train_phones(doubted(material, net), steps.phones, steps.seed + 10)
        out.mkdir(parents=True, exist_ok=True)
        export(net, phones, words, out / "ear.npz")

    def source(self) -> Source:
        """What the people who are calibrated on say, and synthetic voices beside them."""
        heard = [
            replace(item.clip, text=item.text, kind="word" if item.clip.phones else "sentence")
            if item.kind == "phrase"
            else item.clip
            for item in self.found
            if item.part == CALIBRATE and not self.without & set(item.text.split())
        ]
        return Source(heard + self.carried)

    def people(self) -> list[list[Clip]]:
        """What each of the people who are calibrated on said in single words."""
        said: dict[str, list[Clip]] = {}
        for item in self.found:
            if item.part == CALIBRATE and item.clip.kind == "word":
                said.setdefault(item.person, []).append(item.clip)
        return list(said.values())

    def cast(self, lines: Sequence[Spoken]) -> Cast:
        """Who is heard while the voice says those lines; nobody whom the nets have met."""
        people = [item for item in self.found if item.part == CALIBRATE]
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


def main() -> None:
    """Train, calibrate, write."""
    given = options()
    without = frozenset(word for word in given.without.split(",") if word)
    torch.set_num_threads(os.cpu_count() or 1)
    print("reading and aligning the recordings, then speaking", file=sys.stderr)
    spoken = speak_all(without, given.seed) if given.nets is None else []
    given.out.mkdir(parents=True, exist_ok=True)
    maps = given.nets and np.load(given.nets / "adaptation.npy")
    adaptation = fitted(given.folder, without) if maps is None else Adaptation(maps)
    np.save(given.out / "adaptation.npy", adaptation.maps)
    shop = Workshop(
        recordings(given.folder),
        [Clip(u.sound.astype(np.float32), u.text, "synthetic", u.phones) for u in spoken],
        carried(without, given.seed),
        without,
        read_wav(given.folder / ROOM),
        WordScorer(adaptation=adaptation),
    )
    if given.nets is None:
        whole = Steps(given.steps, given.steps * 3 // 4, given.seed)
        fewer = Steps(given.steps * 3 // 5, whole.phones, given.seed + 1)
        shop.train((TRAIN,), without, whole, given.out / "bold")
        shop.train((TRAIN,), without | UNMET, fewer, given.out / "shy")
        shop.train((TRAIN, CALIBRATE), without, whole, given.out)
    else:
        shutil.copy(given.nets / "ear.npz", given.out)
    nets = given.nets or given.out
    bold, shy = (Witnesses(Net(nets / name), shop.scorer) for name in ("bold", "shy"))
    heard = looked_at(shop, bold, shy, given.moments, given.seed)
    cast = shop.cast(spoken_lines(given.out / "lines"))
    np.savez(given.out / "verdict.npz", **learn(spots(cast, bold, given.seed), heard, given.seed))


def looked_at(shop: Workshop, bold: Witnesses, shy: Witnesses, count: int, seed: int) -> list[Heard]:
    """What an ear looks at in so many moments.

    Ten of 23 are drawn as they come, the others of words that a shy net has not met, of the words that always
    work, which only synthetic voices say, and of what is longer than the other words that are there to be
    refused: names, and words that nobody says.
    """
    plain = shop.source()
    noises = [clip for clip in plain.clips if clip.kind == "noise"]
    unknown = nonsense(shop.people(), NONSENSE, seed)
    names = [clip for clip in plain.clips if clip.text in NAMES or clip.kind in {"sentence", "noise"}]
    sources = (
        (plain, bold, 10),
        (replace(plain, listed=FREE, fixed=0.2), shy, 4),
        (replace(plain, always=1.0, made=0.7), bold, 4),
        (replace(plain, clips=names), bold, 2),
        (replace(plain, clips=unknown + noises, fixed=0.85, odds={"word": 1.0}), bold, 3),
    )
    shares = sum(share for _, _, share in sources)
    return [
        item
        for at, (source, witnesses, share) in enumerate(sources)
        for item in gather(source, witnesses, share * count // shares, seed + at)
    ]


if __name__ == "__main__":
    main()
