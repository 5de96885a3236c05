"""Ticks in, what the person did out: the order of work inside one tick.

Echo out, level and speech, the endpointer, and at a pause the recogniser. The ear never decides on
matters of the dialogue: it says what was heard of what it was told to accept, and nothing else.

Rule 1: ``hear`` is called once a tick and never raises.
Rule 2: a short sound is never thrown away because a detector did not call it speech; but only what
was speech can be a no-match. Knocks, breath and dishes are expected and are nobody's answer.
Rule 3: while the voice is in the air, words are spotted (hot-word style): nothing is a no-match, what
may be left of the echo is no sound, and a word that the voice says just then needs stronger evidence.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from voiceground.core.costs import Moment as Occasion
from voiceground.core.costs import bar
from voiceground.core.events import Event, Heard, How, Misheard, Speech
from voiceground.core.languages.language import STOP
from voiceground.core.model import Vocabulary
from voiceground.core.tick import Samples, Tick, ticks_of
from voiceground.ear.activity import Activity, Attention, Moment, level_db
from voiceground.ear.echo import AUDIBLE_DB, Echo
from voiceground.ear.endpoint import PREROLL_TICKS, Cue, Endpoint, Tails
from voiceground.ear.masks import Masks
from voiceground.ear.recogniser import NOTHING, Recogniser, Recognition, Standing
from voiceground.ear.spotter import GLIMPSE, GLIMPSE_EVERY, LONGEST, Burst, Spotter
from voiceground.ear.utterance import Talk, Utterance, Why

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

TALK_TICKS = ticks_of(2.5)
"""An utterance this long is talk: what may end it ("stop") is spotted, as over the voice."""

SETTLED_EVERY, SETTLED_FROM = ticks_of(0.08), ticks_of(0.3)
"""How often the recogniser is asked, while sound goes on, whether the speech in it has ended; and from
how long after the first sound on."""

STRONG = 0.9
"""The confidence at which a word passes that the detector did not call speech, such as a short "no" (or
a clock that ticks)."""

CLEAR_DB = 14.0
"""So far over the floor and over what may be left of the echo, for a quarter of its time, a word is
certainly not the voice's own. Only such a "stop" is taken while the voice says "stop" itself."""

AUDIBLE_OF, AUDIBLE_TICKS = ticks_of(0.8), ticks_of(0.12)
"""So much of the last moments has to stand over the room's floor, echo or not, to be worth a glimpse."""

ECHO_TICKS = ticks_of(0.2)
"""How much earlier than a sound its origin may have been played."""

LONG_AGO = -1_000_000


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


