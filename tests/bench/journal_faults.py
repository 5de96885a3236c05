"""A journal after kill -9, a power cut and a full disk: `python -m tests.bench.journal_faults`.

Sessions run in a child process: the real loop, the real record, the real tidying, in a silent room at high
speed. At a random moment the child is killed, or its disk filled. An entry is acknowledged when
``SessionRecord.flushed`` has counted it; the child writes that number into memory that outlives it. Then
every acknowledged entry has to be there, in order, in a file that can be read; and the next session, in the
same journal, has to start, close what was cut off and lose none of it.

A power cut is a kill after which what was not acknowledged is torn: a part of the next line is left, or
zeros. A full disk is a real one (tmpfs, as root), else a limit on the size of files.
"""

from __future__ import annotations

import argparse
import contextlib
import mmap
import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self

from tests.bench.quiet import quiet_parts
from voiceground.core.model import Ending, Line, Manner, Script, Step
from voiceground.errors import JournalError
from voiceground.journal.cut import cut_off
from voiceground.journal.lines import written
from voiceground.journal.reading import KeptSession, read_session, read_sessions
from voiceground.journal.record import NoRecord, SessionRecord
from voiceground.journal.tidying import Tidying
from voiceground.measuring.machine import this_machine
from voiceground.session import Session
from voiceground.sound.silent import SilentRoom

STEPS = 200
"""Enough for 6 kB: a full disk is met at the edge of a page."""

SPEED = 1000.0
DISK = "64k"
STARTED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def script(count: int) -> Script:
    """A line a step."""
    steps = [Step(f"s{index}", (Line("Here."),), then=f"s{index + 1}") for index in range(count)]
    steps.append(Step(f"s{count}", (Line("That is all for now."),), end=Ending.DONE))
    return Script("faults", "Faults", "s0", {step.id: step for step in steps})


class Told(SessionRecord):
    """A record that tells how many entries it has acknowledged, in memory that a kill does not take."""

    count: mmap.mmap

    @property
    def _flushed(self) -> int:
        return int.from_bytes(self.count[:8], "little")

    @_flushed.setter
    def _flushed(self, value: int) -> None:
        self.count[:8] = value.to_bytes(8, "little")


@dataclass
class Tally:
    """What was seen.

    Attributes:
        moments: how many sessions were hit.
        within: how many of them while entries were being written.
        acknowledged: entries that had been acknowledged in all of them.
        lost: acknowledged entries that were not there, or not in their place.
        unreadable: files that could not be read, before or after the next start.
        unclosed: sessions that the next start left without an end.
        failed: starts that did not work.
    """

    moments: int = 0
    within: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    unclosed: int = 0
    failed: int = 0
    expected: list[dict[str, Any]] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, and everything went on."""
        return not (self.lost or self.unreadable or self.unclosed or self.failed)

    def line(self, name: str) -> str:
        """The tally as a line of a table."""
        return (
            f"{name:<12} {self.moments:>4} moments, {self.within:>4} while entries came; acknowledged "
            f"{self.acknowledged}, lost {self.lost}; unreadable {self.unreadable}, "
            f"without an end {self.unclosed}, starts that failed {self.failed}"
        )


def play(journal: Path, steps: int, number: int, count: mmap.mmap) -> None:
    """A whole session as the app puts it together, tidying included, in this process."""
    now = STARTED + timedelta(seconds=number)
    Told.count = count
    cut_off(journal, "faults", now)
    record: Told | NoRecord
    try:
        record = Told(journal, "faults", now, f"{number:04x}")
    except JournalError as error:
        record = NoRecord(str(error))
    tidying = Tidying(journal, now, days=0, after=0.05)
    Session(script(steps), quiet_parts(SilentRoom(SPEED), record), Manner()).run()
    tidying.close()
    record.close()


@dataclass
class Child:
    """A session in a process of its own."""

    journal: Path
    steps: int
    number: int
    before: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        self.count = mmap.mmap(-1, 8)
        self.process = os.fork()
        if not self.process:
            code = 1
            with contextlib.suppress(BaseException):
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                if self.before:
                    self.before()
                play(self.journal, self.steps, self.number, self.count)
                code = 0
            os._exit(code)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process:
            self.kill()

    @property
    def acknowledged(self) -> int:
        return int.from_bytes(self.count[:8], "little")

    def ended_well(self) -> bool:
        process, self.process = self.process, 0
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0

    def kill(self) -> None:
        process, self.process = self.process, 0
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def path_of(journal: Path, number: int) -> Path:
    now = STARTED + timedelta(seconds=number)
    return journal / f"{now:%Y%m%dT%H%M%S}-faults-{number:04x}.jsonl"


def reference(steps: int) -> tuple[list[dict[str, Any]], float]:
    """What a session keeps that nothing disturbs, and how long it takes, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        with Child(Path(folder), steps, 0) as child:
            assert child.ended_well()
        took = time.monotonic() - began
        session, problem = read_session(path_of(Path(folder), 0))
    assert session is not None, problem
    return [dict(entry) for entry in session.entries], took


