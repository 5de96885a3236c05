"""When to ask, over the voice or in talk that never pauses, whether the last moments held a word.

Rule 1: no sound and no clock in here; one call a tick says whether the tick held sound of the person.
Rule 2: a word is asked about when its sound has just dipped, and again a little later, when its last
consonant must have come; sound that goes on is asked about now and then. So the cost has a bound.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from voiceground.core.tick import ticks_of

DIPS = (ticks_of(0.12), ticks_of(0.22))
"""Quiet ticks after which a burst is asked about: the "p" of "stop" comes up to 0.1 s after its vowel."""

SHORTEST = 6
"""Ticks with sound (0.12 s) that a burst needs: a click has fewer."""

GAP = ticks_of(0.26)
"""Quiet ticks that part one burst from the next."""

LEAD = ticks_of(0.16)
"""What is judged from before a burst: the soft beginning of an "s"."""

LONGEST = ticks_of(1.5)
"""No more than this is judged at once."""

ON_AND_ON, AGAIN = ticks_of(0.9), ticks_of(0.4)
"""Sound that lasts so long without a dip is asked about every so often."""


MOST = 5
"""Questions in a second, whatever goes on: each costs some 25 ms."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The sound to be judged, in ticks back from now.

    Attributes:
        ticks: how much of what was heard last, the lead included.
        sound: from the first sound of the burst to now.
        dipped: whether it has ended, as far as one can tell.
    """

    ticks: int
    sound: int
    dipped: bool


GLIMPSE_EVERY = ticks_of(0.16)
"""How often the whole of the last moments is looked at over the voice, whether there was sound or not: in
the first seconds of a line the echo is not known yet, and of 40 "stop"s level with it 9 were no sound at all
(development)."""

GLIMPSE = Burst(LONGEST, LONGEST, dipped=False)
"""What is judged when that look found something."""


class Spotter:
    """Follows where sound comes and goes."""

    def __init__(self) -> None:
        self._past: deque[bool] = deque(maxlen=LONGEST)
        self._quiet = 0
        self._since_asked = 0
        self._asked_at: deque[int] = deque(maxlen=MOST)
        self._now = 0

    def step(self, sound: bool) -> Burst | None:
        """One tick; the burst that should be judged now, if any."""
        self._past.append(sound)
        self._quiet = 0 if sound else self._quiet + 1
        self._since_asked += 1
        self._now += 1
        if self._quiet in DIPS:
            return self._asked(self._burst(dipped=True))
        if self._quiet == 0 and self._since_asked >= AGAIN:
            burst = self._burst(dipped=False)
            if burst and burst.sound >= ON_AND_ON:
                return self._asked(burst)
        return None

    def _asked(self, burst: Burst | None) -> Burst | None:
        if burst is None or (len(self._asked_at) == MOST and self._now - self._asked_at[0] < ticks_of(1.0)):
            return None
        self._since_asked = 0
        self._asked_at.append(self._now)
        return burst

    def _burst(self, *, dipped: bool) -> Burst | None:
        """From the last gap on; None when there was too little sound in it."""
        length = quiet = loud = 0
        for back, sound in enumerate(reversed(self._past), 1):
            quiet = 0 if sound else quiet + 1
            if quiet >= GAP:
                break
            if sound:
                loud, length = loud + 1, back
        if loud < SHORTEST:
            return None
        return Burst(min(LONGEST, length + LEAD), length, dipped)
