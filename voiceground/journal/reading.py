"""What was kept, read back: every session that can be read, and a sentence for each that cannot.

Nothing here changes a file. A broken one costs its own lines and no other's, and however large it is,
reading it takes a bounded time and a bounded memory.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest
from operator import attrgetter
from pathlib import Path
from typing import Any

from voiceground.journal.lines import (
    FORMAT,
    MOST_BYTES,
    UPCASTS,
    Entry,
    Unseal,
    is_sealed,
    read_lines,
)

SUFFIX = ".jsonl"
LONGEST_TEXT = 200
LARGEST_NUMBER = 1_000_000
YEARS = range(1970, 9000)


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session as it was kept.

    Attributes:
        id: its file's name without the ending; no two sessions of a folder share it.
        path: its file.
        script: the id of the script.
        started: when, with its zone.
        seconds: how long it lasted, up to the last entry.
        ended: ``done``, ``left`` or ``interrupted``; None while it runs, or when it was cut off.
        numbers: the last value of each number that was kept.
        entries: everything after the first line, in order, what this version does not know included.
        head: the first line as it is.
    """

    id: str
    path: Path
    script: str
    started: datetime
    seconds: float
    ended: str | None
    numbers: Mapping[str, int]
    entries: tuple[Mapping[str, object], ...]
    head: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sessions:
    """What a folder holds.

    Attributes:
        kept: the sessions, the newest last.
        problems: a sentence for each file that could not be read, or not wholly.
    """

    kept: tuple[KeptSession, ...]
    problems: tuple[str, ...]


def read_sessions(folder: Path, unseal: Unseal | None = None) -> Sessions:
    """Read all sessions of a folder; a folder that is not there holds none.

    Args:
        folder: where the journal lives.
        unseal: opens sealed lines; without it, sealed sessions are told as locked.
    """
    try:
        names = session_names(folder)
    except OSError as error:
        return Sessions((), (f"The journal in {folder} cannot be opened ({error.strerror}).",))
    return read_files([folder / name for name in names], unseal)


def read_files(paths: Iterable[Path], unseal: Unseal | None = None) -> Sessions:
    """Read these files, as ``read_sessions`` does."""
    kept, problems = [], []
    for path in paths:
        session, problem = read_session(path, unseal)
        if session:
            kept.append(session)
        if problem:
            problems.append(problem)
    kept.sort(key=attrgetter("started", "id"))
    return Sessions(tuple(kept), tuple(problems))


def session_names(folder: Path) -> list[str]:
    """The names of all session files, in the order in which they were begun as far as names can tell.

    Raises:
        OSError: the folder cannot be listed. One that is not there is an empty one.
    """
    return sorted(_names(folder))


def newest_names(folder: Path, count: int) -> list[str]:
    """The last ``count`` of ``session_names``, without sorting the others.

    Raises:
        OSError: as there.
    """
    return nlargest(count, _names(folder))[::-1]


def _names(folder: Path) -> list[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208  ten times as fast, for people with years of sessions
    except FileNotFoundError:
        return []
    return [name for name in names if name.endswith(SUFFIX) and not name.startswith(".")]


def read_session(path: Path, unseal: Unseal | None = None) -> tuple[KeptSession | None, str | None]:
    """One session, or None; and a sentence if anything of it could not be read."""
    try:
        data, more = _beginning(path)
    except OSError as error:
        return None, f"{path.name} cannot be opened ({error.strerror}). The others are not touched by that."
    head, *entries = read_lines(data, unseal) or [None]
    if head is None or not isinstance(head.get("format"), int):
        return None, _nothing(path, data)
    if head["format"] > FORMAT:
        told = f"{path.name} was written by a newer voiceground (format {str(head['format'])[:9]})."
        return None, f"{told} It stays as it is, and a newer one reads it."
    session = session_of(path, head, entries)
    if session is None:
        return None, _nothing(path, data)
    return session, _missing(path, entries, more=more)


def _beginning(path: Path) -> tuple[bytes, bool]:
    """The first megabyte of a file, and whether there is more."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is no file")
        data = os.read(descriptor, min(status.st_size, MOST_BYTES))
        return (data[: data.rfind(b"\n") + 1], True) if status.st_size > MOST_BYTES else (data, False)
    finally:
        os.close(descriptor)


def _nothing(path: Path, data: bytes) -> str:
    if is_sealed(data.partition(b"\n")[0]):
        return f"{path.name} is locked. `voiceground unlock` opens it."
    return f"{path.name} holds no session that can be read. It stays as it is."


def _missing(path: Path, entries: Sequence[Entry | None], *, more: bool) -> str | None:
    if more:
        return f"{path.name} is larger than any session. Its beginning was read, and it stays as it is."
    lost = sum(entry is None and not _is_torn(after) for entry, after in _pairs(entries))
    if not lost:
        return None
    told = "One line cannot" if lost == 1 else f"{lost} lines cannot"
    return f"{path.name}: {told} be read. The rest was, and the file stays as it is."


def _pairs(entries: Sequence[Entry | None]) -> Iterable[tuple[Entry | None, Entry | None]]:
    return zip(entries, [*entries[1:], None], strict=False) if None in entries else ()


def _is_torn(after: Entry | None) -> bool:
    """Whether what follows a broken line says that a power cut broke it, and that this is known."""
    return bool(after) and "torn" in (after or {})


def session_of(path: Path, head: Entry, entries: Sequence[Entry | None]) -> KeptSession | None:
    """A session by its lines, upcast where they are of an older format; None where they are none."""
    read: list[Entry] = [entry for entry in entries if entry is not None]
    for old in range(head["format"], FORMAT):
        if old not in UPCASTS:
            return None
        head, *read = UPCASTS[old]([head, *read])
    script, started = _text(head.get("script")), _moment(head.get("started"))
    if script is None or started is None:
        return None
    numbers: dict[str, int] = {}
    for entry in read:
        if "number" in entry:
            numbers.update(_numbers(entry["number"]))
    ended = next((_text(entry["ended"]) for entry in reversed(read) if "ended" in entry), None)
    return KeptSession(path.stem, path, script, started, _seconds(read), ended, numbers, tuple(read), head)


def _seconds(entries: list[Entry]) -> float:
    """When the last entry was, in seconds since the start."""
    for entry in reversed(entries):
        at = entry.get("at")
        if isinstance(at, float | int) and 0 <= at <= LARGEST_NUMBER:
            return float(at)
    return 0.0


def _numbers(value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        return {}
    return {
        name: number
        for name, number in value.items()
        if _text(name) and type(number) is int and abs(number) <= LARGEST_NUMBER
    }


def _text(value: Any) -> str | None:
    """A value as text that a terminal can be trusted with."""
    if isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT and value.isprintable():
        return value
    return None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
        if moment.year not in YEARS:
            return None
        return moment if moment.tzinfo else moment.astimezone()
    except (TypeError, ValueError, OverflowError, OSError):
        return None
