"""The trained nets: log-mel in, phones every 20 ms and whole words out. In numpy, layer by layer.

What it is, what it was trained on and how well it does stands in ``weights/MODEL_CARD.md``;
``tools/train_ear/nets.py`` is the same net as it was trained. onnxruntime ran it at first, a little faster:
its version 1.32 looks up its maker's telemetry host as soon as it is loaded, which a test of the offline
promise noticed. Arrays ask nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.mel import FRAME, HOP, Floats, log_mel
from voiceground.ear.weights import WEIGHTS, weights_missing

FIRST_STEP, STEP = 0.121, 0.020
"""The centre of the first phone step and the distance to the next, in seconds."""

WINDOW = 129 * HOP + FRAME
"""The stretch of sound that the word head was trained on, in samples (1.32 s)."""

WINDOW_HOP, WINDOW_STEPS, WINDOW_EMBEDDINGS = 8 * HOP, 55, 7
"""From one such stretch to the next, in samples (80 ms); the phone steps and the embeddings of one."""

SHORTEST = round(0.8 * SAMPLE_RATE)
"""The least that the net can hear, in samples."""

STEM, PHONE_LAYER, LAST = 3, 10, 19
"""The layers that all branches share; the last one of the phones; the last one of the words."""

PHONES, DETAIL = "phone.frames", "frames"
"""The two copies of the middle layers: for the phones alone, and for the fine detail of whole words."""

POOLS: Mapping[int, tuple[int, int]] = {2: (2, 2), 6: (1, 2), 10: (2, 2), 14: (1, 2), 18: (2, 2)}
"""After which layer the maximum of (frames, bands) is taken."""


class Net:
    """The net with its weights.

    Args:
        folder: where ``ear.npz`` lies.

    Raises:
        EarError: the weights cannot be read.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        try:
            with np.load(folder / "ear.npz", allow_pickle=False) as stored:
                self.words = tuple(str(word) for word in stored["words"])
                self._arrays = {
                    name: _ordered(stored[name].astype(np.float32))
                    for name in stored.files
                    if name != "words"
                }
        except (OSError, ValueError, KeyError) as error:
            raise weights_missing(folder, error) from error

    def phones(self, sound: Samples) -> Floats:
        """Log probability of silence and of the 39 phones, every 20 ms, shape (steps, 40).

        Args:
            sound: int16 at 16 kHz, of at least ``SHORTEST``.
        """
        stem, high = self._stem(sound)
        return _log_softmax(self._linear(self._hidden(stem, high, PHONES), "phone.phones"))

    def whole_words(self, sound: Samples) -> Floats:
        """Log probability of each whole word, as if the sound held nothing else, shape (words,).

        Args:
            sound: int16 at 16 kHz, from ``SHORTEST`` to about ``WINDOW``.
        """
        return _log_softmax(self._words(*self._both(sound)))

    def windows(self, sound: Samples) -> Floats:
        """The same for each stretch of ``WINDOW`` in a longer sound, shape (windows, words).

        One begins every 80 ms, and the last one ends with the sound. They are levelled together.

        Args:
            sound: int16 at 16 kHz, of at least ``WINDOW``.
        """
        more = (len(sound) - WINDOW) // WINDOW_HOP
        hidden, coarse = self._both(sound[len(sound) - WINDOW - more * WINDOW_HOP :])
        found = [
            self._words(hidden[4 * at : 4 * at + WINDOW_STEPS], coarse[at : at + WINDOW_EMBEDDINGS])
            for at in range(more + 1)
        ]
        return _log_softmax(np.array(found))

    def _both(self, sound: Samples) -> tuple[Floats, Floats]:
        """What whole words are read off: every 20 ms what the phones are, every 80 ms the embedding."""
        stem, high = self._stem(sound)
        return self._hidden(stem, high, DETAIL), self._layers(stem, "embedding", STEM, LAST)[:, 0]

    def _stem(self, sound: Samples) -> tuple[Floats, Floats]:
        """What all branches begin with, and the high bands."""
        low, high = log_mel(sound)
        return _pooled(self._layers(low[:, :, None], "stem", 0, STEM - 1), POOLS[STEM - 1]), high

    def _layers(self, x: Floats, branch: str, first: int, last: int) -> Floats:
        """Some of the embedding's convolutions; x has shape (frames, bands, channels)."""
        for number in range(first, last + 1):
            name = f"{branch}.layers.{number - first}"
            x = _convolved(x, self._arrays[f"{name}.weight"])
            if number < LAST:
                x += self._arrays[f"{name}.bias"]
                np.maximum(x, np.float32(0.2) * x, out=x)
                np.maximum(x, np.float32(-0.4), out=x)
            if number in POOLS and number != last:
                x = _pooled(x, POOLS[number])
        return x

    def _hidden(self, stem: Floats, high: Floats, branch: str) -> Floats:
        """What a head stands on, every 20 ms, shape (steps, 128)."""
        fine = self._layers(stem, f"{branch}.fine", STEM, PHONE_LAYER)
        steps = len(fine)
        hiss = np.maximum(self._along(high[8:], f"{branch}.high", stride=2), 0.0)[:steps]
        flat = fine.transpose(0, 2, 1).reshape(steps, -1)
        hidden = np.maximum(self._linear(np.concatenate((flat, hiss), axis=1), f"{branch}.mix"), 0.0)
        around = _between_zeros(hidden, 1)
        kernel = self._arrays[f"{branch}.context.weight"][:, 0]  # one filter a channel
        bias = self._arrays[f"{branch}.context.bias"]
        context = sum(around[at : at + steps] * kernel[at] for at in range(3)) + bias
        return np.maximum(self._linear(hidden + np.maximum(context, 0.0), f"{branch}.spread"), 0.0)

    def _words(self, hidden: Floats, coarse: Floats) -> Floats:
        """The log odds of the whole words."""
        embedding = np.maximum(self._linear(coarse, "coarse"), 0.0)
        detail = np.maximum(self._along(_between_zeros(hidden, 2), "fine1", stride=2), 0.0)
        detail = np.maximum(self._along(_between_zeros(detail, 2), "fine2", stride=2), 0.0)
        skip = (len(detail) - len(embedding)) // 2
        joined = embedding + detail[skip : skip + len(embedding)]
        joined = joined + np.maximum(self._along(_between_zeros(joined, 1), "join", stride=1), 0.0)
        attention = np.exp(_log_softmax(self._linear(joined, "attend")[:, 0]))
        pooled = np.concatenate((attention @ joined, joined.max(axis=0)))
        return self._linear(pooled, "words")

    def _linear(self, x: Floats, name: str) -> Floats:
        result: Floats = x @ self._arrays[f"{name}.weight"] + self._arrays[f"{name}.bias"]
        return result

    def _along(self, x: Floats, name: str, *, stride: int) -> Floats:
        """A convolution along time; x has shape (frames, channels)."""
        kernel = self._arrays[f"{name}.weight"]
        width, count = len(kernel), (len(x) - len(kernel)) // stride + 1
        parts = [x[at : at + stride * (count - 1) + 1 : stride] for at in range(width)]
        flat = kernel.reshape(-1, kernel.shape[-1])
        result: Floats = np.concatenate(parts, axis=1) @ flat + self._arrays[f"{name}.bias"]
        return result


