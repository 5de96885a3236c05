"""``voiceground history``: what is kept, as a table, a page or JSON; and why a door offers what it offers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.errors import JournalError

if TYPE_CHECKING:
    from voiceground.core.offers import Head
    from voiceground.folders import Folders
    from voiceground.journal.reading import KeptSession, Sessions

SUMMARY = "Show what is kept of your sessions: a table, a page with charts, or JSON."
EXAMPLE = "voiceground history --html sessions.html"

SHOWN = 20
"""Sessions in the table, unless all are asked for."""
TOLD = 10
"""Problems that are told one by one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--all", action="store_true", help=f"list every session, not only the newest {SHOWN}")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print all sessions as JSON, newest first")
    how.add_argument("--html", type=Path, metavar="FILE", help="write a page with charts that loads nothing")
    how.add_argument("--why", action="store_true", help="say why each door offers what it offers")
    parser.add_argument("--force", action="store_true", help="let --html replace a file that is not ours")


def run(options: argparse.Namespace) -> int:
    """Show it; what cannot be read is told on standard error, and the rest is shown."""
    from voiceground.folders import folders

    places = folders()
    whole = options.all or options.json or options.html is not None
    sessions, total = _read(places.journal, whole=whole, why=options.why)
    if options.json:
        report.as_json([_listed(session) for session in reversed(sessions.kept)])
    elif options.html is not None:
        _page(options.html, sessions, places, force=options.force)
    elif options.why:
        _why(sessions, places)
    else:
        _table(sessions, total)
    _problems(sessions.problems)
    return 0


def _read(journal: Path, *, whole: bool, why: bool) -> tuple[Sessions, int]:
    from voiceground import passphrase
    from voiceground.journal.newest import REMEMBERED, newest

    unseal = passphrase.unseal_for(journal)
    try:
        sessions, total = newest(journal, None if whole else REMEMBERED if why else SHOWN, unseal)
        return passphrase.with_gaps(sessions, unseal), total
    except OSError as error:
        raise JournalError(
            f"The journal in {journal} cannot be opened ({error.strerror}). Nothing of it was changed. "
            "Check whose it is, and its permissions."
        ) from error


def _listed(session: KeptSession) -> dict[str, object]:
    return {
        "id": session.id,
        "script": session.script,
        "started": session.started.isoformat(),
        "ended": session.ended,
        "seconds": session.seconds,
        "numbers": dict(session.numbers),
    }


def _table(sessions: Sessions, total: int) -> None:
    from voiceground.journal.table import table

    if not total:
        report.say("Nothing is kept yet.")
        return
    report.say("\n".join(table(reversed(sessions.kept))))
    if total > SHOWN >= len(sessions.kept):
        report.say(f"\nThe newest {SHOWN} of {total:,}. --all lists every one, --html shows them in charts.")


def _page(path: Path, sessions: Sessions, places: Folders, *, force: bool) -> None:
    from datetime import datetime

    from voiceground.journal.page import GENERATOR, page
    from voiceground.journal.saving import save

    titles = {head.id: head.title for head in _heads(places)}
    save(path, page(sessions, datetime.now().astimezone(), titles), GENERATOR, force=force)
    report.say(f"{path} shows it. It loads nothing, and whoever has the file can read it.")


def _why(sessions: Sessions, places: Folders) -> None:
    from voiceground.core.offers import candidates
    from voiceground.journal.why import why
    from voiceground.shelves import offered

    report.say("\n".join(why(sessions.kept, candidates(offered(places)))))


def _heads(places: Folders) -> list[Head]:
    """The scripts that there are, in every language; what is told of them is told in English."""
    from voiceground.core.languages import LANGUAGES
    from voiceground.shelves import offered

    return [head for code in reversed(list(LANGUAGES)) for head in offered(places, code)]


def _problems(problems: tuple[str, ...]) -> None:
    for problem in problems[:TOLD]:
        report.error(problem)
    if len(problems) > TOLD:
        report.error(f"And {len(problems) - TOLD:,} more files that could not be read, or not wholly.")
