"""Where the device's threads and the loop meet: bytes one way, samples the other."""

from __future__ import annotations

from collections import deque
from collections.abc import MutableSequence

import numpy as np

from voiceground.core.tick import Samples


class ByteQueue:
    """Bytes on their way to a device: the loop pushes, one device callback takes. Needs no lock.

    ``deque.append`` and ``popleft`` are atomic, and all else here belongs to the taker alone.
    """

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._head = b""

    def push(self, data: bytes) -> None:
        """Add to the end."""
        self._chunks.append(data)

    def fill(self, buffer: MutableSequence[int]) -> int:
        """Fill a buffer from the front, zeros where there is not enough; how many bytes were real."""
        wanted = len(buffer)
        filled = 0
        while filled < wanted and (self._head or self._next()):
            part, self._head = self._head[: wanted - filled], self._head[wanted - filled :]
            buffer[filled : filled + len(part)] = part
            filled += len(part)
        if filled < wanted:
            buffer[filled:] = bytes(wanted - filled)
        return filled

    def _next(self) -> bool:
        try:
            self._head = self._chunks.popleft()
        except IndexError:
            return False
        return True


class SampleQueue:
    """Samples in order, cut into pieces of any length. Belongs to one thread."""

    def __init__(self) -> None:
        self._parts: deque[Samples] = deque()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def push(self, samples: Samples) -> None:
        """Add shape (n,) to the end."""
        if len(samples):
            self._parts.append(samples)
            self._length += len(samples)

    def pop(self, count: int) -> Samples:
        """The first ``count`` samples, or as many as there are."""
        taken: list[Samples] = []
        missing = min(count, self._length)
        self._length -= missing
        while missing:
            part = self._parts.popleft()
            if len(part) > missing:
                self._parts.appendleft(part[missing:])
                part = part[:missing]
            taken.append(part)
            missing -= len(part)
        if len(taken) == 1:
            return taken[0]
        return np.concatenate(taken) if taken else np.zeros(0, dtype=np.int16)
