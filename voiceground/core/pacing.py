"""The pace of the voice: how long things take, and how long silences may be.

Numbers are the content guide's (2.4): 110 words a minute, 1 s between sentences, never more than 10 s
of silence without a word of ours.
"""

from __future__ import annotations

RATE_SLOWEST = 80
RATE_DEFAULT = 110
RATE_FASTEST = 150
RATE_STEP = 1.08
"""Words a minute, as measured on the rendered speech; ``slower`` and ``faster`` are steps of 8 %."""

GAIN_STEP = 3.0
GAIN_LIMIT = 12.0
"""dB; a volume never jumps by more than 3 dB."""

GAP = 1.0
"""Seconds between two lines."""

LONGEST_SILENCE = 10.0
"""Seconds after which the voice says that it is still here."""

WAIT_INTERVALS = (10.0, 20.0, 30.0, 60.0)
"""Seconds between two such words after the person said ``wait``; the last goes on."""

LONGEST_WAIT = 34
"""How many of them make half an hour; then the voice says that it ends, and ends."""

LONGEST_OPEN = 150
"""How many "still here" a question without a time limit gets: about half an hour of them."""

TAKE_BACK = 8.0
"""Seconds in which ``go on`` takes a ``stop`` back."""

SCAN_GAP = 2.5
"""Seconds after an item of a menu in which a signal or a key picks it. A tap takes about a second to be
counted, and a slow hand another."""

AMEND = 2.0
"""Seconds after the first words of a branch in which the other answer is still one to the question before."""

TO_BEGIN = 20.0
"""Seconds of silence that somebody gets before they begin to speak freely: as many as for a reply."""

OVERRUN = 60.0
"""Seconds that somebody who is speaking freely gets on top; a television would go on for ever."""

SOFTER = 6.0
"""dB that the voice is softer when somebody must not hear it."""

KEPT_AFTER = 8.0
"""Seconds after "Seven, was that right?" in which it can be put right; silence keeps a number."""


def speech_seconds(text: str, rate: int) -> float:
    """About how long a text takes to say, in seconds; also how long its caption stays without a voice."""
    return max(1.0, len(text.split()) * 60.0 / rate)


def slower(rate: int) -> int:
    """One step down, at the least RATE_SLOWEST."""
    return max(RATE_SLOWEST, round(rate / RATE_STEP))


def faster(rate: int) -> int:
    """One step up, at the most RATE_FASTEST."""
    return min(RATE_FASTEST, round(rate * RATE_STEP))


def wait_interval(nudges: int) -> float:
    """Seconds until the next word after ``wait``, when so many have been said."""
    return WAIT_INTERVALS[min(nudges, len(WAIT_INTERVALS) - 1)]
