"""What is kept on the disk: whether it can be read, and by its owner alone."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from voiceground import private
from voiceground.checkup.finding import Finding, Patient, failed, ok, warning
from voiceground.errors import JournalError, UsageError

LITTLE = 50 * 2**20
"""Bytes of free space below which the disk is worth a word."""

TOO_LITTLE = 2**20
"""Bytes below which nothing can be kept for certain."""

MEND = "`voiceground doctor --mend` sets that right."
ANEW = "Put a copy of it in its place, or begin anew after `voiceground plan --forget`."

NOTHING_TO_DO = "Nothing needs to be done; everything else can be read."

IS_LOCKED = " is locked."
"""How the reader of the journal tells a session that is sealed."""

SHOWN = 3
"""Broken sessions that are named one by one."""


def settings(patient: Patient) -> Iterator[Finding]:
    """Whether the file of settings can be read."""
    from voiceground import config

    path = patient.here.config
    try:
        config.read(path)
    except UsageError as error:
        yield failed("settings", error, "Until then a session does not start.")
    else:
        yield ok("settings", str(path) if path.exists() else "none, and none is needed")


def disk(patient: Patient, *, little: int = LITTLE, too_little: int = TOO_LITTLE) -> Iterator[Finding]:
    """Whether there is room for what is kept."""
    folder = _nearest(patient.here.journal)
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        unknown = JournalError(f"The disk of {folder} does not answer ({error.strerror}).")
        yield failed("disk", unknown, "Sessions go on without a record.")
        return
    found = f"{free // 2**20} MB are free in {folder}"
    if free < too_little:
        yield failed("disk", JournalError(f"{found}."), "Free some space. Sessions go on without a record.")
    elif free < little:
        yield warning("disk", found, "Free some space.")
    else:
        yield ok("disk", found)


def _nearest(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    return next((folder for folder in (path, *path.parents) if folder.is_dir()), Path())


# --- modes ------------------------------------------------------------------------------------------


def permissions(patient: Patient) -> Iterator[Finding]:
    """Whether what is the person's can be written by them, and read by nobody else."""
    if os.name == "nt":
        yield ok("permissions", "your account's own, as Windows keeps them")
        return
    kept = list(kept_in(patient))
    odd = [finding for path, mode in kept for finding in _permission(path, mode)]
    yield from odd
    if not odd:
        yield ok("permissions", "for your eyes alone" if kept else "nothing is kept yet")


def _permission(path: Path, mode: int) -> Iterator[Finding]:
    try:
        status = path.lstat()
    except OSError:  # gone since it was listed
        return
    if stat.S_ISLNK(status.st_mode):
        return
    found = stat.S_IMODE(status.st_mode)
    if hasattr(os, "getuid") and status.st_uid != os.getuid():
        other = JournalError(f"{path} belongs to somebody else.")
        yield failed("permissions", other, f"As that user or as root: chown {os.getuid()} {path}")
    elif found & 0o077:
        yield warning(
            "permissions", f"{path} is open to others ({found:04o})", f"chmod {mode:o} {path}, or {MEND}"
        )
    elif found & mode != mode:
        closed = JournalError(f"{path} is closed to you ({found:04o}).")
        yield failed("permissions", closed, f"chmod {mode:o} {path}, or {MEND}")


def mend(patient: Patient) -> tuple[Path, ...]:
    """Give everything that is kept its right mode; returns what was changed."""
    mended = []
    for path, mode in kept_in(patient):
        with contextlib.suppress(OSError):
            found = path.lstat()
            if not stat.S_ISLNK(found.st_mode) and stat.S_IMODE(found.st_mode) != mode:
                path.chmod(mode)
                mended.append(path)
    return tuple(mended)


def kept_in(patient: Patient) -> Iterator[tuple[Path, int]]:
    """Everything of the person's that is there, each with the mode that it is to have; folders first."""
    here = patient.here
    for folder in (here.journal, here.plan.parent):
        if folder.is_dir():
            yield folder, private.FOLDER_MODE
    for path in (here.config, here.plan, here.confirmed):
        if path.is_file():
            yield path, private.FILE_MODE
    with contextlib.suppress(OSError):
        for path in sorted(here.journal.iterdir()):
            if path.is_file():
                yield path, private.FILE_MODE


# --- journal and plan -------------------------------------------------------------------------------


def journal(patient: Patient) -> Iterator[Finding]:
    """Whether every session that was kept can be read."""
    from voiceground.journal.reading import read_sessions

    folder = patient.here.journal
    if folder.exists() and not folder.is_dir():
        in_the_way = JournalError(f"{folder} is no folder, so no session can be kept.")
        yield failed("journal", in_the_way, "Put that file somewhere else.")
        return
    found = read_sessions(folder)
    broken = [problem for problem in found.problems if IS_LOCKED not in problem]
    for problem in broken[:SHOWN]:
        yield warning("journal", problem, NOTHING_TO_DO)
    if len(broken) > SHOWN:
        yield warning("journal", f"and {len(broken) - SHOWN} more files like these", NOTHING_TO_DO)
    if not broken:
        told = f"{len(found.kept)} sessions can be read" if found.kept else "no session is kept"
        yield ok("journal", "locked" if found.problems else told)


def plan(patient: Patient) -> Iterator[Finding]:
    """Whether "my people, my plan" can be read."""
    from voiceground.care import plan as plans

    try:
        kept = plans.read(patient.here.plan)
    except plans.LockedError:
        yield ok("plan", "locked, so that it is not read aloud; `voiceground unlock` opens it")
    except JournalError as error:
        yield failed("plan", error, ANEW)
    else:
        yield ok("plan", "empty; `voiceground plan --change` fills it" if kept.is_empty else "can be read")


def lock(patient: Patient) -> Iterator[Finding]:
    """Whether the journal is locked, and whether what locks it can open it again."""
    from voiceground.journal import lockup

    folder = patient.here.journal
    state = lockup.state(folder)
    try:
        lockup.lock_of(folder)
    except JournalError as error:
        yield failed("lock", error, "Put a copy of that file in its place: without it nothing can be opened.")
        return
    match state:
        case lockup.State.OPENING:
            yield warning("lock", "the journal was not opened to its end", "`voiceground unlock` goes on.")
        case lockup.State.LOCKED:
            yield ok("lock", "the journal is locked")
        case lockup.State.OPEN:
            yield ok("lock", "the journal is not locked")
