"""What a long history costs: `python -m tests.bench.history`.

Journals of 10 to 10,000 sessions are written to a folder (realistic ones, about one a day, by dice), and
then the command is run as a person runs it, process start included: the table, all of it, JSON, the page.
Beside them stands what which-one reads before it offers anything. Medians over runs, each with its spread.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.journal.journals import TOOLS, by_dice, write
from voiceground.journal.newest import order_for
from voiceground.measuring.machine import this_machine

TREE = Path(__file__).parent.parent.parent
SIZES = (10, 100, 1_000, 10_000)
RUNS = 5
WAYS = {
    "table": ["history"],
    "table --all": ["history", "--all"],
    "--json": ["history", "--json"],
    "--why": ["history", "--why"],
    "--html": ["history", "--html", "page.html"],
}


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run took, in seconds: by the wall, and of a core (a busy machine stretches only the first)."""

    wall: float
    core: float


def measure(work: Callable[[], object], runs: int) -> list[Spent]:
    """What it took, each time, child processes included."""
    spent = []
    for _ in range(runs):
        wall, core = time.perf_counter(), sum(os.times()[:4])
        work()
        spent.append(Spent(time.perf_counter() - wall, sum(os.times()[:4]) - core))
    return spent


def command(home: Path, words: Sequence[str]) -> Callable[[], object]:
    """The command as a process of its own, its output thrown away."""
    env = {**os.environ, "VOICEGROUND_HOME": str(home), "PYTHONPATH": str(TREE)}
    whole = [sys.executable, "-m", "voiceground", *words]
    return lambda: subprocess.run(whole, env=env, cwd=home, stdout=subprocess.DEVNULL, check=True)


def told(name: str, sessions: int, spent: Sequence[Spent]) -> str:
    """A line of the result."""
    walls = [one.wall * 1e3 for one in spent]
    core = statistics.median(one.core for one in spent) * 1e3
    return (
        f"{name:12} {sessions:6} sessions  median {statistics.median(walls):6.0f} ms  "
        f"({min(walls):.0f} to {max(walls):.0f}, n = {len(spent)})  of a core {core:6.0f} ms"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args(arguments)
    print("\n".join(this_machine(["voiceground"]).lines()))
    with tempfile.TemporaryDirectory() as folder:
        homes = {size: Path(folder) / str(size) for size in options.sizes}
        for size, home in homes.items():
            write(home / "journal", by_dice(size))
        print(told("--version", 0, measure(command(Path(folder), ["--version"]), options.runs)))
        for name, words in WAYS.items():
            for size, home in homes.items():
                print(told(name, size, measure(command(home, words), options.runs)))
        for size, home in homes.items():
            spent = measure(lambda home=home: order_for(home / "journal", TOOLS), options.runs)  # type: ignore[misc]
            print(told("which-one", size, spent))
        for size, home in homes.items():
            print(f"page of {size:6} sessions: {(home / 'page.html').stat().st_size:9,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
