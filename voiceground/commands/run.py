"""``voiceground run``: one script, once."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.errors import UsageError

if TYPE_CHECKING:
    from voiceground.config import Config
    from voiceground.core.model import Ending, Manner, Script
    from voiceground.folders import Folders

SUMMARY = "Run one script, by its id or its file."
EXAMPLE = "voiceground run five-senses"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("script", metavar="SCRIPT", help="an id of `voiceground list`, or a .yaml file")
    session_arguments(parser)


def session_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments that every session takes."""
    parser.add_argument(
        "--room",
        choices=("device", "silent", "simulated"),
        help="where it takes place: the sound device (the default, where there is one), captions and keys "
        "only, or a room of numbers",
    )
    parser.add_argument(
        "--keys", action="store_true", help="read keys from a pipe too, such as a switch's driver"
    )
    parser.add_argument(
        "--caption",
        choices=("plain", "live", "off"),
        default="plain",
        help="spoken lines on the screen: one below the other, one large line, or none",
    )
    parser.add_argument(
        "--signals",
        action="store_true",
        help="take taps, knocks, claps and hums for answers: one is yes, two is no, three is stop",
    )
    parser.add_argument(
        "--whisper", action="store_true", help="speak softly, without a tone, where others must not hear it"
    )
    parser.add_argument("--no-log", action="store_true", help="keep nothing of this session")
    parser.add_argument("--input-device", metavar="NAME", help="the microphone, by a part of its name")
    parser.add_argument("--output-device", metavar="NAME", help="the speaker, by a part of its name")
    parser.add_argument(
        "--ear", metavar="NAME", help="what understands words: built-in, or vosk, whisper, faster-whisper"
    )
    parser.add_argument("--language", metavar="CODE", help="of scripts that are named by their ids: en, es")
    parser.add_argument("--speed", type=float, default=1.0, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Run the script to its end."""

    def found(here: Folders) -> Path:
        from voiceground import config
        from voiceground.script.load import find
        from voiceground.shelves import library_folders

        told = options.language
        language = config.language_named(told) if told else config.read(here.config).language
        return find(options.script, library_folders(here, language))

    sit(options, found)
    return 0


def sit(
    options: argparse.Namespace,
    find: Callable[[Folders], Path | Script],
    *,
    log: bool = True,
    settings: Config | None = None,
    learn: Callable[[Mapping[str, str], Manner], None] | None = None,
) -> Ending:
    """Hold a session as ``session_arguments`` ask for it.

    Args:
        options: the command line's.
        find: gives the script, or its file; it is asked while the voice's process starts.
        log: whether anything of it may be kept on the disk, by the journal or the cache.
        settings: the settings instead of those of the file.
        learn: as in ``app.RunOptions``.
    """
    if not 0.1 <= options.speed <= 1000:
        raise UsageError("The speed should lie between 0.1 and 1000.")
    with ExitStack() as stack:
        speaker = None
        if options.room != "silent":  # the voice's own process takes longest to start: it comes first
            from voiceground.voice.speaker_pyttsx3 import Speaker

            speaker = stack.enter_context(closing(Speaker()))
        from voiceground import app, config
        from voiceground.folders import folders
        from voiceground.rooms import RoomKind

        here = folders()
        chosen = _settings(options, settings or config.read(here.config))
        wanted = app.RunOptions(
            room=RoomKind(options.room) if options.room else None,
            keys=options.keys,
            caption=report.CaptionStyle(options.caption),
            log=log and not options.no_log,
            speed=options.speed,
            learn=learn,
        )
        return app.run(find(here), chosen, here, wanted, speaker)


def _settings(options: argparse.Namespace, settings: Config) -> Config:
    """The settings, with what the command line says instead."""
    from voiceground.config import language_named
    from voiceground.ear.choices import chosen

    return replace(
        settings,
        input_device=options.input_device or settings.input_device,
        output_device=options.output_device or settings.output_device,
        signals=options.signals or settings.signals,
        whisper=options.whisper or settings.whisper,
        ear=chosen(options.ear).value if options.ear else settings.ear,
        language=language_named(options.language) if options.language else settings.language,
    )
