"""Lines that were rendered before, on the disk: only lines that hold nothing of anybody's.

A file is a digest and the samples that it is the digest of, so a half-written or damaged file is known for
one. Nothing here ever raises: a folder that cannot be written only means that nothing is kept.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import numpy as np

from voiceground.core.tick import Samples
from voiceground.private import private_folder

LIMIT_BYTES = 64 * 2**20
"""The folder's size limit: about half an hour of speech."""

_DIGEST_BYTES = 16
_SUFFIX = ".line"


def key(*parts: object) -> str:
    """A name for everything that a line's sound depends on."""
    return blake2b("\0".join(map(str, parts)).encode("utf-8", "replace"), digest_size=20).hexdigest()


def empty(folder: Path) -> None:
    """Remove every line that is kept below a folder, as far as the system allows."""
    with contextlib.suppress(OSError):
        for _, _, path in _sizes(folder.iterdir()):
            path.unlink(missing_ok=True)


class Cache:
    """Samples by key below a folder, the least recently used going first when it is full.

    Args:
        folder: is made when the first line is kept; None keeps nothing.
        limit: of the folder's size, in bytes.
    """

    def __init__(self, folder: Path | None, limit: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit = limit

    def get(self, name: str) -> Samples | None:
        """The samples kept under a key, or None; a damaged file is removed."""
        if self._folder is None:
            return None
        path = self._folder / (name + _SUFFIX)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        body = data[_DIGEST_BYTES:]
        if data[:_DIGEST_BYTES] != _digest(body) or len(body) % 2 or not body:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return np.frombuffer(body, dtype="<i2").astype(np.int16)

    def put(self, name: str, samples: Samples) -> None:
        """Keep samples under a key, for this user's eyes only."""
        body = samples.astype("<i2").tobytes()
        if self._folder is None or len(body) > self._limit:
            return
        with contextlib.suppress(OSError):
            private_folder(self._folder)
            self._make_room(len(body))
            _write(self._folder / (name + _SUFFIX), _digest(body) + body)

    def _make_room(self, wanted: int) -> None:
        files = sorted(_sizes(self._folder.iterdir() if self._folder else ()))
        used = sum(size for _, size, _ in files)
        for _, size, path in files:
            if used + wanted <= self._limit:
                return
            path.unlink(missing_ok=True)
            used -= size


def _sizes(paths: Iterable[Path]) -> Iterable[tuple[float, int, Path]]:
    for path in paths:
        if path.suffix == _SUFFIX:
            with contextlib.suppress(OSError):
                found = path.stat()
                yield found.st_mtime, found.st_size, path


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST_BYTES).digest()


def _write(path: Path, data: bytes) -> None:
    """Write a whole file or none, for this user's eyes only."""
    new = path.with_name(f".new-{os.urandom(8).hex()}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        new.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
