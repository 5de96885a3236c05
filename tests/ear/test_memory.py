"""Memory that is used over and over is kept; the arrays of a look begin without a page fault."""

from __future__ import annotations

import mmap
import platform
import subprocess
import sys

import pytest

COUNTED = """
import resource
import numpy as np
from voiceground.ear.memory import keep_freed_memory
if {kept}:
    keep_freed_memory()
def look():
    return [np.ones(size, dtype=np.float32) for size in 4 * (30_000, 130_000, 250_000)]
look()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    look()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(*, kept: bool) -> int:
    """Page faults of fifty looks' arrays (0.1 to 1 MB), in a process of their own."""
    code = COUNTED.format(kept=kept)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(ran.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is told to keep memory")
def test_fifty_looks_take_their_arrays_from_memory_that_is_there() -> None:
    pages = 50 * 4 * 4 * (30_000 + 130_000 + 250_000) // mmap.PAGESIZE
    assert faults(kept=True) < pages / 50
    assert faults(kept=False) > pages / 5
