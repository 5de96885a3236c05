"""Finds where each phone of known words lies in a sound.

The words come one after another, each in any of its pronunciations, with or without a pause between two
of them, and with background before the first and after the last. The states of all pronunciations lie in
one vector, as in ``chains``; what is added here is that a word has several ways in and out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.ear.acoustic_model import SILENCE, STATES, AcousticModel
from voiceground.ear.chains import NEVER, Float32, Index, Int32
from voiceground.ear.strings import PAUSE, Phones, strung

Aligned: TypeAlias = tuple[str, int, int]
"""A phone, its first frame and the frame after its last; frames of 10 ms."""

OUTSIDE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """Slots one after another, each with alternatives: the words, and a pause that may be left out between.

    Attributes:
        senones: the senone of each state, shape (states,).
        stay, leave: log probabilities of each state.
        first, last: of each alternative, in states; shape (alternatives,).
        slot: the slot of each alternative, ascending.
        pause: for each slot, whether it may be left out.
        phones: the phone that each state belongs to.
    """

    senones: Int32
    stay: Float32
    leave: Float32
    first: Index
    last: Index
    slot: Index
    pause: npt.NDArray[np.bool_]
    phones: tuple[str, ...]


def net(model: AcousticModel, words: Sequence[Sequence[Phones]]) -> Net:
    """The net of a phrase.

    Args:
        model: the acoustic model.
        words: the pronunciations of each word, at least one word and one pronunciation each.
    """
    slots = [part for word in words for part in ((PAUSE,), tuple(word))][1:]
    alternatives = [(place, phones) for place, ways in enumerate(slots) for phones in ways]
    around = [_neighbours([word[0] for word in words], place) for place, _ in alternatives]
    states = strung(model, [(phones,) for _, phones in alternatives], around)
    state = np.tile(np.arange(STATES), len(states.phone) // STATES)
    last = np.cumsum(states.lengths) - 1
    return Net(
        senones=states.senones,
        stay=model.stay[states.phone, state],
        leave=model.leave[states.phone, state],
        first=last - states.lengths + 1,
        last=last,
        slot=np.array([place for place, _ in alternatives], dtype=np.intp),
        pause=np.array([ways == (PAUSE,) for ways in slots]),
        phones=tuple(model.phones[int(number)] for number in states.phone),
    )


def states_of_frames(net: Net, relative: Float32) -> Index:
    """The state of each frame on the best path, ``OUTSIDE`` in the background before and after.

    Args:
        net: what was said.
        relative: log likelihood of each of its states less the background's, shape (frames, states).

    Returns:
        Shape (frames,); all ``OUTSIDE`` where the words do not fit into so few frames.
    """
    frames, states = relative.shape
    values = np.full((frames + 1, states), NEVER, dtype=np.float32)  # the last row is before the first frame
    moved = np.zeros((frames, states), dtype=np.bool_)
    coming = np.empty(states, dtype=np.float32)
    outs = np.full((frames + 1, int(net.slot[-1]) + 1), NEVER, dtype=np.float32)
    bounds = np.searchsorted(net.slot, np.arange(outs.shape[1]))
    for frame in range(frames):
        before = values[frame - 1]
        coming[1:] = before[:-1] + net.leave[:-1]
        coming[net.first] = _ways_in(net, outs[frame - 1])[net.slot]
        stays = before + net.stay
        np.greater(coming, stays, out=moved[frame])
        np.add(np.maximum(coming, stays), relative[frame], out=values[frame])
        outs[frame] = np.maximum.reduceat(values[frame][net.last] + net.leave[net.last], bounds)
    return _traced(net, values, moved, outs)


def told(net: Net, path: Index) -> list[Aligned]:
    """The path, phone by phone, without gaps; the background is ``SIL``."""
    starts = set(net.first.tolist())
    result: list[Aligned] = []
    before = OUTSIDE - 1
    for frame, state in enumerate(path.tolist()):
        phone = SILENCE if state == OUTSIDE else net.phones[state]
        entered = state != before and (state == OUTSIDE or state in starts or state % STATES == 0)
        if result and not entered:
            result[-1] = (result[-1][0], result[-1][1], frame + 1)
        else:
            result.append((phone, frame, frame + 1))
        before = state
    return result


def _traced(net: Net, values: Float32, moved: npt.NDArray[np.bool_], outs: Float32) -> Index:
    frames = len(moved)
    path = np.full(frames, OUTSIDE, dtype=np.intp)
    end = int(outs[:frames, -1].argmax()) if frames else 0
    if not frames or outs[end, -1] <= NEVER / 2:
        return path
    alternative_of = dict(zip(net.first.tolist(), range(len(net.first)), strict=True))
    state = _way_out(net, values[end], len(net.pause) - 1)
    for frame in range(end, -1, -1):
        path[frame] = state
        if not moved[frame, state]:
            continue
        if state not in alternative_of:
            state -= 1
            continue
        slot = int(net.slot[alternative_of[state]])
        if slot == 0:
            break
        if net.pause[slot - 1] and outs[frame - 1, slot - 2] > outs[frame - 1, slot - 1]:
            slot -= 1
        state = _way_out(net, values[frame - 1], slot - 1)
    return path


def _ways_in(net: Net, outs: Float32) -> Float32:
    """The best score to enter each slot with: out of the one before, or of that before a pause."""
    ways = np.empty_like(outs)
    ways[0] = 0.0
    ways[1:] = outs[:-1]
    over = np.flatnonzero(net.pause) + 1
    ways[over] = np.maximum(ways[over], outs[over - 2])
    return ways


def _way_out(net: Net, values: Float32, slot: int) -> int:
    """The last state of the best alternative of a slot."""
    own = net.last[net.slot == slot]
    return int(own[(values[own] + net.leave[own]).argmax()])


def _neighbours(usual: Sequence[Phones], slot: int) -> tuple[str, str]:
    """The phones before and after a slot, as its neighbours are usually said; silence at the ends.

    Words stand in the even slots, pauses between them.
    """
    before, after = (slot - 1) // 2, slot // 2 + 1
    return (
        usual[before][-1] if slot else SILENCE,
        usual[after][0] if after < len(usual) else SILENCE,
    )
