"""Devices that are only pretended: they obey ``live.Pipe`` and ``live.Opener``, and do as they are told."""

from __future__ import annotations

import time

import numpy as np

from voiceground.core.tick import TICK_SAMPLES, Samples
from voiceground.errors import DeviceError
from voiceground.sound.ends import Format
from voiceground.sound.live import Box, Report
from voiceground.sound.queues import ByteQueue

MONO = Format(16_000, 1)


class FakePipe:
    """A stream whose callbacks come when the test says so."""

    def __init__(self, box: Box, *, microphone: Format | None = None, speaker: Format | None = None) -> None:
        self.microphone = microphone
        self.speaker = speaker
        self.outbox = ByteQueue()
        self.beat = time.monotonic()
        self.finished = False
        self.closed = False
        self.stuck = False
        self.overflows = 0
        self.underflows = 0
        self.played: list[int] = []
        self._box = box

    @property
    def latency_seconds(self) -> tuple[float, float]:
        return (0.02 if self.microphone else 0.0), (0.03 if self.speaker else 0.0)

    def close(self) -> None:
        self.closed = True
        self.finished |= not self.stuck  # a driver that hangs never says that a stream has ended

    def call_back(self, heard: Samples | None = None, frames: int = TICK_SAMPLES) -> None:
        """What the device's thread does every 20 ms."""
        self.beat = time.monotonic()
        real = silent = 0
        if self.speaker:
            buffer = bytearray(frames * 2 * self.speaker.channels)
            real = self.outbox.fill(buffer) // (2 * self.speaker.channels)
            silent = frames - real
            self.played += np.frombuffer(buffer, np.int16)[:: self.speaker.channels].tolist()
        sound = b""
        if self.microphone:
            samples = np.ones(frames, np.int16) if heard is None else heard
            sound = np.repeat(samples, self.microphone.channels).tobytes()
        self._box.put(Report(self, sound, real, silent))

    def stumble(self) -> None:
        """No callback for a long time."""
        self.beat -= 10.0


class FakeOpener:
    """A machine with plugs. ``there`` says which ends can be opened; every opening is noted.

    What was not there when the list of devices was read cannot be opened until it is read anew.
    """

    def __init__(self, *, microphone: bool = True, speaker: bool = True) -> None:
        self.there = {"microphone": microphone, "speaker": speaker}
        self.listed = dict(self.there)
        self.hidden = False
        self.misnamed = False
        self.calls: list[tuple[bool, bool, bool]] = []
        self.pipes: list[FakePipe] = []

    def open(self, box: Box, *, hear: bool, speak: bool, afresh: bool) -> tuple[FakePipe, ...]:
        self.calls.append((hear, speak, afresh))
        if self.misnamed:
            raise DeviceError("There is no microphone called that.")
        self.hidden = self.hidden and not afresh
        self.listed = dict(self.there) if afresh else self.listed
        there = {end for end, plugged in self.there.items() if plugged and self.listed[end]}
        opened = []
        if hear and "microphone" in there and not self.hidden:
            opened.append(FakePipe(box, microphone=MONO))
        if speak and "speaker" in there:
            opened.append(FakePipe(box, speaker=MONO))
        self.pipes += opened
        return tuple(opened)

    def stale(self) -> bool:
        return self.hidden
