"""One file, one command: its words for ``--help``, its arguments, and ``run``, which returns an exit code.

Nothing heavy is imported at the top of these files: a voice within a second begins with a quick start.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Protocol

from voiceground.commands import (
    bench,
    check,
    doctor,
    export,
    forget,
    graph,
    hear,
    help,  # noqa: A004  a command's name
    history,
    import_,
    list,  # noqa: A004  a command's name
    lock,
    new,
    plan,
    rehearse,
    run,
    setup,
    tapped,
    unlock,
)


class Command(Protocol):
    """What each of these modules is."""

    SUMMARY: str
    EXAMPLE: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """What the command takes."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Do it; returns the exit code."""
        ...


COMMANDS: Mapping[str, Command] = {
    "run": run,
    "list": list,
    "check": check,
    "new": new,
    "plan": plan,
    "setup": setup,
    "doctor": doctor,
    "help": help,
    "graph": graph,
    "rehearse": rehearse,
    "hear": hear,
    "tapped": tapped,
    "history": history,
    "export": export,
    "import": import_,
    "forget": forget,
    "lock": lock,
    "unlock": unlock,
    "bench": bench,
}
