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
from voiceground.ear.activity import Activity, Attention, Moment, level_db
from voiceground.ear.echo import Echo, Residue
from voiceground.ear.endpoint import PREROLL_TICKS, Cue, Endpoint, Tails
from voiceground.ear.recogniser import Recogniser, Recognition

SPEECH_AT = 0.5
"""Silero's own threshold."""

ABOVE_FLOOR_DB = 8.0
ABOVE_ECHO_DB = 6.0
BELOW_PEAK_DB = 25.0
"""Sound is what is so much over the room's floor, so much over what may be left of the echo, and not
so much below the utterance's own peak."""

CONTINUATION_TICKS = ticks_of(1.0)
"""What begins so soon after a decision belongs to it ("yes" - "I think"), and is no misunderstanding."""

HESITATION_TICKS = ticks_of(0.6)
"""An unknown sound up to this long ("um", a breath) may stand before a reply."""

STRONG = 0.9
"""The confidence at which a word passes that the detector did not call speech, such as a short "no" (or
a clock that ticks), and "stop" although the voice is just saying it."""

LONG_AGO = -1_000_000
NOTHING = Recognition(None, 0.0)


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


@dataclass(frozen=True, slots=True, eq=False)
class Newest:
    """The newest tick after the echo was taken out, for whatever else listens (``signal_ear``).

    Attributes:
        samples: shape (320,), int16, 16 kHz.
        speech: how sure the detector is of speech, 0 to 1.
        echo: what may still be echo, dB re one step of int16; 0 when nothing plays.
    """

    samples: Samples
    speech: float
    echo: float


