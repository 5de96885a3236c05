"""Ticks in, what the person did out: the order of work inside one tick.

Echo out, level and speech, the endpointer, and at a pause the recogniser. The ear never decides on
matters of the dialogue: it says what was heard of what it was told to accept, and nothing else.

Rule 1: ``hear`` is called once a tick and never raises.
Rule 2: a short sound is never thrown away because a detector did not call it speech; but only what
was speech can be a no-match. Knocks, breath and dishes are expected and are nobody's answer.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from voiceground.core.events import Event, Heard, How, Misheard, Speech
from voiceground.core.model import Option, Vocabulary
from voiceground.core.replies import STOP, normal
from voiceground.core.tick import Samples, Tick, ticks_of
from voiceground.ear.activity import Activity, Moment
from voiceground.ear.echo import Echo
from voiceground.ear.endpoint import PREROLL_TICKS, Cue, Endpoint, Tails
from voiceground.ear.recogniser import Recogniser, Recognition

SPEECH_AT = 0.5
"""Silero's own threshold."""

ABOVE_FLOOR_DB = 8.0
BELOW_PEAK_DB = 25.0
"""Sound is what is this much over the room's floor, and not this much below the utterance's own peak."""

CONTINUATION_TICKS = ticks_of(1.0)
"""What begins so soon after a decision belongs to it ("yes" - "I think"), and is no misunderstanding."""

STRONG = 0.9
"""The confidence at which "stop" passes although the voice is just saying it."""


class Why(StrEnum):
    """How an utterance ended."""

    WORD = "word"
    NO_MATCH = "no-match"
    NO_INPUT = "no-input"


@dataclass(frozen=True, slots=True)
class Utterance:
    """The timing of a decision, in ticks since the ear was made.

    Attributes:
        start_tick: the first tick with sound.
        end_tick: one past the last tick with sound.
        decided_tick: the tick in which it was decided; the sound of that tick was needed for it.
        name: the option, or None.
        why: NO_INPUT when there was sound, but neither a word nor speech.
        confidence: 0 to 1.
    """

    start_tick: int
    end_tick: int
    decided_tick: int
    name: str | None
    why: Why
    confidence: float


def said_in(text: str, options: tuple[Option, ...]) -> frozenset[str]:
    """The names of the options that would be heard if ``text`` came back through the microphone."""
    words = f" {normal(text)} "
    return frozenset(o.name for o in options if any(f" {phrase} " in words for phrase in o.phrases))


