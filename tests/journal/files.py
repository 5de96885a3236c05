"""Journal files as tests need them: made by hand, so that they do not depend on what writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

STARTED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
ENTRIES: Sequence[Mapping[str, object]] = (
    {"at": 0.0, "step": "hello"},
    {"at": 8.5, "number": {"before": 7}},
    {"at": 8.5, "reply": {"kind": "number", "choice": "look"}},
    {"at": 8.5, "step": "look"},
    {"at": 60.0, "number": {"after": 4}},
    {"at": 61.5, "ended": "done"},
)


def head(id_: str, script: str, started: datetime, **more: object) -> dict[str, object]:
    return {"format": 1, "id": id_, "script": script, "started": started.isoformat(), **more}


def session_file(
    folder: Path,
    script: str = "five-senses",
    started: datetime = STARTED,
    entries: Sequence[Mapping[str, object]] = ENTRIES,
    nonce: str = "ab12",
    **more: object,
) -> Path:
    """A whole session; ``more`` goes into its first line."""
    folder.mkdir(parents=True, exist_ok=True)
    id_ = f"{started:%Y%m%dT%H%M%S}-{script}-{nonce}"
    path = folder / f"{id_}.jsonl"
    rows = [head(id_, script, started, **more), *entries]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def many(folder: Path, count: int, every: timedelta = timedelta(hours=3)) -> list[Path]:
    """So many sessions, one after the other."""
    return [session_file(folder, started=STARTED + index * every) for index in range(count)]
