"""Hears recordings as if they were live: room tone around them, tick by tick, through a whole ear."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from voiceground.core.model import Vocabulary
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, TICK_SECONDS, Samples, Tick, silence
from voiceground.ear.ear import Ear
from voiceground.ear.utterance import Utterance, Why
from voiceground.ear.wav import read_wav

BEFORE_SECONDS = 1.0
AFTER_SECONDS = 2.0
TONE_SEED = 20
QUIETEST_RMS, LOUDEST_RMS = 2.0, 300.0
"""Room tone is never digital silence, and never a roar, in steps of int16."""


@dataclass(frozen=True, slots=True)
class HeardFile:
    """What the ear made of a recording; the fields of ``voiceground hear --json``.

    Times are ms from the start of the file, None where nothing was decided. ``decided_ms`` is when a
    live ear would have known: the end of the tick in which it decided.
    """

    file: str
    reply: str | None
    why: str
    confidence: float
    start_ms: int | None
    end_ms: int | None
    decided_ms: int | None


def hear_file(path: Path, ear: Ear, vocabulary: Vocabulary, reference: Path | None = None) -> HeardFile:
    """Feed one recording through the ear and report its first word, or else the last thing that it did.

    Args:
        path: a WAV file of any rate, width and number of channels.
        ear: it is reset first, so one ear (one model load) serves many files.
        vocabulary: what may be answered.
        reference: a WAV of what the speaker was playing meanwhile, from the same moment on.

    Raises:
        UsageError: one of the files cannot be read; the sentence says why.
    """
    sound = read_wav(path)
    played = read_wav(reference) if reference else silence(0)
    return replace(hear_sound(sound, ear, vocabulary, played=played), file=str(path))


def hear_sound(
    sound: Samples,
    ear: Ear,
    vocabulary: Vocabulary,
    *,
    played: Samples | None = None,
    noise: Samples | None = None,
) -> HeardFile:
    """The same for sound in memory, shape (n,), 16 kHz; the result's ``file`` is empty.

    Args:
        sound: the recording.
        ear: it is reset first.
        vocabulary: what may be answered.
        played: what the speaker was playing from the start of the sound on.
        noise: what goes on in the room from ``BEFORE_SECONDS`` before the sound until
            ``AFTER_SECONDS`` after it, and is added to it.
    """
    ear.reset()
    ear.accept(vocabulary)
    first = ear.now + round(BEFORE_SECONDS / TICK_SECONDS)
    found: Utterance | None = None
    for tick in live_ticks(sound, silence(0) if played is None else played, noise):
        ear.hear(tick)
        latest = ear.last
        if latest is not None and latest is not found:
            found = latest
            if found.why is Why.WORD:
                break
    return _report(found, first)


def _report(found: Utterance | None, first: int) -> HeardFile:
    if found is None:
        return HeardFile("", None, Why.NO_INPUT.value, 0.0, None, None, None)
    start, end, decided = (
        round((tick - first) * TICK_SECONDS * 1000)
        for tick in (found.start_tick, found.end_tick, found.decided_tick + 1)
    )
    return HeardFile("", found.name, found.why.value, round(found.confidence, 3), start, end, decided)


def _tone(sound: Samples) -> tuple[Samples, Samples]:
    """Room tone at the recording's own floor, before and after; the same for the same recording."""
    blocks = sound[: len(sound) // 160 * 160].reshape(-1, 160).astype(np.float32)
    quiet = float(np.percentile(blocks.std(axis=1), 10)) if len(blocks) else 0.0
    rms = min(max(quiet, QUIETEST_RMS), LOUDEST_RMS)
    noise = np.random.default_rng(TONE_SEED)
    before, after = (
        np.rint(noise.normal(0.0, rms, round(seconds * SAMPLE_RATE))).astype(np.int16)
        for seconds in (BEFORE_SECONDS, AFTER_SECONDS)
    )
    return before, after


def live_ticks(sound: Samples, played: Samples, noise: Samples | None = None) -> list[Tick]:
    """A recording with room tone around it, what was played meanwhile, and noise, as ticks."""
    before, after = _tone(sound)
    mic = np.concatenate((before, sound, after))
    if noise is not None:
        mic[: len(noise)] = np.clip(mic[: len(noise)].astype(np.int32) + noise, -32768, 32767)
    mic = np.concatenate((mic, after[: -len(mic) % TICK_SAMPLES]))
    speaker = np.zeros_like(mic)
    shared = min(len(played), len(mic) - len(before))
    speaker[len(before) : len(before) + shared] = played[:shared]
    return [
        Tick(mic[at : at + TICK_SAMPLES], speaker[at : at + TICK_SAMPLES])
        for at in range(0, len(mic), TICK_SAMPLES)
    ]
