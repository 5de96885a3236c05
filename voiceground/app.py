"""The composition root: settings and options in, a session made of real parts, a session's end out.

The order matters: the voice's child process starts first, because it takes longest to speak; the room
opens while it does; the ear comes last, on a thread of its own, and is there before the first question.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import hardship, keys, report
from voiceground.config import Config
from voiceground.core import languages, resuming
from voiceground.core.languages import ENGLISH
from voiceground.core.lookahead import lines_from
from voiceground.core.model import Ending, Manner, Script
from voiceground.core.offers import candidates
from voiceground.core.pacing import GAIN_LIMIT
from voiceground.core.state import CARE
from voiceground.ear.choices import EarChoice
from voiceground.errors import DeviceError, JournalError, ScriptError, UsageError
from voiceground.folders import Folders, shipped
from voiceground.given import given
from voiceground.hardship import Hardship
from voiceground.interrupts import Signals
from voiceground.journal import lockup
from voiceground.journal.cut import cut_off
from voiceground.journal.helping import order
from voiceground.journal.levels import Keep
from voiceground.journal.reading import read_sessions
from voiceground.journal.record import NoRecord, SessionRecord
from voiceground.journal.tidying import Tidying
from voiceground.late import DeafEar, Late, LateEar
from voiceground.parts import Listener, Parts, Record
from voiceground.script.assembly import Assembly, assembled
from voiceground.script.heads import heads
from voiceground.script.load import by_id, find, in_language, load
from voiceground.session import Session
from voiceground.sound.room import Room
from voiceground.sound.silent import SilentRoom
from voiceground.soundbox import SoundBox
from voiceground.voice.house import HouseVoice, VoiceSettings
from voiceground.voice.speaker_pyttsx3 import Speaker
from voiceground.voice.unspoken import UnspokenVoice
from voiceground.voice.voice import Voice
from voiceground.voice.whisper import GAIN, whispering

if TYPE_CHECKING:
    from voiceground.ear.ear import Ear
    from voiceground.ear.recogniser import Recogniser

FIRST_LINES = 3
HOW_TO_KEEP_NOTHING = "--no-log keeps nothing."
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
        learn: is told at the end, however it came, what was answered and how the voice spoke then.
    """

    room: RoomKind | None = None
    keys: bool = False
    caption: report.CaptionStyle = report.CaptionStyle.PLAIN
    log: bool = True
    speed: float = 1.0
    learn: Callable[[Mapping[str, str], Manner], None] | None = None


def run(
    what: Path | Script,
    config: Config,
    folders: Folders,
    options: RunOptions,
    speaker: Speaker | None = None,
) -> Ending:
    """Run one script, once, and say how it ended.

    Args:
        what: its file, or the script itself where it was made for this once.
        config: the settings.
        folders: the person's own folders.
        options: what the command line asked for.
        speaker: the voice's process, where it was started ahead.

    Raises:
        ScriptError: the script has errors.
        DeviceError: a device was asked for and cannot be had.
        KeyboardInterrupt: a second Ctrl-C.
    """
    with ExitStack() as stack:
        signals = stack.enter_context(Signals())
        script = what if isinstance(what, Script) else load(what)
        fixed = set(hardship.unrevealing(script))
        voice: Voice = UnspokenVoice()
        if options.room is not RoomKind.SILENT:
            voice = _voice(script.language, config, folders, options, fixed=fixed, speaker=speaker)
            stack.enter_context(closing(voice))
        now = datetime.now().astimezone()
        keep = _keeping(config, options, script)
        script = script if keep is Keep.NOTHING else _resumed(script, folders, now)
        manner = _manner(config)
        source = _source(stack, options)
        hard = hardship.prepared(config, folders, script, keys=source is not None)
        script = hard.filled(script)
        names = {**_given(config, now, script.language), **hard.names}
        voice.prepare(islice(lines_from(script, script.start, names), FIRST_LINES), manner)
        shelves = _shelves(what, folders, script.language)
        late = Late(lambda: _assembled(script, shelves, folders, hard, fixed))
        room = stack.enter_context(closing(_room(config, options)))
        silent = isinstance(room, SilentRoom)
        parts = Parts(
            room=room,
            voice=UnspokenVoice() if silent else voice,
            sounds=_sounds(folders, options),
            ear=DeafEar() if silent else _late_ear(config, options, script.language),
            hands=keys.Keys(source) if source else keys.NoKeys(),
            screen=report.Captions(options.caption, keys=source is not None, panels=hard.panels),
            record=_kept(stack, script, keep, folders, now, config.keep_days),
            interrupts=signals,
            expects_ears=not silent,
            keeps_heard=keep is Keep.FULL,
            cover=hard.cover,
            few_words=not silent and _hears_few_words(config, script.language),
        )
        whole = Assembly(script, {}) if _speaks_first(script) else late()
        session = Session(whole.script, parts, manner, names, whole.library)
        stack.callback(lambda: options.learn and options.learn(session.names, session.manner))
        return session.run(late if _speaks_first(script) else None)


