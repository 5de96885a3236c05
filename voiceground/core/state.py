"""Where a session stands, as one frozen value, and the moves that a step is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from voiceground.core import languages
from voiceground.core.events import Accept, Breathe, Effect, Heard, Hush, Play, Private, Say, Timer
from voiceground.core.languages.language import Language, Lines
from voiceground.core.model import (
    Breathing,
    Cue,
    Ending,
    Hold,
    Line,
    Manner,
    Option,
    Pause,
    Question,
    Script,
    Step,
    Vocabulary,
)
from voiceground.core.naming import WITHIN, filled
from voiceground.core.replies import with_cover

NO_NAMES: Mapping[str, str] = MappingProxyType({})
NO_SCRIPTS: Mapping[str, Script] = MappingProxyType({})


class Phase(StrEnum):
    """What is going on. Each phase says which events mean what (see ``dialogue``)."""

    SPEAKING = "speaking"  # a line, a sound or a breathing pattern of the script
    RESTING = "resting"  # a pause of the script
    HOLDING = "holding"  # the person speaks freely
    ASKING = "asking"  # the question and its menu are being spoken; an answer may come already
    LISTENING = "listening"  # the reply window
    WAITING = "waiting"  # the person said "wait"
    LEAVING = "leaving"  # the person said "stop"; "go on" takes it back
    CLOSING = "closing"  # a last line, and nothing takes it back
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Speak:
    """Say a line; ``ours`` are the house's own, which "repeat" leaves out."""

    text: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Sound:
    """Play a sound."""

    name: str


@dataclass(frozen=True, slots=True)
class Pace:
    """Pace a pattern of breaths."""

    breathing: Breathing


@dataclass(frozen=True, slots=True)
class Rest:
    """Be silent for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Free:
    """Let the person speak freely."""

    hold: Hold


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask, and open the reply window."""

    question: Question


@dataclass(frozen=True, slots=True)
class Call:
    """Go through another script, and come back."""

    script: str


@dataclass(frozen=True, slots=True)
class Go:
    """Enter a step."""

    step: str


@dataclass(frozen=True, slots=True)
class Close:
    """End this script, and with it the session, unless it was called."""

    ending: Ending


Move: TypeAlias = Speak | Sound | Pace | Rest | Free | Ask | Call | Go | Close


def moves_of(step: Step) -> tuple[Move, ...]:
    """A step as the moves it is made of, in the order that the script language gives."""
    moves: list[Move] = []
    for item in step.say:
        match item:
            case Line(text):
                moves.append(Speak(text))
            case Pause(seconds):
                moves.append(Rest(seconds))
            case Cue(name):
                moves.append(Sound(name))
    if step.breathing:
        moves.append(Pace(step.breathing))
    if step.pause:
        moves.append(Rest(step.pause.seconds))
    if step.hold:
        moves.append(Free(step.hold))
    if step.question:
        return (*moves, Ask(step.question))
    if step.run is not None:
        moves.append(Call(step.run))
    return (*moves, Close(step.end or Ending.DONE) if step.then is None else Go(step.then))


NOTHING = Vocabulary()
"""What the ear accepts before the first move: nothing."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A script that was called, and where its caller goes on.

    Attributes:
        script: the id of the one that was called.
        step: the caller's step.
        todo: the caller's moves that follow.
        interrupts: it was called in the middle of that step, by a word of need, and leads back into it.
    """

    script: str
    step: str
    todo: tuple[Move, ...]
    interrupts: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A step that is behind us, and the calls that it was reached by."""

    calls: tuple[Frame, ...]
    step: str


@dataclass(frozen=True, slots=True)
class Former:
    """The question that was answered last, for as long as the answer may still be put right.

    Attributes:
        state: where the session stood when the answer came.
        options: what may be answered instead; their names are no other option's.
        meant: the answers that these stand for, in the same order.
    """

    state: State
    options: tuple[Option, ...]
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the dialogue remembers.

    Attributes:
        phase: what is going on.
        step: the step's id.
        now: the move being made; it is made anew when a wait or a stop is taken back.
        todo: the moves that follow it in this step.
        calls: the scripts that were called, the innermost last; empty in the session's own.
        question: the open question, perhaps already shrunk; None while none is open.
        scan: how many items of its menu have been read, the one being read included.
        turns: the last turn number handed out.
        voice: the turn of what is being said or played for ``now``; 0 for nothing.
        line: what was said last for ``now``, to be said anew.
        clock: the turn of the timer that ``now`` waits for; 0 for none.
        quiet: the turn of the timer that ends a hold by silence; 0 for none.
        nudge: the turn of the timer to the next "still here"; 0 for none.
        amend: the turn of the timer until which the last answer can be put right; 0 for none.
        aside: the turn of a remark being made beside the script; 0 for none.
        asides: remarks that wait until the voice is free.
        nudges: how often "still here" was said in this silence.
        hidden: the person is not alone: no word comes until they say so.
        secret: they said so, and nothing is kept until they come back to the script.
        private: whether nothing is kept just now, as it was told last.
        parted: the offer of care that had been declined was made once more, at the end.
        misses: how often this question was answered and not understood.
        offers: how often this question was asked again after silence.
        doubt: the weak answer that is being confirmed ("Seven, was that right?"); None while none is.
        former: the last answer, while it can be put right; None while none can.
        unconfirmed: how many questions, this one included, get no confirmation (any more).
        speech: whether the person is making an utterance.
        overdue: the clock ran out while somebody was speaking.
        breath: the next line needs a gap before it, because the voice has just spoken.
        said: the lines said since the last reply, for "repeat".
        trail: the steps behind us, for "back".
        manner: how the voice speaks.
        vocabulary: what the ear accepts.
        ending: what the session will have ended as, once it is closing.
        cover: what may be said to end everything at once, chosen by the person; empty for nothing.
        names: what is known under a name: given (``within`` follows ``calls``), saved and set.
        library: the scripts that may be run as a part of this one, by their ids.
    """

    phase: Phase
    step: str
    now: Move
    manner: Manner
    todo: tuple[Move, ...] = ()
    calls: tuple[Frame, ...] = ()
    question: Question | None = None
    scan: int = 0
    turns: int = 0
    voice: int = 0
    line: str = ""
    clock: int = 0
    quiet: int = 0
    nudge: int = 0
    amend: int = 0
    aside: int = 0
    asides: tuple[str, ...] = ()
    nudges: int = 0
    hidden: bool = False
    secret: bool = False
    private: bool = False
    parted: bool = False
    misses: int = 0
    offers: int = 0
    doubt: Heard | None = None
    former: Former | None = None
    unconfirmed: int = 0
    speech: bool = False
    overdue: bool = False
    breath: bool = False
    said: tuple[str, ...] = ()
    trail: tuple[Spot, ...] = ()
    vocabulary: Vocabulary = NOTHING
    ending: Ending = Ending.DONE
    cover: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    library: Mapping[str, Script] = field(default_factory=dict)


