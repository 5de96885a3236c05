"""What the commands about the journal have in common. No command by itself."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report

if TYPE_CHECKING:
    from voiceground.journal.choosing import Wanted
    from voiceground.journal.reading import Sessions

TOLD = 5
"""As many problems are told one by one."""


def read(folder: Path) -> Sessions:
    """Every session of the journal; what cannot be read is told, and the rest goes on.

    Raises:
        JournalError: the journal is locked, and no passphrase opened it.
        VoicegroundError: the person left when it was asked for.
    """
    from voiceground.passphrase import read_kept

    sessions = read_kept(folder)
    for problem in sessions.problems[:TOLD]:
        report.error(problem)
    if len(sessions.problems) > TOLD:
        report.error(f"{len(sessions.problems) - TOLD} more files could not be read.")
    return sessions


def choosing_arguments(parser: argparse.ArgumentParser, doing: str) -> None:
    """The arguments that say which sessions are meant."""
    parser.add_argument("ids", nargs="*", metavar="ID", help=f"the session to {doing}, as history lists it")
    parser.add_argument("--since", metavar="DATE", help=f"{doing} those of this day and later (2026-11-27)")
    parser.add_argument("--script", metavar="ID", help=f"{doing} those of this script")


def wanted(options: argparse.Namespace) -> Wanted:
    """Which sessions were asked for."""
    from voiceground.journal.choosing import Wanted, day

    return Wanted(tuple(options.ids), day(options.since) if options.since else None, options.script)


def somebody_is_there() -> bool:
    """Whether a question can be asked, and will be seen."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def sessions_told(count: int) -> str:
    """A number of sessions, in words that go with it."""
    return {0: "no session", 1: "one session"}.get(count, f"{count} sessions")
