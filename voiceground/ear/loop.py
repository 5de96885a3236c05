"""The best string of any phones at all: what a word has to measure up to.

It is the competitor of every word: other words, sentences and babble fit it as well as a reply fits its
own word, or better. The background (silence) may come between any two phones and costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.ear.chains import NEVER, Float32, Index

Bools: TypeAlias = npt.NDArray[np.bool_]

UNIFORM = -float(np.log(39.0))
"""The log probability of any one of the 39 phones coming next."""

SILENT = -1


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """The best string of phones over a stretch of sound.

    Attributes:
        score: its log score relative to the background alone.
        upto: what it had gained before each frame, shape (frames + 1,); so what it gains within
            a span is a difference of two.
        phones: which phone it is in at each frame, ``SILENT`` for the background; shape (frames,).
    """

    score: float
    upto: Float32
    phones: Index

    def within(self, start: int, end: int) -> float:
        """What the string gains from frame ``start`` to before ``end``."""
        return float(self.upto[end] - self.upto[start])


def phone_loop(relative: Float32, stay: Float32, leave: Float32, enter: float = UNIFORM) -> Loop:
    """Search the best string of phones.

    Args:
        relative: log likelihood of each state of each phone less the background's, shape
            (frames, phones, states).
        stay: log probability of staying in each state for a frame more, shape (phones, states).
        leave: log probability of leaving it.
        enter: log probability of entering any phone.
    """
    frames, phones, states = relative.shape
    moved = np.empty((phones, states), dtype=np.float32)
    stayed = np.empty((frames, phones, states), dtype=np.bool_)
    values = np.empty((frames, phones, states), dtype=np.float32)
    outside = np.zeros(frames + 1, dtype=np.float32)
    ended = np.full(frames + 1, SILENT, dtype=np.intp)
    value = np.full((phones, states), NEVER, dtype=np.float32)
    for frame in range(frames):
        moved[:, 0] = outside[frame] + enter
        moved[:, 1:] = value[:, :-1] + leave[:, :-1]
        stays = value + stay
        np.greater_equal(stays, moved, out=stayed[frame])
        value = values[frame]
        np.maximum(stays, moved, out=value)
        value += relative[frame]
        exits = value[:, -1] + leave[:, -1]
        best = int(exits.argmax())
        outside[frame + 1] = outside[frame]
        if exits[best] > outside[frame]:
            outside[frame + 1], ended[frame + 1] = exits[best], best
    return _traced(values, stayed, outside, ended)


def _traced(values: Float32, stayed: Bools, outside: Float32, ended: Index) -> Loop:
    """Walk the best path back from its end.

    Args:
        values: the best score in each state at each frame.
        stayed: whether it was reached by staying.
        outside: the best score outside of all phones before each frame.
        ended: the phone that this score came out of just then, or ``SILENT``.
    """
    frames, _, states = values.shape
    upto = np.zeros(frames + 1, dtype=np.float32)
    path = np.full(frames, SILENT, dtype=np.intp)
    phone, state = int(ended[frames]), states - 1
    upto[frames] = outside[frames]
    for frame in range(frames - 1, -1, -1):
        path[frame] = phone
        if phone == SILENT:
            phone, state, upto[frame] = int(ended[frame]), states - 1, outside[frame]
        elif stayed[frame, phone, state]:
            upto[frame] = values[frame - 1, phone, state]
        elif state:
            state -= 1
            upto[frame] = values[frame - 1, phone, state]
        else:
            phone, state, upto[frame] = int(ended[frame]), states - 1, outside[frame]
    return Loop(float(outside[frames]), upto, path)
