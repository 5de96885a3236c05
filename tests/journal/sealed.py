"""Sessions to be sealed, and what is in their files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from voiceground.journal import lines, locking
from voiceground.journal.locking import Unseal
from voiceground.journal.record import SessionRecord

PASSPHRASE = "four small grey ducks"
STARTED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def keep(folder: Path, number: int, seal: lines.Seal | None = None) -> Path:
    """A session that ended well."""
    record = SessionRecord(folder, "five-senses", STARTED, f"{number:04x}", seal)
    record.write({"at": 0.0, "step": "hello"})
    record.write({"at": 9.0, "number": {"before": number}})
    record.write({"at": 9.5, "ended": "done"})
    record.close()
    return record.path


def contents(folder: Path) -> dict[str, bytes]:
    """Every session file, and what is in it."""
    return {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}


def readable(data: bytes, key: bytes) -> bytes:
    """What a file holds once it is opened."""
    if not locking.is_sealed(data):
        return data
    unseal = Unseal(key)
    return b"\n".join(unseal(line) if line else b"" for line in data.split(b"\n"))
