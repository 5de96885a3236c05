"""Files that belong to one person alone: written whole or not at all, and readable by nobody else.

A file is written beside its place, made safe on the disk, and then put there in one move. Whatever happens
meanwhile, its place holds the old file or the new one, never half of either.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700

LONGEST = 100
"""Letters of a file's name in that of the one beside it: a name may be as long as a file system allows."""


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, and those above it that are missing, whatever the umask.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.exists():
        if not folder.parent.exists():
            private_folder(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if folder.stat().st_mode & 0o777 != FOLDER_MODE:
        folder.chmod(FOLDER_MODE)


def write(path: Path, data: bytes) -> None:
    """Put a file in its place, with mode 0600 whatever the umask says.

    A link is followed, so that settings that are kept elsewhere stay there. A folder that is missing is made
    with mode 0700; one that is there keeps its mode, because it may hold more than ours.

    Raises:
        OSError: it cannot be written; what was there before is untouched.
    """
    path = path.resolve()
    if not path.parent.is_dir():
        private_folder(path.parent)
    put(path, data)


def put(path: Path, data: bytes) -> None:
    """The same in a folder that is there, and over a link rather than through it.

    Raises:
        OSError: it cannot be written; what was there before is untouched.
    """
    prefix = f".{path.name[:LONGEST]}."
    descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=".new", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(FILE_MODE)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    keep_moves(path.parent)


def keep_moves(folder: Path) -> None:
    """Make moves in a folder survive a power cut, where folders can be asked for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
