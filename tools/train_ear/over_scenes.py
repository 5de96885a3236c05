"""Scenes in which the voice reads: somebody says "stop" over it, nobody says anything, others talk."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tools.train_ear.echo_room import (
    ECHO_RMS,
    EchoPath,
    Sound,
    measured_path,
    rms,
    room_tone,
    softened,
    spoken_rms,
    synthetic_path,
    to_int16,
)
from tools.train_ear.reel import Spoken
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, Tick
from voiceground.ear.ear import Ear
from voiceground.measuring.mixing import active_span

SCENE_SECONDS = 9.0
TONE_RMS = (3.0, 12.0)
"""Of the room's own tone: -80 to -69 dB full scale, with the echo at -30."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Somebody's recording, and what it says."""

    text: str
    samples: Samples


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the microphone heard while this was played.

    Attributes:
        lines: where each line of the voice begins, in samples.
        name: the word that somebody says, if it is known.
        word: the first and one past the last sample of it.
        room: the path of the echo, in words.
    """

    mic: Samples
    played: Samples
    lines: tuple[tuple[int, Spoken], ...]
    room: str
    name: str | None = None
    word: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """What else is heard in a room: other people's speech, and household noises."""

    talk: Sequence[Person]
    noises: Sequence[Person]


def reading(
    lines: Sequence[Spoken], seconds: float, random: np.random.Generator
) -> tuple[Samples, list[tuple[int, Spoken]]]:
    """Lines in a random order with pauses of 0.4 to 1 s, the first after 0.2 s; ``seconds`` at least."""
    played: list[Samples] = [np.zeros(SAMPLE_RATE // 5, dtype=np.int16)]
    places, length = [], SAMPLE_RATE // 5
    while length < seconds * SAMPLE_RATE:
        line = lines[int(random.integers(len(lines)))]
        pause = np.zeros(round(random.uniform(0.4, 1.0) * SAMPLE_RATE), dtype=np.int16)
        places.append((length, line))
        played += [line.samples, pause]
        length += len(line.samples) + len(pause)
    return np.concatenate(played), places


def any_path(room: Samples, random: np.random.Generator) -> EchoPath:
    """One of three is the measured room."""
    return measured_path(room, random) if random.random() < 1 / 3 else synthetic_path(random)


def echo_of(played: Samples, path: EchoPath, level: float = ECHO_RMS) -> Sound:
    """The echo at its level while the voice speaks."""
    echo = path.echo(played)
    return echo * (level / spoken_rms(echo))


def stops(
    people: Sequence[Person], lines: Sequence[Spoken], room: Samples, ratio_db: float, takes: int
) -> Iterator[Scene]:
    """Each person in so many rooms, somewhere over the voice, so many dB over the echo of that moment."""
    for number, person in enumerate(people):
        for take in range(takes):
            yield said_over(person, lines, room, ratio_db, 1000 * number + take)


def said_over(person: Person, lines: Sequence[Spoken], room: Samples, ratio_db: float, seed: int) -> Scene:
    """Somebody's word over the voice, in a room that depends on the seed.

    Raises:
        LookupError: the voice is nowhere loud enough.
    """
    chance = np.random.default_rng((seed, 3))
    played, places = reading(lines, SCENE_SECONDS, chance)
    path = any_path(room, chance)
    echo = echo_of(played, path)
    start, end = active_span(person.samples)
    at = _place(echo, start, end, len(person.samples), chance)
    span = slice(at + start, at + end)
    gain = rms(echo[span]) / rms(person.samples[start:end]) * 10.0 ** (ratio_db / 20.0)
    mic = echo + room_tone(len(echo), chance.uniform(*TONE_RMS), chance)
    mic[at : at + len(person.samples)] += softened(person.samples) * gain
    mic = mic[: at + end + 2 * SAMPLE_RATE]
    return Scene(
        to_int16(mic * _headroom(mic)),
        played[: len(mic)],
        tuple(place for place in places if place[0] < len(mic)),
        path.name,
        person.text,
        (at + start, at + end),
    )


def _place(echo: Sound, start: int, end: int, length: int, chance: np.random.Generator) -> int:
    """Where a recording begins so that its word is over the voice, 1 s to 7 s into the scene."""
    for _ in range(200):
        at = int(chance.uniform(1.0, SCENE_SECONDS - 2.0) * SAMPLE_RATE) - start
        here = echo[max(0, at + start) : at + end]
        if at >= 0 and at + length < len(echo) and rms(here) > 0.4 * ECHO_RMS:
            return at
    raise LookupError("the voice is nowhere loud enough")


def _headroom(mic: Sound) -> float:
    return min(1.0, 30_000.0 / float(np.abs(mic).max()))


def own_voice(lines: Sequence[Spoken], room: Samples, minutes: float, seed: int = 0) -> Iterator[Scene]:
    """Every line as an echo, over and over, in pieces of half a minute, each in another room and level."""
    order: list[Spoken] = []
    seconds = 0.0
    while seconds < 60.0 * minutes:
        chance = np.random.default_rng((seed, 5))
        if len(order) < 8:
            again = list(lines)
            random.Random(seed).shuffle(again)
            order += again
        played, places = _in_order(order, 30.0, chance)
        path = any_path(room, chance)
        echo = echo_of(played, path, ECHO_RMS * 10.0 ** (chance.uniform(-12.0, 9.0) / 20.0))
        mic = echo + room_tone(len(echo), chance.uniform(*TONE_RMS), chance)
        yield Scene(to_int16(mic * _headroom(mic)), played, tuple(places), path.name)
        seconds, seed = seconds + len(mic) / SAMPLE_RATE, seed + 1


def _in_order(
    order: list[Spoken], seconds: float, chance: np.random.Generator
) -> tuple[Samples, list[tuple[int, Spoken]]]:
    """The next lines of an order, which is used up."""
    played: list[Samples] = [np.zeros(SAMPLE_RATE // 5, dtype=np.int16)]
    places, length = [], SAMPLE_RATE // 5
    while length < seconds * SAMPLE_RATE and order:
        line = order.pop(0)
        pause = np.zeros(round(chance.uniform(0.4, 1.0) * SAMPLE_RATE), dtype=np.int16)
        places.append((length, line))
        played += [line.samples, pause]
        length += len(line.samples) + len(pause)
    return np.concatenate(played), places


def others(
    company: Company, lines: Sequence[Spoken], room: Samples, minutes: float, seed: int = 0
) -> Iterator[Scene]:
    """Other speech, shuffled, 6 dB over to 9 dB under the echo, with household noise 5 to 25 dB under it."""
    order: list[Person] = []
    seconds = 0.0
    while seconds < 60.0 * minutes:
        chance = np.random.default_rng((seed, 7))
        played, places = reading(lines, 30.0, chance)
        path = any_path(room, chance)
        mic = echo_of(played, path) + room_tone(len(played), chance.uniform(*TONE_RMS), chance)
        talk = np.zeros(len(mic))
        at = round(chance.uniform(1.0, 2.0) * SAMPLE_RATE)
        while True:
            if not order:
                order = list(company.talk)
                random.Random(seed).shuffle(order)
            person = order[-1]
            if at + len(person.samples) > len(mic):
                break
            order.pop()
            level = ECHO_RMS * 10.0 ** (chance.uniform(-9.0, 6.0) / 20.0)
            talk[at : at + len(person.samples)] += softened(person.samples) * (
                level / spoken_rms(person.samples)
            )
            at += len(person.samples) + round(chance.uniform(0.2, 1.0) * SAMPLE_RATE)
        noise = company.noises[int(chance.integers(len(company.noises)))].samples
        start = int(chance.integers(max(1, len(noise) - len(mic))))
        piece = np.resize(noise[start:], len(mic)).astype(np.float64)
        mic += talk + piece * (ECHO_RMS * 10.0 ** (-chance.uniform(5.0, 25.0) / 20.0) / rms(piece))
        yield Scene(to_int16(mic * _headroom(mic)), played, tuple(places), path.name)
        seconds, seed = seconds + len(mic) / SAMPLE_RATE, seed + 1


def ticks(scene: Scene, ear: Ear, *, told: bool) -> Iterator[tuple[float, Tick]]:
    """Each tick and the second at which it ends; ``told``: the ear learns the lines, as in a session."""
    lines = list(scene.lines)
    for at in range(0, len(scene.mic) - TICK_SAMPLES + 1, TICK_SAMPLES):
        if told:
            _tell(ear, lines, at)
        span = slice(at, at + TICK_SAMPLES)
        yield (at + TICK_SAMPLES) / SAMPLE_RATE, Tick(scene.mic[span], scene.played[span])
    if told:
        ear.voice_says(None)


def _tell(ear: Ear, lines: list[tuple[int, Spoken]], at: int) -> None:
    """A line begins, or has ended; lines that are over are taken off the list."""
    while lines and lines[0][0] + len(lines[0][1].samples) <= at:
        ear.voice_says(None)
        lines.pop(0)
    if lines and at <= lines[0][0] < at + TICK_SAMPLES:
        line = lines[0][1]
        ear.voice_says(line.text, len(line.samples) / SAMPLE_RATE)
