"""Where scripts are looked for, and what a session makes of those that it finds there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from voiceground import report
from voiceground.core.languages import ENGLISH, LANGUAGES
from voiceground.core.model import Script
from voiceground.core.offers import Head, candidates
from voiceground.errors import ScriptError, UsageError
from voiceground.folders import Folders, shipped
from voiceground.journal.newest import order_for
from voiceground.script.assembly import Assembly, assembled
from voiceground.script.heads import heads
from voiceground.script.load import by_id, find, in_language, load


def library_folders(folders: Folders, language: str = ENGLISH.code) -> list[Path]:
    """Where the scripts of a language are looked for: the person's own first."""
    return in_language((folders.scripts, shipped("scripts")), language)


def all_library_folders(folders: Folders) -> dict[str, list[Path]]:
    """The same for every language that there is, by its code."""
    return {code: library_folders(folders, code) for code in LANGUAGES}


def offered(folders: Folders, language: str = ENGLISH.code) -> list[Head]:
    """The heads of the scripts of a language."""
    known = heads(by_id(library_folders(folders, language)).values())
    return [head for head in known if head.language == language]


def whole(script: Script, shelves: Sequence[Path], journal: Path) -> Assembly:
    """A script with its menus, and with what it may run.

    Args:
        script: where it begins.
        shelves: where others are looked for; the first that has one wins.
        journal: what is offered first follows from what helped before.
    """
    return assembled(
        script,
        lambda id_: _part(id_, shelves),
        lambda: heads(by_id(shelves).values()),
        lambda known: order_for(journal, candidates(known)),
    )


def _part(id_: str, shelves: Sequence[Path]) -> Script | None:
    """A script that another one runs; one with errors is told now, and a session is not refused for it."""
    try:
        return load(find(id_, shelves))
    except (UsageError, ScriptError) as error:
        report.error(f"{error}\nThe session goes on without the part {id_}.")
        return None
