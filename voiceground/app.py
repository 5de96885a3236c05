"""The composition root: settings and options in, a session made of real parts, a session's end out.

The order matters: the voice's child process starts first, because it takes longest to speak; the room
opens while it does; the ear comes last, on a thread of its own, and is there before the first question.
"""

from __future__ import annotations

import secrets
from collections.abc import Container, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import keys, report
from voiceground.config import Config
from voiceground.core.lookahead import fixed_lines, lines_from
from voiceground.core.model import Ending, Manner, Script
from voiceground.core.offers import candidates
from voiceground.ear.choices import EarChoice
from voiceground.errors import DeviceError, JournalError, ScriptError, UsageError
from voiceground.folders import Folders, shipped
from voiceground.given import given
from voiceground.interrupts import Signals
from voiceground.journal.helping import order
from voiceground.journal.reading import read_sessions
from voiceground.journal.record import NoRecord, SessionRecord
from voiceground.late import DeafEar, Late, LateEar
from voiceground.parts import Listener, Parts, Record
from voiceground.script.assembly import Assembly, assembled
from voiceground.script.heads import heads
from voiceground.script.load import by_id, find, load
from voiceground.session import Session
from voiceground.sound.room import Room
from voiceground.sound.silent import SilentRoom
from voiceground.soundbox import SoundBox
from voiceground.voice.defaults import DEFAULT_VOICE
from voiceground.voice.house import HouseVoice, VoiceSettings
from voiceground.voice.speaker_pyttsx3 import Speaker
from voiceground.voice.unspoken import UnspokenVoice
from voiceground.voice.voice import Voice

if TYPE_CHECKING:
    from voiceground.ear.ear import Ear
    from voiceground.ear.recogniser import Recogniser

FIRST_LINES = 3
WHAT_IS_KEPT = (
    "On this machine only, times, steps and kinds of answers are kept: no sound and no words. "
    "--no-log keeps nothing."
)
WITHOUT_SOUND = "The session goes on with captions and keys."


class RoomKind(StrEnum):
    """Where a session takes place."""

    DEVICE = "device"
    SILENT = "silent"
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the command line asked for.

    Attributes:
        room: where; None for the device if there is one, else silent.
        keys: read keys from a pipe too, not only from a terminal.
        caption: how the lines are shown.
        log: whether a record may be kept.
        speed: how many times faster than real time a silent room runs (for tests).
    """

    room: RoomKind | None = None
    keys: bool = False
    caption: report.CaptionStyle = report.CaptionStyle.PLAIN
    log: bool = True
    speed: float = 1.0


def run(
    path: Path, config: Config, folders: Folders, options: RunOptions, speaker: Speaker | None = None
) -> Ending:
    """Run one script, once, and say how it ended. ``speaker`` may have been started ahead.

    Raises:
        ScriptError: the script has errors.
        DeviceError: a device was asked for and cannot be had.
        KeyboardInterrupt: a second Ctrl-C.
    """
    with ExitStack() as stack:
        signals = stack.enter_context(Signals())
        fixed: set[str] = set()
        voice: Voice = UnspokenVoice()
        if options.room is not RoomKind.SILENT:
            voice = stack.enter_context(closing(_voice(config, folders, options, fixed, speaker)))
        script = load(path)
        fixed |= fixed_lines(script)
        manner = Manner(rate=config.rate, gain=config.volume)
        names = given(datetime.now().astimezone(), name=config.name, place=config.place)
        voice.prepare(islice(lines_from(script, script.start, names), FIRST_LINES), manner)
        shelves = [path.parent, *library_folders(folders)]
        late = Late(lambda: _assembled(script, shelves, folders, fixed))
        room = stack.enter_context(closing(_room(config, options)))
        silent = isinstance(room, SilentRoom)
        ear = DeafEar() if silent else LateEar(lambda: _listener(config))
        if options.room is RoomKind.SIMULATED and isinstance(ear, LateEar):
            ear.ready()
        source = keys.open_source(always=options.keys)
        if source:
            stack.enter_context(closing(source))
        parts = Parts(
            room=room,
            voice=UnspokenVoice() if silent else voice,
            sounds=SoundBox(
                [folders.recordings, shipped("audio")], patient=options.room is RoomKind.SIMULATED
            ),
            ear=ear,
            hands=keys.Keys(source) if source else keys.NoKeys(),
            screen=report.Captions(options.caption, keys=source is not None),
            record=stack.enter_context(closing(_record(script, config, folders, options))),
            interrupts=signals,
            expects_ears=not silent,
        )
        if _speaks_first(script):
            return Session(script, parts, manner, names).run(late)
        whole = late()
        return Session(whole.script, parts, manner, names, whole.library).run()


def _speaks_first(script: Script) -> bool:
    """Whether something is said before anything else can be run: then there is time to load it meanwhile."""
    first = script.steps[script.start]
    return bool(first.say) and not first.rules


def _assembled(script: Script, shelves: Sequence[Path], folders: Folders, fixed: set[str]) -> Assembly:
    """The script with its menus and with what it may run; what of it never changes may be cached."""
    whole = assembled(
        script,
        lambda id_: _part(id_, shelves),
        lambda: heads(by_id(shelves).values()),
        lambda known: order(read_sessions(folders.journal).kept, candidates(known)),
    )
    fixed |= fixed_lines(whole.script, whole.library)
    return whole


def _part(id_: str, shelves: Sequence[Path]) -> Script | None:
    """A script that another one runs; one with errors is told now, and a session is not refused for it."""
    try:
        return load(find(id_, shelves))
    except (UsageError, ScriptError) as error:
        report.error(f"{error}\nThe session goes on without the part {id_}.")
        return None


def library_folders(folders: Folders) -> list[Path]:
    """Where scripts are looked for: the person's own first."""
    return [folders.scripts, shipped("scripts")]


