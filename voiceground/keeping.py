"""What a session does about its record: how much is kept, where, from which step on, and what is tidied up.

Rule: nothing of it may keep a session from beginning. What cannot be kept is told in a sentence.
"""

from __future__ import annotations

import secrets
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voiceground import report
from voiceground.config import Config
from voiceground.core import resuming
from voiceground.core.model import Script
from voiceground.core.state import CARE
from voiceground.errors import JournalError
from voiceground.journal import lockup
from voiceground.journal.cut import cut_off
from voiceground.journal.levels import Keep
from voiceground.journal.record import NoRecord, SessionRecord
from voiceground.journal.tidying import Tidying
from voiceground.parts import Record

HOW_TO_KEEP_NOTHING = "--no-log keeps nothing."


@dataclass(frozen=True, slots=True)
class Keeping:
    """How one session is kept.

    Attributes:
        level: how much.
        journal: the folder.
        days: after how many days sessions are removed; 0 for never.
        now: the local time, with its zone.
    """

    level: Keep
    journal: Path
    days: int
    now: datetime

    @property
    def heard(self) -> bool:
        """Whether it is kept which of the listed answers was heard."""
        return self.level is Keep.FULL

    def resumed(self, script: Script) -> Script:
        """The script; where it was cut off not long ago, with the question whether to go on from there."""
        if self.level is Keep.NOTHING:
            return script
        cut = cut_off(self.journal, script.id, self.now)
        step = resuming.where(script, cut.steps) if cut else None
        return resuming.asking(script, step, cut.kept) if cut and step else script

    def record(self, script: Script, stack: ExitStack) -> Record:
        """Begin the record, and have the journal tidied when the voice is there."""
        if self.level is Keep.NOTHING:
            return NoRecord()
        record = stack.enter_context(closing(self._begun(script)))
        stack.enter_context(closing(Tidying(self.journal, self.now, self.days)))
        return record

    def _begun(self, script: Script) -> SessionRecord | NoRecord:
        if not self.journal.exists():
            report.say(f"{self.level.told} {HOW_TO_KEEP_NOTHING}")
        try:
            with lockup.steady(self.journal):
                seal = lockup.sealing(self.journal)
                return SessionRecord(self.journal, script.id, self.now, secrets.token_hex(2), seal)
        except JournalError as error:
            return NoRecord(failing=str(error))
        except OSError as error:
            told = f"The journal in {self.journal} cannot be opened ({error.strerror})."
            return NoRecord(failing=f"{told} The session goes on without a record.")


def keeping(config: Config, journal: Path, script: Script, now: datetime, *, log: bool) -> Keeping:
    """How a session of a script is kept; one of care is not."""
    level = Keep(config.keep) if log and script.id != CARE else Keep.NOTHING
    return Keeping(level, journal, config.keep_days, now)


def may_cache(config: Config, journal: Path, *, log: bool) -> bool:
    """Whether rendered lines may be kept: they tell which scripts were run, as the journal does."""
    nothing = not log or Keep(config.keep) is Keep.NOTHING
    return not nothing and lockup.state(journal) is not lockup.State.LOCKED
