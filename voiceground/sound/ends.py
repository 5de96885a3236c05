"""The two ends of a device, as the loop sees them: 16 kHz mono here, whatever the device wants there.

Both ends belong to the loop's thread. Rates are converted with soxr's MQ recipe: flat to 7.5 kHz, images
below -110 dB, 13 ms of delay at 48 kHz (HQ: 23 ms and nothing that a voice would show).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import soxr

from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, silence
from voiceground.sound.queues import ByteQueue, SampleQueue

QUALITY = "MQ"

IDLE_TICKS = 2
"""Blocks that wait before the speaker while it is silent: an answer starts behind no more than these."""

VOICE_TICKS = 4
"""Blocks that wait while it speaks: a decision of 50 ms on the loop, or a slow disk, is not heard."""

MOST_MORE_TICKS = 2
"""A machine on which that is too few gets one more for each gap that was heard, up to so many."""

CONVERTER_TICKS = 2
"""More of them where a rate is converted: soxr hands its output out in bursts of up to 33 ms."""

LONGEST_TICKS = 25
"""Blocks that may wait at all (0.5 s); more than that is dropped and counted."""

WATCH_TICKS = 10
"""How long the queue is watched before it is shortened: 0.2 s, so that jitter is not taken for length."""

IDLE_AFTER_TICKS = 25
"""After so much digital silence (0.5 s) nothing is being said any more."""

QUIET_PEAK = 100
"""A block that stays below this (-50 dBFS) is a pause in the voice: another 20 ms of it go unnoticed."""

SHIFT_TICKS = 3
SHIFT_WATCH_TICKS = 50
"""The echo reference is put back into its place when it lags so far, and goes on to for a second."""

WITHHELD_SECONDS = 3.0
"""Pure zeros for so long mean that the microphone is muted or withheld: a real one is never digital zero."""

Floats: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Format:
    """How one end of a device wants its sound: int16, interleaved.

    Attributes:
        rate: frames a second (Hz).
        channels: samples in a frame.
    """

    rate: int
    channels: int


class _Converter:
    """Streams mono samples from one rate to another."""

    def __init__(self, rate_from: int, rate_to: int) -> None:
        self._stream = None
        if rate_from != rate_to:
            self._stream = soxr.ResampleStream(rate_from, rate_to, 1, dtype="float32", quality=QUALITY)

    def convert(self, samples: Samples) -> Samples:
        if self._stream is None:
            return samples
        floats: Floats = self._stream.resample_chunk(samples.astype(np.float32))
        converted: Samples = np.clip(np.rint(floats), -32_768, 32_767).astype(np.int16)
        return converted


class Inlet:
    """What comes from the microphone."""

    def __init__(self, form: Format) -> None:
        self._form = form
        self._converter = _Converter(form.rate, SAMPLE_RATE)
        self._heard = SampleQueue()
        self._zeros = 0

    def feed(self, data: bytes) -> None:
        """Take in what the device delivered."""
        frames = np.frombuffer(data, dtype=np.int16)
        if self._form.channels > 1:
            frames = frames.reshape(-1, self._form.channels).mean(axis=1).astype(np.int16)
        self._zeros = 0 if frames.any() else self._zeros + len(frames)
        self._heard.push(self._converter.convert(frames))

    @property
    def converts(self) -> bool:
        """Whether the device has another rate than ours."""
        return self._form.rate != SAMPLE_RATE

    @property
    def withheld(self) -> bool:
        """Whether nothing but zeros has come for three seconds."""
        return self._zeros >= WITHHELD_SECONDS * self._form.rate

    @property
    def ready(self) -> bool:
        """Whether a whole tick has been heard."""
        return len(self._heard) >= TICK_SAMPLES

    def take(self) -> Samples:
        """The next tick, shape (320,), int16, 16 kHz. Only when ``ready``."""
        return self._heard.pop(TICK_SAMPLES)


class Outlet:
    """What goes to the speaker, and the account of what it has already been given.

    Blocks wait in a queue before the device. It is short while nothing is said, so that an answer comes
    soon, and grows in the first pauses of a line, so that the voice outlasts a busy loop. It is made
    longer by a block of silence in a pause, shorter by leaving one out; sound is never touched. The same
    rule absorbs two devices whose clocks differ (50 ppm: one block in 400 s).
    """

    def __init__(self, form: Format, queue: ByteQueue) -> None:
        self._form = form
        self._queue = queue
        self._converter = _Converter(SAMPLE_RATE, form.rate)
        self._extra = 0 if form.rate == SAMPLE_RATE else CONVERTER_TICKS
        self._learnt = 0
        self._waiting = SampleQueue()
        self._played = SampleQueue()
        self._real = _Count(form.rate)
        self._silent = _Count(form.rate)
        self._debt = 0
        self._holes = 0
        self._leads: deque[int] = deque(maxlen=SHIFT_WATCH_TICKS)
        self._since_sound = IDLE_AFTER_TICKS
        self._into_line = 0
        self._sounding = False
        self._lengths: deque[int] = deque(maxlen=WATCH_TICKS)
        self.gaps = 0
        self.dropped = 0
        self._push(silence((IDLE_TICKS - 1 + self._extra) * TICK_SAMPLES))

    def give(self, block: Samples) -> None:
        """Queue the next tick for the device."""
        peak = int(np.abs(block).max())
        self._since_sound = 0 if peak else self._since_sound + 1
        self._into_line = self._into_line + 1 if self.speaking else 0
        length = len(self._waiting) // TICK_SAMPLES + 1
        self._lengths.append(length)
        goal = self._goal
        if length > LONGEST_TICKS:
            self.dropped += 1
            return
        if not peak and len(self._lengths) == WATCH_TICKS and min(self._lengths) > goal:
            self._lengths = deque((length - 1 for length in self._lengths), maxlen=WATCH_TICKS)
            return
        if peak < QUIET_PEAK and length < goal:
            self._push(silence())
        self._push(block)

    @property
    def speaking(self) -> bool:
        """Whether a line is being said: there was sound in the last half second."""
        return self._since_sound < IDLE_AFTER_TICKS

    @property
    def _goal(self) -> int:
        """How many blocks should wait: few until a line is well under way."""
        under_way = self._into_line > WATCH_TICKS
        return (VOICE_TICKS if under_way else IDLE_TICKS) + self._extra + self._learnt

    def took(self, real: int, silent: int) -> None:
        """The device has taken so many frames out of the queue, and then played so many of silence."""
        given = self._waiting.pop(self._real.add(real))
        if len(given):
            self._sounding = bool(given.any())
        if silent:
            self._note_gap()
            given = np.concatenate((given, silence(self._silent.add(silent))))
        paid = min(self._debt, len(given))
        self._debt -= paid
        self._played.push(given[paid:])

    @property
    def ready(self) -> bool:
        """Whether the device has played a whole tick since the last one was taken."""
        return len(self._played) >= TICK_SAMPLES

    def take(self) -> Samples:
        """What the device was given in the next 20 ms, shape (320,).

        A report that comes late leaves a hole and keeps its place; after more than three holes in a row
        the device stood still, and has lost its place.
        """
        played = self._played.pop(TICK_SAMPLES)
        missing = TICK_SAMPLES - len(played)
        self._holes = self._holes + 1 if missing else 0
        self._debt = self._debt + missing if self._holes <= SHIFT_TICKS else 0
        self._leads.append(len(self._played))
        if len(self._leads) == SHIFT_WATCH_TICKS:
            self._follow_drift()
        return np.concatenate((played, silence(missing))) if missing else played

    def realign(self, slack: int) -> None:
        """Count from here: the next tick lies ``slack`` samples behind what the device takes next."""
        self._played = SampleQueue()
        self._played.push(silence(slack))
        self._debt = 0
        self._leads.clear()

    def _follow_drift(self) -> None:
        """Two devices' clocks differ; what they differ by adds up here until it is taken out."""
        least = min(self._leads)
        if least > SHIFT_TICKS * TICK_SAMPLES:
            self._played.pop(least)
            self._leads.clear()

    def _note_gap(self) -> None:
        """Only a queue that ran dry in the middle of sound was heard; it counts once, however long."""
        if self._sounding:
            self._sounding = False
            self.gaps += 1
            self._learnt = min(self._learnt + 1, MOST_MORE_TICKS)

    def _push(self, samples: Samples) -> None:
        self._waiting.push(samples)
        self._queue.push(np.repeat(self._converter.convert(samples), self._form.channels).tobytes())


class _Count:
    """Turns frames of a device into samples of ours, without losing the fractions."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._frames = 0
        self._samples = 0

    def add(self, frames: int) -> int:
        self._frames += frames
        before, self._samples = self._samples, self._frames * SAMPLE_RATE // self._rate
        return self._samples - before
