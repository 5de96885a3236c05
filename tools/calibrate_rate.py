"""Measure how fast espeak speaks at its own rates, and print the tables of voiceground/voice/rate.py.

    python tools/calibrate_rate.py [VOICE...]

Words a minute over the lines of ``voice_lines``: all their words by all their seconds, each line from its
first to its last sound. Then the same as played, at the rates that a person can ask for.
"""

from __future__ import annotations

import sys

from voice_lines import LINES_OF

from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice import shape
from voiceground.voice.house import DEFAULT_VOICE
from voiceground.voice.rate import PROBES, Pace, pace, spoken_seconds, voice_speed
from voiceground.voice.speaker_pyttsx3 import Speaker
from voiceground.voice.text import words

ENGINE_RATES = (80, 84, 88, 92, 96, 100, 104, 108, 112, 116, 120, 124, 140, 160, 180)
RATES = (80, 90, 100, 110, 120, 130, 140, 150)


def language_of(voice: str) -> str:
    """The language of an espeak voice such as ``gmw/en-us+ed``."""
    return voice.rpartition("/")[2].partition("+")[0].partition("-")[0]


def measured(speaker: Speaker, voice: str, how: Pace) -> float:
    """Words a minute over all lines of the voice's language."""
    seconds = 0.0
    lines = LINES_OF[language_of(voice)]
    for text in lines:
        sound = speaker.render(text, voice=voice, pitch=50, rate=how.engine_rate)
        if sound is None:
            sys.exit(f"{voice}: {speaker.trouble}")
        played = shape.join([sound], how.stretch, how.pause).size / SAMPLE_RATE
        seconds += played - shape.LEAD_SECONDS - shape.TAIL_SECONDS
    return 60 * sum(map(words, lines)) / seconds


def main() -> int:
    """Print both tables for each voice."""
    speaker = Speaker()
    for voice in sys.argv[1:] or [DEFAULT_VOICE]:
        language = language_of(voice)
        speed = voice_speed(speaker, voice, 50, language)
        probe = spoken_seconds(speaker, voice, 50, PROBES[language].lines)
        print(f"{voice}: the probe lasts {probe:.2f} s, {speed:.3f} times the default voice's speed")
        own = [f"{rate}: {measured(speaker, voice, Pace(rate, 1.0, 0.0)):.1f}" for rate in ENGINE_RATES]
        print("  asked of espeak: words a minute   ", ", ".join(own))
        heard = [f"{rate}: {measured(speaker, voice, pace(rate, 'espeak', speed)):.1f}" for rate in RATES]
        print("  asked of voiceground: heard       ", ", ".join(heard))
    speaker.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
