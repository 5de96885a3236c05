"""Counts what belongs together: one, two or three signals within a window, and no more.

Rule 1: no sound and no clock in here: times come in, counts come out.
Rule 2: four or more in a row are no signal but typing, footsteps, a clock or applause.
Rule 3: what follows a group too soon belongs to it, so a clock that ticks each second is counted once
at most, and then never while it goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

WINDOW_MS = 700.0
"""From the end of one signal to the beginning of the next of the same group, at most."""

AFTER_THREE_MS = 450.0
"""How long a third is waited on, in case a fourth makes it none at all."""

REST_MS = 1100.0
"""From the end of a group's last signal to the next group, at least."""

MOST = 3
WEAKER_DB = 20.0
"""A sound so much weaker than the strongest of its group is a brush or a bounce, and is not counted."""

LONG_AGO = -1e9


@dataclass(frozen=True, slots=True)
class Member:
    """One signal: when it began and ended (ms; the same for a strike), and how loud it was (dB)."""

    at_ms: float
    end_ms: float
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """The group that is open, if one is, and when the last signal ended.

    Call ``over`` up to the present before ``add``: a group that is over must be taken before a new one
    can begin.
    """

    members: tuple[Member, ...] = ()
    last_ms: float = LONG_AGO

    def add(self, member: Member) -> Group:
        """The state after one more signal; times never go back."""
        last = max(self.last_ms, member.end_ms)
        if self.members:
            return Group((*self.members, member), last)
        if member.at_ms - self.last_ms < REST_MS:
            return replace(self, last_ms=last)
        return Group((member,), last)

    def over(self, now_ms: float) -> tuple[Group, tuple[Member, ...]]:
        """The state at a time, and the members of the group that was found to be over, else none.

        A group of more than three is over too, with no members.
        """
        waits = AFTER_THREE_MS if len(self.members) == MOST else WINDOW_MS
        if not self.members or now_ms - self.last_ms <= waits:
            return self, ()
        loudest = max(member.level for member in self.members)
        counted = tuple(m for m in self.members if m.level > loudest - WEAKER_DB)
        return Group((), self.last_ms), counted if len(counted) <= MOST else ()


def counts(times_ms: Sequence[float]) -> list[tuple[float, int]]:
    """The groups among strikes of equal level at these rising times: (first, how many)."""
    group, found = Group(), []
    for at in (*times_ms, float("inf")):
        group, members = group.over(at)
        if members:
            found.append((members[0].at_ms, len(members)))
        group = group.add(Member(at, at))
    return found
