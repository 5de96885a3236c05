"""Scenes with sound: the real voice and the real ear in a room of numbers, faster than real time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from voiceground.config import Config
from voiceground.core import languages
from voiceground.core.answers import confirmation
from voiceground.core.events import Event, Heard, Interrupted, Misheard, Panel
from voiceground.core.keymap import keys
from voiceground.core.model import Manner, Script, Vocabulary
from voiceground.core.replies import normal
from voiceground.core.signals import signalled
from voiceground.core.tick import SAMPLE_RATE, TICK_SECONDS, Samples, Tick, ticks_of
from voiceground.core.transcripts import reply_in
from voiceground.ear.signal_ear import SignalEar
from voiceground.ear.wav import read_wav
from voiceground.folders import folders, shipped
from voiceground.journal.record import NoRecord
from voiceground.keys import Keys
from voiceground.listening import make_ear
from voiceground.parts import Listener, Parts
from voiceground.rehearsal.actor import Actor
from voiceground.rehearsal.doings import Typist, signal_sound
from voiceground.rehearsal.options import NAMES, StageOptions
from voiceground.rehearsal.result import SceneResult, Turn
from voiceground.rehearsal.within import framed
from voiceground.script.plan import UNCLEAR, Person, Press, Scene, Signal, Talk
from voiceground.session import Session
from voiceground.sound.simulated import Echo, Noise, SimulatedRoom, level_db
from voiceground.soundbox import SoundBox
from voiceground.voice.defaults import default_voice
from voiceground.voice.house import HouseVoice, VoiceSettings

REACTION_SECONDS = 0.6
"""How long the person takes to begin to answer."""

LONGEST = ticks_of(3600)
"""Ticks after which a scene that does not end is ended."""

PERSON_VOICES: Mapping[str, str] = {"en": "gmw/en-us", "es": "roa/es"}
"""Another voice than the house's, for each language."""
PERSON_MANNER = Manner(rate=150)
MUMBLE = "marmalade curtains"
TALK_PAUSE = 0.25
"""Seconds between two mumbles of somebody who speaks freely."""

SOUND = 200
"""Peak in int16 steps that counts as sound when the end of a recording is looked for."""


class Director:
    """Stands between session and ear: tells the actor what goes on, and lets it speak into the room.

    No scene foresees what the ear is unsure of: "Seven, was that right?" is answered here, truthfully.

    Obeys the ports ``Listener``, ``Screen`` and ``Interrupts``.
    """

    def __init__(
        self, actor: Actor, room: SimulatedRoom, ear: Listener, clips: Clips, typist: Typist | None = None
    ) -> None:
        self._actor = actor
        self._room = room
        self._ear = ear
        self._clips = clips
        self._typist = typist or Typist()
        self._vocabulary = Vocabulary()
        self._line = ""
        self._wanted: Person | None = None
        self._heard = ""
        self._right = False
        self._asked_back = False
        self._sound_ends = 0.0
        self._after = ""
        self.turns: list[Turn] = []

    def accept(self, vocabulary: Vocabulary) -> None:
        """Understand this from now on; comes twice, as ear and as screen."""
        if vocabulary == self._vocabulary:
            return
        opens = vocabulary.open and not self._vocabulary.open
        self._vocabulary = vocabulary
        self._ear.accept(vocabulary)
        if opens and self._asked_back:
            replies = languages.of(vocabulary.language).replies
            self._act(Person((replies.yes if self._right else replies.no)[0], 0))
            self._asked_back = False
        elif opens:
            self._actor.question_opens()

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        """What the voice is saying now."""
        self._ear.voice_says(text, seconds)
        if text is None:
            self._actor.line_ended()

    def caption(self, text: str) -> None:
        """The line that the voice begins now."""
        self._line = text
        self._asked_back = bool(self._heard) and text == confirmation(
            self._heard, languages.of(self._vocabulary.language)
        )
        self._actor.line_begins(text)

    def cue(self, name: str) -> None:
        """The sound that begins now: nobody answers to it."""

    def breathe(self, word: str, seconds: float, done: float) -> None:
        """A phase of a breath: nobody answers to it."""

    def notice(self, text: str) -> None:
        """Nothing is shown in a rehearsal."""

    def pin(self, panel: Panel | None) -> None:
        """Nothing is pinned in a rehearsal."""

    def conceal(self) -> None:
        """Nothing is to be hidden in a rehearsal."""

    def poll(self) -> Sequence[Event]:
        """End a scene that does not end."""
        return [Interrupted(by_person=False)] if self._room.ticks == LONGEST else []

    def hear(self, tick: Tick) -> Sequence[Event]:
        """What the real ear made of the tick; then the person may speak into the next ones."""
        events = self._ear.hear(tick)
        for event in events:
            if isinstance(event, Heard | Misheard):
                self._decided(event.name if isinstance(event, Heard) else None)
        person = None if self._asked_back else self._actor.says(self._vocabulary)
        if person:
            self._act(person)
        return events

    def finish(self) -> None:
        """The scene is over; what was said and never decided was not heard."""
        if self._wanted:
            self._decided(None)

    def _act(self, person: Person) -> None:
        """The person says or does what the plan wants."""
        match person.doing:
            case Press(key):
                self.finish()
                self._typist.press(key)
                self.turns.append(Turn(self._line, person.reply or "", keys(self._vocabulary).get(key), 0))
            case Talk(seconds):
                self.finish()
                self._room.say(self._clips.talk(seconds), REACTION_SECONDS)
            case Signal():
                self._speak(person, signal_sound(person.doing))
            case None:
                self._speak(person, self._clips.of(person.reply or ""))

    def _speak(self, person: Person, clip: Samples) -> None:
        self.finish()
        begins = self._room.ticks * TICK_SECONDS + REACTION_SECONDS
        self._room.say(clip, REACTION_SECONDS)
        self._sound_ends = begins + sound_end(clip)
        self._wanted, self._after = person, self._line

    def _decided(self, name: str | None) -> None:
        wanted, self._wanted = self._wanted, None
        self._heard, self._right = name or "", False
        if wanted is None:  # the ear heard something that nobody said
            self.turns.append(Turn(self._line, "(nothing)", name, None))
            return
        self._right = name is not None and name == self._meant(wanted)
        after = round((self._room.ticks * TICK_SECONDS - self._sound_ends) * 1000)
        self.turns.append(Turn(self._after, wanted.reply or "", name, after if name else None))

    def _meant(self, person: Person) -> str | None:
        """The name of what a person said or tapped."""
        if isinstance(person.doing, Signal):
            return signalled(self._vocabulary, person.doing.count)
        return reply_in(person.reply or "", self._vocabulary)


