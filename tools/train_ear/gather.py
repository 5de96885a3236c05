"""Many moments at once: in chunks, one process a core, the same ones however many cores there are."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from tools.train_ear.calibrate import Heard
from tools.train_ear.draw import Draw, Source
from voiceground.ear.evidence import Witnesses

CHUNK = 250


Listen = Callable[[Draw, Witnesses, int], list[Heard]]


def gather(source: Source, witnesses: Witnesses, listen: Listen, count: int, seed: int) -> list[Heard]:
    """What ``listen`` makes of so many moments, rounded up to whole chunks."""
    began, found = time.time(), []
    chunks = -(-count // CHUNK)
    fork = multiprocessing.get_context("fork")  # the clips are shared, not sent
    with ProcessPoolExecutor(os.cpu_count(), fork, _begin, (source, witnesses)) as pool:
        for number, heard in enumerate(pool.map(partial(_chunk, listen, seed), range(chunks)), 1):
            found += heard
            print(f"moment {CHUNK * number}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return found


_SHARED: list[tuple[Source, Witnesses]] = []


def _begin(source: Source, witnesses: Witnesses) -> None:
    _SHARED[:] = [(source, witnesses)]


def _chunk(listen: Listen, seed: int, number: int) -> list[Heard]:
    ((source, witnesses),) = _SHARED
    return listen(Draw(source, np.random.default_rng((seed, number))), witnesses, CHUNK)
