"""``voiceground check``: every problem of scripts and plans, at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from voiceground import report

SUMMARY = "Find all problems of scripts and plans: files, folders, or everything that there is."
EXAMPLE = "voiceground check my-script.yaml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="FILE", help="scripts, plans, or folders of them"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the problems; the exit code says whether there are errors."""
    from voiceground import app, desk
    from voiceground.errors import ScriptError
    from voiceground.folders import folders
    from voiceground.script.load import check_paths
    from voiceground.script.problems import rendered
    from voiceground.script.rules import Severity

    paths = options.paths or [path for path in app.library_folders(folders()) if path.is_dir()]
    problems = check_paths(paths, desk.around())
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if options.json:
        report.as_json([problem.as_json() for problem in problems])
    elif problems:
        report.problems(rendered(problems))
    if not options.json:
        report.say(f"{errors} errors, {len(problems) - errors} warnings.")
    return ScriptError.exit_code if errors else 0
