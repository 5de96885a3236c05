"""Sessions of an export, laid back into a journal: what is there already stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voiceground.errors import JournalError, UsageError
from voiceground.journal.exporting import KIND
from voiceground.journal.lines import FORMAT, MOST_BYTES, Entry, written
from voiceground.journal.reading import SUFFIX, KeptSession, read_session, session_of
from voiceground.journal.record import put_whole

MOST = 256 * MOST_BYTES
"""As large an export is read."""

ID = re.compile(r"[A-Za-z0-9][\w.-]{0,149}", re.ASCII)
"""What can be the name of a file everywhere, and leads into no other folder."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the sessions of an export, by their ids.

    Attributes:
        added: new in this journal.
        known: there already, the same.
        others: another one is there under the same id, and stayed.
        unread: what is no session.
    """

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unread: int = 0


def read_export(path: Path) -> list[Any]:
    """What an export says are its sessions.

    Raises:
        UsageError: it cannot be read, or is no export of ours.
    """
    try:
        if path.stat().st_size > MOST:
            raise UsageError(f"{path} is larger than any export of voiceground. Nothing was imported.")
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}). Nothing was imported.") from error
    except (ValueError, RecursionError):
        data = None
    if not (isinstance(data, dict) and data.get("export") == KIND and isinstance(data.get("sessions"), list)):
        raise UsageError(
            f"{path} is no export of voiceground. Nothing was imported. "
            "`voiceground export --to FILE` makes one."
        )
    if not isinstance(data.get("format"), int) or data["format"] > FORMAT:
        raise UsageError(
            f"{path} was made by a newer voiceground. Nothing was imported; a newer one reads it."
        )
    return list(data["sessions"])


def import_sessions(folder: Path, listed: Sequence[Any]) -> Imported:
    """Lay sessions into a journal that is not locked; doing it twice changes nothing.

    Args:
        folder: where the journal lives; made when it is missing.
        listed: the sessions of ``read_export``.

    Raises:
        JournalError: one cannot be written. Those before it are there.
    """
    added: list[str] = []
    known: list[str] = []
    others: list[str] = []
    unread = 0
    for item in listed:
        session = _session(folder, item)
        if session is None:
            unread += 1
        elif session.path.exists():
            there, _ = read_session(session.path)
            same = there is not None and _lines(there) == _lines(session)
            (known if same else others).append(session.id)
        else:
            _put(session)
            added.append(session.id)
    return Imported(tuple(added), tuple(known), tuple(others), unread)


def _session(folder: Path, item: Any) -> KeptSession | None:
    if not isinstance(item, dict) or not isinstance(item.get("entries"), list):
        return None
    head: dict[str, Any] = {key: value for key, value in item.items() if key != "entries"}
    id_, entries = head.get("id"), item["entries"]
    if not (isinstance(id_, str) and ID.fullmatch(id_)) or type(head.get("format")) is not int:
        return None
    if head["format"] > FORMAT or not all(isinstance(entry, dict) for entry in entries):
        return None
    session = session_of(folder / f"{id_}{SUFFIX}", head, entries)
    try:
        return session if session and sum(map(len, _lines(session))) < MOST_BYTES else None
    except ValueError:  # half a letter, which cannot be written
        return None


def _lines(session: KeptSession) -> list[bytes]:
    head: Entry = {**session.head, "format": FORMAT, "id": session.id}
    return [written(entry) for entry in (head, *session.entries)]


def _put(session: KeptSession) -> None:
    try:
        put_whole(session.path, _lines(session))
    except OSError as error:
        raise JournalError(
            f"The session {session.id} cannot be written to {session.path.parent} ({error.strerror}). "
            "Those before it were imported. Free some space, and import again: nothing is added twice."
        ) from error
