"""The whole journal locked and unlocked, file by file, whatever happens in the middle.

Rule 1: at every moment each session is in its file, whole, sealed or readable: a file is written beside its
place, and put there in one move. Whoever is cut off runs the same command again, and it goes on from there.
Rule 2: the key file is there before the first file is sealed, and goes after the last one is readable.
Rule 3: a file that a running session writes is left alone; so is one that is damaged.

The state of a journal is the name of its key file: none, ``lock.json`` (what is written now is sealed), or
``lock-opening.json`` (what is written now is readable, and some of what was sealed still is).
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from voiceground import private
from voiceground.errors import JournalError
from voiceground.journal import locking
from voiceground.journal.held import hold, share
from voiceground.journal.lines import Seal
from voiceground.journal.locking import Lock, Unseal
from voiceground.journal.reading import SUFFIX, session_names
from voiceground.journal.record import NEW
from voiceground.private import private_folder

LOCKED_NAME = "lock.json"
OPENING_NAME = "lock-opening.json"

SESSION_NAME = re.compile(r"(\d{8}T\d{6})-.+-([0-9a-f]+)")
"""A session's id: when it began, its script, and a few letters."""

Turn: TypeAlias = Callable[[bytes], bytes]
Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many files are done, of how many."""


class State(StrEnum):
    """Whether what is written now is sealed, and whether something is."""

    OPEN = "open"
    LOCKED = "locked"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of the files.

    Attributes:
        done: how many were sealed, or made readable.
        busy: the names of those that a session is writing, or that could not be written.
        damaged: the names of those that the key does not open wholly.
        gaps: the names of those in which lines are missing.
    """

    done: int = 0
    busy: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


def state(folder: Path) -> State:
    """The state of a journal; one that is not there is open, and so is one that nobody can look into."""
    with contextlib.suppress(OSError):
        if (folder / LOCKED_NAME).exists():
            return State.LOCKED
        if (folder / OPENING_NAME).exists():
            return State.OPENING
    return State.OPEN


def key_file(folder: Path) -> Path:
    """The key file of a journal that has one."""
    return folder / (OPENING_NAME if state(folder) is State.OPENING else LOCKED_NAME)


def lock_of(folder: Path) -> Lock | None:
    """What opens a journal, or the rest of it; None where nothing is locked.

    Raises:
        JournalError: the key file is damaged or cannot be read.
    """
    return locking.read(key_file(folder))


def sealing(folder: Path) -> Seal | None:
    """What the lines of a new session go through; None where they are written as they are.

    Raises:
        JournalError: the key file is damaged or cannot be read; then nothing can be written that would be
            read again.
    """
    try:
        lock = locking.read(folder / LOCKED_NAME)
    except JournalError as error:
        raise JournalError(f"{error} The session goes on without a record.") from error
    return locking.Seal(lock) if lock else None


