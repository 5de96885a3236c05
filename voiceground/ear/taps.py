"""Taps, claps and knocks: single strikes, told apart from clicks, doors, dishes and words.

A strike is loud out of nothing and gone at once: within 20 ms it stands at least 20 dB over the room, and
50 ms later it has fallen by most of that. Words have strikes in them too (the t of "stop"), but a vowel
stands before or behind each, so a strike has to be alone as well (``Strikes.alone``).

What a recording cannot tell: a clap, a knock and a tap are one family, and their names here follow the
spectrum alone. They all mean the same. The numbers were chosen on the nail taps of mini-tapsense, on the
negatives of one half of the speakers, and on synthetic claps, knocks, clicks and doors; none on a real clap.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples
from voiceground.ear.activity import Floor, level_db

FRAME = 40
"""Samples in a frame: 2.5 ms, an eighth of a tick."""

FRAME_MS = FRAME * 1000 / SAMPLE_RATE
PER_TICK = TICK_SAMPLES // FRAME
KEPT_FRAMES = 1120
"""Frames of level that are kept, 2.8 s: a group of three with the widest gaps, and what stood before it."""

KEPT_SAMPLES = 4_800

OVER_FLOOR_DB = 20.0
RISE_DB = 15.0
"""What begins a strike: so far over the room, and over its own past of 15 to 40 ms ago."""

CLIMB = 12
"""Frames from there to the peak (30 ms): a finger brushes the surface before it strikes."""

APART = 24
"""Frames from a peak to the next strike (60 ms): what comes sooner is the same strike bouncing."""

MASK = 240
WEAKER_DB = 22.0
"""What is so much weaker than something in the 0.6 s before it is the end of that, not a beginning."""

BRUSH_DB = 10.0
"""A strike so much louder than what seemed to begin just before it was that beginning."""

TAIL = 40
"""Frames after the peak that are judged (100 ms): the shortest gap between strikes is 150 ms."""

LOUD_DB = 12.0
LONGEST_LOUD_MS = 75.0
FALL_DB, LONGEST_FALL_MS = 6.0, 37.5
GONE_DB = 12.0
"""It stays within LOUD_DB and FALL_DB of its peak no longer than that (a vowel does), and from 60 to 100 ms
on it is GONE_DB below. Real taps took at most 25 and 15 ms; synthetic knocks in rooms 75 and 43."""

BEFORE_DB = 10.0
"""Nothing from 110 to 15 ms before the peak may come so near to it: a laugh rises slowly."""

CLICK_SHARE, KEY_SHARE, BODY_SHARE = 0.55, 0.25, 0.12
"""Shares of the energy. Above 3 kHz: that of a click (mouse, clock); that of a key, if there is a body to it
below 500 Hz as well. Of the 120 real taps none had more than 0.03 above 3 kHz."""

CLAP_BODY = 0.25
LONGEST_TAP_MS = 25.0
"""Less of its energy than CLAP_BODY below 500 Hz is a clap's; loud for longer than a tap is a knock."""

QUIETER_DB = 18.0
OTHERS_MS = 70
AHEAD_MS, SPAN_BEFORE_MS, SPAN_AFTER_MS = 300, 45, 150
"""Alone: from AHEAD_MS before the first strike until now, not more than OTHERS_MS of sound lie within
QUIETER_DB of the weakest strike; each strike's own span is left out."""

Levels = npt.NDArray[np.float32]


class StrikeKind(StrEnum):
    """What a strike sounds like."""

    TAP = "tap"
    CLAP = "clap"
    KNOCK = "knock"


@dataclass(frozen=True, slots=True)
class Strike:
    """A short sound out of nothing.

    Attributes:
        at_ms: its peak, in ms since the detector was made.
        level: of its peak over 2.5 ms, dB re one step of int16.
        kind: what it sounds like; None for a click, or whatever else began like a strike and was none.
    """

    at_ms: float
    level: float
    kind: StrikeKind | None


