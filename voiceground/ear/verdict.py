"""Weighs the evidence: which option it is, and how likely it is that anyone said it.

Both weighings were learnt by ``tools/train_ear`` on people whom the net had not heard, with vocabularies
drawn by chance, in quiet, in noise and in rooms. The probability is calibrated where half of what is heard
is one of the options; what is to be made of it in a moment is a matter of costs (``core/costs.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voiceground.ear.chains import Float32, Index
from voiceground.ear.evidence import Evidence
from voiceground.ear.features import choice_terms, features
from voiceground.ear.weights import WEIGHTS, weights_missing


@dataclass(frozen=True, slots=True)
class Verdict:
    """An option, what was said for it, the probability that it was, and its rivals, best first."""

    name: str
    phrase: str
    probability: float
    others: tuple[tuple[str, float], ...]


class Judge:
    """The learnt weights.

    Args:
        folder: where ``verdict.npz`` lies.

    Raises:
        EarError: the weights cannot be read.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        try:
            with np.load(folder / "verdict.npz", allow_pickle=False) as stored:
                self._arrays: dict[str, Float32] = {name: stored[name] for name in stored.files}
        except (OSError, ValueError) as error:
            raise weights_missing(folder, error) from error

    def choose(self, evidence: Evidence) -> Float32:
        """How well each form fits, all witnesses together, shape (forms,)."""
        terms = choice_terms(evidence)
        noisy = np.clip((20.0 - evidence.snr) / 20.0, -1.0, 1.0)
        weights = self._arrays["choice"] + noisy * self._arrays["choice_noisy"]
        result: Float32 = terms @ weights + self._arrays["unknown"] * (evidence.listening.word < 0)
        return result

    def judge(self, evidence: Evidence) -> Verdict | None:
        """The likeliest option with its probability; None where the vocabulary is empty."""
        listening = evidence.listening
        if not len(listening.forms):
            return None
        values = self.choose(evidence)
        tops = best_forms(values, listening.option)
        order = sorted(tops, key=lambda option: -values[tops[option]])
        best = tops[order[0]]
        rival = tops[order[1]] if len(order) > 1 else None
        said = self.probability(features(evidence, best, rival))
        weight = np.exp(np.minimum(0.0, [values[tops[option]] - values[best] for option in order]))
        share = weight / weight.sum()
        others = tuple(
            (listening.names[option], float(said * p))
            for option, p in zip(order[1:4], share[1:4], strict=False)
        )
        phrase = " ".join(listening.forms[best].core)
        return Verdict(listening.names[order[0]], phrase, said, others)

    def probability(self, row: Float32) -> float:
        """The probability that a form with these features was said."""
        arrays = self._arrays
        x = (row - arrays["mean"]) / arrays["spread"]
        hidden = np.maximum(0.0, x @ arrays["w1"] + arrays["b1"])
        odds = float(hidden @ arrays["w2"] + x @ arrays["straight"] + arrays["b2"])
        return float(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


def best_forms(values: Float32, option: Index) -> dict[int, int]:
    """The best form of each option that has one."""
    return {int(option[form]): int(form) for form in np.argsort(values, kind="stable")}
