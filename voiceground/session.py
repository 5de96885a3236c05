"""The loop: once a tick it collects events, asks the dialogue what follows, and does it.

It decides nothing. Everything that takes time is counted in ticks, so that a session with the same
ticks is the same session.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice

from voiceground.bookkeeping import Bookkeeper
from voiceground.core import languages
from voiceground.core.dialogue import advance, begin
from voiceground.core.events import (
    Accept,
    Adjust,
    Breathe,
    Conceal,
    Effect,
    Event,
    Finish,
    Hush,
    Pin,
    Play,
    Said,
    Say,
    Speech,
    Supplied,
    Timer,
    TimeUp,
    Trouble,
    Troubled,
)
from voiceground.core.lookahead import ahead
from voiceground.core.model import Ending, Manner, Script
from voiceground.core.tick import Tick, silence, ticks_of
from voiceground.parts import Parts
from voiceground.performer import Performer
from voiceground.script.assembly import Assembly
from voiceground.soundbox import wanted_by

DRAIN = ticks_of(0.3)
"""Ticks of silence at the end, so that what the devices still hold is heard."""

AHEAD = 24
"""How many of the nearest lines are rendered ahead: a long script costs no more a line than a short one."""

DUCKED = ticks_of(2.0)
"""How long the voice steps back for somebody who speaks and says nothing that matters to it."""

SETTLED = ticks_of(0.5)
"""How long a microphone has to be gone, or back, before a word is said about it."""


class Session:
    """One script, run once.

    Args:
        script: what to run; it has been checked.
        parts: room, voice, ear and the rest. The session uses them and does not close them.
        manner: how the voice speaks at the start.
        names: what lines like "It is {time}." are filled with (``given``).
        library: the scripts that this one may run, by id.
    """

    def __init__(
        self,
        script: Script,
        parts: Parts,
        manner: Manner,
        names: Mapping[str, str] | None = None,
        library: Mapping[str, Script] | None = None,
    ) -> None:
        self._script = script
        self._parts = parts
        self._performer = Performer(parts, manner.gain, languages.of(script.language))
        self._late: Callable[[], Assembly] | None = None
        self._prepare_sounds(script, library or {})
        self._state, self._first = begin(script, manner, names or {}, library or {}, parts.cover)
        self._books = Bookkeeper(parts.record, heard=parts.keeps_heard)
        self._timers: list[tuple[int, int]] = []
        self._tick = 0
        self._ducked = 0
        self._hearing = parts.expects_ears
        self._changed = 0
        self._recording = True
        self._voiced = True
        self._told: str | None = None
        self._ending: Ending | None = None

    def run(self, late: Callable[[], Assembly] | None = None) -> Ending:
        """Run to the end and say how it ended; a record without an end is closed as interrupted.

        Args:
            late: gives the script with its menus, and what it may run, from the first event on: so that the
                first line need not wait for them.
        """
        self._late = late
        try:
            self._perform(self._first)
            while self._ending is None:
                self._live_one_tick()
        finally:
            if self._ending is None:
                self._books.end(Ending.INTERRUPTED, self._tick)
        for _ in range(DRAIN):
            self._parts.room.exchange(silence())
        return self._ending

    @property
    def names(self) -> Mapping[str, str]:
        """What is known by now: what was given, and what was answered and kept."""
        return self._state.names

    @property
    def manner(self) -> Manner:
        """How the voice speaks by now."""
        return self._state.manner

    def _live_one_tick(self) -> None:
        tick = self._parts.room.exchange(self._performer.next_block())
        self._tick += 1
        for event in self._events(tick):
            if self._late and not isinstance(event, Speech | Troubled):  # these two lead to no script
                self._supply(self._late())
            self._state, effects = advance(self._script, self._state, event)
            self._perform(effects)

    def _supply(self, assembly: Assembly) -> None:
        self._late = None
        self._script = assembly.script
        self._prepare_sounds(assembly.script, assembly.library)
        self._state, effects = advance(self._script, self._state, Supplied(assembly.library))
        self._perform(effects)

    def _prepare_sounds(self, script: Script, library: Mapping[str, Script]) -> None:
        for known in (script, *library.values()):
            self._parts.sounds.prepare(wanted_by(known))

    def _events(self, tick: Tick) -> Iterator[Event]:
        """Everything that happened in a tick: people first, so that a "stop" beats an ending."""
        yield from self._parts.interrupts.poll()
        yield from self._parts.hands.poll()
        for event in self._parts.ear.hear(tick):
            if isinstance(event, Speech):
                self._step_back(event.active)
            yield event
        if self._ducked and self._tick - self._ducked >= DUCKED:
            self._step_back(False)
        turn = self._performer.ended()
        if turn is not None:
            yield Said(turn)
        while self._timers and self._timers[0][0] <= self._tick:
            yield TimeUp(heapq.heappop(self._timers)[1])
        yield from self._troubles(tick)

    def _step_back(self, somebody_speaks: bool) -> None:
        """Duck, and come up again when the speech is over, or goes on and on and was no word for us."""
        self._ducked = self._tick if somebody_speaks else 0
        self._performer.duck(somebody_speaks)

    def _troubles(self, tick: Tick) -> Iterator[Event]:
        if self._tick == 1 and self._parts.few_words:
            yield Troubled(Trouble.FEW_WORDS)
        self._changed = 0 if tick.hearing == self._hearing else self._changed + 1
        if self._changed > SETTLED:
            self._changed, self._hearing = 0, tick.hearing
            lost = Trouble.MICROPHONE_SILENT if self._parts.room.withheld else Trouble.MICROPHONE_LOST
            yield Troubled(Trouble.MICROPHONE_BACK if tick.hearing else lost)
        if self._recording and self._parts.record.failing:
            self._recording = False
            self._parts.screen.notice(self._parts.record.failing)
            yield Troubled(Trouble.RECORD_LOST)
        trouble = self._parts.voice.trouble
        if trouble and trouble != self._told:
            self._told = trouble
            self._parts.screen.notice(trouble)
        if self._voiced and self._parts.voice.failing:
            self._voiced = False
            yield Troubled(Trouble.VOICE_LOST)

    def _perform(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Say():
                    near = islice(ahead(self._script, self._state), AHEAD)
                    self._parts.voice.prepare(chain([effect.text], near), effect.manner)
                    self._performer.perform(effect)
                case Play() | Breathe():
                    self._performer.perform(effect)
                case Timer(turn, seconds):
                    heapq.heappush(self._timers, (self._tick + ticks_of(seconds), turn))
                case Hush():
                    self._performer.hush()
                case Accept(vocabulary):
                    self._parts.ear.accept(vocabulary)
                    self._parts.hands.accept(vocabulary)
                    self._parts.screen.accept(vocabulary)
                case Adjust(manner):
                    self._performer.set_gain(manner.gain)
                case Pin() | Conceal():
                    self._show(effect)
                case _:
                    self._books.note(effect, self._tick)
                    if isinstance(effect, Finish):
                        self._ending = effect.ending

    def _show(self, effect: Pin | Conceal) -> None:
        match effect:
            case Pin(panel):
                self._parts.screen.pin(panel)
            case Conceal():
                self._parts.screen.conceal()