class Ear:
    """Hears one person in one room.

    Args:
        recogniser: what understands words.
        activity: level and speech detection.
        echo: the canceller.
        tails: how long to wait after the last sound.
        tail_seconds: how long the voice's own words may still ring in the room after it ended.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        activity: Activity | None = None,
        echo: Echo | None = None,
        tails: Tails | None = None,
        tail_seconds: float = 0.4,
    ) -> None:
        self._recogniser = recogniser
        self._activity = activity or Activity()
        self._echo = echo or Echo()
        self._tails = tails or Tails()
        self._ring_ticks = ticks_of(tail_seconds)
        self._vocabulary = Vocabulary()
        self._endpoint = Endpoint()
        self._before: deque[Samples] = deque(maxlen=PREROLL_TICKS)
        self._voice: str | None = None
        self._speaking = False
        self._voice_ended = -1_000_000
        self._heard_at = -1_000_000
        self._masked: frozenset[str] = frozenset()
        self._last: Utterance | None = None
        self._open_utterance()

    @property
    def last(self) -> Utterance | None:
        """The last utterance that was decided, whatever came of it."""
        return self._last

    @property
    def now(self) -> int:
        """Ticks heard so far."""
        return self._endpoint.now

    def reset(self) -> None:
        """Forget the room and what was going on in it, as for another recording; the clock goes on."""
        self._endpoint = self._endpoint.rest()
        self._activity.reset()
        self._echo.reset()
        self._before.clear()
        self._heard_at = -1_000_000
        self._last = None
        self._open_utterance()

    def accept(self, vocabulary: Vocabulary) -> None:
        """From now on listen for these options. Never raises; costs a few ms for a new vocabulary."""
        self._vocabulary = vocabulary
        self._recogniser.expect(vocabulary)
        self._mask()

    def voice_says(self, text: str | None) -> None:
        """What the voice speaks from now on; None when it ended. Its words are not taken from the mic."""
        if text is None and self._voice is not None:
            self._voice_ended = self.now
        if text is not None:
            self._voice = text
            self._mask()
        self._speaking = text is not None

    def hear(self, tick: Tick) -> list[Event]:
        """Take one tick and return what the person did in it, in order."""
        if not tick.hearing:
            return self._deaf()
        clean = self._echo.cancel(tick)
        moment = self._activity.follow(clean)
        self._endpoint, cue = self._endpoint.step(self._is_sound(moment), self._tails)
        if cue is Cue.BEGAN:
            self._recogniser.begin(np.concatenate([*self._before, clean]))
        elif self._endpoint.began is not None or cue is Cue.OVER:
            self._recogniser.feed(clean)
        self._before.append(clean)
        return self._events(cue, moment)

    def _open_utterance(self) -> None:
        self._peak = 0.0
        self._was_speech = False
        self._reported = False
        self._began = 0

    def _deaf(self) -> list[Event]:
        was = self._reported
        self._endpoint, _ = self._endpoint.rest().step(False, self._tails)
        self._activity.reset()
        self._before.clear()
        self._open_utterance()
        return [Speech(False)] if was else []

    def _is_sound(self, moment: Moment) -> bool:
        quietest = moment.floor + ABOVE_FLOOR_DB
        if self._endpoint.began is not None:
            self._peak = max(self._peak, moment.level)
            quietest = max(quietest, self._peak - BELOW_PEAK_DB)
        return moment.level > quietest

    def _events(self, cue: Cue | None, moment: Moment) -> list[Event]:
        events: list[Event] = []
        if cue is Cue.BEGAN:
            self._began = self._endpoint.began or 0
        if (self._endpoint.began is not None or cue is Cue.OVER) and moment.speech >= SPEECH_AT:
            self._was_speech = True
        if self._was_speech and not self._reported:
            self._reported = True
            events.append(Speech(True))
        if cue is Cue.PAUSED and not self._endpoint.ran_on:
            events += self._at_pause()
        elif cue is Cue.OVER:
            events += self._at_end()
        return events

    def _at_pause(self) -> list[Event]:
        found = self._allowed(self._recogniser.guess())
        if found.name is None or not found.complete:
            return []
        events = self._decide(found, self._endpoint.last)
        self._endpoint = self._endpoint.rest()
        return events

    def _at_end(self) -> list[Event]:
        found = self._allowed(self._recogniser.guess())
        return self._decide(found, self.now - 1 - self._tails.long)

    def _decide(self, found: Recognition, last_sound: int) -> list[Event]:
        events: list[Event] = []
        why = Why.WORD if found.name is not None else Why.NO_MATCH if self._was_speech else Why.NO_INPUT
        if found.name is not None:
            events = [] if self._reported else [Speech(True)]
            events += [Heard(found.name, How.WORD, found.confidence), Speech(False)]
        elif self._reported:
            goes_on = self._began - self._heard_at < CONTINUATION_TICKS
            events = [Speech(False)] if goes_on or not self._vocabulary.open else [Misheard(), Speech(False)]
        self._last = Utterance(self._began, last_sound + 1, self.now - 1, found.name, why, found.confidence)
        if found.name is not None:
            self._heard_at = self.now
        self._open_utterance()
        return events

    def _mask(self) -> None:
        self._masked = said_in(self._voice, self._vocabulary.options) if self._voice else frozenset()

    def _allowed(self, found: Recognition) -> Recognition:
        """What is left of a recognition while the voice itself may have said the word."""
        in_the_air = self._speaking or self._began < self._voice_ended + self._ring_ticks
        if found.name not in self._masked or not in_the_air:
            return found
        if found.name == STOP and found.confidence >= STRONG:
            return found
        return Recognition(None, found.confidence)
