"""Words over our own voice, as the ear has them when it judges them: with what the canceller left of us.

The verdict learns how a spotted word looks from these. Rooms are synthetic: the measured one of the
benches stays unknown here. The people are those that the verdict is calibrated on.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tests.bench.echo_room import ECHO_RMS, Sound, room_tone, softened, spoken_rms, synthetic_path, to_int16
from tests.bench.over_scenes import echo_of, reading
from tests.bench.reel import Spoken, spoken_lines
from tools.train_ear.examples import Clip
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Tick, ticks_of
from voiceground.ear.echo import Echo

SECONDS = 9.0
NEAR_DB = (-9.0, 9.0)
"""A person's speech against the echo."""

AFTER = (ticks_of(0.12), ticks_of(0.34))
"""How long after a word it is judged."""

WHOLE, LEAD = ticks_of(1.5), ticks_of(0.16)
"""The most that is judged, and what is judged from before a burst of sound (``ear/spotter.py``)."""

ALONE_SCENES, EVERY = 0.35, ticks_of(0.32)
"""The share of scenes in which nobody speaks but our voice, and how often it is listened to there: most of
what is heard while the voice reads is the voice, and hardly any of it resembles a word."""


def over_the_voice(clips: Sequence[Clip], count: int, seed: int) -> list[Clip]:
    """So many stretches; ``text`` is the word in it, empty where there is none."""
    chance = np.random.default_rng(seed)
    lines = spoken_lines(Path(tempfile.gettempdir()) / "voiceground-lines")
    found: list[Clip] = []
    began = time.time()
    while len(found) < count:
        before = len(found)
        found += _scene(clips, lines, chance, alone=chance.random() < ALONE_SCENES)
        if len(found) // 200 > before // 200:
            print(f"over the voice: {len(found)} of {count}, {time.time() - began:.0f} s", file=sys.stderr)
    return found[:count]


def _scene(
    clips: Sequence[Clip], lines: Sequence[Spoken], chance: np.random.Generator, *, alone: bool
) -> Iterator[Clip]:
    """One room, our voice in it, and people who say something every few seconds, or nobody."""
    played, _ = reading(lines, SECONDS, chance)
    echo = echo_of(played, synthetic_path(chance), ECHO_RMS * 10.0 ** (chance.uniform(-12.0, 9.0) / 20.0))
    mic = echo + room_tone(len(echo), chance.uniform(3.0, 12.0), chance)
    said = [] if alone else list(_people(clips, echo, mic, chance))
    heard = to_int16(mic * min(1.0, 30_000.0 / float(np.abs(mic).max())))
    moments: dict[int, tuple[Clip, int] | None] = {
        end // TICK_SAMPLES + int(chance.integers(*AFTER)): (clip, start) for clip, start, end in said
    }
    if alone:
        moments = dict.fromkeys(range(WHOLE, len(heard) // TICK_SAMPLES, EVERY))
    yield from _judged(heard, played, moments, chance)


def _people(
    clips: Sequence[Clip], echo: Sound, mic: Sound, chance: np.random.Generator
) -> Iterator[tuple[Clip, int, int]]:
    """Add what people say to what the microphone hears; yields each with its first and last sample."""
    at = round(chance.uniform(0.8, 3.0) * SAMPLE_RATE)
    while True:
        clip = _drawn(clips, chance)
        first, last = _speech(clip)
        piece = softened(to_int16(clip.sound[first:last]))
        if at + len(piece) > len(mic) - SAMPLE_RATE:
            return
        loud = spoken_rms(echo) * 10.0 ** (chance.uniform(*NEAR_DB) / 20.0) / (spoken_rms(piece) + 1e-6)
        mic[at : at + len(piece)] += piece * loud
        yield clip, at, at + len(piece)
        at += len(piece) + round(chance.uniform(1.6, 3.0) * SAMPLE_RATE)


def _judged(
    heard: np.ndarray,
    played: np.ndarray,
    moments: dict[int, tuple[Clip, int] | None],
    chance: np.random.Generator,
) -> Iterator[Clip]:
    """What the ear has in its hands at some moments of a scene."""
    echo, clean = Echo(), []
    for tick in range(len(heard) // TICK_SAMPLES):
        span = slice(tick * TICK_SAMPLES, (tick + 1) * TICK_SAMPLES)
        clean.append(echo.cancel(Tick(heard[span], played[span])))
        if tick not in moments:
            continue
        what = moments[tick]
        length = WHOLE
        if what is not None and chance.random() < 0.5:
            length = min(WHOLE, tick + 1 - what[1] // TICK_SAMPLES + LEAD)
        sound = np.concatenate(clean[-length:])
        if echo.working:
            newest = echo.again(len(sound) // TICK_SAMPLES)
            sound[len(sound) - len(newest) :] = newest
        text = what[0].text if what is not None and what[0].kind == "word" else ""
        yield Clip(sound.astype(np.float32), text, "over")


def _drawn(clips: Sequence[Clip], chance: np.random.Generator) -> Clip:
    """Half of the time a "stop" or another word, else anything."""
    while True:
        clip = clips[int(chance.integers(len(clips)))]
        odds = {"word": 1.0 if clip.text == "stop" else 0.25, "sentence": 0.2}.get(clip.kind, 0.0)
        if chance.random() < odds:
            return clip


def _speech(clip: Clip) -> tuple[int, int]:
    """Where somebody speaks in it; of talk no more than two seconds."""
    if clip.phones is None:
        return 0, min(len(clip.sound), 2 * SAMPLE_RATE)
    starts = [0.0, *(end for _, end in clip.phones)]
    first = next(s for s, (phone, _) in zip(starts, clip.phones, strict=False) if phone)
    last = max(end for phone, end in clip.phones if phone)
    return max(0, round((first - 0.03) * SAMPLE_RATE)), round((last + 0.05) * SAMPLE_RATE)
