"""``voiceground new``: a commented script and its plan to begin from."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from voiceground import report
from voiceground.errors import UsageError

SUMMARY = "Write a script and its plan to begin from, with a comment at each part."
EXAMPLE = "voiceground new quiet-evening"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("id", metavar="ID", help="small letters, digits and hyphens, such as quiet-evening")
    parser.add_argument(
        "--folder", type=Path, default=Path(), metavar="FOLDER", help="where to; this folder if not given"
    )


def run(options: argparse.Namespace) -> int:
    """Write both; what is there already stays as it is."""
    from voiceground.script.plan import plan_path
    from voiceground.script.starter import starter

    script = options.folder / f"{_id(options.id)}.yaml"
    plan = plan_path(script)
    for path in (script, plan):
        if path.exists() or path.is_symlink():
            raise _taken(path)
    for path, text in zip((script, plan), starter(options.id), strict=True):
        _write(path, text)
    report.say(f"{script} and {plan} are written. Next:")
    report.say(f"    voiceground check {script}\n    voiceground rehearse {script} --text")
    report.say(f"    voiceground run {script}")
    return 0


def _id(value: str) -> str:
    """The id, if it can be one.

    Raises:
        UsageError: it cannot; the message says what it may look like.
    """
    from voiceground.script.values import ID

    if re.fullmatch(ID, value) and not value.startswith("-"):
        return value
    better = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:64]
    hint = f"Did you mean {better}?" if re.fullmatch(ID, better) else "An example is quiet-evening."
    shown = value if value.isprintable() else "This"
    raise UsageError(f'"{shown}" cannot be an id: it takes small letters, digits and hyphens. {hint}')


def _taken(path: Path) -> UsageError:
    return UsageError(f"{path} is there already and stays as it is. Choose another id.")


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UsageError(f"{path} cannot be written: {reason}. Name another place with --folder.") from error