def check(tally: Tally, path: Path, acknowledged: int, *, closed: bool) -> None:
    """Compare a file with what has to be in it."""
    session: KeptSession | None = None
    problem: str | None = "there is no file"
    if path.exists():
        session, problem = read_session(path)
    kept = list(session.entries) if session else []
    safe = kept[:acknowledged]
    tally.lost += acknowledged - len(safe) + sum(a != b for a, b in zip(safe, tally.expected, strict=False))
    if acknowledged and session is None:
        tally.unreadable += 1
    if closed and session:
        tally.unreadable += problem is not None
        tally.unclosed += session.ended is None


def tear(path: Path, acknowledged: int, expected: Sequence[dict[str, Any]], chance: random.Random) -> None:
    """What a power cut may leave: everything that was flushed, and any part of what was not."""
    if not path.exists():
        return
    safe = b"".join(line + b"\n" for line in path.read_bytes().splitlines()[: acknowledged + 1])
    following = b"".join(written(entry) + b"\n" for entry in expected[acknowledged : acknowledged + 2])
    torn = following[: chance.randrange(len(following) + 1)]
    if chance.random() < 0.3:
        torn = torn[: len(torn) // 2] + bytes(len(torn) - len(torn) // 2)
    path.write_bytes(safe + torn)


def killed(moments: int, steps: int, chance: random.Random, *, power: bool) -> Tally:
    """Kill sessions at random moments, one after the other, in one journal."""
    expected, took = reference(steps)
    tally = Tally(moments, expected=expected)
    seen: list[tuple[Path, int]] = []
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal"
        for number in range(moments):
            with Child(journal, steps, number) as child:
                time.sleep(chance.uniform(0, took))
                child.kill()
            path, acknowledged = path_of(journal, number), child.acknowledged
            if power:
                tear(path, acknowledged, expected, chance)
            check(tally, path, acknowledged, closed=False)
            tally.within += 0 < acknowledged < len(expected)
            tally.acknowledged += acknowledged
            seen.append((path, acknowledged))
        with Child(journal, steps, moments) as last:
            tally.failed += not last.ended_well()
        for path, acknowledged in seen:
            check(tally, path, acknowledged, closed=True)
        tally.unreadable += len(read_sessions(journal).problems)
    return tally


@contextlib.contextmanager
def small_disk() -> Iterator[Path | None]:
    """A file system of a few pages; None where this process may not mount one."""
    folder = Path(tempfile.mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    mounted = False
    if shutil.which("mount"):
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=False)
        folder.rmdir()


def fill(path: Path) -> None:
    """Leave not a byte of a file system."""
    with contextlib.suppress(OSError), path.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def limit(size: int) -> None:
    """Let no file of this process grow beyond so many bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def filled(disk: Path | None, moments: int, steps: int, chance: random.Random) -> Tally:
    """Fill the disk at random moments of sessions; then make room, and start again.

    Args:
        disk: a small file system; without one, the size of files is limited.
        moments: how often.
        steps: how long the sessions are.
        chance: which moments.
    """
    expected, took = reference(steps)
    tally = Tally(moments, expected=expected)
    whole = sum(len(written(entry)) + 1 for entry in expected)
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        journal, filler = Path(folder) / "journal", Path(folder) / "filler"
        for number in range(0, 2 * moments, 2):
            before = None if disk else partial(limit, chance.randrange(whole))
            with Child(journal, steps, number, before) as child:
                if disk:
                    time.sleep(chance.uniform(0, took))
                    fill(filler)
                tally.failed += not child.ended_well()
            path, acknowledged = path_of(journal, number), child.acknowledged
            check(tally, path, acknowledged, closed=False)
            tally.within += 0 < acknowledged < len(expected)
            tally.acknowledged += acknowledged
            filler.unlink(missing_ok=True)
            with Child(journal, steps, number + 1) as following:
                tally.failed += not following.ended_well()
            check(tally, path, acknowledged, closed=True)
            check(tally, path_of(journal, number + 1), len(expected), closed=True)
            shutil.rmtree(journal, ignore_errors=True)
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Do it, and print what was seen; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--cuts", type=int, default=100, help="of power")
    parser.add_argument("--full", type=int, default=50, help="disks")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--steps", type=int, default=STEPS, help="of each session")
    parser.add_argument("--no-mount", action="store_true", help="no real file system for the full disk")
    options = parser.parse_args(arguments)
    chance, steps = random.Random(options.seed), options.steps
    print("\n".join(this_machine(["voiceground"]).lines()), flush=True)
    tallies = {
        "kill -9": partial(killed, options.kills, steps, chance, power=False),
        "power cut": partial(killed, options.cuts, steps, chance, power=True),
        "size limit": partial(filled, None, options.full, steps, chance),
    }
    with contextlib.nullcontext() if options.no_mount else small_disk() as disk:
        if disk:
            tallies[f"full {DISK}"] = partial(filled, disk, options.full, steps, chance)
        clean = True
        for name, work in tallies.items():
            tally = work()
            clean = clean and tally.clean
            print(tally.line(name), flush=True)
    return 0 if clean else 1


if __name__ == "__main__":
    raise SystemExit(main())
