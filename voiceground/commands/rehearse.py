"""``voiceground rehearse``: the scenes of plans, the branches that they miss, and walkers who find traps."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.core.languages import LANGUAGES
from voiceground.errors import ScriptError, UsageError

if TYPE_CHECKING:
    from voiceground.rehearsal.coverage import Coverage
    from voiceground.rehearsal.options import StageOptions
    from voiceground.rehearsal.result import SceneResult
    from voiceground.rehearsal.walks import Walks

SUMMARY = "Play the scenes of a script's plan, without sound or through the real voice and ear."
EXAMPLE = "voiceground rehearse five-senses --text --walks 1000 --seed 7"

SEED = 7


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "script", nargs="?", metavar="SCRIPT", help="an id, or a .yaml file with a .plan beside it"
    )
    parser.add_argument("--all", action="store_true", help="every script that there is, in every language")
    parser.add_argument("--language", metavar="CODE", help="of the script, or of all of them: en, es")
    parser.add_argument("--text", action="store_true", help="without sound, in milliseconds")
    parser.add_argument("--scene", metavar="NAME", help="only the scenes whose name holds this")
    parser.add_argument(
        "--walks",
        type=_count,
        default=0,
        metavar="N",
        help="send so many people through who answer anything, and look for traps",
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, metavar="N", help=f"which people those are ({SEED} unless said)"
    )
    parser.add_argument("--watch", action="store_true", help="check and rehearse again whenever it is saved")
    _sound_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def _sound_arguments(parser: argparse.ArgumentParser) -> None:
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


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("should be a whole number, 0 or more")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Play them; the exit code is 1 when a scene failed or a walker found a trap."""
    from voiceground import config
    from voiceground.folders import folders
    from voiceground.script.load import by_id, find
    from voiceground.shelves import library_folders

    here = folders()
    code = config.language_named(options.language) if options.language else config.read(here.config).language
    if bool(options.script) == options.all:
        raise UsageError("Name one script to rehearse, or say --all.")
    if options.watch and options.json:
        raise UsageError("--watch is for people and --json for programs. Leave one of them out.")
    paths = [find(options.script, library_folders(here, code))] if options.script else []
    if options.all:
        wanted = [code] if options.language else LANGUAGES
        paths = [path for one in wanted for path in by_id(library_folders(here, one)).values()]
    shelves = library_folders(here)
    if options.watch:
        return _watch(paths, shelves, options)
    return _rehearse(paths, shelves, options)


def _watch(paths: Sequence[Path], shelves: Sequence[Path], options: argparse.Namespace) -> int:
    """Check and rehearse at once, and after each save; until Ctrl-C, which is the way to end it."""
    from voiceground import desk
    from voiceground.folders import folders
    from voiceground.rehearsal.watch import saves
    from voiceground.script.load import check_paths
    from voiceground.script.plan import plan_path
    from voiceground.script.problems import rendered

    files = [file for path in paths for file in (path, plan_path(path))]
    lent = desk.around(folders(), [*dict.fromkeys(path.parent for path in paths), *shelves])
    try:
        for saved in saves(files):
            report.say("")
            report.say(f"--- {', '.join(file.name for file in saved)}")
            problems = check_paths([file for file in files if file.exists()], lent)
            if problems:
                report.problems(rendered(problems))
            try:
                _rehearse(paths, shelves, options)
            except ScriptError as error:
                if not problems:
                    report.error(str(error))
            report.say("Waiting for the next save. Ctrl-C ends this.")
    except KeyboardInterrupt:
        report.say("")
    return 0


def _rehearse(paths: Sequence[Path], shelves: Sequence[Path], options: argparse.Namespace) -> int:
    from voiceground.rehearsal import run

    ready = run.prepared(paths, shelves)
    results = []
    for result in run.rehearse(ready, _stage_of(options)):
        results.append(result)
        if not options.json:
            _tell(result)
    passed = sum(result.passed for result in results)
    if not options.json:
        report.say(f"{passed} of {len(results)} scenes passed.")
    coverage = [] if options.scene else run.covered(ready)
    if not options.json:
        _tell_coverage(coverage)
    walks = []
    for found in run.walked(ready, options.walks, options.seed) if options.walks else ():
        walks.append(found)
        if not options.json:
            _tell_walks(found)
    if options.json:
        report.as_json(
            {
                "scenes": [asdict(result) for result in results],
                "coverage": [_coverage_as_json(one) for one in coverage],
                "walks": [asdict(found) for found in walks],
            }
        )
    is_well = passed == len(results) and not any(found.traps for found in walks)
    return 0 if is_well else 1


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


def _tell_coverage(found: Sequence[Coverage]) -> None:
    branches = sum(len(one.branches) for one in found)
    missed = sum(len(one.unvisited) for one in found)
    if found:
        report.say(f"{branches - missed} of {branches} branches are walked by a scene.")
    for one in found:
        for edge in one.unvisited:
            report.say(f"no scene walks  {one.script}: {edge}")


def _coverage_as_json(found: Coverage) -> dict[str, object]:
    return {
        "script": found.script,
        "branches": len(found.branches),
        "unvisited": [
            {"step": edge.source, "kind": edge.why.value, "answer": edge.label, "then": edge.target}
            for edge in found.unvisited
        ],
    }


def _tell_walks(found: Walks) -> None:
    times = f"half of them in {found.median_seconds / 60:.1f} minutes, the longest in "
    times += f"{found.longest_seconds / 60:.1f}"
    report.say(f"{found.script}: {found.count} walks with seed {found.seed}, {times}.")
    for trap in found.traps:
        report.say(f"TRAP    {trap.problem}")
        if trap.walk is not None:
            report.say(f"        scene: walk {trap.walk.number}")
            for line in trap.walk.told:
                report.say(f"          {line}")
