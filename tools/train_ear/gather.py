"""Many moments at once: in chunks, one process a core, the same ones however many cores there are."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from tools.train_ear.calibrate import Heard
from tools.train_ear.draw import Draw
from tools.train_ear.examples import Clip
from voiceground.ear.evidence import Witnesses

CHUNK = 250


@dataclass(frozen=True, slots=True)
class Source:
    """What moments are drawn from, and who listens to them.

    Attributes:
        clips: what can be heard.
        witnesses: who listens.
        listed: the words of vocabularies that are drawn by chance.
        fixed: the share of vocabularies that are the usual ones.
        always: the share of moments in which the words that always work are listened for.
        made: the share of synthetic speech among the words that are drawn.
    """

    clips: Sequence[Clip]
    witnesses: Witnesses
    listed: Sequence[str]
    fixed: float = 0.65
    always: float = 0.35
    made: float = 0.25


Listen = Callable[[Draw, Witnesses, int], list[Heard]]


def gather(source: Source, listen: Listen, count: int, seed: int) -> list[Heard]:
    """What ``listen`` makes of so many moments, rounded up to whole chunks."""
    began, found = time.time(), []
    chunks = -(-count // CHUNK)
    fork = multiprocessing.get_context("fork")  # the clips are shared, not sent
    with ProcessPoolExecutor(os.cpu_count(), fork, _begin, (source,)) as pool:
        for number, heard in enumerate(pool.map(partial(_chunk, listen, seed), range(chunks)), 1):
            found += heard
            print(f"moment {CHUNK * number}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return found


_SOURCE: list[Source] = []


def _begin(source: Source) -> None:
    _SOURCE[:] = [source]


def _chunk(listen: Listen, seed: int, number: int) -> list[Heard]:
    source = _SOURCE[0]
    chance = np.random.default_rng((seed, number))
    draw = Draw(source.clips, chance, source.listed, source.fixed, source.always, source.made)
    return listen(draw, source.witnesses, CHUNK)
