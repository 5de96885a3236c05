"""What a session costs after 10, 100, 1,000 or 10,000 others: `python -m tests.bench.journal_costs`.

Before the first sound: a look for a session that was cut off, and the record's file. While it lasts: handing
over an entry, and the time until it is safe on the disk. After the first sound, on a thread of its own:
tidying. Medians, with the folder in the system's cache.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tests.journal.files import many
from voiceground.journal.cut import cut_off
from voiceground.journal.record import SessionRecord
from voiceground.journal.tidying import tidy
from voiceground.measuring.machine import this_machine

COUNTS = (10, 100, 1_000, 10_000)
RUNS = 15
ENTRIES = 20


@dataclass(frozen=True, slots=True)
class Costs:
    """Medians, in milliseconds."""

    sessions: int
    start: float
    write: float
    safe: float
    tidy: float

    def line(self) -> str:
        """A row of the table."""
        figures = (f"{self.start:.2f}", f"{self.write:.4f}", f"{self.safe:.2f}", f"{self.tidy:.2f}")
        return "  ".join((f"{self.sessions:>6}", *(f"{figure:>8}" for figure in figures)))


class Watch:
    """Times what is done within it, again and again."""

    def __init__(self) -> None:
        self._seconds: list[float] = []

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._seconds.append(time.perf_counter() - self._began)

    @property
    def median(self) -> float:
        """In milliseconds."""
        return 1000 * statistics.median(self._seconds)


HEADING = "before  start ms  write ms   safe ms   tidy ms"


def costs(sessions: int, runs: int = RUNS) -> Costs:
    """What the next session costs after so many."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "journal"
        last = many(folder, sessions)[-1]
        begun = datetime.strptime(last.name[:15], "%Y%m%dT%H%M%S").astimezone()
        starts, writes, safes, tidies = Watch(), Watch(), Watch(), Watch()
        for run in range(runs):
            now = begun + timedelta(minutes=run + 1)
            with starts:
                cut_off(folder, "five-senses", now)
                record = SessionRecord(folder, "five-senses", now, f"{run:04x}")
            for number in range(ENTRIES):
                with safes:
                    with writes:
                        record.write({"at": float(number), "step": "look"})
                    _wait(record, number + 1)
            record.write({"at": 60.0, "ended": "done"})
            record.close()
            with tidies:
                tidy(folder, now, 30_000)
    return Costs(sessions, starts.median, writes.median, safes.median, tidies.median)


def _wait(record: SessionRecord, count: int) -> None:
    while record.flushed < count and record.failing is None:
        time.sleep(0.0002)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args(arguments)
    print("\n".join(this_machine(["voiceground"]).lines()), HEADING, sep="\n", flush=True)
    for count in COUNTS:
        print(costs(count, options.runs).line(), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
