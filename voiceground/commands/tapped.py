"""``voiceground tapped``: the taps, claps, knocks and hums in recordings."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from voiceground import report
from voiceground.commands.hear import listed_files
from voiceground.errors import UsageError

SUMMARY = "Count the taps, claps, knocks and hums in recordings, fed through the ear as if live."
EXAMPLE = "voiceground tapped knocks.wav"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", nargs="*", metavar="FILE.wav", help="recordings")
    parser.add_argument("--list", type=Path, metavar="FILE", help="a file of paths, one a line")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(options: argparse.Namespace) -> int:
    """Go through every file; one that cannot be read is named, and the others are still heard."""
    from voiceground.ear.activity import Activity
    from voiceground.ear.tapped import tapped_file

    names = [*options.files, *listed_files(options.list)]
    if not names:
        raise UsageError("Name at least one recording, or a list of them with --list.")
    activity = Activity()
    failed = 0
    for done, name in enumerate(names, 1):
        try:
            events = tapped_file(Path(name), activity)
        except UsageError as error:
            report.error(str(error))
            failed = error.exit_code
            continue
        if options.json:
            report.as_json({"file": name, "events": [asdict(event) for event in events]}, indent=None)
        else:
            found = [f"{e.count} {e.kind}{'s' * (e.count > 1)} at {e.at_ms / 1000:.2f} s" for e in events]
            report.say(f"{name}: {', '.join(found) or 'nothing'}")
        if len(names) > 20 and not sys.stdout.isatty():
            report.progress("listening", done, len(names))
    return failed
