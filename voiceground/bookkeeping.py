"""What of a session goes into its record, and when: times on the session's own clock, and nothing of care.

Rule: in private nothing is written and the clock of the record stands still, so that what was left out shows
in no step, no answer and no gap. A session that ends there reads "done".
"""

from __future__ import annotations

from voiceground.core.events import Enter, Finish, Note, Number, Private, Replied
from voiceground.core.model import Ending
from voiceground.core.tick import TICK_SECONDS
from voiceground.parts import Record

Kept = Enter | Replied | Number | Note | Private | Finish


class Bookkeeper:
    """Writes the entries of one session.

    Args:
        record: where they go.
        heard: whether it is told which of the listed answers was heard.
    """

    def __init__(self, record: Record, *, heard: bool = False) -> None:
        self._record = record
        self._heard = heard
        self._left_out = 0
        self._private_since: int | None = None

    def note(self, effect: Kept, tick: int) -> None:
        """Keep what an effect says, if it is to be kept; ``tick`` is the session's time."""
        match effect:
            case Enter(step, script):
                self._write(tick, step=f"{script}/{step}" if script else step)
            case Replied(how, choice, heard):
                more = {"heard": heard} if heard and self._heard else {}
                self._write(tick, reply={"kind": how.value, "choice": choice, **more})
            case Number(name, value):
                self._write(tick, number={name: value})
            case Note(text):
                self._write(tick, note=text)
            case Private(on):
                self._private(tick, on=on)
            case Finish(ending):
                self.end(ending, tick)

    def end(self, ending: Ending, tick: int) -> None:
        """The last entry."""
        private = self._private_since
        if private is not None:
            self._private(tick, on=False)
        self._write(tick, ended=(ending if private is None else Ending.DONE).kept_as)

    def _private(self, tick: int, *, on: bool) -> None:
        if on:
            self._private_since = tick
        elif self._private_since is not None:
            self._left_out += tick - self._private_since
            self._private_since = None

    def _write(self, tick: int, **entry: object) -> None:
        if self._private_since is None:
            at = round((tick - self._left_out) * TICK_SECONDS, 2)
            self._record.write({"at": at, **entry})
