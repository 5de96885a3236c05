"""Reads WAV files of every common make into the house's own sound.

The standard library's reader refuses floating point and, before Python 3.12, the extensible header
that many recorders write; so the few chunks that matter are read here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import soxr

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.errors import UsageError

LARGEST_BYTES = 200_000_000
"""About ten minutes of studio sound: far beyond any reply, and still small enough to hold in memory."""

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE

Mono: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Format:
    coding: int
    channels: int
    rate: int
    width: int


def read_wav(path: Path) -> Samples:
    """A WAV file as the house hears it: mono (the mean of the channels), int16, 16 kHz, shape (n,).

    Reads PCM of 8, 16, 24 or 32 bits and floats of 32 or 64 bits, any rate, any number of channels.

    Raises:
        UsageError: there is no such file, or it is not WAV, or there is no sound in it.
    """
    form, data = _chunks(path, _content(path))
    usable = len(data) // (form.width * form.channels) * form.width * form.channels
    if not usable:
        raise UsageError(f"{path} has no sound in it.")
    mono = _full_scale(data[:usable], form).reshape(-1, form.channels).mean(axis=1)
    if form.rate != SAMPLE_RATE:
        mono = soxr.resample(mono, form.rate, SAMPLE_RATE)
    samples: Samples = np.clip(np.rint(np.nan_to_num(mono)), -32768, 32767).astype(np.int16)
    return samples


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise UsageError(f"{path} is too long for a reply. Cut it into shorter files.")
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}. Check the name.") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder. Name the WAV files in it.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from None


def _chunks(path: Path, content: bytes) -> tuple[_Format, bytes]:
    refusal = UsageError(f"{path} is not a WAV file that can be read. Convert it to PCM WAV first.")
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise refusal
    form, at = None, 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + size]
        if name == b"fmt " and len(body) >= 16:
            form = _format(body)
        elif name == b"data" and form is not None:
            return form, body
        at += 8 + size + size % 2
    raise refusal if form is None else UsageError(f"{path} has no sound in it.")


def _format(body: bytes) -> _Format | None:
    coding, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
    if coding == EXTENSIBLE and len(body) >= 26:
        coding = int.from_bytes(body[24:26], "little")
    widths = {PCM: (8, 16, 24, 32), FLOAT: (32, 64)}.get(coding, ())
    if bits not in widths or not channels or not 1000 <= rate <= 768_000:
        return None
    return _Format(coding, channels, rate, bits // 8)


def _full_scale(data: bytes, form: _Format) -> Mono:
    """The samples as floats on the scale of int16, channels still interleaved."""
    match form.coding, form.width:
        case (3, width):
            return np.frombuffer(data, dtype=f"<f{width}").astype(np.float32) * 32767.0
        case (_, 1):
            return (np.frombuffer(data, dtype=np.uint8).astype(np.float32) - 128.0) * 256.0
        case (_, width):
            top = np.frombuffer(data, dtype=np.uint8).reshape(-1, width)[:, -2:]
            return np.ascontiguousarray(top).view("<i2").reshape(-1).astype(np.float32)