class Ear:
    """Hears one person in one room.

    Attributes:
        newest: the newest tick, None while it hears nothing.
        tells_speech: whether ``newest`` tells speech at every moment. For a word it is enough that there was
            some.

    Args:
        recogniser: what understands words.
        activity: level and speech detection.
        echo: the canceller.
        tails: how long to wait after the last sound.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        activity: Attention | None = None,
        echo: Echo | None = None,
        tails: Tails | None = None,
    ) -> None:
        self._recogniser = recogniser
        self._activity: Attention = activity or Activity()
        self._echo = echo or Echo()
        self._tails = tails or Tails()
        self.tells_speech = False
        self._vocabulary = Vocabulary()
        self._endpoint = Endpoint()
        self._masks = Masks()
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
        self._masks = Masks()
        self._masks.accept(self._vocabulary.options)
        self._last = None
        self._forget()

    def accept(self, vocabulary: Vocabulary) -> None:
        """From now on listen for these options. A vocabulary that was there before costs nothing."""
        self._vocabulary = vocabulary
        self._recogniser.expect(vocabulary)
        self._masks.accept(vocabulary.options)

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        """What the voice speaks from now on, None when it ended: its words are not taken from the mic.

        Args:
            text: the line.
            seconds: how long it lasts, 0 if that is not known.
        """
        self._masks.voice_says(text, seconds, self.now)

    def hear(self, tick: Tick) -> list[Event]:
        """Take one tick and return what the person did in it, in order.

        The events of an utterance are ``Speech(True)``, then ``Heard`` or ``Misheard``, then
        ``Speech(False)``. A sound that was neither a word nor speech gives none at all.
        """
        if not tick.hearing:
            return self._deaf()
        self._masks.played(self.now, sounding=level_db(tick.played) > AUDIBLE_DB)
        clean = self._echo.cancel(tick)
        doubted = self.tells_speech or self._talk is None or not self._talk.speech
        moment = self._activity.follow(clean, doubted=doubted)
        echo = self._echo.left_db
        self.newest = Newest(clean, moment.speech, echo)
        self._margins.append(moment.level - max(echo, moment.floor))
        self._audible.append(moment.level > moment.floor + ABOVE_FLOOR_DB)
        sound = self._is_sound(moment, echo)
        self._endpoint, cue = self._endpoint.step(sound, self._tails)
        burst = self._spotter.step(sound)
        self._collect(clean, cue)
        self._lately.append(clean)
        if burst is None and self._glimpsed():
            burst = GLIMPSE
        return self._events(cue, moment, burst)

    def _forget(self) -> None:
        self._spotter = Spotter()
        self._lately: deque[Samples] = deque(maxlen=LONGEST)
        self._margins: deque[float] = deque(maxlen=LONGEST)
        self._audible: deque[bool] = deque(maxlen=AUDIBLE_OF)
        self._heard, self._heard_at = "", LONG_AGO
        self._talk: Talk | None = None

    def _deaf(self) -> list[Event]:
        was = self._talk is not None and self._talk.reported
        self.newest = None
        self._endpoint, _ = self._endpoint.rest().step(False, self._tails)
        if self._lately:
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
            self._talk.sound.extend([*list(self._lately)[-PREROLL_TICKS:], clean])
            self._recogniser.begin(np.concatenate(self._talk.sound))
        elif self._talk is not None:
            self._talk.sound.append(clean)
            self._talk.segment += bool(self._talk.segment)
            self._recogniser.feed(clean)

    def _events(self, cue: Cue | None, moment: Moment, burst: Burst | None) -> list[Event]:
        talk = self._talk or (Talk(self.now - GLIMPSE.sound, speech=True) if burst is GLIMPSE else None)
        if talk is None:
            return []
        talk.speech = talk.speech or moment.speech >= SPEECH_AT
        events: list[Event] = []
        if talk.speech and not talk.reported:
            talk.reported = True
            events.append(Speech(True))
        if burst is not None and (self._masks.in_the_air(self.now) or self.now - talk.began > TALK_TICKS):
            found = self._spotted(burst, talk)
            if found.name is not None:
                last = self._endpoint.last
                self._endpoint = self._endpoint.rest()
                return events + self._decide(found, talk, last)
        if self._talk is None:
            return []
        match cue:
            case Cue.PAUSED:
                return events + self._at_pause(talk, ran_on=self._endpoint.ran_on)
            case Cue.OVER:
                return events + self._at_end(talk)
            case Cue.RAN_ON if talk.reported and not self._vocabulary.free:
                # Somebody talks, or a television: no reply window is to wait for its end. Who was asked to
                # speak freely is speaking until it is quiet.
                return [*events, Speech(False)]
        if self._settles(talk):
            return events + self._at_pause(talk, ran_on=False)
        return events

    def _settles(self, talk: Talk) -> bool:
        """Whether speech has just ended within a noise that goes on, as the recogniser hears it."""
        if self.now % SETTLED_EVERY or self.now - talk.began < SETTLED_FROM:
            return False
        if self._masks.in_the_air(self.now) or self.now - self._endpoint.last > SETTLED_EVERY:
            return False
        was, talk.settled = talk.settled, self._recogniser.settled()
        return talk.settled and not was

    def _spotted(self, burst: Burst, talk: Talk) -> Recognition:
        """What the last burst was, if it was a word."""
        found = self._recogniser.spot(self._newest(burst.ticks), self._standing(burst, talk))
        again = self._heard_at + CONTINUATION_TICKS
        if found.name is None or (found.name == self._heard and self.now - burst.ticks < again):
            return NOTHING  # no word, or the one that was taken just now
        if not self._masks.in_the_air(self.now):
            return found if found.name == STOP and self._is_sure(found, Occasion.READING) else NOTHING
        return self._allowed(found, talk, self.now - burst.sound)

    def _standing(self, burst: Burst, talk: Talk) -> Standing:
        """How the sound of a burst stands out of what may be echo."""
        return Standing(*self._margin(burst.sound), talk.speech, burst is GLIMPSE)

    def _margin(self, ticks: int) -> tuple[float, float]:
        """How far the last ticks stand over floor and echo, for a quarter and half of their time, in dB."""
        upper, middle = np.percentile(list(self._margins)[-ticks:], (75, 50))
        return float(upper), float(middle)

    def _newest(self, ticks: int) -> Samples:
        """What was heard last, the echo taken out of it by the newest estimate."""
        sound = np.concatenate(list(self._lately)[-ticks:])
        if self._echo.working:
            newest = self._echo.again(ticks)
            sound[len(sound) - len(newest) :] = newest
        return sound

    def _glimpsed(self) -> bool:
        """Whether "stop" shows over the voice, where the echo may hide that there was any sound."""
        if self.now % GLIMPSE_EVERY or not self._masks.in_the_air(self.now) or not self._echo.known:
            return False
        if sum(self._audible) < AUDIBLE_TICKS:
            return False
        return len(self._lately) == LONGEST and self._recogniser.glimpse(self._newest(LONGEST))

    def _at_pause(self, talk: Talk, *, ran_on: bool) -> list[Event]:
        end = self._endpoint.last
        found = NOTHING
        if not self._masks.in_the_air(self.now):
            found = NOTHING if ran_on else self._guessed(talk)
            if found.name is None:
                found = self._last_words(talk, found)
        if found.name is not None and found.complete:
            self._endpoint = self._endpoint.rest()
            return self._decide(found, talk, end)
        talk.judged = not self._masks.in_the_air(self.now)
        talk.found, talk.found_at = found, end
        talk.before_segment, talk.segment = end - talk.began, 1
        return []

    def _at_end(self, talk: Talk) -> list[Event]:
        """The long tail has run: every utterance has paused before, and nothing has sounded since.

        A reply to the last word of a question paused while the voice still rang, and was only spotted.
        """
        if not talk.judged and talk.found_at - talk.began < TALK_TICKS:
            talk.found = self._guessed(talk)
        return self._decide(talk.found, talk, talk.found_at)

    def _guessed(self, talk: Talk) -> Recognition:
        return self._allowed(self._recogniser.guess(), talk, talk.began)

    def _last_words(self, talk: Talk, whole: Recognition) -> Recognition:
        """A reply after a hesitation, or "stop" after anything: what was said since the last pause."""
        words = talk.last_words()
        if words is None:
            return whole
        self._recogniser.begin(words)
        found = self._guessed(talk)
        self._recogniser.begin(np.concatenate(talk.sound))
        return found if found.name == STOP or talk.before_segment <= HESITATION_TICKS else whole

    def _decide(self, found: Recognition, talk: Talk, last_sound: int) -> list[Event]:
        why = Why.WORD if found.name is not None else Why.NO_MATCH if talk.speech else Why.NO_INPUT
        self._last = Utterance(talk.began, last_sound + 1, self.now - 1, found.name, why, found.confidence)
        self._talk = None
        if found.name is not None:
            self._heard, self._heard_at = found.name, self.now
            first: list[Event] = [] if talk.reported else [Speech(True)]
            return [*first, Heard(found.name, How.WORD, found.confidence, found.others), Speech(False)]
        if not talk.reported:
            return []
        goes_on = talk.began - self._heard_at < CONTINUATION_TICKS
        over_voice = self._masks.sounded_since(talk.began)
        if goes_on or over_voice or not self._vocabulary.open:
            return [Speech(False)]
        return [Misheard(), Speech(False)]

    def _allowed(self, found: Recognition, talk: Talk, began: int) -> Recognition:
        """What is left of a recognition when it may have been no person, or the voice itself."""
        over_voice = self._masks.sounded_since(talk.began)
        if found.name is None or not (over_voice or talk.speech or found.confidence >= STRONG):
            return Recognition(None, found.confidence)
        if over_voice and not self._is_sure(found, Occasion.READING):
            return Recognition(None, found.confidence)
        if not self._is_our_own(found.name, began):
            return found
        sure = self._is_sure(found, Occasion.OWN_WORD) and self._is_clear(began)
        return found if sure else Recognition(None, found.confidence)

    def _is_sure(self, found: Recognition, occasion: Occasion) -> bool:
        return bool(found.name) and found.confidence >= bar(found.name or "", occasion, self._vocabulary)

    def _is_our_own(self, name: str, began: int) -> bool:
        """Whether the voice was saying it: by the line that it says, or else by its sound."""
        if self._masks.holds(name, began, self.now):
            return True
        if not self._masks.in_the_air(self.now):
            return False
        own = self._recogniser.spot(self._echo.played(self.now - began + ECHO_TICKS))
        return own.name == name and self._is_sure(own, Occasion.READING)

    def _is_clear(self, began: int) -> bool:
        """Whether the sound since then stood so far out of what may be echo that it was a person's."""
        return self._margin(self.now - began)[0] >= CLEAR_DB
