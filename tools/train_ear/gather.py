"""Many moments at once: in chunks, one process a core, the same ones however many cores there are."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from tools.train_ear.calibrate import Heard
from tools.train_ear.draw import Draw, Source
from tools.train_ear.looks import looks
from voiceground.ear.evidence import Witnesses

CHUNK = 250


def gather(source: Source, witnesses: Witnesses, count: int, seed: int) -> list[Heard]:
    """What a whole ear looks at in so many moments, rounded up to whole chunks."""
    began, found = time.time(), []
    chunks = -(-count // CHUNK)
    fork = multiprocessing.get_context("fork")  # the clips are shared, not sent
    with ProcessPoolExecutor(os.cpu_count(), fork, _begin, (source, witnesses)) as pool:
        for number, heard in enumerate(pool.map(partial(_chunk, seed), range(chunks)), 1):
            found += heard
            print(f"moment {CHUNK * number}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return found


_SHARED: list[tuple[Source, Witnesses]] = []


def _begin(source: Source, witnesses: Witnesses) -> None:
    _SHARED[:] = [(source, witnesses)]


def _chunk(seed: int, number: int) -> list[Heard]:
    ((source, witnesses),) = _SHARED
    return looks(Draw(source, np.random.default_rng((seed, number))), witnesses, CHUNK)
