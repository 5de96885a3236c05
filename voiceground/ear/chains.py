"""One Viterbi search over very many left-to-right chains at once.

A chain is a word, or anything else that passes through a fixed order of states: it may begin at any
frame and end at any later one, with background before and after it. A state names a *unit*, a column of
the emissions; what the units are (senones, phones of a net) is the caller's business.

All states of all chains lie in one vector, and a frame is a handful of operations on it. Two things make
that short. Emissions are taken relative to the background's, frame by frame; then the background costs
nothing, so that it needs no states, and entering a chain at any frame is a constant. And each chain's
way out is written where the next chain's way in is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Float32: TypeAlias = npt.NDArray[np.float32]
Int32: TypeAlias = npt.NDArray[np.int32]
Index: TypeAlias = npt.NDArray[np.intp]

NEVER = np.float32(-1e30)
"""A log score that no path survives."""

BACKGROUND = -1
"""In an alignment: the frame is in no state of the chain."""


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """Many chains, their states one after another.

    Attributes:
        units: the unit of each state, shape (states,).
        stay: log probability of staying in each state for one more frame, shape (states,).
        leave: log probability of going on to the next state, or out of the last, shape (states,).
        first, last: where each chain begins and ends in these arrays, shape (chains,), both included.
    """

    units: Index
    stay: Float32
    leave: Float32
    first: Index
    last: Index

    @staticmethod
    def of(chains: Sequence[Sequence[int]], stay: Float32, leave: Float32) -> Chains:
        """Chains of these units, each unit with its own log probabilities of staying and leaving.

        Raises:
            ValueError: a chain has no state.
        """
        lengths = np.array([len(chain) for chain in chains], dtype=np.intp)
        if (lengths == 0).any():
            raise ValueError("A chain needs at least one state.")
        units = np.fromiter((unit for chain in chains for unit in chain), np.intp, int(lengths.sum()))
        last = np.cumsum(lengths) - 1
        return Chains(units, stay[units], leave[units], last - lengths + 1, last)

    def __len__(self) -> int:
        return len(self.first)

    def one(self, index: int) -> Chains:
        """A single chain by itself."""
        own = slice(int(self.first[index]), int(self.last[index]) + 1)
        end = np.array([own.stop - own.start - 1], dtype=np.intp)
        return Chains(self.units[own], self.stay[own], self.leave[own], np.zeros(1, dtype=np.intp), end)


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """The best path through each chain; all arrays have shape (chains,).

    Attributes:
        scores: log score over the whole stretch relative to the background alone (which is 0).
        starts: the frame of the chain's first state.
        ends: the frame after its last; 0 where the chain did not fit into the stretch.
    """

    scores: Float32
    starts: Int32
    ends: Int32


class Search:
    """A search with its buffers, for use again and again; nothing is kept between two runs."""

    def __init__(self, chains: Chains) -> None:
        self.chains = chains
        states = len(chains.units)
        # One more state stands in front of all: its way out is the first chain's way in.
        self._gates = np.concatenate((np.zeros(1, dtype=np.intp), chains.last + 1))
        self._stay = np.concatenate((np.full(1, NEVER), chains.stay)).astype(np.float32)
        self._leave = np.concatenate((np.zeros(1), chains.leave)).astype(np.float32)
        self._value = np.empty(states + 1, dtype=np.float32)
        self._moved = np.empty(states + 1, dtype=np.float32)
        self._emission = np.empty(states, dtype=np.float32)
        self._start = np.empty(states + 1, dtype=np.int32)
        self._came = np.empty(states + 1, dtype=np.int32)
        self._better = np.empty(states, dtype=np.bool_)

    def run(self, emissions: Float32, background: Float32) -> Paths:
        """The best path through each chain.

        Args:
            emissions: log likelihood of each unit in each frame, shape (frames, units), float32.
            background: that of the background, shape (frames,).
        """
        relative = np.ascontiguousarray(emissions - background[:, None], dtype=np.float32)
        count = len(self.chains)
        scores = np.full(count, NEVER, dtype=np.float32)
        starts, ends = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.int32)
        self._value.fill(NEVER)
        self._start.fill(0)
        for frame, emission in enumerate(relative):
            self._step(frame, emission)
            out = self._value[self._gates[1:]] + self.chains.leave[self.chains.last]
            better = out > scores
            np.copyto(scores, out, where=better)
            np.copyto(ends, np.int32(frame + 1), where=better)
            np.copyto(starts, self._start[self._gates[1:]], where=better)
        return Paths(scores, starts, ends)

    def _step(self, frame: int, emission: Float32) -> None:
        value, moved, start, came = self._value, self._moved, self._start, self._came
        np.add(value, self._leave, out=moved)
        moved[self._gates] = 0.0  # whoever reads from a gate enters from the background
        np.add(value, self._stay, out=value)
        np.greater(moved[:-1], value[1:], out=self._better)
        np.maximum(moved[:-1], value[1:], out=value[1:])
        np.copyto(came, start)
        came[self._gates] = frame
        np.copyto(start[1:], came[:-1], where=self._better)
        np.take(emission, self.chains.units, out=self._emission, mode="clip")
        value[1:] += self._emission


def align(emissions: Float32, background: Float32, chain: Chains) -> tuple[float, Int32]:
    """The best path through one chain: its score as in ``Paths``, and the state of each frame.

    Args:
        emissions: shape (frames, units).
        background: shape (frames,).
        chain: a single one (see ``Chains.one``).

    Returns:
        The score, and shape (frames,): the state, counted from 0, or ``BACKGROUND``. All background
        where the chain did not fit.
    """
    frames, states = len(emissions), len(chain.units)
    relative = emissions[:, chain.units] - background[:, None]
    moved = np.zeros((frames, states), dtype=np.bool_)
    value = np.full(states, NEVER, dtype=np.float32)
    before = np.zeros(states, dtype=np.float32)
    best, end = NEVER, 0
    for frame in range(frames):
        before[1:] = value[:-1] + chain.leave[:-1]
        value = value + chain.stay
        np.greater(before, value, out=moved[frame])
        value = np.maximum(before, value) + relative[frame]
        out = value[-1] + chain.leave[-1]
        if out > best:
            best, end = out, frame + 1
    path = np.full(frames, BACKGROUND, dtype=np.int32)
    state = states - 1 if end else BACKGROUND
    for frame in range(end - 1, -1, -1):
        path[frame] = state
        state -= int(moved[frame, state])
        if state < 0:
            break
    return float(best), path
