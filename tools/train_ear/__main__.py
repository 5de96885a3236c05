"""Trains the ear from one command: ``python -m tools.train_ear FOLDER --out WEIGHTS``.

FOLDER is laid out like the recordings that the manifest of ``split.py`` describes. It takes about an hour
on two cores and needs flite and espeak-ng, and ``pip install '.[train]'``. The same seed, data and machine
give the same weights.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from tools.train_ear.adapt_senones import fitted
from tools.train_ear.calibrate import Draw, Heard, collect, learn
from tools.train_ear.examples import NOISE, OTHER, Clip
from tools.train_ear.export import export
from tools.train_ear.material import DIGITS, WORDS, Recording, clips, recordings
from tools.train_ear.replies import carried
from tools.train_ear.split import CALIBRATE, TRAIN
from tools.train_ear.synthetic import speak_all
from tools.train_ear.train import train
from voiceground.ear.evidence import Witnesses
from voiceground.ear.net import Net
from voiceground.ear.wordscore import WordScorer

UNMET = frozenset({"down", "left", "right", "go", "bed", "cat", "dog", "house", "marvin", "sheila"})
"""Kept from a second, shorter training, so that the verdict learns how words look that no net has met."""


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_ear", description=__doc__)
    parser.add_argument("folder", type=Path, help="the recordings")
    parser.add_argument("--out", type=Path, required=True, help="where the weights are written")
    parser.add_argument("--without", default="", help="words that are kept out of everything, with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=3500, help="of 64 examples each")
    parser.add_argument("--moments", type=int, default=9000, help="how many moments the verdict learns from")
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

    def net(self, fewer: frozenset[str], steps: int, seed: int, out: Path) -> Witnesses:
        """Train a net without some words, write it to ``out``, and give it back ready to be questioned."""
        words = [word for word in (*WORDS, *DIGITS) if word not in fewer] + [OTHER, NOISE]
        material = clips(self.found, TRAIN, fewer)
        material += [clip for clip in self.spoken if not fewer & set(clip.text.split())]
        net = train(material, words, steps, seed)
        out.mkdir(parents=True, exist_ok=True)
        export(net.state_dict(), words, out / "ear.npz")
        return Witnesses(Net(out), self.scorer)

    def moments(self, witnesses: Witnesses, count: int, seed: int) -> list[Heard]:
        """Moments of the people that are calibrated on."""
        heard = [
            replace(item.clip, text=item.text, kind="word" if item.clip.phones else "sentence")
            if item.kind == "phrase"
            else item.clip
            for item in self.found
            if item.part == CALIBRATE and not self.without & set(item.text.split())
        ]
        return collect(Draw(heard + self.carried, np.random.default_rng(seed)), witnesses, count)


def main() -> None:
    """Train, calibrate, write."""
    given = options()
    without = frozenset(word for word in given.without.split(",") if word)
    torch.set_num_threads(1)
    print("reading and aligning the recordings, then speaking", file=sys.stderr)
    spoken = speak_all(without, given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    adaptation = fitted(given.folder, without)
    np.save(given.out / "adaptation.npy", adaptation.maps)
    shop = Workshop(
        recordings(given.folder),
        [Clip(u.sound.astype(np.float32), u.text, "synthetic", u.phones) for u in spoken],
        carried(without, given.seed),
        without,
        WordScorer(adaptation=adaptation),
    )
    witnesses = shop.net(without, given.steps, given.seed, given.out)
    heard = shop.moments(witnesses, 2 * given.moments // 3, given.seed)
    shy = shop.net(without | UNMET, given.steps * 3 // 5, given.seed + 1, given.out / "unmet")
    heard += shop.moments(shy, given.moments // 3, given.seed + 1)
    np.savez(given.out / "verdict.npz", **learn(heard, given.seed))


if __name__ == "__main__":
    main()
