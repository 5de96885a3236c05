"""A stage for the dialogue: performs its effects in imaginary time, and remembers what happened."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

from voiceground.core.dialogue import advance, begin
from voiceground.core.events import (
    Effect,
    Enter,
    Event,
    Finish,
    Heard,
    How,
    Hush,
    Note,
    Replied,
    Said,
    Say,
    Timer,
    TimeUp,
)
from voiceground.core.model import Ending, Script
from voiceground.core.pacing import speech_seconds


@dataclass
class Stage:
    """Runs one script; ``now`` is in seconds. Tests poke events in between."""

    script: Script
    now: float = 0.0
    lines: list[tuple[float, str]] = field(default_factory=list)
    entered: list[str] = field(default_factory=list)
    replies: list[tuple[How, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    longest_silence: float = 0.0
    _due: list[tuple[float, int, Event]] = field(default_factory=list)
    _quiet_since: float = 0.0
    _count: int = 0

    def __post_init__(self) -> None:
        self.state, effects = begin(self.script)
        self.perform(effects)

    @property
    def said(self) -> list[str]:
        return [text for _, text in self.lines]

    @property
    def over(self) -> bool:
        return bool(self.endings)

    def happen(self, event: Event) -> tuple[Effect, ...]:
        self.state, effects = advance(self.script, self.state, event)
        self.perform(effects)
        return effects

    def person(self, name: str, how: How = How.WORD) -> tuple[Effect, ...]:
        return self.happen(Heard(name, how))

    def perform(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Say(turn, text, manner):
                    self.longest_silence = max(self.longest_silence, self.now - self._quiet_since)
                    self.lines.append((self.now, text))
                    self._quiet_since = self.now + speech_seconds(text, manner.rate)
                    self._later(self._quiet_since, Said(turn))
                case Timer(turn, seconds):
                    self._later(self.now + seconds, TimeUp(turn))
                case Hush():
                    self._due = [d for d in self._due if not isinstance(d[2], Said)]
                    heapq.heapify(self._due)
                    self._quiet_since = min(self._quiet_since, self.now)
                case Enter(step):
                    self.entered.append(step)
                case Replied(how, choice):
                    self.replies.append((how, choice))
                case Note(text):
                    self.notes.append(text)
                case Finish(ending):
                    self.endings.append(ending)
                case _:
                    pass

    def _later(self, when: float, event: Event) -> None:
        self._count += 1
        heapq.heappush(self._due, (when, self._count, event))

    def step(self) -> bool:
        """Let the next thing that takes time end; False when there is nothing left."""
        if self.over or not self._due:
            return False
        self.now, _, event = heapq.heappop(self._due)
        self.happen(event)
        return True

    def until(self, text: str, limit: int = 2000) -> None:
        """Go on until a line that holds ``text`` is being said."""
        count = len(self.lines)
        for _ in range(limit):
            if any(text in line for line in self.said[count:]) or (self.said and text in self.said[-1]):
                return
            if not self.step():
                break
        raise AssertionError(f"never said {text!r}; said: {self.said}")

    def until_asked(self, limit: int = 2000) -> None:
        """Go on until a reply window opens."""
        for _ in range(limit):
            if self.state.phase.value == "listening":
                return
            if not self.step():
                break
        raise AssertionError(f"no question was asked; said: {self.said}")

    def to_the_end(self, limit: int = 20000) -> Ending:
        """Let time pass, the person being silent, until the end."""
        for _ in range(limit):
            if not self.step():
                break
        assert self.over, f"no end after {limit} moves; phase {self.state.phase}"
        return self.endings[0]
