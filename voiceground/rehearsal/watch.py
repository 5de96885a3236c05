"""Waits until files are saved. Looks a few times a second: that needs no library, and works anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

PAUSE = 0.3
"""Seconds between two looks."""

Stamp: TypeAlias = tuple[int, int] | None
"""When a file was written, in ns, and how long it is; None while there is none."""


def saves(paths: Sequence[Path], pause: Callable[[float], None] = time.sleep) -> Iterator[list[Path]]:
    """All the paths at once; then, for ever, those that were saved, each time that some were.

    An editor may write a file in several steps, or put a new one in its place: a change counts once it has
    been the same for two looks.
    """
    known = {path: _stamp(path) for path in paths}
    yield list(paths)
    while True:
        pause(PAUSE)
        now = {path: _stamp(path) for path in paths}
        if now == known:
            continue
        while True:
            pause(PAUSE)
            later = {path: _stamp(path) for path in paths}
            if later == now:
                break
            now = later
        changed = [path for path in paths if now[path] != known[path]]
        known = now
        if changed:
            yield changed


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