def sound_end(clip: Samples) -> float:
    """When the last sound of a recording ends, in seconds from its start."""
    loud = np.flatnonzero(np.abs(clip.astype(np.int32)) > SOUND)
    return float(loud[-1] + 1) / SAMPLE_RATE if len(loud) else len(clip) / SAMPLE_RATE


class Clips:
    """What the person's replies sound like: recordings where there are some, else another synthetic voice."""

    def __init__(self, voice: HouseVoice, recordings: dict[str, Samples]) -> None:
        self._voice = voice
        self._recordings = recordings

    def of(self, reply: str) -> Samples:
        """A reply as sound: int16, 16 kHz."""
        found = self._recordings.get(normal(reply))
        if found is None:
            clip = self._voice.clip(MUMBLE if reply == UNCLEAR else reply, PERSON_MANNER)
            found = clip.samples if clip else np.zeros(0, dtype=np.int16)
            self._recordings[normal(reply)] = found
        return found

    def talk(self, seconds: float) -> Samples:
        """Free speech that is no reply, for so many seconds: int16, 16 kHz."""
        mumble = self.of(UNCLEAR)
        pause = np.zeros(round(TALK_PAUSE * SAMPLE_RATE), dtype=np.int16)
        return np.resize(np.concatenate((mumble, pause)), round(seconds * SAMPLE_RATE))


class Theatre:
    """The voice, the ear and the person's sounds, made once for all scenes."""

    def __init__(self, options: StageOptions) -> None:
        self._options = options
        self._replies = {normal(word): read_wav(path) for word, path in options.replies.items()}
        self._noise = read_wav(options.noise) if options.noise else None
        self._response = _response(options.room_response) if options.room_response else None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        audio = [folders().recordings, shipped("audio")]
        self._audio = audio
        self._sounds = SoundBox(audio, patient=True)
        self._ear = make_ear(Config())
        self._casts: dict[str, tuple[HouseVoice, Clips]] = {}
        return self

    def _cast(self, language: str) -> tuple[HouseVoice, Clips]:
        """The voice of the house in a language, and the person's; made once."""
        if language not in self._casts:
            ours = VoiceSettings(default_voice(language), language=language)
            theirs = VoiceSettings(PERSON_VOICES.get(language, PERSON_VOICES["en"]), language=language)
            voice = self._stack.enter_context(closing(HouseVoice(ours, recordings=self._audio, patient=True)))
            person = self._stack.enter_context(closing(HouseVoice(theirs, patient=True)))
            self._casts[language] = voice, Clips(person, self._replies)
        return self._casts[language]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def play(self, script: Script, scene: Scene, library: Mapping[str, Script] | None = None) -> SceneResult:
        """Play a scene to its end; ``library`` holds what it may run as a part of it."""
        language = languages.of(script.language)
        voice, clips = self._cast(language.code)
        room = self._room(clips.of(language.replies.yes[0]))
        actor, typist = Actor(scene), Typist()
        self._ear.reset()
        director = Director(actor, room, self._listener(scene), clips, typist)
        hands = Keys(typist)
        parts = Parts(room, voice, self._sounds, director, hands, director, NoRecord(), director)
        whole, around = framed(script, scene.within, library or {})
        ending = Session(whole, parts, Manner(), {**NAMES, **scene.given}, around).run()
        director.finish()
        if self._options.record:
            room.save(_beside(self._options.record, scene))
        problem = actor.verdict(ending)
        return SceneResult(scene.name, problem is None, ending, tuple(director.turns), problem, script.id)

    def _listener(self, scene: Scene) -> Listener:
        """The ear; with one for signals beside it, where the person of the scene makes any."""
        signals = any(isinstance(move, Person) and isinstance(move.doing, Signal) for move in scene.moves)
        return SignalEar(self._ear) if signals else self._ear

    def _room(self, yes: Samples) -> SimulatedRoom:
        options = self._options
        echo = None if options.echo_db is None else Echo(options.echo_db, response=self._response)
        noise = None
        if self._noise is not None:
            noise = Noise(self._noise, level_db(yes) - options.snr_db)
        return SimulatedRoom(echo=echo, noise=noise, record=options.record is not None)


def _response(path: Path) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """An impulse response, its strongest sample being 1."""
    samples = read_wav(path).astype(np.float64)
    return samples / max(1.0, float(np.abs(samples).max()))


def _beside(path: Path, scene: Scene) -> Path:
    """One file a scene: the scene's line in the plan is added to the name."""
    return path.with_stem(f"{path.stem}-{scene.line}")
