"""A room that lives on devices which may come and go. No sound library is known here.

Three threads, and only queues between them:

- the device's callbacks take bytes from a ``ByteQueue`` and put a ``Report`` into the *box*;
- the loop (``exchange``) reads the box and does all the counting;
- one *keeper* does everything that may take long (open, close, look for devices) and puts what it has
  opened into the same box, so that it is adopted at a tick.

The microphone paces the loop; without one the speaker does, and without either a timer.
"""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from voiceground.core.tick import TICK_SAMPLES, TICK_SECONDS, Samples, Tick, silence
from voiceground.sound.ends import Format, Inlet, Outlet
from voiceground.sound.metronome import Metronome
from voiceground.sound.queues import ByteQueue

PATIENCE = 0.2
"""Seconds that the pacing device may be late before ticks go on by the timer."""

LOST_AFTER = 1.0
"""Seconds without a callback after which a device is gone."""


class Pipe(Protocol):
    """One open stream of a device, with one or both ends.

    Attributes:
        microphone: the format of the microphone's end, None without one.
        speaker: the format of the speaker's end, None without one.
        outbox: where the callback takes what it plays.
        beat: time.monotonic() of the last callback.
        finished: whether the stream has ended by itself.
    """

    microphone: Format | None
    speaker: Format | None
    outbox: ByteQueue
    beat: float
    finished: bool

    def close(self) -> None:
        """End the stream. May take long; never raises."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What one callback has moved: the microphone's bytes, and the frames given to the speaker."""

    pipe: Pipe
    heard: bytes = b""
    real: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """Pipes that the keeper has opened."""

    pipes: tuple[Pipe, ...]


Box: TypeAlias = "queue.SimpleQueue[Report | Opened]"


class Opener(Protocol):
    """Opens streams. Used by the keeper's thread only."""

    def open(self, box: Box, *, hear: bool, speak: bool, afresh: bool) -> tuple[Pipe, ...]:
        """Open what can be opened of the wanted ends; empty when nothing can.

        Args:
            box: where the callbacks put their reports.
            hear: whether a microphone is wanted.
            speak: whether a speaker is wanted.
            afresh: whether to read the list of devices anew; only when no pipe is open.

        Raises:
            DeviceError: a device that was asked for by name is not there.
        """
        ...

    def stale(self) -> bool:
        """Whether the list of devices may have changed since it was read."""
        ...


class Keeper(Protocol):
    """Looks after the pipes (``keeper.Keeper``)."""

    def lost(self, pipe: Pipe) -> None:
        """Close this one and look for another. Returns at once."""
        ...

    def stop(self) -> None:
        """Close everything. Waits a moment for it; may be called twice."""
        ...


@dataclass(frozen=True, slots=True)
class Stats:
    """What has happened to the sound so far; for the record, the doctor and the bench.

    Attributes:
        ticks: ticks yielded.
        timed: ticks that the timer had to give, because no device did.
        gaps: callbacks that found too little to play.
        dropped: blocks that were never played, because too many waited.
        lost: devices that went away.
    """

    ticks: int = 0
    timed: int = 0
    gaps: int = 0
    dropped: int = 0
    lost: int = 0


