"""Memory that is used over and over. The only file that talks to the C library's allocator.

The arrays of a look come and go, 0.1 to 1 MB each. glibc hands such a piece back to the system as soon as
it is free, and the next one begins with a page fault every 4 kB: half of the echo canceller's time.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's malloc.h."""

KEPT, WHOLE = 64_000_000, 32_000_000
"""Bytes: so much that is free at the top stays ours; only a larger array has a mapping of its own."""


def keep_freed_memory() -> None:
    """Do not hand small pieces back. Where there is no glibc nothing is changed, and it is only slower."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_MMAP_THRESHOLD, WHOLE)
        libc.mallopt(_TRIM_THRESHOLD, KEPT)
