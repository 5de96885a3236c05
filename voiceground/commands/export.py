"""``voiceground export``: what is kept, for another program, a spreadsheet, or a person."""

from __future__ import annotations

import argparse
import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.commands import kept
from voiceground.errors import UsageError

if TYPE_CHECKING:
    from voiceground.journal.handout import Tick
    from voiceground.journal.reading import KeptSession

SUMMARY = "Copy what is kept: as JSON, as a table, or as a page with only what you tick."
EXAMPLE = "voiceground export --page sessions.html --with dates,numbers"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    kept.choosing_arguments(parser, "copy")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--json", action="store_true", help="as JSON, which `voiceground import` reads (the default)"
    )
    how.add_argument("--csv", action="store_true", help="as a table, a row for each session")
    how.add_argument("--page", type=Path, metavar="FILE", help="as a page to print, with only what is ticked")
    parser.add_argument(
        "--with",
        dest="ticks",
        metavar="WHAT,...",
        help="what the page shows: dates, lengths, scripts, numbers, steps, answers, ends "
        "(asked one by one in a terminal)",
    )
    parser.add_argument("--to", type=Path, metavar="FILE", help="into a new file instead of the terminal")


def run(options: argparse.Namespace) -> int:
    """Copy it; the journal stays as it is."""
    from voiceground.folders import folders

    if options.ticks is not None and not options.page:
        raise UsageError("--with goes with --page FILE.")
    if options.page and options.to:
        raise UsageError("--page names its file already: leave --to out.")
    wanted = kept.wanted(options)
    ticks = _ticks(options.ticks) if options.page else ()
    sessions = wanted.choose(kept.read(folders().journal).kept)
    if options.page:
        from voiceground.journal.handout import page

        _put(options.page, page(sessions, ticks))
    elif options.to:
        _put(options.to, _text(sessions, csv=options.csv))
    else:
        report.say(_text(sessions, csv=options.csv).rstrip("\n"))
    if options.page or options.to:
        report.error(f"{kept.sessions_told(len(sessions)).capitalize()} in {options.page or options.to}.")
    return 0


def _text(sessions: list[KeptSession], *, csv: bool) -> str:
    from voiceground.journal.exporting import as_csv, as_data

    if csv:
        return as_csv(sessions)
    made = datetime.now().astimezone()
    return json.dumps(as_data(sessions, made), ensure_ascii=False, indent=1) + "\n"


def _ticks(listed: str | None) -> tuple[Tick, ...]:
    """What goes on the page: as listed, or asked for in a terminal."""
    from voiceground.journal.handout import Tick

    if listed is None:
        if not kept.somebody_is_there():
            raise UsageError(f"Say what the page shows: --with {','.join(Tick)}, or some of these.")
        report.error("What goes on the page? Only what you tick with y.")
        return tuple(tick for tick in Tick if _yes(f"{tick.question.capitalize()}? [y/N] "))
    names = [name.strip() for name in listed.split(",") if name.strip()]
    for name in names:
        if name not in set(Tick):
            raise UsageError(f'A page cannot show "{name}". There are: {", ".join(Tick)}.')
    return tuple(Tick(name) for name in names)


def _yes(question: str) -> bool:
    answer = report.ask(question)
    if answer is None:
        raise UsageError("Nothing was written.")
    return report.is_yes(answer)


def _put(path: Path, text: str) -> None:
    """Write a new file for its owner's eyes only; one that is there is never written over."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{path} is there already, and stays as it is. Choose another name.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}).") from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UsageError(f"{path} cannot be written ({error.strerror}). Nothing of it was left.") from error
