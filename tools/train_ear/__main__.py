"""Trains the ear from one command: ``python -m tools.train_ear FOLDER --out WEIGHTS``.

FOLDER is laid out like the recordings that the manifest of ``split.py`` describes. It takes about an hour
on two cores and needs flite and espeak-ng, and ``pip install '.[train]'``. The same seed, data and machine
give the same weights.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

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


def trained(
    found: list[Recording], spoken: list[Clip], without: frozenset[str], steps: int, seed: int, out: Path
) -> Witnesses:
    """Train one net, write it to ``out``, and give it back ready to be questioned."""
    words = [word for word in (*WORDS, *DIGITS) if word not in without] + [OTHER, NOISE]
    material = clips(found, TRAIN, without)
    material += [clip for clip in spoken if not without & set(clip.text.split())]
    net = train(material, words, steps, seed)
    out.mkdir(parents=True, exist_ok=True)
    export(net, words, out / "ear.onnx")
    return Witnesses(Net(out))


def moments(
    found: list[Recording],
    made: list[Clip],
    witnesses: Witnesses,
    without: frozenset[str],
    count: int,
    seed: int,
) -> list[Heard]:
    """Moments heard by people who are calibrated on."""
    heard = [clip for clip in clips(found, CALIBRATE, without) if clip.kind != "phrase"]
    heard += [
        Clip(clip.sound, "", "sentence") for clip in clips(found, CALIBRATE, without) if clip.kind == "phrase"
    ]
    return collect(Draw(heard + made, np.random.default_rng(seed)), witnesses, count)


def main() -> None:
    """Train, calibrate, write."""
    given = options()
    without = frozenset(word for word in given.without.split(",") if word)
    torch.set_num_threads(1)
    print("reading and aligning the recordings", file=sys.stderr)
    found = recordings(given.folder)
    print("speaking: flite, then espeak-ng", file=sys.stderr)
    spoken = [
        Clip(u.sound.astype(np.float32), u.text, "synthetic", u.phones)
        for u in speak_all(without, given.seed)
    ]
    made = carried(without, given.seed)
    print(f"training on {len(found)} recordings and {len(spoken)} synthetic utterances", file=sys.stderr)
    witnesses = trained(found, spoken, without, given.steps, given.seed, given.out)
    heard = moments(found, made, witnesses, without, 2 * given.moments // 3, given.seed)
    fewer = without | UNMET
    shy = trained(found, spoken, fewer, given.steps * 3 // 5, given.seed + 1, given.out / "unmet")
    heard += moments(found, made, shy, without, given.moments // 3, given.seed + 1)
    np.savez(given.out / "verdict.npz", **learn(heard, given.seed))


if __name__ == "__main__":
    main()
