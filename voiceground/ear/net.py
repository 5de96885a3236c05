"""The trained net: log-mel in, phones every 20 ms and whole words out. The only importer of onnxruntime.

What it is, what it was trained on and how well it does stands in ``weights/MODEL_CARD.md``. It runs on one
thread: 2 s of sound take some 15 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.mel import FRAME, HOP, Floats, log_mel
from voiceground.ear.weights import WEIGHTS, weights_missing

FIRST_STEP, STEP = 0.121, 0.020
"""The centre of the first phone step and the distance to the next, in seconds."""

WINDOW = 129 * HOP + FRAME
"""The stretch of sound that the word head was trained on, in samples (1.32 s)."""

SHORTEST = round(0.8 * SAMPLE_RATE)
"""The least that the net can hear, in samples."""


@dataclass(frozen=True, slots=True, eq=False)
class Listened:
    """What the net makes of a stretch of sound.

    Attributes:
        phones: log probability of silence and of the 39 phones, shape (steps, 40), every 20 ms.
        words: log probability of each word that it knows as a whole, shape (words,).
    """

    phones: Floats
    words: Floats


class Net:
    """The net with its weights; loads in some 0.1 s.

    Args:
        folder: where ``ear.onnx`` lies.

    Raises:
        EarError: the weights cannot be read.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "ear.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime has a dozen errors of its own and no common base
            raise weights_missing(folder, error) from error
        self.words: tuple[str, ...] = tuple(
            self._session.get_modelmeta().custom_metadata_map["words"].split()
        )

    def listen(self, sound: Samples) -> Listened:
        """Hear a stretch of sound, int16 at 16 kHz, of at least 0.8 s (shorter ones are an error)."""
        low, high = log_mel(sound)
        phones, words = self._session.run(None, {"low": low[None, None], "high": high[None]})
        return Listened(_log_softmax(phones[0]), _log_softmax(words[0]))


def _log_softmax(values: Floats) -> Floats:
    top = values.max(axis=-1, keepdims=True)
    result: Floats = values - top - np.log(np.exp(values - top).sum(axis=-1, keepdims=True))
    return result
