"""Puts every clip of a cell through the whole ear, tick by tick, as ``voiceground hear`` does."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from voiceground.core.tick import SAMPLE_RATE, TICK_SECONDS, Samples
from voiceground.ear.ear import Ear
from voiceground.ear.files import AFTER_SECONDS, BEFORE_SECONDS, hear_sound
from voiceground.ear.wav import read_wav
from voiceground.measuring.cells import Cell, Condition
from voiceground.measuring.mixing import active_span, at_snr, in_room, piece_of, speech_power
from voiceground.measuring.recordings import Clip, Recordings

AROUND = round((BEFORE_SECONDS + AFTER_SECONDS) * SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one clip.

    Attributes:
        clip: what was said.
        group: what it is counted under.
        wanted: the option that it says, None for none.
        got: the option that it was taken for, None for none.
        after_ms: from the end of the word in the clean recording to the decision, None without one.
    """

    clip: Clip
    group: str
    wanted: str | None
    got: str | None
    after_ms: float | None = None


@dataclass(slots=True)
class Cost:
    """What listening took: processor time of all threads, and how much was listened to."""

    processor_seconds: float = 0.0
    heard_seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Processor seconds for a second of listening."""
        return self.processor_seconds / self.heard_seconds if self.heard_seconds else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Staged:
    """A clip as it is in the room.

    Attributes:
        sound: what is said, in the room, shape (n,).
        noise: what goes on around it, from before the sound until after it; None where it is quiet.
        word_ends_ms: where the word ends in the clean recording.
    """

    sound: Samples
    noise: Samples | None
    word_ends_ms: float


@dataclass(frozen=True, slots=True)
class Stage:
    """Lays clips into the conditions of a bench, the same way every time.

    Attributes:
        of: has the noises and the rooms.
    """

    of: Recordings
    _read: dict[str, Samples] = field(default_factory=dict)

    def staged(self, clip: Clip, condition: Condition) -> Staged:
        """The clip under a condition; which noise, from where on, and which room follow from its name."""
        sound = read_wav(clip.path)
        ends_ms = 1000.0 * active_span(sound)[1] / SAMPLE_RATE
        random = np.random.default_rng([self.of.seed, zlib.crc32(clip.name.encode())])
        if condition.room:
            return Staged(in_room(sound, self._one_of("rir", random)), None, ends_ms)
        if condition.snr_db is None:
            return Staged(sound, None, ends_ms)
        piece = piece_of(self._one_of("noise", random), len(sound) + AROUND, random)
        return Staged(sound, at_snr(piece, speech_power(sound), condition.snr_db), ends_ms)

    def _one_of(self, kind: str, random: np.random.Generator) -> Samples:
        clips = [clip for clip in self.of.clips if clip.kind == kind]
        chosen = clips[int(random.integers(len(clips)))]
        if chosen.name not in self._read:
            self._read[chosen.name] = read_wav(chosen.path)
        return self._read[chosen.name]


def through_ear(
    cell: Cell, stage: Stage, ear: Ear, cost: Cost, heard: Callable[[], None]
) -> Iterator[Outcome]:
    """What the ear makes of each clip of a cell; ``heard`` is called after each, ``cost`` is added to."""
    vocabulary = cell.moment.vocabulary
    for clip, group in zip(cell.clips, cell.grouped, strict=True):
        staged = stage.staged(clip, cell.condition)
        ticks, processor = ear.now, time.process_time()
        found = hear_sound(staged.sound, ear, vocabulary, noise=staged.noise)
        cost.processor_seconds += time.process_time() - processor
        cost.heard_seconds += (ear.now - ticks) * TICK_SECONDS
        wanted = cell.moment.wanted(clip) if cell.replies else None
        took = found.reply is not None and found.decided_ms is not None
        after = found.decided_ms - staged.word_ends_ms if took and found.decided_ms is not None else None
        yield Outcome(clip, group, wanted, found.reply, after)
        heard()
