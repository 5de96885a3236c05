"""Reads pocketsphinx' en-us acoustic model, as it lies in the wheel, without a decoder.

The model is phonetically tied: 42 phones (39 of speech, silence, noise, babble), each with one codebook of
128 Gaussians in each of three streams of 13 numbers (cepstra, their slope, the slope of that). A phone
between two others is a triphone; each of its three states is one of 5,126 senones; a senone is a
mixture of the Gaussians of its phone's codebook. The files' layouts are those of pocketsphinx'
``bin_mdef.c``, ``ms_gauden.c``, ``ptm_mgau.c`` and ``tmat.c``. Files are mapped into memory where they
can be used as they are, so that only what is looked at is loaded.
"""

from __future__ import annotations

import importlib.util
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from voiceground.errors import ModelError

Float32: TypeAlias = npt.NDArray[np.float32]
Int32: TypeAlias = npt.NDArray[np.int32]
Index: TypeAlias = npt.NDArray[np.intp]
Bytes: TypeAlias = npt.NDArray[np.uint8]

STREAMS = 3
DENSITIES = 128
STREAM_SIZE = 13
STATES = 3
"""Emitting states of a phone, left to right, none skipped."""

LOG_UNIT = 1024.0 * float(np.log(1.0001))
"""What one step of the model's 8-bit log weights is worth: 0.1024 nat (log base 1.0001, shift 10)."""

VARIANCE_FLOOR = 1e-4
INSIDE, BEGIN, END, SINGLE = range(4)
"""Where in its word a triphone stands, as the model counts it."""

SILENCE = "SIL"


@dataclass(frozen=True, slots=True)
class AcousticModel:
    """The model's numbers.

    Attributes:
        phones: the 42 names; a phone's number is its place here.
        senone_phone: the phone of each senone, shape (5126,).
        gaussians: for a codebook's stream, the matrix that takes ``[x*x, x, 1]`` (27 numbers) to the log
            densities of its Gaussians, in nats; shape (3 streams, 27, 42 * 128).
        weights: 8-bit log weights, ``-log w / LOG_UNIT``; shape (3 streams, 128, 5126).
        stay, leave: log probabilities (nats) of each phone's states; shape (42, 3).
    """

    phones: tuple[str, ...]
    senone_phone: Int32
    gaussians: Float32
    weights: Bytes
    stay: Float32
    leave: Float32
    _sequences: Int32
    _table: Int32

    def phone(self, name: str) -> int:
        """The number of a phone.

        Raises:
            ModelError: the model knows no such phone.
        """
        try:
            return self.phones.index(name)
        except ValueError:
            raise ModelError(f"The acoustic model knows no phone {name}.") from None

    def senones(self, phone: Index, left: Index, right: Index, place: Index) -> Int32:
        """The three senones of each of n phones between two others, at a place in its word; shape (n, 3).

        Where the model has no such triphone, another place in the word is tried, then silence in place of
        the neighbours that belong to other words, then the phone alone: the order of pocketsphinx.

        Args:
            phone: numbers of phones, shape (n,).
            left: the phones before them.
            right: the phones after them.
            place: ``INSIDE``, ``BEGIN``, ``END`` or ``SINGLE``, shape (n,).
        """
        silence = self.phones.index(SILENCE)
        edge_left = np.where((place == BEGIN) | (place == SINGLE), silence, left)
        edge_right = np.where((place == END) | (place == SINGLE), silence, right)
        found = np.full(len(phone), -1, dtype=np.int32)
        for before, after in ((left, right), (edge_left, edge_right)):
            for where in (place, INSIDE, BEGIN, END, SINGLE):
                if (found >= 0).all():
                    break
                found = np.where(found >= 0, found, self._table[where, phone, before, after])
        alone = STATES * phone[:, None] + np.arange(STATES)
        return np.where(found[:, None] >= 0, self._sequences[found], alone).astype(np.int32)


def model_folder() -> Path:
    """The folder ``model/en-us`` of the installed pocketsphinx, found without importing it.

    Raises:
        ModelError: pocketsphinx is not installed, or its model is not where it should be.
    """
    found = importlib.util.find_spec("pocketsphinx")
    places = found.submodule_search_locations if found else None
    for place in places or ():
        folder = Path(place) / "model" / "en-us"
        if (folder / "en-us" / "mdef").is_file():
            return folder
    raise ModelError(
        "The ear has no acoustic model: pocketsphinx is not fully installed. Keys still work. "
        "'pip install --force-reinstall pocketsphinx' brings the model."
    )


def load_model(folder: Path | None = None) -> AcousticModel:
    """Read the model from pocketsphinx' folder ``en-us/en-us``, or from where it is installed.

    Raises:
        ModelError: a file is missing, damaged or of another make.
    """
    folder = folder or model_folder() / "en-us"
    try:
        definition = _Definition(folder / "mdef")
        stay, leave = _transitions(folder / "transition_matrices", len(definition.phones))
        return AcousticModel(
            phones=definition.phones,
            senone_phone=definition.senone_phone(),
            gaussians=_gaussians(folder, len(definition.phones)),
            weights=_weights(folder / "sendump", definition.senones),
            stay=stay,
            leave=leave,
            _sequences=definition.sequences,
            _table=definition.table(),
        )
    except (OSError, ValueError, struct.error) as error:
        raise ModelError(
            f"The acoustic model in {folder} cannot be read ({error}). Keys still work. "
            "'pip install --force-reinstall pocketsphinx' brings it again."
        ) from error


