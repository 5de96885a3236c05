"""``voiceground hear``: what the ear makes of recordings."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from voiceground import report
from voiceground.errors import UsageError

SUMMARY = "Say what the ear makes of recordings, fed through it as if live."
EXAMPLE = 'voiceground hear --replies "yes,no,stop" answer.wav'


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", nargs="*", metavar="FILE.wav", help="recordings")
    parser.add_argument(
        "--replies", default="yes,no,stop", help="what the moment accepts, with commas between"
    )
    parser.add_argument("--globals", action="store_true", help="accept the global words too")
    parser.add_argument("--list", type=Path, metavar="FILE", help="a file of paths, one a line")
    parser.add_argument(
        "--reference", type=Path, metavar="PLAYED.wav", help="what the speaker was playing meanwhile"
    )
    parser.add_argument(
        "--ear",
        default="built-in",
        metavar="NAME",
        help="what understands words: built-in, or vosk, whisper, faster-whisper",
    )
    parser.add_argument(
        "--language", metavar="CODE", default="en", help="what is spoken in the recordings: en, es"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(options: argparse.Namespace) -> int:
    """Hear every file; one that cannot be read is named, and the others are still heard."""
    from voiceground.config import Config, language_named
    from voiceground.core import languages
    from voiceground.core.model import Vocabulary
    from voiceground.core.replies import options as options_of
    from voiceground.core.replies import vocabulary
    from voiceground.ear.choices import chosen
    from voiceground.ear.files import hear_file
    from voiceground.listening import make_ear

    names = [*options.files, *listed_files(options.list)]
    if not names:
        raise UsageError("Name at least one recording, or a list of them with --list.")
    code = language_named(options.language)
    listed = [reply for reply in options.replies.split(",") if reply.strip()]
    answers = options_of(listed, languages.of(code))
    if not answers and not options.globals:
        raise UsageError("--replies is empty, so that nothing could be heard.")
    accepts = vocabulary(answers, is_open=True, language=languages.of(code))
    if not options.globals:
        accepts = Vocabulary(answers, (), open=True, language=code)
    ear = make_ear(Config(ear=chosen(options.ear).value), language=code)
    failed = 0
    for done, name in enumerate(names, 1):
        try:
            heard = hear_file(Path(name), ear, accepts, options.reference)
        except UsageError as error:
            report.error(str(error))
            failed = error.exit_code
            continue
        if options.json:
            report.as_json({**asdict(heard), "file": name}, indent=None)
        else:
            report.say(f"{name}: {heard.reply or heard.why} ({heard.confidence:.2f})")
        if len(names) > 20 and not sys.stdout.isatty():
            report.progress("hearing", done, len(names))
    return failed


def listed_files(path: Path | None) -> list[str]:
    """The paths in a list, one a line; none for no list."""
    if path is None:
        return []
    try:
        return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The list {path} cannot be read ({error}).") from error
