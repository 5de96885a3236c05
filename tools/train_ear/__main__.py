"""Trains the ear from one command: ``python -m tools.train_ear FOLDER --out WEIGHTS``.

FOLDER is laid out like the recordings that the manifest of ``split.py`` describes. It takes eight hours on
two cores and needs flite and espeak-ng, and ``pip install '.[train]'``. The same seed, data and machine give
the same weights.

What judges learns from people whom the nets that hear them have not met (``workshop.py``). Only the nets that
are trained last, with all people, are shipped: strangers in rooms and noise are understood a little more
often.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import torch

from tools.train_ear.adapt_senones import fitted
from tools.train_ear.calibrate import learn
from tools.train_ear.examples import Clip
from tools.train_ear.material import recordings
from tools.train_ear.over import spots
from tools.train_ear.reel import spoken_lines
from tools.train_ear.replies import carried
from tools.train_ear.synthetic import speak_all
from tools.train_ear.workshop import Workshop
from voiceground.ear.adaptation import Adaptation
from voiceground.ear.wav import read_wav
from voiceground.ear.wordscore import WordScorer

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
        default=8000,
        help="how many a whole ear hears for the verdict to learn from",
    )
    parser.add_argument("--nets", type=Path, help="the folder of an earlier run, whose nets are kept")
    return parser.parse_args()


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
        given.seed,
    )
    if given.nets is None:
        shop.train_all(given.steps, given.out)
    else:
        shutil.copy(given.nets / "ear.npz", given.out)
    nets = given.nets or given.out
    heard = shop.moments(nets, given.moments)
    cast = shop.cast(spoken_lines(given.out / "lines"))
    spotted = spots(cast, shop.witnesses(nets, "bold"), given.seed)
    np.savez(given.out / "verdict.npz", **learn(spotted, heard, given.seed))


if __name__ == "__main__":
    main()
