"""The composition root: settings and options in, a session made of real parts, a session's end out.

The order matters: the voice's child process starts first, because it takes longest to speak; the room
opens while it does; the ear comes last, on a thread of its own, and is there before the first question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from voiceground import hardship, keys, report, shelves
from voiceground.config import Config
from voiceground.core.lookahead import lines_from
from voiceground.core.model import Ending, Manner, Script
from voiceground.core.pacing import GAIN_LIMIT
from voiceground.folders import Folders, shipped
from voiceground.given import given
from voiceground.hardship import Hardship
from voiceground.interrupts import Signals
from voiceground.keeping import Keeping, keeping, may_cache
from voiceground.late import DeafEar, Late
from voiceground.listening import hears_few_words, late_ear
from voiceground.parts import Parts
from voiceground.rooms import RoomKind, open_room
from voiceground.script.assembly import Assembly
from voiceground.script.load import load
from voiceground.session import Session
from voiceground.sound.silent import SilentRoom
from voiceground.soundbox import SoundBox
from voiceground.voice.house import HouseVoice, VoiceSettings
from voiceground.voice.speaker_pyttsx3 import Speaker
from voiceground.voice.unspoken import UnspokenVoice
from voiceground.voice.voice import Voice
from voiceground.voice.whisper import GAIN, whispering

FIRST_LINES = 3


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


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is run this time, and what is known about it before anything sounds.

    Attributes:
        config: the settings.
        folders: the person's own folders.
        options: what the command line asked for.
        script: as it begins this time.
        shelves: where what it runs is looked for.
        names: what lines are filled with.
        hard: what there is for a hard moment.
        keeping: how it is kept.
        fixed: the lines that may be cached on the disk; it grows as scripts are read.
    """

    config: Config
    folders: Folders
    options: RunOptions
    script: Script
    shelves: Sequence[Path]
    names: Mapping[str, str]
    hard: Hardship
    keeping: Keeping
    fixed: set[str]

    def whole(self) -> Assembly:
        """The script with its menus, and with everything that it may run, care included."""
        made = shelves.whole(self.script, self.shelves, self.folders.journal)
        self.fixed.update(hardship.unrevealing(made.script, made.library))
        return Assembly(made.script, self.hard.with_care(made.library, self.shelves[-1]))

    @property
    def speaks_first(self) -> bool:
        """Whether something is said before anything else can be run: then others are read meanwhile."""
        first = self.script.steps[self.script.start]
        return bool(first.say) and not first.rules


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
        source = _source(stack, options)
        this = _occasion(what, config, folders, options, keys=source is not None)
        silent = options.room is RoomKind.SILENT
        voice = UnspokenVoice() if silent else _voice(stack, this, speaker)
        manner = _manner(config)
        lines = lines_from(this.script, this.script.start, this.names)
        voice.prepare(islice(lines, FIRST_LINES), manner)
        late = Late(this.whole)
        parts = _parts(stack, this, voice, signals, source)
        whole = Assembly(this.script, {}) if this.speaks_first else late()
        session = Session(whole.script, parts, manner, this.names, whole.library)
        if learn := options.learn:
            stack.callback(lambda: learn(session.names, session.manner))
        return session.run(late if this.speaks_first else None)


def _occasion(
    what: Path | Script, config: Config, folders: Folders, options: RunOptions, *, keys: bool
) -> Occasion:
    now = datetime.now().astimezone()
    script = what if isinstance(what, Script) else load(what)
    kept = keeping(config, folders.journal, script, now, log=options.log)
    script = kept.resumed(script)
    hard = hardship.prepared(config, folders, script, keys=keys)
    script = hard.filled(script)
    here = given(now, name=config.name, place=config.place, language=script.language)
    beside = [what.parent] if isinstance(what, Path) else []
    return Occasion(
        config,
        folders,
        options,
        script,
        shelves=[*beside, *shelves.library_folders(folders, script.language)],
        names={**here, **hard.names},
        hard=hard,
        keeping=kept,
        fixed=set(hardship.unrevealing(script)),
    )


def _parts(
    stack: ExitStack, this: Occasion, voice: Voice, signals: Signals, source: keys.KeySource | None
) -> Parts:
    config, folders, options = this.config, this.folders, this.options
    room = stack.enter_context(closing(open_room(options.room, config, options.speed)))
    silent, simulated = isinstance(room, SilentRoom), options.room is RoomKind.SIMULATED
    ear = DeafEar() if silent else late_ear(config, this.script.language, wait=simulated)
    return Parts(
        room=room,
        voice=UnspokenVoice() if silent else voice,
        sounds=SoundBox([folders.recordings, shipped("audio")], patient=simulated),
        ear=ear,
        hands=keys.Keys(source) if source else keys.NoKeys(),
        screen=report.Captions(options.caption, keys=source is not None, panels=this.hard.panels),
        record=this.keeping.record(this.script, stack),
        interrupts=signals,
        expects_ears=not silent,
        keeps_heard=this.keeping.heard,
        cover=this.hard.cover,
        few_words=not silent and hears_few_words(config, this.script.language),
    )


def _source(stack: ExitStack, options: RunOptions) -> keys.KeySource | None:
    source = keys.open_source(always=options.keys)
    return stack.enter_context(closing(source)) if source else None


def _manner(config: Config) -> Manner:
    """How the voice speaks at first."""
    softer = GAIN if config.whisper else 0.0
    return Manner(rate=config.rate, gain=max(-GAIN_LIMIT, config.volume + softer))


def _voice(stack: ExitStack, this: Occasion, speaker: Speaker | None) -> Voice:
    config, folders, options = this.config, this.folders, this.options
    language = this.script.language
    name = config.voice_in(language)
    voice = HouseVoice(
        VoiceSettings(whispering(name) if config.whisper else name, config.pitch, language),
        recordings=[folders.recordings, shipped("audio")],
        cache=folders.cache if may_cache(config, folders.journal, log=options.log) else None,
        keep=lambda text: text in this.fixed,
        patient=options.room is RoomKind.SIMULATED,
        speaker=speaker,
    )
    return stack.enter_context(closing(voice))