class _Definition:
    """The binary ``mdef``: which senones make up which triphone."""

    def __init__(self, path: Path) -> None:
        data = _mapped(path)
        magic, _, text = struct.unpack_from("<4sii", data, 0)
        if magic != b"BMDF":
            raise ValueError("mdef is not a binary model definition")
        at = 12 + text
        count, entries, states, _, self.senones, _, sequences, _, nodes, _ = struct.unpack_from(
            "<10i", data, at
        )
        if states != STATES:
            raise ValueError(f"its phones have {states} states, not {STATES}")
        at += 40
        names = data[at : at + 16 * count].split(b"\0")[:count]
        self.phones = tuple(name.decode("ascii") for name in names)
        at += (sum(len(name) + 1 for name in names) + 3) // 4 * 4
        at += 8 * nodes
        kind = np.dtype([("sequence", "<i4"), ("matrix", "<i4"), ("place", "u1", 4)])
        self._entries: Any = np.frombuffer(data, kind, entries, at)
        at += 12 * entries
        states_at = np.frombuffer(data, "<u2", STATES * sequences, at + 4)
        self.sequences: Int32 = states_at.reshape(sequences, STATES).astype(np.int32)

    def table(self) -> Int32:
        """The sequence of senones by place, phone, left and right neighbour; -1 where there is none."""
        count = len(self.phones)
        table = np.full((4, count, count, count), -1, dtype=np.int32)
        triphones = self._entries[count:]
        place, phone, left, right = triphones["place"].T
        table[place, phone, left, right] = triphones["sequence"]
        return table

    def senone_phone(self) -> Int32:
        """The phone that each senone belongs to."""
        owner = np.zeros(self.senones, dtype=np.int32)
        count = len(self.phones)
        single = self.sequences[self._entries["sequence"][:count]]
        owner[single] = np.arange(count)[:, None]
        triphones = self._entries[count:]
        owner[self.sequences[triphones["sequence"]]] = triphones["place"][:, 1:2]
        return owner


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _arrays(path: Path) -> tuple[Int32, mmap.mmap, int]:
    """The body of one of the trainer's files: all of it as bytes, and where its numbers begin."""
    data = _mapped(path)
    start = data.find(b"endhdr\n", 0, 400) + 7
    if start < 7:
        raise ValueError(f"{path.name} has no header")
    head = np.frombuffer(data, "<i4", 9, start)
    if head[0] != 0x11223344:
        raise ValueError(f"{path.name} has another byte order")
    return head[1:], data, start + 4


def _gaussians(folder: Path, phones: int) -> Float32:
    means, variances = (_codebooks(folder / name, phones) for name in ("means", "variances"))
    variances = np.maximum(variances, VARIANCE_FLOOR)
    half = 0.5 / variances
    constant = -0.5 * np.log(2.0 * np.pi * variances).sum(axis=-1) - (half * means**2).sum(axis=-1)
    full = np.concatenate((-half, 2.0 * half * means, constant[..., None]), axis=-1)
    matrix: Float32 = np.ascontiguousarray(
        full.transpose(1, 3, 0, 2).reshape(STREAMS, 2 * STREAM_SIZE + 1, phones * DENSITIES)
    )
    return matrix


def _codebooks(path: Path, phones: int) -> Float32:
    head, data, at = _arrays(path)
    if tuple(head[:6]) != (phones, STREAMS, DENSITIES, *(STREAM_SIZE,) * STREAMS):
        raise ValueError(f"{path.name} has another shape")
    count = int(head[6])
    numbers = np.frombuffer(data, "<f4", count, at + 28)
    return numbers.reshape(phones, STREAMS, DENSITIES, STREAM_SIZE)


def _transitions(path: Path, phones: int) -> tuple[Float32, Float32]:
    _, data, at = _arrays(path)
    counts = np.frombuffer(data, "<f4", phones * STATES * (STATES + 1), at + 16)
    counts = counts.reshape(phones, STATES, STATES + 1)
    shares = counts / counts.sum(axis=2, keepdims=True)
    states = np.arange(STATES)
    stay, leave = shares[:, states, states], shares[:, states, states + 1]
    return np.log(stay).astype(np.float32), np.log(leave).astype(np.float32)


def _weights(path: Path, senones: int) -> Bytes:
    data = _mapped(path)
    at = 0
    while True:
        (length,) = struct.unpack_from("<i", data, at)
        at += 4
        if length == 0:
            break
        if not 0 < length < 1000:
            raise ValueError("sendump has no header")
        at += length
    if struct.unpack_from("<2i", data, at) != (DENSITIES, senones):
        raise ValueError("sendump has another shape")
    body = np.frombuffer(data, np.uint8, STREAMS * DENSITIES * senones, at + 8)
    return body.reshape(STREAMS, DENSITIES, senones)