def _hears_few_words(config: Config, language: str) -> bool:
    """Whether it is the built-in ear that listens, and to a language of which it takes few words."""
    from voiceground.ear.borrowed import missing

    is_built_in = EarChoice(config.ear) is EarChoice.BUILT_IN or missing(EarChoice(config.ear), language)
    return bool(is_built_in) and languages.of(language).ear is not None


def _speaks_first(script: Script) -> bool:
    """Whether something is said before anything else can be run: then there is time to load it meanwhile."""
    first = script.steps[script.start]
    return bool(first.say) and not first.rules


def _assembled(
    script: Script, shelves: Sequence[Path], folders: Folders, hard: Hardship, fixed: set[str]
) -> Assembly:
    """The script with its menus and with what it may run; what of it never changes may be cached."""
    whole = assembled(
        script,
        lambda id_: _part(id_, shelves),
        lambda: heads(by_id(shelves).values()),
        lambda known: order(read_sessions(folders.journal).kept, candidates(known)),
    )
    fixed |= hardship.unrevealing(whole.script, whole.library)
    return Assembly(whole.script, hard.with_care(whole.library, shelves[-1]))


def _shelves(what: Path | Script, folders: Folders, language: str) -> list[Path]:
    """Where the parts of a script are looked for: beside it first."""
    beside = [what.parent] if isinstance(what, Path) else []
    return [*beside, *library_folders(folders, language)]


def _sounds(folders: Folders, options: RunOptions) -> SoundBox:
    shelves = [folders.recordings, shipped("audio")]
    return SoundBox(shelves, patient=options.room is RoomKind.SIMULATED)


def _kept(  # noqa: PLR0913, PLR0917  what is kept, where, and for how long
    stack: ExitStack, script: Script, keep: Keep, folders: Folders, now: datetime, days: int
) -> Record:
    """The record; beside the session, what was cut off is closed and what is old is let go."""
    record = stack.enter_context(closing(_record(script, keep, folders, now)))
    if keep is not Keep.NOTHING:
        stack.enter_context(closing(Tidying(folders.journal, now, days)))
    return record


def _source(stack: ExitStack, options: RunOptions) -> keys.KeySource | None:
    source = keys.open_source(always=options.keys)
    return stack.enter_context(closing(source)) if source else None


def _given(config: Config, now: datetime, language: str) -> Mapping[str, str]:
    return given(now, name=config.name, place=config.place, language=language)


def _late_ear(config: Config, options: RunOptions, language: str) -> LateEar:
    """The ear, being made; where time stands still meanwhile it is waited for."""
    ear = LateEar(lambda: _listener(config, language))
    if options.room is RoomKind.SIMULATED:
        ear.ready()
    return ear


def _manner(config: Config) -> Manner:
    """How the voice speaks at first."""
    softer = GAIN if config.whisper else 0.0
    return Manner(rate=config.rate, gain=max(-GAIN_LIMIT, config.volume + softer))


def _keeping(config: Config, options: RunOptions, script: Script) -> Keep:
    """How much of this session is kept; of care nothing is."""
    return Keep(config.keep) if options.log and script.id != CARE else Keep.NOTHING


def _resumed(script: Script, folders: Folders, now: datetime) -> Script:
    """The script; where it was cut off not long ago, with the question whether to go on from there."""
    cut = cut_off(folders.journal, script.id, now)
    step = resuming.where(script, cut.steps) if cut else None
    return resuming.asking(script, step, cut.kept) if cut and step else script


def _part(id_: str, shelves: Sequence[Path]) -> Script | None:
    """A script that another one runs; one with errors is told now, and a session is not refused for it."""
    try:
        return load(find(id_, shelves))
    except (UsageError, ScriptError) as error:
        report.error(f"{error}\nThe session goes on without the part {id_}.")
        return None


