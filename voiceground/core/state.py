"""Where a session stands, as one frozen value, and the moves that a step is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeAlias

from voiceground.core.events import Accept, Effect, Heard, Hush, Say, Timer
from voiceground.core.model import (
    Ending,
    Line,
    Manner,
    Pause,
    Question,
    Script,
    Step,
    Vocabulary,
)


class Phase(StrEnum):
    """What is going on. Each phase says which events mean what (see ``dialogue``)."""

    SPEAKING = "speaking"  # a line of the script
    RESTING = "resting"  # a pause of the script
    ASKING = "asking"  # the question is being spoken; an answer may come already
    LISTENING = "listening"  # the reply window
    WAITING = "waiting"  # the person said "wait"
    LEAVING = "leaving"  # the person said "stop"; "go on" takes it back
    CLOSING = "closing"  # a last line, and nothing takes it back
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Speak:
    """Say a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Be silent for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask, and open the reply window."""

    question: Question


@dataclass(frozen=True, slots=True)
class Go:
    """Enter a step."""

    step: str


@dataclass(frozen=True, slots=True)
class Close:
    """End the session."""

    ending: Ending


Move: TypeAlias = Speak | Rest | Ask | Go | Close


def moves_of(step: Step) -> tuple[Move, ...]:
    """A step as the moves it is made of, in the order that the script language gives."""
    moves: list[Move] = []
    for item in step.say:
        match item:
            case Line(text):
                moves.append(Speak(text))
            case Pause(seconds):
                moves.append(Rest(seconds))
    if step.pause:
        moves.append(Rest(step.pause.seconds))
    if step.question:
        moves.append(Ask(step.question))
    elif step.then is not None:
        moves.append(Go(step.then))
    else:
        moves.append(Close(step.end or Ending.DONE))
    return tuple(moves)


NOTHING = Vocabulary()
"""What the ear accepts before the first move: nothing."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the dialogue remembers.

    Attributes:
        phase: what is going on.
        step: the step's id.
        now: the move being made; it is made anew when a wait or a stop is taken back.
        todo: the moves that follow it in this step.
        question: the open question, perhaps already shrunk; None while none is open.
        turns: the last turn number handed out.
        voice: the turn of the line that ``now`` waits for; 0 for none.
        clock: the turn of the timer that ``now`` waits for; 0 for none.
        nudge: the turn of the timer to the next "still here"; 0 for none.
        aside: the turn of a remark being made beside the script; 0 for none.
        asides: remarks that wait until the voice is free.
        nudges: how often "still here" was said in this silence.
        misses: how often this question was answered and not understood.
        offers: how often this question was asked again after silence.
        doubt: the weak answer that is being confirmed ("Seven, was that right?"); None while none is.
        unconfirmed: how many questions, this one included, get no confirmation (any more).
        speech: whether the person is making an utterance.
        overdue: the clock ran out while somebody was speaking.
        breath: the next line needs a gap before it, because the voice has just spoken.
        said: the lines said since the last reply, for "repeat".
        trail: the steps behind us, for "back".
        manner: how the voice speaks.
        vocabulary: what the ear accepts.
        ending: what the session will have ended as, once it is closing.
        names: what is known under a name: given, saved and set.
        library: the scripts that may be run as a part of this one, by their ids.
    """

    phase: Phase
    step: str
    now: Move
    manner: Manner
    todo: tuple[Move, ...] = ()
    question: Question | None = None
    turns: int = 0
    voice: int = 0
    clock: int = 0
    nudge: int = 0
    aside: int = 0
    asides: tuple[str, ...] = ()
    nudges: int = 0
    misses: int = 0
    offers: int = 0
    doubt: Heard | None = None
    unconfirmed: int = 0
    speech: bool = False
    overdue: bool = False
    breath: bool = False
    said: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    vocabulary: Vocabulary = NOTHING
    ending: Ending = Ending.DONE
    names: Mapping[str, str] = field(default_factory=dict)
    library: Mapping[str, Script] = field(default_factory=dict)


class Run:
    """One call of ``advance`` while it works: the state so far, and the effects so far.

    The only mutable thing in the core, and it does not outlive the call.
    """

    __slots__ = ("effects", "hops", "script", "state")

    def __init__(self, script: Script, state: State) -> None:
        self.script = script
        self.state = state
        self.effects: list[Effect] = []
        self.hops = 0

    def set(self, **changes: Any) -> None:
        """Replace fields of the state."""
        self.state = replace(self.state, **changes)

    def emit(self, effect: Effect) -> None:
        """Ask for an effect that takes no time."""
        self.effects.append(effect)

    def say(self, text: str) -> int:
        """Ask the voice for a text; returns the turn."""
        self.set(turns=self.state.turns + 1)
        self.emit(Say(self.state.turns, text, self.state.manner))
        return self.state.turns

    def timer(self, seconds: float) -> int:
        """Start a timer; returns the turn."""
        self.set(turns=self.state.turns + 1)
        self.emit(Timer(self.state.turns, seconds))
        return self.state.turns

    def hush(self) -> None:
        """Silence the voice, whatever it says, and forget what waited for it."""
        self.emit(Hush())
        self.set(voice=0, aside=0)

    def settle(self) -> None:
        """Forget the line and the clock of the move that ends here; their endings will change nothing."""
        if self.state.voice or self.state.aside:
            self.hush()
        self.set(clock=0, overdue=False)

    def accept(self, vocabulary: Vocabulary) -> None:
        """Tell the ear what it may understand from now on."""
        if vocabulary != self.state.vocabulary:
            self.set(vocabulary=vocabulary)
            self.emit(Accept(vocabulary))
