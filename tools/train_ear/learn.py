"""Fits the verdict to moments that were heard: which option it was, and how likely it is that it was said.

The choice between options is a multinomial regression, the probability a small net on the features of the
best option.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from voiceground.ear.evidence import Evidence
from voiceground.ear.features import choice_terms, features
from voiceground.ear.verdict import best_forms

ROUGH = np.array([0.3, 0.1, 0.5, 0.8], dtype=np.float32)
"""A choice good enough to say which few forms may be the best; what is learnt decides among them."""

CANDIDATES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """One drawn moment, as little of it as has to be kept.

    Attributes:
        terms: of the best form of each option that has one, shape (options, 4) (see ``choice_terms``).
        fresh: 1 where the whole-word head does not know the form, shape (options,).
        truth: the place of the option that it was in these arrays, -1 for none.
        rows: the features for the likeliest options as best and as rival: {(best, rival): row}.
        noisy: as in ``Judge.choose``.
        kind: what was drawn.
    """

    terms: np.ndarray
    fresh: np.ndarray
    truth: int
    rows: Mapping[tuple[int, int | None], np.ndarray]
    noisy: float
    kind: str

    @staticmethod
    def of(evidence: Evidence, name: str | None, kind: str) -> Heard:
        """Keep what is needed of the evidence; ``name`` is the option that was said, if any."""
        listening = evidence.listening
        terms = choice_terms(evidence)
        forms = best_forms(terms @ ROUGH, listening.option)
        options_there = sorted(forms, key=lambda option: -float(terms[forms[option]] @ ROUGH))
        places = [forms[option] for option in options_there]
        top = range(min(CANDIDATES, len(places)))
        rows = {
            (one, other): features(evidence, places[one], places[other])
            for one in top
            for other in top
            if one != other
        }
        if len(places) == 1:
            rows = {(0, None): features(evidence, places[0], None)}
        names = [listening.names[option] for option in options_there]
        return Heard(
            terms[places],
            (listening.word[places] < 0).astype(np.float32),
            names.index(name) if name in names else -1,
            rows,
            float(np.clip((20.0 - evidence.snr) / 20.0, -1.0, 1.0)),
            kind,
        )

    def chosen(self, choice: Mapping[str, np.ndarray]) -> tuple[int, np.ndarray]:
        """The best option by what was learnt, and the features of its best form."""
        top = min(CANDIDATES, len(self.terms))
        values = self.terms @ (choice["choice"] + self.noisy * choice["choice_noisy"])
        order = np.argsort(-(values + choice["unknown"] * self.fresh)[:top], kind="stable")
        return int(order[0]), self.rows[int(order[0]), int(order[1]) if top > 1 else None]


def learn(heard: Sequence[Heard], seed: int, epochs: int = 60) -> dict[str, np.ndarray]:
    """The arrays of ``verdict.npz``."""
    choice = _learn_choice([item for item in heard if item.truth >= 0], seed)
    rows, labels = [], []
    for item in heard:
        best, row = item.chosen(choice)
        rows.append(row)
        labels.append(float(item.truth == best))
    return choice | learn_probability(np.array(rows), np.array(labels, dtype=np.float32), seed, epochs)


def _learn_choice(heard: Sequence[Heard], seed: int) -> dict[str, np.ndarray]:
    """A multinomial regression over options."""
    torch.manual_seed(seed)
    weight = torch.tensor(ROUGH, requires_grad=True)
    noisy = torch.zeros(4, requires_grad=True)
    unknown = torch.zeros((), requires_grad=True)
    optimiser = torch.optim.Adam([weight, noisy, unknown], lr=0.02)
    most = max(len(item.terms) for item in heard)
    terms, fresh = np.zeros((len(heard), most, 4), np.float32), np.zeros((len(heard), most), np.float32)
    missing = np.full((len(heard), most), -60.0, dtype=np.float32)
    for place, item in enumerate(heard):
        terms[place, : len(item.terms)], fresh[place, : len(item.terms)] = item.terms, item.fresh
        missing[place, : len(item.terms)] = 0.0
    x, new, gap = torch.from_numpy(terms), torch.from_numpy(fresh), torch.from_numpy(missing)
    snr = torch.tensor([item.noisy for item in heard])[:, None, None]
    truth = torch.tensor([item.truth for item in heard])
    for _ in range(400):
        value = (x * (weight + snr * noisy)).sum(2) + unknown * new + gap
        loss = torch.nn.functional.cross_entropy(value, truth)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        with torch.no_grad():
            weight.clamp_(min=0.0)
    found = {"choice": weight, "choice_noisy": noisy, "unknown": unknown}
    return {name: value.detach().numpy() for name, value in found.items()}


def learn_probability(rows: np.ndarray, labels: np.ndarray, seed: int, epochs: int) -> dict[str, np.ndarray]:
    """A net of 24 hidden units with a straight path beside them: the chance that the option was said."""
    torch.manual_seed(seed)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    x, y = torch.from_numpy(((rows - mean) / spread).astype(np.float32)), torch.from_numpy(labels)
    hidden, out = torch.nn.Linear(x.shape[1], 24), torch.nn.Linear(24, 1)
    straight = torch.nn.Linear(x.shape[1], 1, bias=False)
    parameters = [*hidden.parameters(), *out.parameters(), *straight.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=3e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    for _ in range(epochs):
        for part in torch.randperm(len(x)).split(256):
            given = x[part] + 0.05 * torch.randn(len(part), x.shape[1])
            odds = out(torch.dropout(torch.relu(hidden(given)), 0.2, train=True)) + straight(given)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(odds[:, 0], y[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        schedule.step()
    return {
        "mean": mean.astype(np.float32),
        "spread": spread.astype(np.float32),
        "w1": hidden.weight.detach().numpy().T.copy(),
        "b1": hidden.bias.detach().numpy(),
        "w2": out.weight.detach().numpy()[0],
        "b2": out.bias.detach().numpy()[0],
        "straight": straight.weight.detach().numpy()[0],
    }
