"""``voiceground graph``: the branches of a script as a picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from voiceground import report
from voiceground.errors import UsageError

SUMMARY = "Draw the branches of a script: every step, and what leads from one to the next."
EXAMPLE = "voiceground graph five-senses --out five-senses.svg"

MOST_STEPS = 500
"""Steps of the largest script that is drawn."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("script", metavar="SCRIPT", help="an id, or a .yaml file")
    parser.add_argument(
        "--format", choices=("svg", "mermaid"), default="svg", help="a picture, or text for Mermaid"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to; else it is printed")
    parser.add_argument(
        "--built-in", action="store_true", help="lay it out ourselves, though Graphviz is here"
    )


def run(options: argparse.Namespace) -> int:
    """Draw it."""
    from voiceground.folders import folders
    from voiceground.script.graph.draw import Format, draw
    from voiceground.script.load import find, load
    from voiceground.shelves import library_folders

    script = load(find(options.script, library_folders(folders())))
    if len(script.steps) > MOST_STEPS and options.format == Format.SVG:
        raise UsageError(
            f"{script.id} has {len(script.steps)} steps; a picture of more than {MOST_STEPS} cannot be read. "
            "`--format mermaid` gives it as text."
        )
    drawn = draw(script, Format(options.format), built_in=options.built_in)
    if options.out is None:
        report.say(drawn.rstrip("\n"))
        return 0
    try:
        options.out.write_text(drawn, encoding="utf-8")
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{options.out} cannot be written ({why}). Name another file.") from error
    return 0
