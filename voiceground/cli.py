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
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from voiceground import __version__, report
from voiceground.errors import UsageError, VoicegroundError

if TYPE_CHECKING:
    from voiceground.rehearsal.result import SceneResult
    from voiceground.rehearsal.run import StageOptions
    from voiceground.script.load import Shelved

_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"

FRONT_DOOR = "five-senses"
"""What bare ``voiceground`` runs."""


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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="voiceground",
        description="A calm voice that stays with you, offline, on your own machine. "
        "Without a command it begins right away. Say stop, or press Escape, at any point.",
        epilog="Example: voiceground run five-senses",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"voiceground {__version__}")
    parser.set_defaults(command=_run, script=FRONT_DOOR)
    _session_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for add in (_add_run, _add_list, _add_check, _add_rehearse, _add_hear):
        add(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    """Prints a mistake as one sentence instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See `{self.prog} --help`.")


def _command(
    commands: _Commands, name: str, summary: str, example: str, command: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=summary, description=summary, epilog=f"Example: {example}", allow_abbrev=False
    )
    parser.set_defaults(command=command)
    return parser


# --- run ---------------------------------------------------------------------------------------------


def _session_options(parser: argparse.ArgumentParser) -> None:
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
    parser.add_argument("--no-log", action="store_true", help="keep nothing of this session")
    parser.add_argument("--input-device", metavar="NAME", help="the microphone, by a part of its name")
    parser.add_argument("--output-device", metavar="NAME", help="the speaker, by a part of its name")
    parser.add_argument("--speed", type=float, default=1.0, help=argparse.SUPPRESS)


def _add_run(commands: _Commands) -> None:
    parser = _command(
        commands, "run", "Run one script, by its id or its file.", "voiceground run five-senses", _run
    )
    parser.add_argument("script", metavar="SCRIPT", help="an id of `voiceground list`, or a .yaml file")
    _session_options(parser)


def _run(options: argparse.Namespace) -> int:
    from voiceground import app, config
    from voiceground.folders import folders
    from voiceground.script.load import find

    if not 0.1 <= options.speed <= 1000:
        raise UsageError("The speed should lie between 0.1 and 1000.")
    here = folders()
    settings = config.read(here.config)
    settings = replace(
        settings,
        input_device=options.input_device or settings.input_device,
        output_device=options.output_device or settings.output_device,
    )
    wanted = app.RunOptions(
        room=app.RoomKind(options.room) if options.room else None,
        keys=options.keys,
        caption=report.CaptionStyle(options.caption),
        log=not options.no_log,
        speed=options.speed,
    )
    app.run(find(options.script, app.library_folders(here)), settings, here, wanted)
    return 0


# --- list --------------------------------------------------------------------------------------------


def _add_list(commands: _Commands) -> None:
    parser = _command(
        commands, "list", "List the scripts: title, minutes, level.", "voiceground list --json", _list
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _list(options: argparse.Namespace) -> int:
    from voiceground import app
    from voiceground.folders import folders
    from voiceground.script.load import library

    found = library(app.library_folders(folders()))
    for path in found.broken:
        report.error(f"{path} has errors and is left out. `voiceground check {path}` names them.")
    if options.json:
        report.as_json([_listed(shelved) for shelved in found.shelved])
        return 0
    width = max((len(shelved.script.id) for shelved in found.shelved), default=0)
    for shelved in found.shelved:
        script = shelved.script
        report.say(
            f"{script.id:<{width}}  {script.minutes:g} min  {script.level:<6}  {script.title}. {script.summary}"
        )
    return 0


def _listed(shelved: Shelved) -> dict[str, object]:
    script = shelved.script
    return {
        "id": script.id,
        "title": script.title,
        "language": script.language,
        "level": script.level.value,
        "minutes": script.minutes,
        "doors": list(script.doors),
        "path": str(shelved.path),
    }


# --- check -------------------------------------------------------------------------------------------


def _add_check(commands: _Commands) -> None:
    parser = _command(
        commands,
        "check",
        "Find all problems of scripts and plans: files, folders, or everything that is shipped.",
        "voiceground check my-script.yaml",
        _check,
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="FILE", help="scripts, plans, or folders of them"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _check(options: argparse.Namespace) -> int:
    from voiceground import app
    from voiceground.errors import ScriptError
    from voiceground.folders import folders
    from voiceground.script.load import check_paths
    from voiceground.script.problems import rendered
    from voiceground.script.rules import Severity

    paths = options.paths or [path for path in app.library_folders(folders()) if path.is_dir()]
    problems = check_paths(paths)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if options.json:
        report.as_json([problem.as_json() for problem in problems])
    elif problems:
        report.problems(rendered(problems))
    if not options.json:
        report.say(f"{errors} errors, {len(problems) - errors} warnings.")
    return ScriptError.exit_code if errors else 0


# --- rehearse ----------------------------------------------------------------------------------------


def _add_rehearse(commands: _Commands) -> None:
    parser = _command(
        commands,
        "rehearse",
        "Play the scenes of a script's plan, without sound or through the real voice and ear.",
        "voiceground rehearse five-senses --text",
        _rehearse,
    )
    parser.add_argument(
        "script", nargs="?", metavar="SCRIPT", help="an id, or a .yaml file with a .plan beside it"
    )
    parser.add_argument("--all", action="store_true", help="every script that there is")
    parser.add_argument("--text", action="store_true", help="without sound, in milliseconds")
    parser.add_argument("--scene", metavar="NAME", help="only the scenes whose name holds this")
    parser.add_argument(
        "--reply",
        action="append",
        default=[],
        metavar="WORD=FILE.wav",
        help="a recording for a reply; else a synthetic person speaks",
    )
    parser.add_argument("--noise", type=Path, metavar="FILE", help="a recording of noise, looped")
    parser.add_argument("--snr", type=float, default=20.0, metavar="DB", help="speech to noise, with --noise")
    parser.add_argument(
        "--echo", type=float, metavar="DB", help="how loud the voice comes back to the microphone"
    )
    parser.add_argument(
        "--room-response", type=Path, metavar="FILE", help="an impulse response for that echo"
    )
    parser.add_argument(
        "--record", type=Path, metavar="OUT.wav", help="stereo: left the voice, right the microphone"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _rehearse(options: argparse.Namespace) -> int:
    from voiceground import app
    from voiceground.folders import folders
    from voiceground.rehearsal import run
    from voiceground.script.load import find, scripts_in

    shelves = app.library_folders(folders())
    if bool(options.script) == options.all:
        raise UsageError("Name one script to rehearse, or say --all.")
    paths = [p for f in shelves for p in scripts_in(f)] if options.all else [find(options.script, shelves)]
    results = run.rehearse(paths, _stage_of(options))
    if options.json:
        report.as_json({"scenes": [asdict(result) for result in results]})
    else:
        _tell(results)
    return 0 if all(result.passed for result in results) else 1


def _stage_of(options: argparse.Namespace) -> StageOptions:
    from voiceground.rehearsal.run import StageOptions

    replies = {}
    for pair in options.reply:
        word, equals, file = pair.partition("=")
        if not equals or not word or not file:
            raise UsageError(f"--reply {pair} should look like yes=recording.wav.")
        replies[word] = Path(file)
    return StageOptions(
        text=options.text,
        scene=options.scene or "",
        replies=replies,
        noise=options.noise,
        snr_db=options.snr,
        echo_db=options.echo,
        room_response=options.room_response,
        record=options.record,
    )


def _tell(results: Sequence[SceneResult]) -> None:
    for result in results:
        mark = "passed" if result.passed else "FAILED"
        report.say(f"{mark}  {result.script}: {result.name}")
        if result.problem:
            report.say(f"        {result.problem}")
    passed = sum(result.passed for result in results)
    report.say(f"{passed} of {len(results)} scenes passed.")


# --- hear --------------------------------------------------------------------------------------------


def _add_hear(commands: _Commands) -> None:
    parser = _command(
        commands,
        "hear",
        "Say what the ear makes of recordings, fed through it as if live.",
        'voiceground hear --replies "yes,no,stop" answer.wav',
        _hear,
    )
    parser.add_argument("files", nargs="*", metavar="FILE.wav", help="recordings")
    parser.add_argument(
        "--replies", default="yes,no,stop", help="what the moment accepts, with commas between"
    )
    parser.add_argument("--globals", action="store_true", help="accept the global words too")
    parser.add_argument("--list", type=Path, metavar="FILE", help="a file of paths, one a line")
    parser.add_argument(
        "--reference", type=Path, metavar="PLAYED.wav", help="what the speaker was playing meanwhile"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def _hear(options: argparse.Namespace) -> int:
    from voiceground.app import make_ear
    from voiceground.config import Config
    from voiceground.core.model import Vocabulary
    from voiceground.core.replies import options as options_of
    from voiceground.core.replies import vocabulary
    from voiceground.ear.files import hear_file

    names = [*options.files, *_listed_files(options.list)]
    if not names:
        raise UsageError("Name at least one recording, or a list of them with --list.")
    answers = options_of([reply for reply in options.replies.split(",") if reply.strip()])
    if not answers and not options.globals:
        raise UsageError("--replies is empty, so that nothing could be heard.")
    accepts = vocabulary(answers, is_open=True) if options.globals else Vocabulary(answers, (), open=True)
    ear = make_ear(Config())
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


def _listed_files(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The list {path} cannot be read ({error}).") from error