def _voice(
    config: Config, folders: Folders, options: RunOptions, fixed: Container[str], speaker: Speaker | None
) -> HouseVoice:
    return HouseVoice(
        VoiceSettings(config.voice or DEFAULT_VOICE, config.pitch),
        recordings=[folders.recordings, shipped("audio")],
        cache=folders.cache if config.keep and options.log else None,
        keep=lambda text: text in fixed,
        patient=options.room is RoomKind.SIMULATED,
        speaker=speaker,
    )


def _room(config: Config, options: RunOptions) -> Room:
    match options.room:
        case RoomKind.SILENT:
            return SilentRoom(options.speed)
        case RoomKind.SIMULATED:
            from voiceground.sound.simulated import SimulatedRoom

            return SimulatedRoom()
        case RoomKind.DEVICE:
            return _device(config)
        case None:
            try:
                return _device(config)
            except DeviceError as error:
                report.error(f"{error} {WITHOUT_SOUND}")
                return SilentRoom(options.speed)


def _device(config: Config) -> Room:
    from voiceground.sound.device import DeviceRoom

    return DeviceRoom(config.input_device or None, config.output_device or None)


def make_ear(config: Config, weights: Path | None = None) -> Ear:
    """The ear with its models; takes a good part of a second, a borrowed one longer.

    Args:
        config: which ear, and how patient.
        weights: a folder of weights to be used instead of those that are shipped.

    Raises:
        UsageError: the configured ear is a borrowed one, and its package or its model is not there.
    """
    from voiceground.ear.ear import Ear
    from voiceground.ear.endpoint import Tails

    return Ear(_recogniser(EarChoice(config.ear), weights), tails=Tails.of_seconds(config.patience))


def _recogniser(choice: EarChoice, weights: Path | None) -> Recogniser:
    if choice is EarChoice.BUILT_IN:
        from voiceground.ear.trained import built_in

        return built_in(weights)
    if weights is not None:
        raise UsageError(f"The ear {choice} has no weights that could be changed: leave --weights out.")
    from voiceground.ear.borrowed import transcriber
    from voiceground.ear.optional import TranscriptRecogniser

    return TranscriptRecogniser(transcriber(choice))


def _session_ear(config: Config) -> Ear:
    """The ear that was chosen; where that one cannot be had, the built-in one: somebody is to be heard."""
    try:
        return make_ear(config)
    except UsageError as error:
        report.error(f"{error} This session uses the built-in ear.")
        return make_ear(replace(config, ear=EarChoice.BUILT_IN.value))


def _listener(config: Config) -> Listener:
    """The ear, and where they are switched on the signals beside it."""
    from voiceground.ear.signal_ear import SignalEar

    ear = _session_ear(config)
    return SignalEar(ear) if config.signals else ear


def _record(script: Script, config: Config, folders: Folders, options: RunOptions) -> Record:
    if not (config.keep and options.log):
        return NoRecord()
    if not folders.journal.exists():
        report.say(WHAT_IS_KEPT)
    try:
        return SessionRecord(folders.journal, script.id, datetime.now().astimezone(), secrets.token_hex(2))
    except JournalError as error:
        return NoRecord(failing=str(error))
