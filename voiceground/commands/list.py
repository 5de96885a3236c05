"""``voiceground list``: the scripts that there are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from voiceground import report

if TYPE_CHECKING:
    from voiceground.script.load import Library, Shelved

SUMMARY = "List the scripts: title, minutes, level."
EXAMPLE = "voiceground list --json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--language", metavar="CODE", help="those in this language: en, es, or all")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """List them; broken files are named and left out."""
    found = _libraries(options.language)
    shelved_scripts = [shelved for library in found for shelved in library.shelved]
    for path in (path for library in found for path in library.broken):
        report.error(f"{path} has errors and is left out. `voiceground check {path}` names them.")
    if options.json:
        report.as_json([_listed(shelved) for shelved in shelved_scripts])
        return 0
    width = max((len(shelved.script.id) for shelved in shelved_scripts), default=0)
    for shelved in shelved_scripts:
        script = shelved.script
        about = f"{script.title}. {script.summary}"
        report.say(f"{script.id:<{width}}  {script.minutes:g} min  {script.level:<6}  {about}")
    return 0


def _libraries(language: str | None) -> list[Library]:
    """The scripts of the language that was asked for, else of the person's own; of every one for "all"."""
    from voiceground import config
    from voiceground.folders import folders
    from voiceground.script.load import library
    from voiceground.shelves import all_library_folders, library_folders

    here = folders()
    if language == "all":
        return [library(shelves) for shelves in all_library_folders(here).values()]
    code = config.language_named(language) if language else config.read(here.config).language
    return [library(library_folders(here, code))]


def _listed(shelved: Shelved) -> dict[str, object]:
    script = shelved.script
    return {
        "id": script.id,
        "title": script.title,
        "language": script.language,
        "level": script.level.value,
        "minutes": script.minutes,
        "doors": list(script.doors),
        "path": str(shelved.path),
    }
