"""Writes the trained net as ONNX, with the names of its words inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import onnx
import torch

from tools.train_ear.nets import HIGH_BANDS, ListenerNet


def export(net: ListenerNet, words: Sequence[str], path: Path) -> None:
    """Write ``net`` for any number of frames; the names of the words go along as metadata."""
    frames = 130
    example = (torch.zeros(1, 1, frames, 32), torch.zeros(1, frames, HIGH_BANDS))
    torch.onnx.export(
        net.eval(),
        example,
        str(path),
        input_names=["low", "high"],
        output_names=["phones", "words"],
        dynamic_axes={"low": {2: "frames"}, "high": {1: "frames"}, "phones": {1: "steps"}},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(str(path))
    entry = model.metadata_props.add()
    entry.key, entry.value = "words", " ".join(words)
    onnx.save(model, str(path))
