"""When an utterance has begun, when it may be over, and when it is.

Rule 1: no sound and no clock in here. One call a tick says whether the tick held sound of the person.
Rule 2: this file never decides what was said, nor that a short sound was nothing: it only gives cues.

The person who speaks slowly, or stutters, must not be cut off; the person who has said a whole reply
must not be kept waiting. So there are two tails: after the short one the words are looked at, and if
they are complete that is the end; if not, the long tail runs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from voiceground.core.tick import ticks_of

PREROLL_TICKS = ticks_of(0.5)
"""What is kept from before an utterance was noticed: soft consonants, and replies that begin early."""


@dataclass(frozen=True, slots=True)
class Tails:
    """The endpointer's settings, all in ticks of 20 ms.

    Attributes:
        onset: ticks with sound, out of the last five, that make a beginning.
        short: quiet ticks after which the words are looked at.
        long: quiet ticks after which it is over, whatever was said.
        longest: an utterance beyond this is somebody talking, not answering.
    """

    onset: int = 3
    short: int = ticks_of(0.22)
    long: int = ticks_of(1.5)
    longest: int = ticks_of(8.0)

    @classmethod
    def of_seconds(cls, long: float) -> Tails:
        """The usual settings with another long tail, in seconds; kept within 0.5 and 3."""
        return cls(long=ticks_of(min(max(long, 0.5), 3.0)))


class Cue(StrEnum):
    """What the endpointer noticed in a tick."""

    BEGAN = "began"
    PAUSED = "paused"
    RAN_ON = "ran on"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where in an utterance we are. ``began`` and ``last`` count ticks; ``began`` is None in quiet.

    Attributes:
        now: ticks seen so far.
        recent: the last five ticks as bits, the newest lowest.
        began: the first tick with sound of this utterance.
        last: the last tick with sound of this utterance.
        ran_on: whether it has become too long to be a reply.
    """

    now: int = 0
    recent: int = 0
    began: int | None = None
    last: int = 0
    ran_on: bool = False

    def step(self, sound: bool, tails: Tails) -> tuple[Endpoint, Cue | None]:
        """The state after one more tick, and what was noticed in it."""
        tick = self.now
        after = replace(self, now=tick + 1, recent=(self.recent << 1 | sound) & 0b11111)
        if self.began is None:
            return _listening(after, tails)
        return _in_utterance(replace(after, last=tick) if sound else after, self.began, tails)

    def rest(self) -> Endpoint:
        """The same clock, with nothing going on: after a decision, or when the microphone went."""
        return Endpoint(now=self.now)


def _listening(state: Endpoint, tails: Tails) -> tuple[Endpoint, Cue | None]:
    if state.recent.bit_count() < tails.onset:
        return state, None
    first = state.now - state.recent.bit_length()
    return replace(state, began=first, last=state.now - 1), Cue.BEGAN


def _in_utterance(state: Endpoint, began: int, tails: Tails) -> tuple[Endpoint, Cue | None]:
    tick = state.now - 1
    quiet = tick - state.last
    if quiet >= tails.long:
        return state.rest(), Cue.OVER
    if not state.ran_on and tick - began >= tails.longest:
        return replace(state, ran_on=True), Cue.RAN_ON
    return state, Cue.PAUSED if quiet == tails.short else None
