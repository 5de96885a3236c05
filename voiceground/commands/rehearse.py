"""``voiceground rehearse``: the scenes of plans, played."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.errors import UsageError

if TYPE_CHECKING:
    from voiceground.rehearsal.options import StageOptions
    from voiceground.rehearsal.result import SceneResult

SUMMARY = "Play the scenes of a script's plan, without sound or through the real voice and ear."
EXAMPLE = "voiceground rehearse five-senses --text"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
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


def run(options: argparse.Namespace) -> int:
    """Play them; the exit code is 1 when one of them failed."""
    from voiceground import app
    from voiceground.folders import folders
    from voiceground.rehearsal import run
    from voiceground.script.load import find, scripts_in

    shelves = app.library_folders(folders())
    if bool(options.script) == options.all:
        raise UsageError("Name one script to rehearse, or say --all.")
    every = {path.stem: path for shelf in reversed(shelves) for path in scripts_in(shelf)}
    paths = list(every.values()) if options.all else [find(options.script, shelves)]
    results = []
    for result in run.rehearse(paths, _stage_of(options)):
        results.append(result)
        if not options.json:
            _tell(result)
    passed = sum(result.passed for result in results)
    if options.json:
        report.as_json({"scenes": [asdict(result) for result in results]})
    else:
        report.say(f"{passed} of {len(results)} scenes passed.")
    return 0 if passed == len(results) else 1


def _stage_of(options: argparse.Namespace) -> StageOptions:
    from voiceground.rehearsal.options import StageOptions

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


def _tell(result: SceneResult) -> None:
    report.say(f"{'passed' if result.passed else 'FAILED'}  {result.script}: {result.name}")
    if result.problem:
        report.say(f"        {result.problem}")
