"""Fits pocketsphinx' acoustic model to short replies: one affine map of each stream of its features.

Only people of the training part are used. The model was trained on sentences read close to
a microphone; replies are one word in a second of a room, so that their cepstra lie elsewhere once the
mean is off. The map is the one under which the model itself finds the training words likeliest (constrained
maximum likelihood linear regression: Gales, *Computer Speech and Language* 12, 1998), so it knows nothing
of words: 546 numbers, the same for every phone.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tools.train_ear.split import TRAIN, person_of, read_manifest, read_split
from tools.train_ear.withheld import WITHHELD
from voiceground.core.tick import Samples
from voiceground.ear import align
from voiceground.ear.acoustic_model import DENSITIES, LOG_UNIT, STREAM_SIZE, STREAMS
from voiceground.ear.adaptation import NONE, Adaptation
from voiceground.ear.mfcc import cepstra
from voiceground.ear.senones import SenoneScorer, clip_mean, streams
from voiceground.ear.wav import read_wav
from voiceground.ear.wordscore import PRIOR_FRAMES, WordScorer

Float64: TypeAlias = npt.NDArray[np.float64]

SEED = 11
CLIPS = 1500
ROUNDS = 2
"""Alignments, each with the map of the round before."""

SWEEPS = 20
FOLDERS = ("commands/", "digits/", "phrases/", "other_words/")


class Statistics:
    """What the frames say about one map: for each of its rows, a quadratic and a linear part."""

    def __init__(self) -> None:
        self.frames = 0.0
        self.quadratic = np.zeros((STREAM_SIZE, STREAM_SIZE + 1, STREAM_SIZE + 1))
        self.linear = np.zeros((STREAM_SIZE, STREAM_SIZE + 1))

    def add(self, before: Float64, precision: Float64, pull: Float64) -> None:
        """Count frames.

        Args:
            before: the features without any map, shape (frames, 13).
            precision: the expected inverse variances of their Gaussians, (frames, 13).
            pull: the expected means times inverse variances, (frames, 13).
        """
        extended = np.hstack((before, np.ones((len(before), 1))))
        self.frames += len(before)
        self.quadratic += np.einsum("tk,ti,tj->kij", precision, extended, extended)
        self.linear += np.einsum("tk,ti->ki", pull, extended)

    def best_map(self) -> Float64:
        """The likeliest map, shape (13, 14), its offset in the last column; row by row, some sweeps."""
        found = np.hstack((np.eye(STREAM_SIZE), np.zeros((STREAM_SIZE, 1))))
        for _ in range(SWEEPS):
            for row in range(STREAM_SIZE):
                found[row] = self._best_row(found, row)
        return found

    def _best_row(self, found: Float64, row: int) -> Float64:
        """The row that maximises ``frames log |row . cofactors| - row Q row / 2 + row . L``."""
        square = found[:, :-1]
        cofactors = np.append(np.linalg.inv(square).T[row] * np.linalg.det(square), 0.0)
        inverse = np.linalg.inv(self.quadratic[row])
        a = cofactors @ inverse @ cofactors
        b = cofactors @ inverse @ self.linear[row]
        root = np.sqrt(b * b + 4.0 * a * self.frames)
        rows = [((sign * root - b) / (2.0 * a) * cofactors + self.linear[row]) @ inverse for sign in (1, -1)]
        return max(rows, key=lambda each: self._likelihood(each, cofactors, row))

    def _likelihood(self, each: Float64, cofactors: Float64, row: int) -> float:
        quadratic = 0.5 * each @ self.quadratic[row] @ each
        return float(self.frames * np.log(abs(cofactors @ each)) - quadratic + self.linear[row] @ each)


def chosen(folder: Path, without: Iterable[str]) -> list[tuple[Samples, tuple[str, ...]]]:
    """A seeded sample of what the training people said: each sound and its words."""
    parts = read_split()
    left_out = {*WITHHELD, *without}
    rows = [
        row
        for row in read_manifest(folder)
        if row["path"].startswith(FOLDERS)
        and row["text"]
        and parts.get(person_of(row)) == TRAIN
        and left_out.isdisjoint(row["text"].lower().split())
    ]
    random.Random(SEED).shuffle(rows)
    return [(read_wav(folder / row["path"]), tuple(row["text"].lower().split())) for row in rows[:CLIPS]]


def counted(
    scorer: WordScorer, clips: list[tuple[Samples, tuple[str, ...]]], adaptation: Adaptation
) -> list[Statistics]:
    """The statistics of each stream, every frame of speech at the Gaussians of its senone."""
    model = scorer.model
    gaussians = model.gaussians.reshape(STREAMS, 2 * STREAM_SIZE + 1, len(model.phones), DENSITIES)
    found = [Statistics() for _ in range(STREAMS)]
    for sound, words in clips:
        frames, senones = _aligned(scorer, sound, words, adaptation)
        phones = model.senone_phone[senones]
        for stream, raw in enumerate(frames):
            mapped = adaptation.apply(stream, raw)
            logs = np.einsum(
                "tk,ktd->td",
                np.hstack((mapped**2, mapped, np.ones((len(mapped), 1), dtype=np.float32))),
                gaussians[stream][:, phones],
            )
            logs = logs - LOG_UNIT * model.weights[stream][:, senones].T
            shares = np.exp(logs - logs.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            own = gaussians[stream][:, phones]
            found[stream].add(
                raw.astype(np.float64),
                np.einsum("td,ktd->tk", shares, -2.0 * own[:STREAM_SIZE]),
                np.einsum("td,ktd->tk", shares, own[STREAM_SIZE:-1]),
            )
    return found


def _aligned(
    scorer: WordScorer, sound: Samples, words: tuple[str, ...], adaptation: Adaptation
) -> tuple[list[npt.NDArray[np.float32]], npt.NDArray[np.int32]]:
    """The unmapped streams of the frames that are speech, and the senone of each."""
    frames = cepstra(sound)
    net = align.net(scorer.model, [scorer.lexicon.look_up(word).ways for word in words])
    mean = clip_mean(frames, weight=PRIOR_FRAMES)
    needed = np.unique(np.concatenate((net.senones, scorer.silence)))
    fitted = SenoneScorer(scorer.model, needed, adaptation)
    emissions = fitted.score(frames, mean)
    silence = emissions[:, fitted.column(scorer.silence)].max(axis=1)
    columns = fitted.column(net.senones)
    path = align.states_of_frames(net, emissions[:, columns] - silence[:, None])
    speech = np.flatnonzero(path != align.OUTSIDE)
    return [each[speech] for each in streams(frames, mean)], net.senones[path[speech]]


def fitted(folder: Path, without: Iterable[str]) -> Adaptation:
    """The map, learnt from the training people of a folder of recordings."""
    scorer = WordScorer()
    clips = chosen(folder, without)
    adaptation = NONE
    for _ in range(ROUNDS):
        statistics = counted(scorer, clips, adaptation)
        adaptation = Adaptation(np.stack([each.best_map() for each in statistics]).astype(np.float32))
    return adaptation
