"""``voiceground list``: the scripts that there are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from voiceground import report

if TYPE_CHECKING:
    from voiceground.script.load import Shelved

SUMMARY = "List the scripts: title, minutes, level."
EXAMPLE = "voiceground list --json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """List them; broken files are named and left out."""
    from voiceground import app
    from voiceground.folders import folders
    from voiceground.script.load import library

    found = library(app.library_folders(folders()))
    for path in found.broken:
        report.error(f"{path} has errors and is left out. `voiceground check {path}` names them.")
    if options.json:
        report.as_json([_listed(shelved) for shelved in found.shelved])
        return 0
    width = max((len(shelved.script.id) for shelved in found.shelved), default=0)
    for shelved in found.shelved:
        script = shelved.script
        about = f"{script.title}. {script.summary}"
        report.say(f"{script.id:<{width}}  {script.minutes:g} min  {script.level:<6}  {about}")
    return 0


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
