"""What several tests of the voice need."""

from __future__ import annotations

import io
import time
import wave

import numpy as np
import numpy.typing as npt

from voiceground.core.model import Manner
from voiceground.core.tick import Samples
from voiceground.voice import shape
from voiceground.voice.voice import Clip, Voice

DEFAULT = Manner()

LINES = (
    "There is a floor under you, and it holds.",
    "Let us begin with what is near.",
    "Which of your hands feels warmer now?",
    "Five seconds are plenty, and fewer will do.",
    "Is it a little better, about the same, or worse?",
    "Look at something blue, if there is anything blue.",
    "Noises come and go, and you may let them pass by.",
    "You did what you could today.",
    "It is fine to keep your eyes open the whole time.",
    "The next part is about sounds, and it is short.",
    "Would it help to stand up for a moment?",
    "Nobody is waiting for you to hurry.",
    "Hold something that has a clear edge, like a key or a spoon.",
    "After this we come back to the room.",
    "You could name three things that are older than you.",
)
"""Sentences that the rate was not calibrated on."""


def clip_of(voice: Voice, text: str, manner: Manner = DEFAULT, seconds: float = 10.0) -> Clip:
    """The line, asking again and again as the session does."""
    end = time.monotonic() + seconds
    while (clip := voice.clip(text, manner)) is None:
        assert time.monotonic() < end, f"no clip for {text[:40]!r} within {seconds} s"
        time.sleep(0.002)
    return clip


def wav(sound: npt.NDArray[np.float32], rate: int = 16_000, channels: int = 1) -> bytes:
    """A 16-bit WAV file of a sound."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(np.repeat(sound, channels), -1, 1) * 32767).astype("<i2").tobytes())
    return buffer.getvalue()


def tone(
    seconds: float = 1.0, rate: int = 16_000, hertz: float = 220.0, height: float = 0.3
) -> npt.NDArray[np.float32]:
    """A plain tone."""
    return (height * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def loudness(samples: Samples) -> float:
    """Loudness of a clip's samples, in LUFS."""
    return shape.loudness((samples / 32768).astype(np.float32))
