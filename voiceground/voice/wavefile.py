"""Reading a sound file's bytes: WAV, and the AIFF that macOS's own speech writes."""

from __future__ import annotations

import io
import wave
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Wave: TypeAlias = npt.NDArray[np.float32]
"""Mono sound: shape (n,), float32, -1 to 1, at a rate that travels beside it."""


def read_sound(data: bytes) -> tuple[Wave, int]:
    """Decode a whole file into mono.

    Args:
        data: a WAV (PCM, 8 to 32 bits, any rate, any channels) or an uncompressed AIFF.

    Returns:
        The sound (channels averaged) and its rate in Hz.

    Raises:
        ValueError: the bytes are not such a file, or hold no sound.
    """
    try:
        if data[:4] == b"FORM":
            frames, width, channels, rate, order = _aiff(data)
        else:
            frames, width, channels, rate, order = _wav(data)
        sound = _decoded(frames, width, order)
    except (wave.Error, EOFError, IndexError, KeyError) as error:
        raise ValueError(f"not a sound file that can be read: {error}") from error
    whole = sound[: sound.size // channels * channels].reshape(-1, channels)
    if not whole.size or rate <= 0:
        raise ValueError("the sound file is empty")
    return np.mean(whole, axis=1, dtype=np.float32), rate


def _wav(data: bytes) -> tuple[bytes, int, int, int, str]:
    with wave.open(io.BytesIO(data)) as file:
        frames = file.readframes(file.getnframes())
        return frames, file.getsampwidth(), file.getnchannels(), file.getframerate(), "<"


def _aiff(data: bytes) -> tuple[bytes, int, int, int, str]:
    """The parts of an AIFF or uncompressed AIFF-C file (Apple, AIFF-C draft of 1991-08-26)."""
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        chunks[data[at : at + 4]] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    common = chunks[b"COMM"]
    kind = common[18:22] if data[8:12] == b"AIFC" else b"NONE"
    if kind not in {b"NONE", b"twos", b"sowt"}:
        raise ValueError(f"not a sound file that can be read: AIFF of kind {kind!r}")
    exponent = int.from_bytes(common[8:10], "big") - 16383 - 63
    rate = round(int.from_bytes(common[10:18], "big") * 2.0**exponent)
    width = (int.from_bytes(common[6:8], "big") + 7) // 8
    channels = int.from_bytes(common[0:2], "big")
    return chunks[b"SSND"][8:], width, max(channels, 1), rate, "<" if kind == b"sowt" else ">"


def _decoded(frames: bytes, width: int, order: str) -> Wave:
    whole = frames[: len(frames) // width * width]
    match width:
        case 1 if order == "<":  # WAV keeps 8 bits unsigned
            return _scaled(np.frombuffer(whole, np.uint8).astype(np.int16) - 128, 8)
        case 3:
            parts = np.frombuffer(whole, np.uint8).reshape(-1, 3)
            low, mid, high = (
                parts[:, at].astype(np.int32) for at in ((0, 1, 2) if order == "<" else (2, 1, 0))
            )
            return _scaled((high << 24 | mid << 16 | low << 8), 32)
        case 1 | 2 | 4:
            return _scaled(np.frombuffer(whole, f"{order}i{width}"), 8 * width)
        case _:
            raise ValueError(f"not a sound file that can be read: {width} bytes a sample")


def _scaled(numbers: npt.NDArray[np.signedinteger[Any]], bits: int) -> Wave:
    return (numbers / 2.0 ** (bits - 1)).astype(np.float32)