def _ordered(array: Floats) -> Floats:
    """Torch's order (outputs, inputs, ...) as a product wants it: (..., inputs, outputs)."""
    axes = (*range(2, array.ndim), 1, 0) if array.ndim > 1 else (0,)
    return np.ascontiguousarray(array.transpose(axes))


def _convolved(x: Floats, kernel: Floats) -> Floats:
    """A convolution over (frames, bands): frames are not padded, bands are."""
    frames, bands, inputs, outputs = kernel.shape
    if bands > 1:
        wide = _between_zeros(x.swapaxes(0, 1), bands // 2).swapaxes(0, 1)
        x = np.concatenate([wide[:, at : at + x.shape[1]] for at in range(bands)], axis=2)
    count = len(x) - frames + 1
    kernels = kernel.reshape(frames, bands * inputs, outputs)
    result: Floats = x[:count] @ kernels[0]
    for at in range(1, frames):
        result += x[at : at + count] @ kernels[at]
    return result


def _between_zeros(x: Floats, count: int) -> Floats:
    """So many rows of zeros before and after; ``np.pad`` takes five times as long for so little."""
    result = np.zeros((len(x) + 2 * count, *x.shape[1:]), dtype=x.dtype)
    result[count : count + len(x)] = x
    return result


def _pooled(x: Floats, size: tuple[int, int]) -> Floats:
    """The maximum of each block of (frames, bands); what is left over is dropped."""
    frames, bands = len(x) // size[0], x.shape[1] // size[1]
    blocks = x[: frames * size[0], : bands * size[1]].reshape(frames, size[0], bands, size[1], -1)
    result: Floats = blocks.max(axis=(1, 3))
    return result


def _log_softmax(values: Floats) -> Floats:
    top = values.max(axis=-1, keepdims=True)
    result: Floats = values - top - np.log(np.exp(values - top).sum(axis=-1, keepdims=True))
    return result
