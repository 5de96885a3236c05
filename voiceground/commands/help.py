"""``voiceground help``: the care branch at once, by voice and on the screen."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from voiceground import report
from voiceground.commands.run import session_arguments, sit
from voiceground.config import Config
from voiceground.errors import UsageError
from voiceground.folders import Folders

SUMMARY = "People, a number, or company: at once, by voice and on the screen. Nothing of it is kept."
EXAMPLE = "voiceground help --country GB"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--country", type=_country, metavar="GB", help="whose numbers: two letters; else the settings' own"
    )
    session_arguments(parser)


def _country(text: str) -> str:
    code = text.strip().upper()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise argparse.ArgumentTypeError('should be two letters, such as "GB"')
    return code


def run(options: argparse.Namespace) -> int:
    """Say what help there is, and stay."""
    settings = _settings()
    if options.country:
        settings = replace(settings, country=options.country)
    language = options.language or settings.language
    sit(options, lambda here: _script(here, language), log=False, settings=settings)
    return 0


def _settings() -> Config:
    """The settings; a mistake in them is told, and keeps nobody from being helped."""
    from voiceground import config
    from voiceground.care.cover import phrases_of
    from voiceground.folders import folders

    settings = config.Config()
    try:
        settings = config.read(folders().config)
        phrases_of(settings.cover)
    except UsageError as error:
        report.error(f"{error} This session goes on without it.")
        return replace(settings, cover="")
    return settings


def _script(here: Folders, language: str) -> Path:
    """The shipped script, nobody's own; English, where there is none in a language."""
    from voiceground.app import library_folders
    from voiceground.core.state import CARE
    from voiceground.script.load import by_id

    shelves = [library_folders(here, code)[-1] for code in (language, "en")]
    return by_id(shelves)[CARE]
