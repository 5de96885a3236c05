"""What is kept, for other programs: JSON that can be imported again, and a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from voiceground.journal.lines import FORMAT
from voiceground.journal.reading import KeptSession

KIND = "voiceground sessions"
"""What an export says that it is, so that nothing else is taken for one."""

COLUMNS = ("id", "script", "started", "ended", "seconds")


def as_data(sessions: Sequence[KeptSession], made: datetime) -> dict[str, object]:
    """The sessions with everything that was kept of them, what this version does not know included."""
    return {
        "export": KIND,
        "format": FORMAT,
        "made": made.isoformat(timespec="seconds"),
        "sessions": [
            {**session.head, "format": FORMAT, "id": session.id, "entries": list(session.entries)}
            for session in sessions
        ],
    }


def as_csv(sessions: Sequence[KeptSession]) -> str:
    """A row for each session, with a column for each number that any of them kept."""
    names = sorted({name for session in sessions for name in session.numbers})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *(_cell(f"number {name}") for name in names)])
    for session in sessions:
        writer.writerow(
            [
                _cell(session.id),
                _cell(session.script),
                session.started.isoformat(),
                _cell(session.ended or ""),
                f"{session.seconds:g}",
                *(session.numbers.get(name, "") for name in names),
            ]
        )
    return out.getvalue()


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
