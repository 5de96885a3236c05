"""Replies without words: strikes and hums, counted, with everything left out that speech explains.

Rule 1: speech wins. A group with speech in it or just before it is none, and neither is one that was
begun before the moment changed: what would it be an answer to?
Rule 2: while the voice plays, a signal has to stand clearly over what may be left of the echo.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from voiceground.core.tick import Samples
from voiceground.ear.groups import LONG_AGO, WINDOW_MS, Group, Member
from voiceground.ear.hum import Hums
from voiceground.ear.taps import AHEAD_MS, Strike, Strikes

SPEECH_AT = 0.5
SPEECH_TICKS = 4
"""Silero's own threshold, as in the ear, and the ticks of speech (80 ms) that make a group none.

Of 190 groups of real taps two had 2 such ticks, in one look of the detector; words that look like taps had
8 to 20.
"""

STRIKE_OVER_ECHO_DB = 18.0
HUM_OVER_ECHO_DB = 10.0
"""A strike is measured by its loudest 2.5 ms, which lie about 8 dB over its loudest tick."""

BANG_DB = 15.0
"""Another sudden sound in the group, or up to a window before it, and not so much weaker, makes it none:
dishes, keys, something that fell."""


class Kind(StrEnum):
    """What a signal was made with."""

    TAP = "tap"
    CLAP = "clap"
    KNOCK = "knock"
    HUM = "hum"


@dataclass(frozen=True, slots=True)
class Signal:
    """One counted group.

    Attributes:
        kind: tap, clap or knock as most of them sounded, or hum.
        at_ms: when the first began, in ms since the detector was made or reset.
        count: 1 to 3.
    """

    kind: Kind
    at_ms: float
    count: int


class Signals:
    """Finds counted groups in sound that comes tick by tick; about 1 ms of processor for each second.

    A group is known 0.7 s after its last strike or hum (0.45 s after the third).
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget everything, the time too, as for another recording."""
        self._strikes = Strikes()
        self._hums = Hums()
        self._found: list[Strike] = []
        self._bangs: deque[Strike] = deque(maxlen=16)
        self._spoken: deque[float] = deque(maxlen=SPEECH_TICKS)
        self._not_before_ms = LONG_AGO
        self._struck = Group()
        self._hummed = Group()

    @property
    def now_ms(self) -> float:
        """The end of the newest tick, in the time that ``Signal.at_ms`` counts."""
        return self._strikes.now_ms

    def forget(self) -> None:
        """Whatever has begun by now is no signal: a word was understood, or the moment changed."""
        self._not_before_ms = self._strikes.now_ms

    def hear(self, samples: Samples, speech: float = 0.0, echo: float = 0.0) -> list[Signal]:
        """Take one tick and return the groups that are over with it.

        Args:
            samples: shape (320,), int16, 16 kHz, the echo taken out.
            speech: how sure a detector is of speech, 0 to 1.
            echo: what may still be left of the echo, in dB re one step of int16; 0 when nothing plays.
        """
        found = self._strikes.hear(samples)
        now = self._strikes.now_ms
        if speech >= SPEECH_AT:
            self._spoken.append(now)
        hum = self._hums.hear(samples, max(self._strikes.floor, echo + HUM_OVER_ECHO_DB))
        signals = []
        for strike in found:
            signals += self._strikes_over(strike.at_ms)
            self._take(strike, echo)
        if hum is not None:
            signals += self._hums_over(hum.at_ms)
            self._hummed = self._hummed.add(hum)
        if not self._strikes.pending:
            signals += self._strikes_over(now)
        if not self._hums.pending:
            signals += self._hums_over(now)
        return signals

    def _take(self, strike: Strike, echo: float) -> None:
        if strike.kind is None:
            self._bangs.append(strike)
        elif not echo or strike.level > echo + STRIKE_OVER_ECHO_DB:
            self._struck = self._struck.add(Member(strike.at_ms, strike.at_ms, strike.level))
            self._found = [s for s in self._found if s.at_ms > strike.at_ms - 4000.0] + [strike]

    def _strikes_over(self, now: float) -> list[Signal]:
        self._struck, members = self._struck.over(now)
        if not members or self._explained(members[0].at_ms):
            return []
        times = {member.at_ms for member in members}
        strikes = [strike for strike in self._found if strike.at_ms in times]
        weakest, first = min(s.level for s in strikes), members[0].at_ms
        if any(b.at_ms > first - WINDOW_MS and b.level > weakest - BANG_DB for b in self._bangs):
            return []
        if not self._strikes.alone(strikes):
            return []
        kinds = [strike.kind for strike in strikes if strike.kind is not None]
        return [Signal(Kind(max(kinds, key=kinds.count)), first, len(strikes))]

    def _hums_over(self, now: float) -> list[Signal]:
        self._hummed, members = self._hummed.over(now)
        if not members or self._not_before_ms > members[0].at_ms:
            return []
        return [Signal(Kind.HUM, members[0].at_ms, len(members))]

    def _explained(self, first_ms: float) -> bool:
        spoken = len(self._spoken) == SPEECH_TICKS and self._spoken[0] > first_ms - AHEAD_MS
        return spoken or self._not_before_ms > first_ms
