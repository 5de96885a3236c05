"""A page laid onto the disk: whole or not at all, for its owner alone, and never over what is not ours."""

from __future__ import annotations

import os
from pathlib import Path

from voiceground import private
from voiceground.errors import UsageError

HEAD_BYTES = 4096
"""How far into a file its mark is looked for."""


def save(path: Path, text: str, mark: str, *, force: bool = False) -> None:
    """Write a page.

    Args:
        path: where to. A page of ours that lies there is replaced.
        text: all of it.
        mark: what stands at the beginning of every page of ours.
        force: replace a file that is not ours, too.

    Raises:
        UsageError: there is something else, or it cannot be written there.
    """
    try:
        if os.path.lexists(path) and not force and not _is_ours(path, mark):
            raise UsageError(
                f"{path} is there already, and is no page of voiceground. Name another file, "
                "or add --force to replace it."
            )
        private.put(path, text.encode("utf-8", "replace"))
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{path} cannot be written ({why}). Name another file.") from error


def _is_ours(path: Path, mark: str) -> bool:
    if not path.is_file():  # a folder, a device, a pipe, a link to nowhere
        return False
    with path.open("rb") as file:
        return mark.encode() in file.read(HEAD_BYTES)
