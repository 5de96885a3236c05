"""``voiceground import``: the sessions of an export, back into the journal."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.commands import kept
from voiceground.errors import JournalError

if TYPE_CHECKING:
    from voiceground.journal.importing import Imported

SUMMARY = "Take in the sessions of an export; what is there already stays as it is."
EXAMPLE = "voiceground import sessions.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="what `voiceground export --to FILE` has made"
    )
    parser.add_argument("--json", action="store_true", help="print what became of each session as JSON")


def run(options: argparse.Namespace) -> int:
    """Take them in; a second time adds nothing."""
    from voiceground import config
    from voiceground.folders import folders
    from voiceground.journal.importing import import_sessions, read_export
    from voiceground.journal.lockup import State, state, steady

    here = folders()
    days = config.read(here.config).keep_days
    listed = read_export(options.file)
    with steady(here.journal):
        if state(here.journal) is not State.OPEN:
            raise JournalError(
                "The journal is locked, and nothing was imported. Take the lock off with "
                "`voiceground unlock`, import, and lock it again."
            )
        done = import_sessions(here.journal, listed)
    if options.json:
        report.as_json(
            {
                "added": list(done.added),
                "known": list(done.known),
                "others": list(done.others),
                "unread": done.unread,
            }
        )
    else:
        report.say(_sentences(done))
    old = _older(done.added, days) if days else 0
    if old:
        report.error(
            f"{kept.sessions_told(old).capitalize()} of these began more than {days} days ago, and would be "
            "removed at the next session. `keep_days = 0` in the settings keeps them."
        )
    return 0


def _sentences(done: Imported) -> str:
    told = [f"{kept.sessions_told(len(done.added)).capitalize()} added."]
    if done.known:
        told.append(f"{kept.sessions_told(len(done.known)).capitalize()} there already.")
    if done.others:
        listed = ", ".join(done.others[: kept.TOLD])
        told.append(
            f"{kept.sessions_told(len(done.others)).capitalize()} left out: another is there ({listed})."
        )
    if done.unread:
        told.append(f"{kept.sessions_told(done.unread).capitalize()} could not be read.")
    return " ".join(told)


def _older(ids: tuple[str, ...], days: int) -> int:
    """How many of the sessions are older than what is kept."""
    from voiceground.journal.tidying import begun

    now = datetime.now().astimezone().replace(tzinfo=None)
    moments = (begun(id_) for id_ in ids)
    return sum(moment is not None and now - moment > timedelta(days=days) for moment in moments)
