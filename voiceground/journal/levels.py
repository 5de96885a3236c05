"""How much is kept of a session, and for how long."""

from __future__ import annotations

from enum import StrEnum

DAYS = 90
"""For how many days a session is kept, unless the person says otherwise."""


class Keep(StrEnum):
    """How much is kept. Care is kept at none of them."""

    NOTHING = "nothing"
    NUMBERS = "numbers"  # steps, kinds of answers, times, and the numbers that a script asks to keep
    FULL = "full"  # and which of the listed answers was heard

    @property
    def told(self) -> str:
        """What it keeps, in one sentence; nothing to tell where nothing is kept."""
        return _TOLD.get(self, "")


_TOLD = {
    Keep.NUMBERS: "On this machine only, times, steps, numbers and kinds of answers are kept: "
    "no sound and no words.",
    Keep.FULL: "On this machine only, times, steps, numbers and the listed answers are kept: "
    "no sound and no other words.",
}


def upcast(value: object) -> object:
    """What ``keep = true`` and ``keep = false`` of older settings mean; anything else as it is."""
    if isinstance(value, bool):
        return (Keep.NUMBERS if value else Keep.NOTHING).value
    return value