class Strikes:
    """Finds strikes in sound that comes tick by tick, 100 to 120 ms after each."""

    def __init__(self) -> None:
        self._floor = Floor()
        self._levels: Levels = np.zeros(KEPT_FRAMES, dtype=np.float32)
        self._sound: Levels = np.zeros(KEPT_SAMPLES, dtype=np.float32)
        self._offset = 0.0
        self._now = 0
        self._begun: list[int] = []
        self._blind = 2 * APART
        self.floor = 0.0

    @property
    def now_ms(self) -> float:
        """The end of the newest tick."""
        return self._now * FRAME_MS

    @property
    def pending(self) -> bool:
        """Whether something began that has not been judged yet."""
        return bool(self._begun)

    def hear(self, samples: Samples) -> list[Strike]:
        """Take one tick (shape (320,), int16, 16 kHz); returns the strikes that can be judged now."""
        self._take(samples)
        newest = self._levels[-PER_TICK:]
        if float(newest.max()) >= self.floor + OVER_FLOOR_DB:
            self._look(newest)
        found = []
        while self._begun and self._now - self._peak(self._begun[0]) > TAIL + 1:
            found.append(self._judged(self._peak(self._begun.pop(0))))
        return found

    def alone(self, strikes: list[Strike]) -> bool:
        """Whether there was little else to be heard around these strikes, up to now."""
        quiet = min(strike.level for strike in strikes) - QUIETER_DB
        first = self._now - round((strikes[0].at_ms - AHEAD_MS) / FRAME_MS)
        loud = self._levels[-min(first, KEPT_FRAMES) :] > quiet
        for strike in strikes:
            at = len(loud) - (self._now - round(strike.at_ms / FRAME_MS))
            loud[max(0, at - round(SPAN_BEFORE_MS / FRAME_MS)) : at + round(SPAN_AFTER_MS / FRAME_MS)] = False
        return bool(np.count_nonzero(loud) * FRAME_MS <= OTHERS_MS)

    def _take(self, samples: Samples) -> None:
        sound = samples.astype(np.float32)
        if self._now:
            self._offset += 0.02 * (float(sound.mean()) - self._offset)
        else:
            self._offset = float(sound.mean())
        sound -= self._offset
        frames = sound.reshape(PER_TICK, FRAME)
        self._sound[:-TICK_SAMPLES] = self._sound[TICK_SAMPLES:]
        self._sound[-TICK_SAMPLES:] = sound
        self._levels[:-PER_TICK] = self._levels[PER_TICK:]
        self._levels[-PER_TICK:] = 10.0 * np.log10(np.einsum("ij,ij->i", frames, frames) / FRAME + 1.0)
        self.floor = self._floor.follow(level_db(samples))
        self._now += PER_TICK

    def _look(self, newest: Levels) -> None:
        """Note where a strike begins among the newest frames."""
        past = np.convolve(self._levels[-PER_TICK - 16 : -6], np.full(10, 0.1, dtype=np.float32), "valid")
        before = float(self._levels[-PER_TICK - MASK : -PER_TICK].max())
        quietest = max(self.floor + OVER_FLOOR_DB, before - WEAKER_DB)
        for place in np.flatnonzero((newest >= quietest) & (newest - past[-PER_TICK:] >= RISE_DB)):
            frame = self._now - PER_TICK + int(place)
            if frame < self._blind:
                peak = self._levels[self._at(self._peak(self._begun[-1]))] if self._begun else np.inf
                if newest[place] <= peak + BRUSH_DB:
                    continue
                self._begun.pop()
            self._begun.append(frame)
            self._blind = frame + APART + CLIMB // 2

    def _at(self, frame: int) -> int:
        return KEPT_FRAMES - (self._now - frame)

    def _peak(self, begun: int) -> int:
        at = self._at(begun)
        return begun + int(np.argmax(self._levels[at : at + CLIMB]))

    def _judged(self, peak: int) -> Strike:
        at = self._at(peak)
        level = float(self._levels[at])
        tail = self._levels[at : at + TAIL] - level
        loud_ms = FRAME_MS * float(np.flatnonzero(tail > -LOUD_DB)[-1])
        fall_ms = FRAME_MS * float(np.flatnonzero(tail > -FALL_DB)[-1])
        late = float(10.0 * np.log10(np.mean(10.0 ** (tail[24:] / 10.0))))
        before = float(self._levels[at - 44 : at - 6].max()) - level
        brief = loud_ms <= LONGEST_LOUD_MS and fall_ms <= LONGEST_FALL_MS and late <= -GONE_DB
        kind = self._kind(peak, loud_ms) if brief and before <= -BEFORE_DB else None
        return Strike(peak * FRAME_MS, level, kind)

    def _kind(self, peak: int, loud_ms: float) -> StrikeKind | None:
        at = KEPT_SAMPLES - (self._now - peak) * FRAME
        power = np.abs(np.fft.rfft(self._sound[at - 80 : at + 432] * _WINDOW)) ** 2
        power /= power.sum() + 1e-9
        high, body = float(power[96:].sum()), float(power[:16].sum())
        if high > CLICK_SHARE or (high > KEY_SHARE and body > BODY_SHARE):
            return None
        if body < CLAP_BODY:
            return StrikeKind.CLAP
        return StrikeKind.KNOCK if loud_ms > LONGEST_TAP_MS else StrikeKind.TAP


_WINDOW = np.concatenate((np.ones(400), np.hanning(224)[112:])).astype(np.float32)
"""Of the 32 ms from 5 ms before a peak on: bins of 31.25 Hz."""
