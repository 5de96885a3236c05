"""``voiceground forget``: remove what is kept: one session, some, or all of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.commands import kept
from voiceground.errors import JournalError, UsageError

if TYPE_CHECKING:
    from voiceground.folders import Folders
    from voiceground.journal.choosing import Wanted

SUMMARY = "Remove what is kept: one session, those since a day, those of a script, or all of it."
EXAMPLE = "voiceground forget --since 2026-11-27"

WHAT_STAYS_POSSIBLE = (
    "The files are gone from this machine's folders. On an SD card or an SSD their traces can outlive that "
    "for a while, and no program can promise otherwise. Copies and backups are not touched."
)
NOT_WITH_ALL = "Your settings, your plan, your scripts and your recordings stay."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    kept.choosing_arguments(parser, "remove")
    parser.add_argument(
        "--all", action="store_true", help="remove every session, locked and broken ones and the cache too"
    )
    parser.add_argument("--yes", action="store_true", help="remove without asking")
    parser.add_argument("--json", action="store_true", help="print what was removed as JSON (needs --yes)")


def run(options: argparse.Namespace) -> int:
    """Ask once, with what will be gone; then remove it, and say what that cannot promise."""
    from voiceground.folders import folders
    from voiceground.journal import lockup
    from voiceground.journal.choosing import removed
    from voiceground.private import keep_moves

    wanted, here = kept.wanted(options), folders()
    if options.all != wanted.everything:
        raise UsageError("Say what to remove: an ID, --since DATE, --script ID, or --all by itself.")
    sessions, more = _everything(here) if options.all else (_chosen(here, wanted), [])
    if not sessions and not more:
        _told(options, [], "There is nothing of that to remove.")
        return 0
    if not options.yes and not _agreed(_question(sessions, more)):
        raise UsageError("Nothing was removed.")
    gone, why = removed([*sessions, *more])
    keep_moves(here.journal)
    if options.all:
        lockup.drop(here.journal, here.plan)
    ids = [path.stem for path in sessions if path in set(gone)]
    if why:
        left = len(sessions) + len(more) - len(gone)
        raise JournalError(f"{_files(left).capitalize()} could not be removed ({why}). The others are gone.")
    _told(options, ids, f"{kept.sessions_told(len(ids)).capitalize()} removed. {WHAT_STAYS_POSSIBLE}")
    return 0


def _chosen(here: Folders, wanted: Wanted) -> list[Path]:
    """The files of the sessions that are meant; one that cannot be read is found by its name alone."""
    by_name = {path.stem: path for path in _session_files(here.journal)}
    if wanted.ids and set(wanted.ids) <= set(by_name) and not (wanted.since or wanted.script):
        return [by_name[id_] for id_ in dict.fromkeys(wanted.ids)]
    return [session.path for session in wanted.choose(kept.read(here.journal).kept)]


def _session_files(journal: Path) -> list[Path]:
    from voiceground.journal.reading import session_names

    try:
        return [journal / name for name in session_names(journal)]
    except OSError as error:
        raise JournalError(f"The journal in {journal} cannot be opened ({error.strerror}).") from error


def _everything(here: Folders) -> tuple[list[Path], list[Path]]:
    """Every session, and whatever else a session leaves on the disk: unfinished files, rendered lines."""
    sessions = _session_files(here.journal)
    more = [path for path in here.journal.glob(".*.new") if path.is_file()]
    more += [path for path in here.cache.glob("*.line") if path.is_file()]
    more += [path for path in here.cache.glob(".new-*") if path.is_file()]
    return sessions, more


def _question(sessions: Sequence[Path], more: Sequence[Path]) -> str:
    told = kept.sessions_told(len(sessions))
    if len(sessions) <= kept.TOLD:
        told += f" ({', '.join(path.stem for path in sessions)})" if sessions else ""
    else:
        told += f" ({sessions[0].stem} to {sessions[-1].stem})"
    cache = " and every rendered line of the cache" if more else ""
    stays = f" {NOT_WITH_ALL}" if more else ""
    return f"This removes {told}{cache}, for good.{stays} Type yes to remove, anything else to keep: "


def _files(count: int) -> str:
    return "one file" if count == 1 else f"{count} files"


def _agreed(question: str) -> bool:
    if not kept.somebody_is_there():
        raise UsageError("Nothing was removed: nobody could be asked. Add --yes to remove without asking.")
    return report.is_yes(report.ask(question))


def _told(options: argparse.Namespace, ids: Sequence[str], sentence: str) -> None:
    if options.json:
        report.as_json({"removed": list(ids)})
    else:
        report.say(sentence)
