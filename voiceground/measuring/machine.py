"""On what a figure was measured: the machine, the versions, the day, and whether others were using it."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

BUSY_LOAD_PER_CORE = 0.7
"""Runnable tasks per core, over the last minute, above which figures are said to be of a busy machine."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and when.

    Attributes:
        cpu: the processor's name.
        cores: how many this process may use.
        memory_gb: main memory, in 10^9 bytes.
        system: the operating system's name and version.
        python: Python's version.
        versions: package -> version, for the packages that were asked about.
        measured: local time with its zone, ISO 8601.
        load: runnable tasks, average of the minute before.
    """

    cpu: str
    cores: int
    memory_gb: float
    system: str
    python: str
    versions: dict[str, str]
    measured: str
    load: float

    @property
    def busy(self) -> bool:
        """Whether others were using the machine enough to show in the figures."""
        return self.load > BUSY_LOAD_PER_CORE * self.cores

    def lines(self) -> tuple[str, ...]:
        """The machine in words, for people."""
        packages = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        return (
            f"machine   {self.cpu}, {self.cores} cores, {self.memory_gb:.1f} GB, {self.system}",
            f"versions  Python {self.python}, {packages}",
            f"measured  {self.measured}, load {self.load:.1f} before the start",
        )


def this_machine(packages: Sequence[str]) -> Machine:
    """This machine, now.

    Raises:
        importlib.metadata.PackageNotFoundError: a package is not installed.
    """
    return Machine(
        cpu=_cpu(),
        cores=_cores(),
        memory_gb=_memory_gb(),
        system=_system(),
        python=platform.python_version(),
        versions={name: metadata.version(name) for name in packages},
        measured=datetime.now().astimezone().isoformat(timespec="seconds"),
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0,
    )


def _cpu() -> str:
    """The model as Linux tells it: /proc/cpuinfo on x86-64, the device tree on a Raspberry Pi."""
    info = Path("/proc/cpuinfo")
    for line in info.read_text().splitlines() if info.is_file() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    board = Path("/proc/device-tree/model")
    return board.read_text().rstrip("\0") if board.is_file() else platform.machine()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory_gb() -> float:
    """Main memory; 0 on systems that do not tell."""
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return 0.0
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, {platform.machine()}"
