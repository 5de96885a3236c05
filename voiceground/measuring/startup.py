"""How soon a fresh process has an ear, and how much memory it holds: measured from outside, several times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from voiceground.measuring.figures import Spread, spread

_CHILD = """
import json, sys
from pathlib import Path
def resident():
    try:
        lines = open("/proc/self/status").read().splitlines()
        return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        return None
from voiceground.listening import make_ear
from voiceground.config import Config
before = resident()
ear = make_ear(Config(ear=sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None)
print("ready", flush=True)
import numpy as np
from voiceground.ear.files import hear_sound
from voiceground.measuring.cells import YES_NO_STOP
sound = np.rint(np.random.default_rng(1).normal(0.0, 900.0, 8000)).astype(np.int16)
hear_sound(sound, ear, YES_NO_STOP.vocabulary)
print(json.dumps({"before": before, "after": resident()}), flush=True)
"""
"""A process like that of ``voiceground hear``: makes an ear, then hears half a second of noise with it, so
that what is only loaded at the first decision is counted too."""

LONGEST_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Startup:
    """How an ear begins.

    Attributes:
        ready_ms: from the start of the process until the ear can hear.
        resident_mb: of the whole process, after a first decision; None on systems without /proc.
        without_mb: of the same process before its ear was made: Python and the house.
    """

    ready_ms: Spread
    resident_mb: Spread | None
    without_mb: Spread | None

    def as_json(self) -> dict[str, object]:
        """The figures by name."""
        return {
            "ready_ms": self.ready_ms.as_json(),
            "resident_mb": self.resident_mb.as_json() if self.resident_mb else None,
            "without_mb": self.without_mb.as_json() if self.without_mb else None,
        }


def ear_startup(ear: str, weights: Path | None = None, times: int = 5) -> Startup | None:
    """Start so many processes with an ear, one after the other; None when they do not come up."""
    command = [sys.executable, "-c", _CHILD, ear, str(weights or "")]
    ready, after, before = [], [], []
    for _ in range(times):
        begun = time.perf_counter()
        with subprocess.Popen(  # noqa: S603  our own module, by the interpreter that runs us
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as child:
            line = child.stdout.readline() if child.stdout else ""
            ready.append(1000.0 * (time.perf_counter() - begun))
            rest, _ = child.communicate(timeout=LONGEST_SECONDS)
        if line.strip() != "ready" or child.returncode:
            return None
        memory = json.loads(rest)
        if memory["after"] is not None:
            after.append(float(memory["after"]))
            before.append(float(memory["before"]))
    begun_after = spread(ready)
    return Startup(begun_after, spread(after), spread(before)) if begun_after else None


def first_line(times: int = 5) -> Spread | None:
    """From typing ``voiceground`` to its first line on the screen, in ms, in a room without sound."""
    command = [sys.executable, "-m", "voiceground", "--room", "silent", "--no-log"]
    waits = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as home:
            waits.append(_until_a_line(command, Path(home)))
    return spread([wait for wait in waits if wait is not None])


def _until_a_line(command: list[str], home: Path) -> float | None:
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  our own module, by the interpreter that runs us
        command,
        env={**os.environ, "VOICEGROUND_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        line = child.stdout.readline() if child.stdout else b""
        waited = 1000.0 * (time.perf_counter() - begun)
        child.kill()
    return waited if line.strip() else None
