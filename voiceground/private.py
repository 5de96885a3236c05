"""Folders that only their owner can enter."""

from __future__ import annotations

from pathlib import Path

MODE = 0o700


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, and those above it that are missing, whatever the umask.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.exists():
        if not folder.parent.exists():
            private_folder(folder.parent)
        folder.mkdir(mode=MODE, exist_ok=True)
    if folder.stat().st_mode & 0o777 != MODE:
        folder.chmod(MODE)
