"""``voiceground check``: every problem of scripts and plans, at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from voiceground import report

SUMMARY = "Find all problems of scripts and plans: files, folders, or everything that there is."
EXAMPLE = "voiceground check my-script.yaml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="FILE", help="scripts, plans, folders of them, or ids"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the problems; the exit code says whether there are errors."""
    from voiceground import desk
    from voiceground.core.languages import ENGLISH
    from voiceground.errors import ScriptError
    from voiceground.folders import folders
    from voiceground.script.load import check_paths
    from voiceground.script.problems import rendered
    from voiceground.script.rules import Severity
    from voiceground.shelves import all_library_folders

    here = folders()
    libraries = all_library_folders(here)
    shelves = [folder for library in libraries.values() for folder in library]
    paths = [_file(path, shelves) for path in options.paths] or [path for path in shelves if path.is_dir()]
    problems = []
    for path in paths:  # what a script runs is looked for beside it, and in the library of its language
        beside = path if path.is_dir() else path.parent
        mine = libraries.get(beside.name, libraries[ENGLISH.code])
        problems += check_paths([path], desk.around(here, [beside, *mine]))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if options.json:
        report.as_json([problem.as_json() for problem in problems])
    elif problems:
        report.problems(rendered(problems))
    if not options.json:
        report.say(f"{_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}.")
    return ScriptError.exit_code if errors else 0


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _file(path: Path, shelves: Sequence[Path]) -> Path:
    """What was named: a file, a folder, or a script by its id."""
    from voiceground.script.load import find

    is_id = path.name == str(path) and not path.suffix and not path.exists()
    return find(str(path), shelves) if is_id else path