class Talk:
    """What is known of the utterance that is going on; made new for each one."""

    def __init__(self, began: int = 0) -> None:
        self.began = began
        self.peak = 0.0
        self.speech = False
        self.reported = False
        self.sound: deque[Samples] = deque(maxlen=ticks_of(10.0))
        self.segment = 0
        self.before_segment = 0
        self.found = NOTHING
        self.found_at = -1

    def last_words(self) -> Samples | None:
        """What came after the last pause that ended nothing; None when there was no such pause."""
        if not self.segment:
            return None
        return np.concatenate(list(self.sound)[-self.segment :])


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
        activity: Attention | None = None,
        echo: Echo | None = None,
        tails: Tails | None = None,
        tail_seconds: float = 0.4,
    ) -> None:
        self._recogniser = recogniser
        self._activity: Attention = activity or Activity()
        self._echo = echo or Echo()
        self._tails = tails or Tails()
        self._ring_ticks = ticks_of(tail_seconds)
        self._vocabulary = Vocabulary()
        self._endpoint = Endpoint()
        self._voice: str | None = None
        self._speaking = False
        self._voice_ended = LONG_AGO
        self._masked: frozenset[str] = frozenset()
        self._last: Utterance | None = None
        self.newest: Newest | None = None
        self._forget()

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
        self._last = None
        self._forget()

    def accept(self, vocabulary: Vocabulary) -> None:
        """From now on listen for these options. A vocabulary that was there before costs nothing."""
        self._vocabulary = vocabulary
        self._recogniser.expect(vocabulary)
        self._mask()

    def voice_says(self, text: str | None) -> None:
        """What the voice speaks from now on, None when it ended: its words are not taken from the mic."""
        if text is None and self._speaking:
            self._voice_ended = self.now
        self._speaking = text is not None
        if text is not None:
            self._voice = text
            self._mask()

    def hear(self, tick: Tick) -> list[Event]:
        """Take one tick and return what the person did in it, in order.

        The events of an utterance are ``Speech(True)``, then ``Heard`` or ``Misheard``, then
        ``Speech(False)``. A sound that was neither a word nor speech gives none at all.
        """
        if not tick.hearing:
            return self._deaf()
        clean = self._echo.cancel(tick)
        moment = self._activity.follow(clean)
        echo = self._residue.follow(level_db(tick.played), moment.level) if self._echo.working else 0.0
        self.newest = Newest(clean, moment.speech, echo)
        self._endpoint, cue = self._endpoint.step(self._is_sound(moment, echo), self._tails)
        self._collect(clean, cue)
        self._before.append(clean)
        return self._events(cue, moment)

    def _forget(self) -> None:
        self._residue = Residue()
        self._before: deque[Samples] = deque(maxlen=PREROLL_TICKS)
        self._heard_at = LONG_AGO
        self._talk: Talk | None = None

    def _deaf(self) -> list[Event]:
        was = self._talk is not None and self._talk.reported
        self.newest = None
        self._endpoint, _ = self._endpoint.rest().step(False, self._tails)
        if self._before:
            self._activity.reset()
            self._forget()
        return [Speech(False)] if was else []

    def _is_sound(self, moment: Moment, echo: float) -> bool:
        quietest = max(moment.floor + ABOVE_FLOOR_DB, echo + ABOVE_ECHO_DB)
        if self._talk is not None:
            self._talk.peak = max(self._talk.peak, moment.level)
            quietest = max(quietest, self._talk.peak - BELOW_PEAK_DB)
        return moment.level > quietest

    def _collect(self, clean: Samples, cue: Cue | None) -> None:
        if cue is Cue.BEGAN:
            self._talk = Talk(self._endpoint.began or 0)
            self._talk.sound.extend([*self._before, clean])
            self._recogniser.begin(np.concatenate(self._talk.sound))
        elif self._talk is not None:
            self._talk.sound.append(clean)
            self._talk.segment += bool(self._talk.segment)
            if not self._endpoint.ran_on:
                self._recogniser.feed(clean)

    def _events(self, cue: Cue | None, moment: Moment) -> list[Event]:
        talk = self._talk
        if talk is None:
            return []
        talk.speech = talk.speech or moment.speech >= SPEECH_AT
        events: list[Event] = []
        if talk.speech and not talk.reported:
            talk.reported = True
            events.append(Speech(True))
        if cue is Cue.PAUSED:
            return events + self._at_pause(talk)
        if cue is Cue.OVER:
            return events + self._at_end(talk)
        return events

    def _at_pause(self, talk: Talk) -> list[Event]:
        end = self._endpoint.last
        found = NOTHING if self._endpoint.ran_on else self._allowed(self._recogniser.guess(), talk)
        if found.name is None:
            found = self._last_words(talk, found)
        if found.name is not None and found.complete:
            self._endpoint = self._endpoint.rest()
            return self._decide(found, talk, end)
        talk.found, talk.found_at = found, end
        talk.before_segment, talk.segment = end - talk.began, 1
        return []

    def _at_end(self, talk: Talk) -> list[Event]:
        """The long tail has run: every utterance has paused before, and nothing has sounded since."""
        return self._decide(talk.found, talk, talk.found_at)

    def _last_words(self, talk: Talk, whole: Recognition) -> Recognition:
        """A reply after a hesitation, or "stop" after anything: what was said since the last pause."""
        words = talk.last_words()
        if words is None:
            return whole
        self._recogniser.begin(words)
        found = self._allowed(self._recogniser.guess(), talk)
        self._recogniser.begin(np.concatenate(talk.sound))
        return found if found.name == STOP or talk.before_segment <= HESITATION_TICKS else whole

    def _decide(self, found: Recognition, talk: Talk, last_sound: int) -> list[Event]:
        why = Why.WORD if found.name is not None else Why.NO_MATCH if talk.speech else Why.NO_INPUT
        self._last = Utterance(talk.began, last_sound + 1, self.now - 1, found.name, why, found.confidence)
        self._talk = None
        if found.name is not None:
            self._heard_at = self.now
            first: list[Event] = [] if talk.reported else [Speech(True)]
            return [*first, Heard(found.name, How.WORD, found.confidence), Speech(False)]
        if not talk.reported:
            return []
        goes_on = talk.began - self._heard_at < CONTINUATION_TICKS
        return [Speech(False)] if goes_on or not self._vocabulary.open else [Misheard(), Speech(False)]

    def _mask(self) -> None:
        self._masked = said_in(self._voice, self._vocabulary.options) if self._voice else frozenset()

    def _allowed(self, found: Recognition, talk: Talk) -> Recognition:
        """What is left of a recognition when it may have been no person, or the voice itself."""
        in_the_air = self._speaking or talk.began < self._voice_ended + self._ring_ticks
        masked = in_the_air and found.name in self._masked
        strong = found.confidence >= STRONG
        if (masked and not (strong and found.name == STOP)) or not (talk.speech or strong):
            return Recognition(None, found.confidence)
        return found


def said_in(text: str, options: tuple[Option, ...]) -> frozenset[str]:
    """The names of the options that would be heard if ``text`` came back through the microphone."""
    words = f" {normal(text)} "
    return frozenset(o.name for o in options if any(f" {phrase} " in words for phrase in o.phrases))
