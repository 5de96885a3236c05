"""Which sessions a command is about: one, some, those since a day, those of a script."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voiceground.errors import UsageError
from voiceground.journal.reading import KeptSession


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; all that is given has to hold.

    Attributes:
        ids: these sessions; none for any.
        since: begun on this day or later, by the clock of the place where they were.
        script: of this script.
    """

    ids: tuple[str, ...] = ()
    since: date | None = None
    script: str | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing was left out."""
        return not (self.ids or self.since or self.script)

    def choose(self, sessions: Sequence[KeptSession]) -> list[KeptSession]:
        """Those of the sessions that are meant.

        Raises:
            UsageError: an id is no session's.
        """
        known = [session.id for session in sessions]
        for id_ in self.ids:
            if id_ not in known:
                near = difflib.get_close_matches(id_, known, 1)
                hint = f"Did you mean {near[0]}?" if near else "`voiceground history` lists them."
                raise UsageError(f"There is no session {id_} that can be read. {hint}")
        return [session for session in sessions if self._means(session)]

    def _means(self, session: KeptSession) -> bool:
        return (
            (not self.ids or session.id in self.ids)
            and (self.since is None or session.started.date() >= self.since)
            and (self.script is None or session.script == self.script)
        )


def day(text: str) -> date:
    """A day as it is typed.

    Raises:
        UsageError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'"{text}" is no day. Write it like 2026-11-27.') from None


def removed(paths: Sequence[Path]) -> tuple[list[Path], str | None]:
    """Remove files; those that are gone now, and the system's word for why one could not be."""
    gone: list[Path] = []
    why = None
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            why = error.strerror or str(error)
        else:
            gone.append(path)
    return gone, why
