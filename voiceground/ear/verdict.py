"""Weighs the evidence: how likely it is that somebody said one of the options, and which.

A rough look leaves the few likeliest options. Each of them is asked for its probability, with the evidence
for its rivals beside its own, and the likeliest has it. That was learnt by ``tools/train_ear`` on people whom
the net had not heard, with vocabularies drawn by chance, in quiet, in noise and in rooms; and it was learnt
twice: of an utterance as the ear looks at it when it pauses or ends, and of a word that is spotted among
other sound. It is calibrated where half of what is heard is one of the options; what is to be made of it is a
matter of costs (``core/costs.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voiceground.ear.chains import Float32, Index
from voiceground.ear.evidence import Evidence
from voiceground.ear.features import choice_terms, features
from voiceground.ear.weights import WEIGHTS, weights_missing

ROUGH = np.array([[0.3, 0.1, 0.5, 0.8, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0]], dtype=np.float32)
"""A choice good enough to say which few options it may be: what each of the ``choice_terms`` counts, and that
the whole-word head does not know the form; and how much more where it is noisy. Each of the two probabilities
keeps the one that it was learnt with."""

CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """An option, what was said for it, the probability that it was, and its rivals, best first."""

    name: str
    phrase: str
    probability: float
    others: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A form that may have been said, and the features of it against its best rival."""

    form: int
    row: Float32


class Learnt(NamedTuple):
    """One of the two probabilities: a net with one hidden layer, and a straight path beside it."""

    mean: Float32
    spread: Float32
    w1: Float32
    b1: Float32
    w2: Float32
    b2: Float32
    straight: Float32
    rough: Float32

    def probabilities(self, rows: Float32) -> npt.NDArray[np.floating]:
        """The probability that each form was said, from its features, shape (forms, features)."""
        x = (rows - self.mean) / self.spread
        odds = np.maximum(0.0, x @ self.w1 + self.b1) @ self.w2 + x @ self.straight + self.b2
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


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
                self._ended, self._spotted = (
                    Learnt(*(stored[f"{part}_{name}"] for name in Learnt._fields))
                    for part in ("ended", "spotted")
                )
        except (OSError, ValueError, KeyError) as error:
            raise weights_missing(folder, error) from error

    def judge(self, evidence: Evidence) -> Verdict | None:
        """The likeliest option with its probability; None where the vocabulary is empty."""
        listening = evidence.listening
        learnt = self._ended if evidence.standing is None else self._spotted
        found = candidates(evidence, learnt.rough)
        if not found:
            return None
        said = learnt.probabilities(np.array([one.row for one in found]))
        order = np.argsort(-said, kind="stable")
        best = found[order[0]].form
        names = [listening.names[listening.option[found[place].form]] for place in order]
        others = tuple((name, float(said[place])) for name, place in zip(names[1:], order[1:], strict=True))
        return Verdict(names[0], " ".join(listening.forms[best].core), float(said[order[0]]), others)


def candidates(evidence: Evidence, rough: Float32 = ROUGH) -> list[Candidate]:
    """The best forms of the likeliest options, the likeliest first."""
    listening = evidence.listening
    noisy = np.clip((20.0 - evidence.snr) / 20.0, -1.0, 1.0)
    terms = np.column_stack((choice_terms(evidence), listening.word < 0))
    values = terms @ (rough[0] + noisy * rough[1])
    tops = best_forms(values, listening.option)
    forms = sorted(tops.values(), key=lambda form: -float(values[form]))[:CANDIDATES]
    rivals = [next((other for other in forms if other != form), None) for form in forms]
    return [
        Candidate(form, features(evidence, form, rival)) for form, rival in zip(forms, rivals, strict=True)
    ]


def best_forms(values: Float32, option: Index) -> dict[int, int]:
    """The best form of each option that has one."""
    return {int(option[form]): int(form) for form in np.argsort(values, kind="stable")}
