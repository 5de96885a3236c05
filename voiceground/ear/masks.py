"""When the voice itself says a word that is live: then the word is not taken from the microphone.

Only the words' own spans in the line count. Where in the line a word is said follows from how many
letters and pauses come before it; the margin covers how far that is off.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from voiceground.core.model import Option
from voiceground.core.replies import normal
from voiceground.core.tick import ticks_of

MARGIN_SECONDS = 0.55
"""On both sides of a word. Against a forced alignment of all lines that ship (522 words of 142 lines) the
places below are off by -0.5 to 0.6 s, all but 2 of 100."""

QUIET_SECONDS = 0.12
"""What a line holds behind its last sound."""

RING_SECONDS = 0.6
"""How long a word may still be heard after it was played: the devices' delay, and the room's tail."""

AIR_SECONDS = 0.35
"""How long after it was played the voice is still to be reckoned with."""

NEVER = 1_000_000_000

WORD, COMMA, STOP = 0.5, 5.0, 7.0
"""What a space, a comma and a full stop take, in letters: the least spread against that alignment."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch in which the voice says an option, in ticks of the line; ``end`` is one past the last."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class _Line:
    """A line of the voice: where it began, in ticks, and where it was cut off."""

    text: str
    seconds: float
    began: int
    waiting: bool = True
    cut: int = NEVER
    spans: tuple[Span, ...] = ()


class Masks:
    """Knows what the voice says now and has said lately. Ticks are the ear's."""

    def __init__(self) -> None:
        self._options: tuple[Option, ...] = ()
        self._lines: deque[_Line] = deque(maxlen=3)
        self._speaking = False
        self._sounded = -NEVER

    def accept(self, options: tuple[Option, ...]) -> None:
        """What is live from now on, in the line that is being said too."""
        self._options = options
        for line in self._lines:
            line.spans = spans_of(line.text, line.seconds, options)

    def voice_says(self, text: str | None, seconds: float, now: int) -> None:
        """A line begins, or has ended (None): what it did not come to say is not masked."""
        if self._lines:
            line = self._lines[-1]
            line.cut = min(line.cut, now + ticks_of(RING_SECONDS))
        self._speaking = text is not None
        if text is not None:
            spans = spans_of(text, seconds, self._options)
            self._lines.append(_Line(text, seconds, now, spans=spans))

    def played(self, now: int, *, sounding: bool) -> None:
        """Once a tick, whether the speaker is given sound: a line begins when the device comes to it."""
        if not sounding:
            return
        self._sounded = now
        if self._speaking and self._lines[-1].waiting:
            self._lines[-1].began, self._lines[-1].waiting = now, False

    def in_the_air(self, now: int) -> bool:
        """Whether the voice is to be heard in the room."""
        return now - self._sounded <= ticks_of(AIR_SECONDS)

    def sounded_since(self, tick: int) -> bool:
        """Whether the voice has sounded since then."""
        return self._sounded >= tick

    def holds(self, name: str, start: int, end: int) -> bool:
        """Whether the voice itself may have said the option between two ticks."""
        return any(
            line.began + span.start < end and min(line.began + span.end, line.cut) > start
            for line in self._lines
            for span in line.spans
            if span.name == name
        )


def said_in(text: str, options: tuple[Option, ...]) -> frozenset[str]:
    """The names of the options that would be heard if ``text`` came back through the microphone."""
    words = f" {normal(text)} "
    return frozenset(o.name for o in options if any(f" {phrase} " in words for phrase in o.phrases))


def spans_of(text: str, seconds: float, options: tuple[Option, ...]) -> tuple[Span, ...]:
    """Where a line says which option, its ringing in the room included.

    Args:
        text: the line.
        seconds: how long it lasts as it is played; 0 if that is not known: then it is all one span.
        options: what is live.
    """
    if seconds <= 0.0:
        return tuple(Span(name, 0, NEVER) for name in sorted(said_in(text, options)))
    words, times = _timed(text)
    spoken = max(0.0, seconds - QUIET_SECONDS)
    spans = []
    for option in options:
        for phrase in option.phrases:
            parts = phrase.split()
            for at in range(len(words) - len(parts) + 1):
                if words[at : at + len(parts)] == parts:
                    start = times[at][0] * spoken - MARGIN_SECONDS
                    end = times[at + len(parts) - 1][1] * spoken + MARGIN_SECONDS + RING_SECONDS
                    spans.append(Span(option.name, ticks_of(max(0.0, start)), ticks_of(end)))
    return tuple(spans)


def _timed(text: str) -> tuple[list[str], list[tuple[float, float]]]:
    """The words of a line as they are matched, and where each begins and ends as a part of the line."""
    words: list[str] = []
    places: list[tuple[float, float]] = []
    now = 0.0
    last = 0.0
    for run in re.findall(r"\S+", text.replace("-", " ")):
        said = normal(run)
        if not said:
            continue
        length = float(len(said))
        for word in said.split():
            words.append(word)
            places.append((now, now + length))
        now += length
        last = now
        now += STOP if run.rstrip("\"')")[-1:] in ".!?" else COMMA if run[-1] in ",;:" else WORD
    whole = max(last, 1.0)
    return words, [(start / whole, end / whole) for start, end in places]
