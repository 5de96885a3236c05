"""Finds the signals in recordings as if they were live, beside the same detector of speech."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voiceground.core.tick import Samples, silence
from voiceground.ear.activity import Attention
from voiceground.ear.files import BEFORE_SECONDS, live_ticks
from voiceground.ear.signals import Signals
from voiceground.ear.wav import read_wav


@dataclass(frozen=True, slots=True)
class TappedEvent:
    """A group of signals; ``at_ms`` is when its first one began, from the start of the recording."""

    kind: str
    at_ms: int
    count: int


def tapped_file(path: Path, activity: Attention) -> list[TappedEvent]:
    """The groups in a WAV file of any rate, width and number of channels.

    Raises:
        UsageError: the file cannot be read; the sentence says why.
    """
    return tapped(read_wav(path), activity)


def tapped(sound: Samples, activity: Attention) -> list[TappedEvent]:
    """The groups in a sound, shape (n,), int16, 16 kHz; ``activity`` is reset first."""
    activity.reset()
    signals = Signals()
    found = [
        signal
        for tick in live_ticks(sound, silence(0))
        for signal in signals.hear(tick.mic, activity.follow(tick.mic).speech)
    ]
    start = BEFORE_SECONDS * 1000
    return [TappedEvent(s.kind.value, max(0, round(s.at_ms - start)), s.count) for s in found]
