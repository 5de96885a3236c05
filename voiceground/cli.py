"""The command line: one function per command, each returns an exit code.

Nothing heavy is imported here: a voice within a second begins with a quick ``--help``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from voiceground import __version__, report
from voiceground.errors import UsageError, VoicegroundError

FRONT_DOOR = "five-senses"
"""What bare ``voiceground`` runs."""

PRIVACY = "Everything stays on this machine."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; every error of ours becomes one sentence and an exit code."""
    try:
        options = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except VoicegroundError as error:
        report.error(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output is gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
