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
from functools import reduce
from typing import Protocol, TypeAlias

from voiceground.core.tick import TICK_SAMPLES, TICK_SECONDS, Samples, Tick, silence
from voiceground.sound.ends import CONVERTER_TICKS, Format, Inlet, Outlet
from voiceground.sound.metronome import Metronome
from voiceground.sound.queues import ByteQueue

PATIENCE = 0.1
"""Seconds that the pacing device may be late before ticks go on without it."""

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
        overflows: blocks of the microphone that were lost on the way.
        underflows: times that the device itself ran out of sound.
    """

    microphone: Format | None
    speaker: Format | None
    outbox: ByteQueue
    beat: float
    finished: bool
    overflows: int
    underflows: int

    @property
    def latency_seconds(self) -> tuple[float, float]:
        """What the device says it takes on the way in and on the way out."""
        ...

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
    """Looks after the pipes (``keeper.Keeper``).

    Attributes:
        quiet: the loop's word that nothing is being said, so that the speaker may be away for a moment.
    """

    quiet: bool

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
        gaps: times that a line was interrupted, because the loop was too slow.
        dropped: blocks that were never played, because too many waited.
        lost: streams that went away.
        overflows: blocks of the microphone that were lost on the way.
        underflows: times that the device itself ran out of sound.
    """

    ticks: int = 0
    timed: int = 0
    gaps: int = 0
    dropped: int = 0
    lost: int = 0
    overflows: int = 0
    underflows: int = 0


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
        self._aligned = False
        self._closed = False
        self._stats = Stats()

    @property
    def name(self) -> str:
        """What to call this room on the screen, such as the device's name."""
        return self._name

    @property
    def stats(self) -> Stats:
        """What has happened so far."""
        stats = self._stats
        if self._outlet is not None:
            stats = replace(
                stats, gaps=stats.gaps + self._outlet.gaps, dropped=stats.dropped + self._outlet.dropped
            )
        return reduce(_with_pipe, self._pipes, stats)

    @property
    def latency_seconds(self) -> tuple[float, float]:
        """What the devices say they take on the way in and on the way out; our own queue comes on top."""
        ways = [pipe.latency_seconds for pipe in self._pipes or self._waiting]
        return max((way[0] for way in ways), default=0.0), max((way[1] for way in ways), default=0.0)

    @property
    def withheld(self) -> bool:
        """Whether the microphone is there but gives nothing but zeros: muted, or not permitted to us."""
        return self._inlet is not None and self._inlet.withheld

    def exchange(self, block: Samples) -> Tick:
        """One tick of 20 ms; see ``room.Room``. Never waits longer than 0.1 s, never raises."""
        if self._waiting:
            self._begin()
        if self._outlet is not None:
            self._outlet.give(block)
        paced = self._wait()
        tick = self._tick() if paced else self._empty_tick()
        self._let_go_of_the_dead()
        self._keeper.quiet = self._outlet is None or not self._outlet.speaking
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
        paced = self._ready()
        self._late = not paced or (self._inlet is not None and not self._inlet.ready)
        self._metronome.restart()
        return paced

    def _take_reports(self) -> None:
        while not self._box.empty():
            self._handle(self._box.get())

    def _ready(self) -> bool:
        """Whether the microphone has moved a tick, or the speaker while the microphone is away or late."""
        if self._inlet is not None and (self._inlet.ready or not self._late):
            return self._inlet.ready
        return self._outlet is not None and self._outlet.ready

    def _tick(self) -> Tick:
        mic = self._inlet.take() if self._inlet and self._inlet.ready else silence()
        return Tick(mic, self._take_played(), hearing=self._hearing, speaking=self._outlet is not None)

    def _take_played(self) -> Samples:
        """The echo reference. One stream counts both ends itself; two begin together at their first tick.

        They then keep one tick of slack, so that a late report leaves no hole: the way through two
        devices and the air takes longer than that, so the reference still comes before its echo.
        A converted microphone comes in bursts and needs more slack; by as much its sound is late.
        """
        if self._outlet is None:
            return silence()
        if not self._aligned and len(self._pipes) > 1:
            bursts = CONVERTER_TICKS if self._inlet is not None and self._inlet.converts else 0
            self._outlet.realign((1 + bursts) * TICK_SAMPLES)
        self._aligned = True
        return self._outlet.take()

    def _empty_tick(self) -> Tick:
        self._aligned = False
        return Tick(silence(), silence(), hearing=self._hearing, speaking=self._outlet is not None)

    @property
    def _hearing(self) -> bool:
        return self._inlet is not None and not self.withheld

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
        """From now on this pipe is the room's microphone, speaker, or both, in the place of any before it."""
        if self._closed:
            return
        for old in list(self._pipes):
            if (old.microphone and pipe.microphone) or (old.speaker and pipe.speaker):
                self._let_go(old)  # now: later it would take the ends of this one with it
        self._pipes.append(pipe)
        if pipe.microphone is not None:
            self._inlet = Inlet(pipe.microphone)
        if pipe.speaker is not None:
            self._outlet = Outlet(pipe.speaker, pipe.outbox)
        self._late = False
        self._aligned = False

    def _let_go_of_the_dead(self) -> None:
        now = time.monotonic()
        for pipe in list(self._pipes):
            if pipe.finished or now - pipe.beat > LOST_AFTER:
                self._let_go(pipe)

    def _let_go(self, pipe: Pipe) -> None:
        self._stats = replace(_with_pipe(self._stats, pipe), lost=self._stats.lost + 1)
        self._pipes.remove(pipe)
        self._forget_ends(microphone=pipe.microphone is not None, speaker=pipe.speaker is not None)
        self._keeper.lost(pipe)
        self._metronome.restart()

    def _forget_ends(self, *, microphone: bool, speaker: bool) -> None:
        if microphone:
            self._inlet = None
        if speaker:
            self._stats = _with_outlet(self._stats, self._outlet)
            self._outlet = None


def _with_pipe(stats: Stats, pipe: Pipe) -> Stats:
    return replace(
        stats, overflows=stats.overflows + pipe.overflows, underflows=stats.underflows + pipe.underflows
    )


def _with_outlet(stats: Stats, outlet: Outlet | None) -> Stats:
    if outlet is None:
        return stats
    return replace(stats, gaps=stats.gaps + outlet.gaps, dropped=stats.dropped + outlet.dropped)
