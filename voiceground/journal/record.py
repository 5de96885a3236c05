"""One session's record: an append-only file of JSON lines, safe on the disk entry by entry.

The file is made with mode 0600 in a folder of mode 0700; nobody but its owner reads it. Writing and
``fsync`` happen on a thread of their own, because an SD card may take longer than a tick; what was
written is complete up to the last entry whatever happens to the process.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue

from voiceground.errors import JournalError

FORMAT = 1
CLOSE_SECONDS = 5.0
"""How long ``close`` waits for a disk that does not answer."""


class NoRecord:
    """Keeps nothing, and makes no file.

    Args:
        failing: the sentence that says why, where a record was wanted and could not be begun.
    """

    def __init__(self, failing: str | None = None) -> None:
        self.failing = failing

    def write(self, entry: Mapping[str, object]) -> None:
        """Let the entry go."""

    def close(self) -> None:
        """Nothing to wait for."""


class SessionRecord:
    """The record of one session.

    Args:
        folder: where the journal lives; made when it is missing.
        script: the script's id.
        started: when the session began, with its zone.
        nonce: a few letters that keep two sessions of the same second apart.

    Raises:
        JournalError: the file cannot be made. The session can go on without it.
    """

    def __init__(self, folder: Path, script: str, started: datetime, nonce: str) -> None:
        self.id = f"{started:%Y%m%dT%H%M%S}-{script}-{nonce}"
        self.path = folder / f"{self.id}.jsonl"
        self._failing: str | None = None
        self._entries: SimpleQueue[str | None] = SimpleQueue()
        with _sentences(self.path):
            self._file = _create(self.path)
            head = {"format": FORMAT, "id": self.id, "script": script, "started": started.isoformat()}
            try:
                self._append(json.dumps(head))
            except OSError:
                os.close(self._file)
                self.path.unlink(missing_ok=True)  # an empty record would only puzzle
                raise
        self._thread = threading.Thread(target=self._work, name="record", daemon=True)
        self._thread.start()

    @property
    def failing(self) -> str | None:
        """The sentence that says why nothing more can be kept, or None."""
        return self._failing

    def write(self, entry: Mapping[str, object]) -> None:
        """Keep an entry: one line of JSON. Returns at once."""
        self._entries.put(json.dumps(dict(entry), ensure_ascii=False))

    def close(self) -> None:
        """Wait until every entry is on the disk. Closing twice is harmless."""
        self._entries.put(None)
        self._thread.join(CLOSE_SECONDS)

    def _work(self) -> None:
        while (line := self._entries.get()) is not None:
            if self._failing:
                continue
            try:
                with _sentences(self.path):
                    self._append(line)
            except JournalError as error:
                self._failing = str(error)
        os.close(self._file)

    def _append(self, line: str) -> None:
        """Write a whole line or, on a full disk, no part of it."""
        end = os.lseek(self._file, 0, os.SEEK_END)
        data = line.encode() + b"\n"
        try:
            _write_whole(self._file, data)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, end)
            raise
        os.fsync(self._file)


def _write_whole(descriptor: int, data: bytes) -> None:
    if os.write(descriptor, data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _create(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
    with contextlib.suppress(OSError, AttributeError):
        os.fchmod(descriptor, 0o600)  # whatever the umask says
    return descriptor


@contextlib.contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise JournalError(
            f"The record of this session cannot be kept in {path.parent} ({error.strerror}). "
            "The session goes on without it. Free some space, or set VOICEGROUND_HOME to a folder "
            "that can be written to."
        ) from error