CARE = "care"
"""The id of the script that words of need call. Whoever is in it is in private."""

DECLINED = "care-declined"
"""The name that it sets where its offer was declined."""


def running(script: Script, state: State) -> Script:
    """The script that a session is in: its own, or the one that was called last."""
    return _innermost(script, state.calls, state.library)


def _innermost(script: Script, calls: tuple[Frame, ...], library: Mapping[str, Script]) -> Script:
    return library[calls[-1].script] if calls else script


class Run:
    """One call of ``advance`` while it works: the state so far, and the effects so far.

    The only mutable thing in the core, and it does not outlive the call.
    """

    __slots__ = ("_own", "effects", "hops", "state")

    def __init__(self, script: Script, state: State) -> None:
        self._own = script
        self.state = state
        self.effects: list[Effect] = []
        self.hops = 0

    @property
    def script(self) -> Script:
        """The script that the session is in."""
        return running(self._own, self.state)

    def is_own(self, script: str) -> bool:
        """Whether the session was started with that script."""
        return self._own.id == script

    @property
    def language(self) -> Language:
        """What the session speaks: the language of its own script, whatever that one runs."""
        return languages.of(self._own.language)

    @property
    def lines(self) -> Lines:
        """The voice's own lines in that language."""
        return self.language.lines

    def set(self, **changes: Any) -> None:
        """Replace fields of the state."""
        self.state = replace(self.state, **changes)

    def stand_in(self, calls: tuple[Frame, ...]) -> None:
        """Be in the script that was called last; the name ``within`` tells it who called."""
        caller = _innermost(self._own, calls[:-1], self.state.library).id if calls else ""
        self.set(calls=calls, names={**self.state.names, WITHIN: caller})
        self.keep_private()

    def keep_private(self) -> None:
        """Say when it begins, and when it is over, that nothing is to be kept."""
        state = self.state
        scripts = (self._own.id, *(frame.script for frame in state.calls))
        private = state.secret or CARE in scripts
        if private != state.private:
            self.set(private=private)
            self.emit(Private(private))

    def emit(self, effect: Effect) -> None:
        """Ask for an effect that takes no time."""
        self.effects.append(effect)

    def say(self, text: str, *, softer: float = 0.0) -> int:
        """Ask the voice for a text, so many dB softer than it is set; returns the turn."""
        manner = self.state.manner
        self.set(turns=self.state.turns + 1)
        self.emit(Say(self.state.turns, text, replace(manner, gain=manner.gain - softer)))
        return self.state.turns

    def utter(self, text: str, *, softer: float = 0.0) -> None:
        """Say what the present move is about; its end is waited for."""
        self.set(voice=self.say(text, softer=softer), line=text)

    def play(self, name: str) -> int:
        """Ask for a sound; returns the turn."""
        self.set(turns=self.state.turns + 1)
        self.emit(Play(self.state.turns, name, self.state.manner))
        return self.state.turns

    def pace(self, breathing: Breathing) -> int:
        """Ask for a pattern of breaths; returns the turn."""
        self.set(turns=self.state.turns + 1)
        self.emit(Breathe(self.state.turns, breathing, self.state.manner))
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
        self.set(clock=0, quiet=0, overdue=False)

    def filled(self, text: str) -> str:
        """A line with the names in it; empty where it would say nothing without one that is empty."""
        return filled(text, self.state.names, self.language)

    def accept(self, vocabulary: Vocabulary) -> None:
        """Tell the ear what it may understand from now on."""
        vocabulary = with_cover(vocabulary, self.state.cover)
        if vocabulary != self.state.vocabulary:
            self.set(vocabulary=vocabulary)
            self.emit(Accept(vocabulary))
