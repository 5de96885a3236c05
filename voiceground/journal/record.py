"""One session's record: an append-only file of JSON lines, safe on the disk entry by entry.

The file has mode 0600 in a folder of mode 0700; nobody but its owner reads it. Writing and ``fsync`` happen
on a thread of their own, because an SD card may take longer than a tick. The file appears under its name
when its first line is on the disk, and not before; what was written is complete up to the last entry that
``flushed`` counts, whatever happens to the process or the power.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue

from voiceground.errors import JournalError
from voiceground.journal.held import hold
from voiceground.journal.lines import FORMAT, Seal, written
from voiceground.journal.reading import SUFFIX
from voiceground.private import keep_moves, private_folder

NEW = ".new"
"""What the name of a file ends in that has no name of its own yet."""

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
        seal: what each line goes through before it is written; the file's name does not tell the script then.

    Raises:
        JournalError: the file cannot be made. The session can go on without it.
    """

    def __init__(
        self, folder: Path, script: str, started: datetime, nonce: str, seal: Seal | None = None
    ) -> None:
        about = (nonce,) if seal else (script, nonce)
        self.id = "-".join((f"{started:%Y%m%dT%H%M%S}", *about))
        self.path = folder / f"{self.id}{SUFFIX}"
        self._new = folder / f".{self.id}{NEW}"
        self._seal = seal
        self._failing: str | None = None
        self._flushed = 0
        self._entries: SimpleQueue[Mapping[str, object] | None] = SimpleQueue()
        with _sentences(self.path):
            if self.path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            self._file = _create(self._new)
            head = {"format": FORMAT, "id": self.id, "script": script, "started": started.isoformat()}
            try:
                self._append(head)
            except OSError:
                self._abandon()
                raise
        self._thread = threading.Thread(target=self._work, name="record", daemon=True)
        self._thread.start()

    @property
    def failing(self) -> str | None:
        """The sentence that says why nothing more can be kept, or None."""
        return self._failing

    @property
    def flushed(self) -> int:
        """How many entries are on the disk for good: those that no fault of the machine takes back."""
        return self._flushed

    def write(self, entry: Mapping[str, object]) -> None:
        """Keep an entry: one line of JSON. Returns at once."""
        if self._failing is None:
            self._entries.put(dict(entry))

    def close(self) -> None:
        """Wait until every entry is on the disk. Closing twice is harmless."""
        self._entries.put(None)
        self._thread.join(CLOSE_SECONDS)

    def _work(self) -> None:
        try:
            with _sentences(self.path):
                self._appear()
                while (entry := self._entries.get()) is not None:
                    self._append(entry)
                    os.fsync(self._file)
                    self._flushed += 1
        except JournalError as error:
            self._failing = str(error)
        finally:
            os.close(self._file)

    def _appear(self) -> None:
        """Give the file its name, with its first line on the disk; never the name of another."""
        try:
            os.fsync(self._file)
            _name(self._new, self.path)
            keep_moves(self.path.parent)
        except OSError:
            self._new.unlink(missing_ok=True)
            raise

    def _abandon(self) -> None:
        """An empty record would only puzzle."""
        os.close(self._file)
        self._new.unlink(missing_ok=True)

    def _append(self, entry: Mapping[str, object]) -> None:
        """Write a whole line or, on a full disk, no part of it."""
        line = written(entry)
        append(self._file, (self._seal(line) if self._seal else line) + b"\n")


def append(descriptor: int, data: bytes) -> None:
    """Append to a file all of the data or, on a full disk, none of it.

    Raises:
        OSError: it could not be written; the file is as long as it was.
    """
    end = os.lseek(descriptor, 0, os.SEEK_END)
    try:
        _write_whole(descriptor, data)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, end)
        raise


def _write_whole(descriptor: int, data: bytes) -> None:
    if os.write(descriptor, data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def put_whole(path: Path, lines: Iterable[bytes]) -> None:
    """Lay a whole session into a journal: all of its lines or none, and never over another.

    Raises:
        FileExistsError: there is one of that name.
        OSError: it cannot be written; nothing of it is left.
    """
    new = path.with_name(f".{path.stem}-{os.urandom(4).hex()}{NEW}")
    descriptor = _create(new)
    try:
        append(descriptor, b"".join(line + b"\n" for line in lines))
        os.fsync(descriptor)
        _name(new, path)
        keep_moves(path.parent)
    finally:
        os.close(descriptor)
        new.unlink(missing_ok=True)


def _create(path: Path) -> int:
    private_folder(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
    with contextlib.suppress(OSError, AttributeError):
        os.fchmod(descriptor, 0o600)  # whatever the umask says
    hold(descriptor)
    return descriptor


def _name(new: Path, path: Path) -> None:
    """Give a file its name if no other has it, in one act where the file system knows how."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links, such as on a FAT stick
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        new.rename(path)
    else:
        new.unlink()


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