def library_folders(folders: Folders, language: str = ENGLISH.code) -> list[Path]:
    """Where the scripts of a language are looked for: the person's own first."""
    return in_language((folders.scripts, shipped("scripts")), language)


def _voice(  # noqa: PLR0913  what a voice depends on
    language: str,
    config: Config,
    folders: Folders,
    options: RunOptions,
    *,
    fixed: Container[str],
    speaker: Speaker | None,
) -> HouseVoice:
    name = config.voice_in(language)
    return HouseVoice(
        VoiceSettings(whispering(name) if config.whisper else name, config.pitch, language),
        recordings=[folders.recordings, shipped("audio")],
        cache=folders.cache if _may_cache(config, folders, options) else None,
        keep=lambda text: text in fixed,
        patient=options.room is RoomKind.SIMULATED,
        speaker=speaker,
    )


def _may_cache(config: Config, folders: Folders, options: RunOptions) -> bool:
    """Whether rendered lines may be kept: they tell which scripts were run, as the journal does."""
    return (
        options.log
        and Keep(config.keep) is not Keep.NOTHING
        and lockup.state(folders.journal) is not lockup.State.LOCKED
    )


def _room(config: Config, options: RunOptions) -> Room:
    match options.room:
        case RoomKind.SILENT:
            return SilentRoom(options.speed)
        case RoomKind.SIMULATED:
            from voiceground.sound.simulated import SimulatedRoom

            return SimulatedRoom()
        case RoomKind.DEVICE:
            return device_room(config)
        case None:
            try:
                return device_room(config)
            except DeviceError as error:
                report.error(f"{error} {WITHOUT_SOUND}")
                return SilentRoom(options.speed)


def device_room(config: Config) -> Room:
    """The microphone and the speaker that were chosen, or the system's own.

    Raises:
        DeviceError: there is neither, or not the one that was named.
    """
    from voiceground.sound.device import DeviceRoom

    return DeviceRoom(config.input_device or None, config.output_device or None)


def make_ear(config: Config, weights: Path | None = None, language: str = ENGLISH.code) -> Ear:
    """The ear with its models; takes a good part of a second, a borrowed one longer.

    Args:
        config: which ear, and how patient.
        weights: a folder of weights to be used instead of those that are shipped.
        language: what is spoken, for an ear that writes down; the built-in one is told by each moment.

    Raises:
        UsageError: the configured ear is a borrowed one, and its package or its model is not there.
    """
    from voiceground.ear.ear import Ear
    from voiceground.ear.endpoint import Tails

    return Ear(_recogniser(EarChoice(config.ear), weights, language), tails=Tails.of_seconds(config.patience))


def _recogniser(choice: EarChoice, weights: Path | None, language: str) -> Recogniser:
    if choice is EarChoice.BUILT_IN:
        from voiceground.ear.trained import built_in

        return built_in(weights)
    if weights is not None:
        raise UsageError(f"The ear {choice} has no weights that could be changed: leave --weights out.")
    from voiceground.ear.borrowed import transcriber
    from voiceground.ear.optional import TranscriptRecogniser

    return TranscriptRecogniser(transcriber(choice, language))


def _session_ear(config: Config, language: str) -> Ear:
    """The ear that was chosen; where that one cannot be had, the built-in one: somebody is to be heard."""
    try:
        return make_ear(config, language=language)
    except UsageError as error:
        report.error(f"{error} This session uses the built-in ear.")
        return make_ear(replace(config, ear=EarChoice.BUILT_IN.value), language=language)


def _listener(config: Config, language: str = ENGLISH.code) -> Listener:
    """The ear, and where they are switched on the signals beside it."""
    from voiceground.ear.signal_ear import SignalEar

    ear = _session_ear(config, language)
    return SignalEar(ear) if config.signals else ear


def _record(script: Script, keep: Keep, folders: Folders, now: datetime) -> Record:
    if keep is Keep.NOTHING:
        return NoRecord()
    if not folders.journal.exists():
        report.say(f"{keep.told} {HOW_TO_KEEP_NOTHING}")
    try:
        with lockup.steady(folders.journal):
            seal = lockup.sealing(folders.journal)
            return SessionRecord(folders.journal, script.id, now, secrets.token_hex(2), seal)
    except JournalError as error:
        return NoRecord(failing=str(error))
