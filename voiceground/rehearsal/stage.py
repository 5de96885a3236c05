"""A stage for the dialogue in imaginary time: performs its effects without sound, in no time at all."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from voiceground.core.dialogue import advance, begin
from voiceground.core.events import (
    Breathe,
    Effect,
    Enter,
    Event,
    Finish,
    How,
    Hush,
    Note,
    Number,
    Play,
    Replied,
    Said,
    Say,
    Speech,
    Timer,
    TimeUp,
)
from voiceground.core.model import Ending, Script
from voiceground.core.pacing import speech_seconds
from voiceground.core.state import Phase

SOUND_SECONDS = 8.0
"""How long a sound of ``audio/`` is taken to last."""


@dataclass
class Stage:
    """Runs one script. ``step`` lets the next thing that takes time end; ``happen`` puts an event between.

    Attributes:
        script: what is run.
        names: what stands for names in lines.
        library: the scripts that may be run as a part of it, by their ids.
        now: seconds since the start.
        lines: what was said, each with its time.
        entered: the steps, in order.
        replies: how each question was answered, and where that led.
        numbers: the numbers that the record would keep, each under its name.
        notes: what the record would note.
        endings: how it ended; never more than one.
        longest_silence: the longest time without a word of the voice, in seconds; not while somebody speaks
            freely.
    """

    script: Script
    names: Mapping[str, str] = field(default_factory=dict)
    library: Mapping[str, Script] = field(default_factory=dict)
    now: float = 0.0
    lines: list[tuple[float, str]] = field(default_factory=list)
    entered: list[str] = field(default_factory=list)
    replies: list[tuple[How, str]] = field(default_factory=list)
    numbers: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    longest_silence: float = 0.0
    _due: list[tuple[float, int, Event]] = field(default_factory=list)
    _quiet_since: float = 0.0
    _count: int = 0

    def __post_init__(self) -> None:
        self.state, effects = begin(self.script, names=self.names, library=self.library)
        self._perform(effects)

    @property
    def said(self) -> list[str]:
        """What was said, without the times."""
        return [text for _, text in self.lines]

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return bool(self.endings)

    @property
    def listening(self) -> bool:
        """Whether a reply window is open."""
        return self.state.phase is Phase.LISTENING

    @property
    def speaking(self) -> bool:
        """Whether a line is being said."""
        return bool(self.state.voice or self.state.aside)

    def happen(self, event: Event) -> tuple[Effect, ...]:
        """Something happens, now."""
        if isinstance(event, Speech):
            self._heard_free_speech(event)
        self.state, effects = advance(self.script, self.state, event)
        self._perform(effects)
        return effects

    def later(self, seconds: float, event: Event) -> None:
        """Something happens, so many seconds from now."""
        self._later(self.now + seconds, event)

    def step(self) -> bool:
        """Let the next thing that takes time end; False when there is nothing left."""
        if self.over or not self._due:
            return False
        self.now, _, event = heapq.heappop(self._due)
        self.happen(event)
        return True

    def _perform(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Say():
                    self._say(effect)
                case Play(turn):
                    self._sound(turn, SOUND_SECONDS)
                case Breathe(turn, breathing):
                    self._sound(turn, breathing.seconds)
                case Timer(turn, seconds):
                    self._later(self.now + seconds, TimeUp(turn))
                case Hush():
                    self._due = [due for due in self._due if not isinstance(due[2], Said)]
                    heapq.heapify(self._due)
                    self._quiet_since = min(self._quiet_since, self.now)
                case _:
                    self._note(effect)

    def _note(self, effect: Effect) -> None:
        match effect:
            case Enter(step):
                self.entered.append(step)
            case Replied(how, choice):
                self.replies.append((how, choice))
            case Number(name, value):
                self.numbers.append((name, value))
            case Note(text):
                self.notes.append(text)
            case Finish(ending):
                self.endings.append(ending)
            case _:
                pass

    def _say(self, say: Say) -> None:
        self.lines.append((self.now, say.text))
        self._sound(say.turn, speech_seconds(say.text, say.manner.rate))

    def _heard_free_speech(self, event: Speech) -> None:
        """While somebody speaks it is not silent."""
        if event.active:
            self._silence_ends()
        self._quiet_since = math.inf if event.active else self.now

    def _silence_ends(self) -> None:
        self.longest_silence = max(self.longest_silence, self.now - self._quiet_since)

    def _sound(self, turn: int, seconds: float) -> None:
        self._silence_ends()
        self._quiet_since = self.now + seconds
        self._later(self._quiet_since, Said(turn))

    def _later(self, when: float, event: Event) -> None:
        self._count += 1
        heapq.heappush(self._due, (when, self._count, event))
