"""How well each frame of sound fits each senone of the acoustic model that is in play.

The scores are those of pocketsphinx' ``ptm_mgau.c`` without its rounding to 8 bits: in each stream the
four likeliest Gaussians of a phone's codebook count, relative to the likeliest Gaussian of all phones,
and never as less than 96 of its units below it. Both limits matter: without them the scores of frames
far from a phone are another thing (correlation with the decoder's 0.5 to 0.97 in place of 0.999).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.ear.acoustic_model import DENSITIES, LOG_UNIT, STREAMS, AcousticModel
from voiceground.ear.adaptation import NONE, Adaptation

Float32: TypeAlias = npt.NDArray[np.float32]
Int32: TypeAlias = npt.NDArray[np.int32]

NEAREST = 4
"""Gaussians of a codebook that count in a frame."""

FARTHEST = -96.0 * LOG_UNIT
"""No Gaussian counts as farther than this (nats) below the best of all."""

CONTEXT = 3
"""Frames on either side that a frame's slopes look at."""

BLOCK = 50
"""Frames that are scored at once, so that the numbers between stay in the processor's cache."""

PRIOR_MEAN: Float32 = np.array(
    [41.0, -5.29, -0.12, 5.09, 2.48, -4.07, -1.37, -1.78, -5.08, -2.05, -6.45, -1.42, 1.17], dtype=np.float32
)
"""The mean cepstrum that pocketsphinx starts from with this model (its ``cmninit``)."""


def clip_mean(cepstra: Float32, prior: Float32 | None = None, weight: float = 0.0) -> Float32:
    """The mean cepstrum of a clip, shape (13,), blended with an earlier one.

    Frames below zero energy (digital silence) do not count, as in pocketsphinx.

    Args:
        cepstra: shape (frames, 13).
        prior: what to blend in; pocketsphinx' own start if None.
        weight: how many frames the prior counts for.
    """
    prior = PRIOR_MEAN if prior is None else prior
    sounding = cepstra[cepstra[:, 0] >= 0.0]
    if not len(sounding):
        return prior
    mean: Float32 = (sounding.sum(axis=0) + weight * prior) / np.float32(len(sounding) + weight)
    return mean


def streams(cepstra: Float32, mean: Float32) -> tuple[Float32, Float32, Float32]:
    """The three streams of each frame: cepstra less their mean, slope, curvature; (frames, 13) each.

    At the ends the first and the last frame are repeated, as in pocketsphinx.
    """
    static = cepstra - mean
    padded = np.concatenate((static[:1],) * CONTEXT + (static,) + (static[-1:],) * CONTEXT)
    count = len(static)

    def at(shift: int) -> Float32:
        return padded[CONTEXT + shift : CONTEXT + shift + count]

    slope = at(2) - at(-2)
    curvature = (at(3) - at(-1)) - (at(1) - at(-3))
    return static, slope, curvature


class SenoneScorer:
    """Scores frames against a chosen set of senones.

    Args:
        model: the acoustic model.
        adaptation: what is done to the features first.
        senones: which senones; the scores' columns are in the order of ``self.senones``, sorted by the
            phone they belong to.
    """

    def __init__(self, model: AcousticModel, senones: Int32, adaptation: Adaptation = NONE) -> None:
        owner = model.senone_phone[senones]
        order = np.lexsort((senones, owner))
        self.senones: Int32 = senones[order].astype(np.int32)
        owner = owner[order]
        self._adaptation = adaptation
        self._gaussians = model.gaussians
        self._phones = np.unique(owner)
        bounds = np.searchsorted(owner, self._phones)
        self._slices = [
            slice(int(start), int(end)) for start, end in zip(bounds, [*bounds[1:], len(owner)], strict=True)
        ]
        self._weights = model.weights

    def column(self, senones: Int32) -> npt.NDArray[np.intp]:
        """The columns of these senones in the scores."""
        order = np.argsort(self.senones)
        found: npt.NDArray[np.intp] = order[np.searchsorted(self.senones, senones, sorter=order)]
        return found

    def score(self, cepstra: Float32, mean: Float32) -> Float32:
        """Log likelihoods (nats) of the senones, shape (frames, senones), up to a number for each frame.

        Args:
            cepstra: from ``mfcc``, shape (frames, 13).
            mean: the mean cepstrum to take off, shape (13,).
        """
        scores = np.empty((len(cepstra), len(self.senones)), dtype=np.float32)
        if not len(cepstra):
            return scores
        parts = [
            _squares(self._adaptation.apply(place, stream))
            for place, stream in enumerate(streams(cepstra, mean))
        ]
        for start in range(0, len(cepstra), BLOCK):
            self._score_block([part[start : start + BLOCK] for part in parts], scores[start : start + BLOCK])
        return scores

    def _score_block(self, parts: list[Float32], out: Float32) -> None:
        out.fill(1.0)
        weights = _linear_weights(self)
        for stream in range(STREAMS):
            near = self._densities(parts[stream] @ self._gaussians[stream])
            for index, columns in enumerate(self._slices):
                out[:, columns] *= near[:, index] @ weights[stream][index]
        np.log(out, out=out)

    def linear_weights(self) -> list[list[Float32]]:
        """The weights of each stream's codebooks in play as probabilities, (128, senones of the phone)."""
        linear = np.exp(-LOG_UNIT * np.arange(256)).astype(np.float32)
        return [
            [np.ascontiguousarray(linear[stream[:, self.senones[columns]]]) for columns in self._slices]
            for stream in self._weights
        ]

    def _densities(self, logs: Float32) -> Float32:
        """Of each codebook in play, the densities of its nearest Gaussians; (frames, codebooks, 128)."""
        logs = logs.reshape(len(logs), -1, DENSITIES)
        ranked = np.sort(logs, axis=2)  # quicker here than a partition: sorted in the processor's registers
        best = ranked[:, :, -1].max(axis=1)
        last = ranked[:, :, DENSITIES - NEAREST, None]
        if len(self._phones) < logs.shape[1]:
            logs, last = logs[:, self._phones], last[:, self._phones]
        counts = logs >= last
        logs -= best[:, None, None]
        np.maximum(logs, FARTHEST, out=logs)
        np.exp(logs, out=logs)
        logs *= counts
        return logs


@lru_cache(maxsize=4)
def _linear_weights(scorer: SenoneScorer) -> list[list[Float32]]:
    """Kept for the vocabularies in use only: they are four times the size of the model's own."""
    return scorer.linear_weights()


def _squares(stream: Float32) -> Float32:
    """``[x*x, x, 1]`` of each frame, which a matrix takes to the log densities of all Gaussians."""
    return np.hstack((stream * stream, stream, np.ones((len(stream), 1), dtype=np.float32)))
