"""Trains the ear from one command: ``python -m tools.train_ear FOLDER --out WEIGHTS``.

FOLDER is laid out like the recordings that the manifest of ``split.py`` describes. It takes two to three
hours on two cores and needs flite and espeak-ng, and ``pip install '.[train]'``. The same seed, data and
machine give the same weights.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from tools.train_ear.adapt_senones import fitted
from tools.train_ear.calibrate import learn
from tools.train_ear.cut import moments
from tools.train_ear.draw import Source
from tools.train_ear.examples import NOISE, OTHER, Clip
from tools.train_ear.export import export
from tools.train_ear.gather import gather
from tools.train_ear.looks import looks
from tools.train_ear.material import DIGITS, WORDS, Recording, clips, recordings
from tools.train_ear.replies import carried
from tools.train_ear.split import CALIBRATE, TRAIN
from tools.train_ear.synthetic import speak_all
from tools.train_ear.train import train
from voiceground.ear.adaptation import Adaptation
from voiceground.ear.evidence import Witnesses
from voiceground.ear.net import Net
from voiceground.ear.wordscore import WordScorer

UNMET = frozenset({"down", "left", "right", "go", "bed", "cat", "dog", "house", "marvin", "sheila"})
"""Kept from a second, shorter training, so that the verdict learns how words look that no net has met."""

FREE = (*sorted(UNMET), "ready", "water", "light", "too much", "music", "rain", "next", "done", "yes", "no")
"""What the vocabularies of that net are drawn from: mostly words that it has not met."""


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
        default=9000,
        help="how many the verdict learns from; a third as many are heard by a whole ear",
    )
    parser.add_argument("--nets", type=Path, help="the folder of an earlier run, whose nets are kept")
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Workshop:
    """All the sound there is to learn from.

    Attributes:
        found: the recordings of people.
        spoken: flite's utterances, for the net.
        carried: espeak-ng's replies, for the verdict.
        without: words that are kept out of everything.
        scorer: pocketsphinx' model, fitted to short replies.
    """

    found: list[Recording]
    spoken: list[Clip]
    carried: list[Clip]
    without: frozenset[str]
    scorer: WordScorer

    def train(self, fewer: frozenset[str], steps: int, seed: int, out: Path) -> None:
        """Train a net without some words and write it to ``out``."""
        words = [word for word in (*WORDS, *DIGITS) if word not in fewer] + [OTHER, NOISE]
        material = clips(self.found, TRAIN, fewer)
        material += [clip for clip in self.spoken if not fewer & set(clip.text.split())]
        net = train(material, words, steps, seed)
        out.mkdir(parents=True, exist_ok=True)
        export(net.state_dict(), words, out / "ear.npz")

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
        WordScorer(adaptation=adaptation),
    )
    if given.nets is None:
        shop.train(without, given.steps, given.seed, given.out)
        shop.train(without | UNMET, given.steps * 3 // 5, given.seed + 1, given.out / "unmet")
    else:
        shutil.copy(given.nets / "ear.npz", given.out)
    nets = given.nets or given.out
    bold, shy = (Witnesses(Net(folder), shop.scorer) for folder in (nets, nets / "unmet"))
    np.savez(given.out / "verdict.npz", **calibrated(shop, bold, shy, given.moments, given.seed))


def calibrated(
    shop: Workshop, bold: Witnesses, shy: Witnesses, count: int, seed: int
) -> dict[str, np.ndarray]:
    """The verdict, from so many stretches and a third as many looks.

    Half are drawn as they come, a quarter of words that a shy net has not met, a quarter of the words that
    always work, which only synthetic voices say.
    """
    plain = shop.source()
    sources = (
        (plain, bold, 2),
        (replace(plain, listed=FREE, fixed=0.2), shy, 1),
        (replace(plain, always=1.0, made=0.7), bold, 1),
    )
    cut, looked = (
        [
            item
            for at, (source, witnesses, share) in enumerate(sources)
            for item in gather(source, witnesses, listen, share * many // 4, seed + at)
        ]
        for listen, many in ((moments, count), (looks, count // 3))
    )
    return learn(cut, looked, seed)


if __name__ == "__main__":
    main()