@contextlib.contextmanager
def steady(folder: Path, *, alone: bool = False) -> Iterator[None]:
    """Keep the state of a journal as it is meanwhile: from looking at it until a new file is there.

    Args:
        folder: where the journal lives; one that is not there is in no state.
        alone: the state is about to be changed.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # no folder yet, or a file system that knows no locks
            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            share(descriptor, alone=alone)
        yield


# --- all of it --------------------------------------------------------------------------------------


def lock(
    folder: Path, made: Lock | None = None, plan: Path | None = None, progress: Progress = lambda *_: None
) -> Turned:
    """Seal whatever is readable, and whatever is written from now on.

    Args:
        folder: where the journal lives; made when it is missing.
        made: the lock, where there is none yet.
        plan: the file of the plan, if that is to be sealed too.
        progress: is told how far it is.

    Raises:
        JournalError: the key file is damaged, or a file cannot be written; those before it are sealed.
    """
    with _sentences(folder):
        private_folder(folder)
        with steady(folder, alone=True):
            match state(folder):
                case State.OPENING:
                    (folder / OPENING_NAME).replace(folder / LOCKED_NAME)
                case State.OPEN if made:
                    private.write(folder / LOCKED_NAME, locking.as_file(made))
                case _:
                    pass
        kept = locking.read(folder / LOCKED_NAME)
        if kept is None:
            raise JournalError("The journal has no lock yet. `voiceground lock` makes one.")
        turned = _every(folder, lambda path: _sealed(path, kept), progress)
        if plan and plan.exists() and not locking.is_sealed(plan.read_bytes()):
            private.write(plan, locking.Seal(kept)(plan.read_bytes()) + b"\n")
        return turned


def unlock(
    folder: Path, key: bytes, plan: Path | None = None, progress: Progress = lambda *_: None
) -> Turned:
    """Make everything readable again that can be, and what is written from now on.

    The key file stays as long as anything is sealed that could be opened some day.

    Args:
        folder: where the journal lives.
        key: the private key.
        plan: the file of the plan, which may be sealed too.
        progress: is told how far it is.

    Raises:
        JournalError: a file cannot be written; those before it are readable.
    """
    with _sentences(folder):
        with steady(folder, alone=True):
            if state(folder) is State.LOCKED:
                (folder / LOCKED_NAME).replace(folder / OPENING_NAME)
        turned = _every(folder, lambda path: _opened(path, key), progress)
        if plan and plan.exists():
            turned = _joined(turned, _opened_plan(plan, key))
        if not turned.busy and not turned.damaged:
            private.keep_moves(folder)
            (folder / OPENING_NAME).unlink(missing_ok=True)
            private.keep_moves(folder)
        return turned


def change(folder: Path, key: bytes, passphrase: str) -> None:
    """Give the lock another passphrase. What is sealed stays as it is.

    Raises:
        JournalError: the passphrase is too short, or the key file cannot be written.
    """
    with _sentences(folder):
        private.write(key_file(folder), locking.as_file(locking.guarded(key, passphrase)))


def drop(folder: Path, plan: Path) -> None:
    """Remove the key file where nothing is sealed any more: the way on for whoever forgot the passphrase."""
    with contextlib.suppress(OSError), steady(folder, alone=True):
        paths = [plan, *(folder / name for name in session_names(folder)), *folder.glob(f".*{NEW}")]
        if not any(path.exists() and locking.is_sealed(path.read_bytes()) for path in paths):
            for name in (LOCKED_NAME, OPENING_NAME):
                (folder / name).unlink(missing_ok=True)


def _every(folder: Path, turn: Callable[[Path], Turned], progress: Progress) -> Turned:
    for path in folder.glob(f".*{SUFFIX}.*{NEW}"):  # what a turn that was cut off left behind
        path.unlink(missing_ok=True)
    turned = Turned()
    paths = [folder / name for name in session_names(folder)]
    paths += folder.glob(f".*{NEW}")  # sessions that begin at this moment
    for count, path in enumerate(paths, 1):
        turned = _joined(turned, turn(path))
        progress(count, len(paths))
    private.keep_moves(folder)
    return turned


def _joined(one: Turned, other: Turned) -> Turned:
    return Turned(
        one.done + other.done,
        one.busy + other.busy,
        one.damaged + other.damaged,
        one.gaps + other.gaps,
    )


@contextlib.contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise JournalError(
            f"The journal in {folder} could not be written ({error.strerror}). Nothing is lost, and the same "
            "command goes on from here. Free some space, or mend the folder's modes."
        ) from error


# --- one of them ------------------------------------------------------------------------------------


def _sealed(path: Path, made: Lock) -> Turned:
    unlike = path.with_name(nameless(path.stem) + SUFFIX)
    with _taken(path) as (data, ours):
        sealed = locking.is_sealed(data)
        if sealed and path == unlike:
            return Turned()
        if not ours:
            return Turned(busy=() if sealed else (path.name,))
        if path.name.startswith("."):  # a session that never began
            return Turned()
        if not sealed:
            _put(path, _by_line(data, locking.Seal(made)))
        _move(path, unlike)
        return Turned(done=1)


def _opened(path: Path, key: bytes) -> Turned:
    with _taken(path) as (data, ours):
        if not locking.is_sealed(data):
            return Turned()
        if not ours:
            return Turned(busy=(path.name,))
        if path.name.startswith("."):
            return Turned()
        unseal = Unseal(key)
        try:
            plain = _by_line(data, unseal, torn_stays=True)
        except JournalError:
            return Turned(damaged=(path.name,))
        _put(path, plain)
        named = _move(path, path.with_name(_named(path.stem, plain) + SUFFIX))
        return Turned(done=1, gaps=(named.name,) if unseal.gaps else ())


def _opened_plan(path: Path, key: bytes) -> Turned:
    data = path.read_bytes().strip()
    if not locking.is_sealed(data):
        return Turned()
    try:
        private.write(path, Unseal(key)(data))
    except JournalError:
        return Turned(damaged=(path.name,))
    return Turned()


@contextlib.contextmanager
def _taken(path: Path) -> Iterator[tuple[bytes, bool]]:
    """What a file holds, and whether it is ours meanwhile: nobody writes it, and it has its name."""
    if sys.platform == "win32":  # where a file that is open is not replaced
        yield path.read_bytes(), True
        return
    with path.open("r+b") as file:
        held = hold(file.fileno())
        ours = held and path.exists() and path.stat().st_ino == os.fstat(file.fileno()).st_ino
        yield file.read(), ours


def _by_line(data: bytes, turn: Turn, *, torn_stays: bool = False) -> bytes:
    """Turn a file line by line; a last line without an end stays one, and if need be as it is."""
    *whole, torn = data.split(b"\n")
    turned = [turn(line) + b"\n" for line in whole]
    if torn:
        try:
            turned.append(turn(torn))
        except JournalError:
            if not torn_stays:
                raise
            turned.append(torn)  # a power cut did this, and nobody can read it
    return b"".join(turned)


def _put(path: Path, data: bytes) -> None:
    """Put another content into a file's place in one move; its times are the session's, and stay."""
    times = path.stat()
    private.write(path, data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _move(path: Path, to: Path) -> Path:
    """Give a file another name, unless it is taken; returns the one that it has now."""
    return path if path == to or to.exists() else path.rename(to)


def nameless(id_: str) -> str:
    """A session's id without the script, for a file's name that everybody can see."""
    found = SESSION_NAME.fullmatch(id_)
    return f"{found[1]}-{found[2]}" if found else id_


def _named(stem: str, data: bytes) -> str:
    """The name that a session was begun under, if its first line tells one that fits."""
    try:
        id_ = json.loads(data.partition(b"\n")[0])["id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return stem
    fits = isinstance(id_, str) and re.fullmatch(r"[\w.-]{1,200}", id_) and nameless(id_) == nameless(stem)
    return id_ if fits else stem