class LiveRoom:
    """The loop's side of a room of devices: counts, paces, adopts and lets go.

    Args:
        name: what to call the room on the screen.
        box: where callbacks and keeper put what they have.
        keeper: whoever opens and closes.
        pipes: what is open already. What they heard before the first ``exchange`` is forgotten.
    """

    def __init__(self, name: str, box: Box, keeper: Keeper, pipes: tuple[Pipe, ...]) -> None:
        self._name = name
        self._box = box
        self._keeper = keeper
        self._waiting = pipes
        self._pipes: list[Pipe] = []
        self._inlet: Inlet | None = None
        self._outlet: Outlet | None = None
        self._metronome = Metronome()
        self._late = False
        self._closed = False
        self._stats = Stats()

    @property
    def name(self) -> str:
        """What to call this room on the screen, such as the device's name."""
        return self._name

    @property
    def stats(self) -> Stats:
        """What has happened so far."""
        now = self._outlet
        gaps, dropped = (now.gaps, now.dropped) if now else (0, 0)
        return replace(self._stats, gaps=self._stats.gaps + gaps, dropped=self._stats.dropped + dropped)

    def exchange(self, block: Samples) -> Tick:
        """One tick of 20 ms; see ``room.Room``. Never waits longer than 0.2 s, never raises."""
        if self._waiting:
            self._begin()
        if self._outlet is not None:
            self._outlet.give(block)
        paced = self._wait()
        tick = self._tick() if paced else self._empty_tick()
        self._let_go_of_the_dead()
        timed = self._stats.timed + (not paced)
        self._stats = replace(self._stats, ticks=self._stats.ticks + 1, timed=timed)
        return tick

    def close(self) -> None:
        """Let go of the devices. Closing twice is harmless; ticks go on by the timer."""
        self._closed = True
        self._waiting = ()
        self._pipes.clear()
        self._forget_ends(microphone=True, speaker=True)
        self._keeper.stop()

    def _begin(self) -> None:
        self._take_reports()
        for pipe in self._waiting:
            self._adopt(pipe)
        self._waiting = ()

    # --- a tick

    def _wait(self) -> bool:
        """Until the pacing device has moved a tick, or patience ends; whether it has."""
        if not self._pipes:
            self._metronome.beat()
            self._take_reports()
            return False
        until = time.monotonic() + (TICK_SECONDS if self._late else PATIENCE)
        while not self._ready():
            try:
                self._handle(self._box.get(timeout=max(until - time.monotonic(), 0.0)))
            except queue.Empty:
                break
        self._late = not self._ready()
        self._metronome.restart()
        return not self._late

    def _take_reports(self) -> None:
        while not self._box.empty():
            self._handle(self._box.get())

    def _ready(self) -> bool:
        pacing = self._inlet or self._outlet
        return pacing is not None and pacing.ready

    def _tick(self) -> Tick:
        mic = self._inlet.take() if self._inlet else silence()
        played = self._outlet.take() if self._outlet else silence()
        return Tick(mic=mic, played=played, hearing=self._hearing, speaking=self._outlet is not None)

    def _empty_tick(self) -> Tick:
        return Tick(silence(), silence(), hearing=self._hearing, speaking=self._outlet is not None)

    @property
    def _hearing(self) -> bool:
        return self._inlet is not None and not self._inlet.withheld

    # --- what comes out of the box

    def _handle(self, message: Report | Opened) -> None:
        match message:
            case Opened(pipes):
                for pipe in pipes:
                    self._adopt(pipe)
            case Report(pipe) if pipe in self._pipes:
                if pipe.speaker is not None and self._outlet is not None:
                    self._outlet.took(message.real, message.silent)
                if pipe.microphone is not None and self._inlet is not None:
                    self._inlet.feed(message.heard)
            case _:
                """The last words of a pipe that is gone."""

    def _adopt(self, pipe: Pipe) -> None:
        """From now on this pipe is the room's microphone, speaker, or both."""
        if self._closed:
            return
        self._pipes.append(pipe)
        if pipe.microphone is not None:
            self._inlet = Inlet(pipe.microphone)
        if pipe.speaker is not None:
            self._outlet = Outlet(pipe.speaker, pipe.outbox)
        if self._outlet is not None:
            self._outlet.realign(0 if len(self._pipes) == 1 else TICK_SAMPLES)
        self._late = False

    def _let_go_of_the_dead(self) -> None:
        now = time.monotonic()
        for pipe in list(self._pipes):
            if pipe.finished or now - pipe.beat > LOST_AFTER:
                self._pipes.remove(pipe)
                self._forget_ends(microphone=pipe.microphone is not None, speaker=pipe.speaker is not None)
                self._stats = replace(self._stats, lost=self._stats.lost + 1)
                self._keeper.lost(pipe)
                self._metronome.restart()

    def _forget_ends(self, *, microphone: bool, speaker: bool) -> None:
        if microphone:
            self._inlet = None
        if speaker:
            self._stats = self.stats
            self._outlet = None
