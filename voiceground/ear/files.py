"""Hears recordings as if they were live: room tone around them, tick by tick, through a whole ear."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from voiceground.core.model import Vocabulary
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, TICK_SECONDS, Samples, Tick
from voiceground.ear.ear import Ear, Utterance, Why
from voiceground.errors import UsageError

BEFORE_SECONDS = 1.0
AFTER_SECONDS = 2.0
LONGEST_SECONDS = 600.0
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


def read_wav(path: Path) -> Samples:
    """A WAV file as the house hears it: mono, int16, 16 kHz, shape (n,).

    Raises:
        UsageError: there is no such file, or it is not PCM WAV with sound in it.
    """
    try:
        with wave.open(str(path), "rb") as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            if file.getnframes() > rate * LONGEST_SECONDS:
                raise UsageError(f"{path} lasts longer than ten minutes. Cut it into shorter files.")
            data = file.readframes(file.getnframes())
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}. Check the name.") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder. Name the WAV files in it.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from None
    except (wave.Error, EOFError):
        raise UsageError(f"{path} is not a PCM WAV file. Convert it first, for example with sox.") from None
    if rate <= 0 or not data:
        raise UsageError(f"{path} has no sound in it.")
    return _house_sound(_floats(data, width, channels), rate)


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
    played = read_wav(reference) if reference else np.zeros(0, dtype=np.int16)
    ear.reset()
    ear.accept(vocabulary)
    first = ear.now + round(BEFORE_SECONDS / TICK_SECONDS)
    found: Utterance | None = None
    for tick in _ticks(sound, played):
        ear.hear(tick)
        latest = ear.last
        if latest is not None and latest is not found:
            found = latest
            if found.why is Why.WORD:
                break
    return _report(str(path), found, first)


def _report(name: str, found: Utterance | None, first: int) -> HeardFile:
    if found is None:
        return HeardFile(name, None, Why.NO_INPUT.value, 0.0, None, None, None)
    start, end, decided = (
        round((tick - first) * TICK_SECONDS * 1000)
        for tick in (found.start_tick, found.end_tick, found.decided_tick + 1)
    )
    return HeardFile(name, found.name, found.why.value, round(found.confidence, 3), start, end, decided)


def _floats(data: bytes, width: int, channels: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    usable = len(data) // (width * channels) * width * channels
    raw = np.frombuffer(data[:usable], dtype=np.uint8)
    if width == 1:
        sound = (raw.astype(np.float32) - 128.0) * 256.0
    else:
        top = raw.reshape(-1, width)[:, -2:]
        sound = np.ascontiguousarray(top).view("<i2").reshape(-1).astype(np.float32)
    mono: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = sound.reshape(-1, channels).mean(axis=1)
    return mono


def _house_sound(sound: np.ndarray[tuple[int, ...], np.dtype[np.float32]], rate: int) -> Samples:
    if rate != SAMPLE_RATE:
        sound = soxr.resample(sound, rate, SAMPLE_RATE)
    return np.clip(np.rint(sound), -32768, 32767).astype(np.int16)


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


def _ticks(sound: Samples, played: Samples) -> list[Tick]:
    before, after = _tone(sound)
    mic = np.concatenate((before, sound, after))
    mic = np.concatenate((mic, after[: -len(mic) % TICK_SAMPLES]))
    speaker = np.zeros_like(mic)
    shared = min(len(played), len(mic) - len(before))
    speaker[len(before) : len(before) + shared] = played[:shared]
    return [
        Tick(mic[at : at + TICK_SAMPLES], speaker[at : at + TICK_SAMPLES])
        for at in range(0, len(mic), TICK_SAMPLES)
    ]
