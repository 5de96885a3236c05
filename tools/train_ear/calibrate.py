"""Learns how likely it is that somebody said a form, on people whom the net has not heard.

A small net on the features of every candidate of a moment: the one that was said, and its rivals. What is
learnt from is drawn by ``draw.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from voiceground.ear.evidence import Evidence
from voiceground.ear.features import NAMES
from voiceground.ear.verdict import ROUGH, candidates

EPOCHS, HIDDEN, NETS = 60, 48, 3

WINDOWS = slice(NAMES.index("in the first window"), NAMES.index("stands out"))
"""What half of the nets are not shown. Where all see them, more other words pass: of people who were left out
9 of 150 instead of 7 in quiet, and 21 instead of 19 in a room (November 2026)."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """One look at a moment, as little of it as has to be kept.

    Attributes:
        rows: the features of each candidate, shape (candidates, features).
        truth: the place of the one that was said, -1 for none.
        fewer: whether it was heard by nets that met fewer people, for a shorter time, than those that judge.
    """

    rows: np.ndarray
    truth: int
    fewer: bool = False

    @staticmethod
    def of(evidence: Evidence, name: str | None) -> Heard:
        """Keep what is needed of the evidence; ``name`` is the option that was said, if any."""
        listening, found = evidence.listening, candidates(evidence)
        names = [listening.names[listening.option[one.form]] for one in found]
        return Heard(np.array([one.row for one in found]), names.index(name) if name in names else -1)

    @property
    def may_be_right(self) -> bool:
        """Whether the option that was said is the likeliest at a first look."""
        return self.truth == 0


def learn(spots: Sequence[Heard], looks: Sequence[Heard], seed: int) -> dict[str, np.ndarray]:
    """The arrays of ``verdict.npz``: from what was spotted over our voice, and from looks at utterances."""
    return learn_part("spotted", spots, seed) | learn_part("ended", looks, seed)


def learn_part(part: str, heard: Sequence[Heard], seed: int) -> dict[str, np.ndarray]:
    """The arrays of one of the two probabilities.

    A moment is looked at more than once, and what counts is the surest look. Of people who were left out,
    that one was calibrated as it came with the verdict of 27 November: its log odds want a factor of 1.04
    and -0.13 beside them (five-fold by person; four of ten moments held an option).
    """
    rows = np.concatenate([np.pad(item.rows, ((0, 0), (0, 1)), constant_values=item.fewer) for item in heard])
    labels = np.concatenate([np.arange(len(item.rows)) == item.truth for item in heard])
    learnt = _without_mark(_learn_probability(rows, labels.astype(np.float32), seed))
    return {f"{part}_{name}": array for name, array in (learnt | {"rough": ROUGH}).items()}


def _without_mark(learnt: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The same net where the last feature, who heard it, is always 0: it is in the biases then."""
    never = -learnt["mean"][-1] / learnt["spread"][-1]
    kept = {name: learnt[name][:-1] for name in ("mean", "spread", "w1", "straight")}
    b1 = learnt["b1"] + never * learnt["w1"][-1]
    return learnt | kept | {"b1": b1, "b2": np.float32(learnt["b2"] + never * learnt["straight"][-1])}


def _learn_probability(rows: np.ndarray, labels: np.ndarray, seed: int) -> dict[str, np.ndarray]:
    """The mean of some nets of one hidden layer, as one net: the chance that the form was said."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    x, y = torch.from_numpy(((rows - mean) / spread).astype(np.float32)), torch.from_numpy(labels)
    narrow = x.clone()
    narrow[:, WINDOWS] = 0.0
    nets = [_net(given, y, seed + number) for given in (x, narrow) for number in range(NETS)]
    for net in nets[NETS:]:
        net.hidden.weight.data[:, WINDOWS] = 0.0
        net.straight.weight.data[:, WINDOWS] = 0.0
    return {
        "mean": mean.astype(np.float32),
        "spread": spread.astype(np.float32),
        "w1": np.concatenate([net.hidden.weight.detach().numpy() for net in nets]).T.copy(),
        "b1": np.concatenate([net.hidden.bias.detach().numpy() for net in nets]),
        "w2": np.concatenate([net.out.weight.detach().numpy()[0] for net in nets]) / len(nets),
        "b2": np.mean([net.out.bias.detach().numpy()[0] for net in nets], dtype=np.float32),
        "straight": np.mean([net.straight.weight.detach().numpy()[0] for net in nets], axis=0),
    }


class _Weigher(torch.nn.Module):
    """One hidden layer, and a straight path beside it."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.hidden, self.out = torch.nn.Linear(features, HIDDEN), torch.nn.Linear(HIDDEN, 1)
        self.straight = torch.nn.Linear(features, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Log odds, shape (n,), of features, shape (n, features)."""
        hidden = torch.dropout(torch.relu(self.hidden(x)), 0.2, train=True)
        return (self.out(hidden) + self.straight(x))[:, 0]


def _net(x: torch.Tensor, y: torch.Tensor, seed: int) -> _Weigher:
    torch.manual_seed(seed)
    net = _Weigher(x.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, EPOCHS)
    for _ in range(EPOCHS):
        for part in torch.randperm(len(x)).split(256):
            given = x[part] + 0.05 * torch.randn(len(part), x.shape[1])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(net(given), y[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        schedule.step()
    return net
