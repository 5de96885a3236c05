"""The command line: from arguments to a command, from an error to a sentence and an exit code."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from voiceground import __version__, guard, report
from voiceground.commands import COMMANDS
from voiceground.commands.run import run, session_arguments
from voiceground.errors import UsageError, VoicegroundError

FRONT_DOOR = "which-one"
"""What bare ``voiceground`` runs."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; every error of ours becomes one sentence and an exit code.

    Args:
        arguments: the command. Without them this is the process's own entry: its arguments are taken, and
            first of all it is closed to the internet, for good. A program that calls this as a function
            gives some, and stays as it was.
    """
    if arguments is None:
        guard.install()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _check_command(words)
        options = _parser().parse_args(words)
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


def _check_command(words: Sequence[str]) -> None:
    """A misspelt command is met with the one that was probably meant."""
    if words and not words[0].startswith("-") and words[0] not in COMMANDS:
        near = difflib.get_close_matches(words[0], COMMANDS, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(COMMANDS)}."
        raise UsageError(f'There is no command "{words[0]}". {hint}')


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="voiceground",
        description="A calm voice that stays with you, offline, on your own machine. "
        "Without a command it begins right away. Say stop, or press Escape, at any point.",
        epilog="Example: voiceground run five-senses",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"voiceground {__version__}")
    parser.set_defaults(command=run, script=FRONT_DOOR)
    session_arguments(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for name, command in COMMANDS.items():
        summary = command.SUMMARY
        added = commands.add_parser(
            name, help=summary, description=summary, epilog=f"Example: {command.EXAMPLE}", allow_abbrev=False
        )
        added.set_defaults(command=command.run)
        command.arguments(added)
    return parser


class _Parser(argparse.ArgumentParser):
    """Says a mistake in one sentence instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See `{self.prog} --help`.")
