"""Speaking softly, where others must not hear it: a voice without a tone in it, and quieter.

espeak's variant ``whisper`` leaves the vocal cords out: measured on two lines, the periodicity of its frames
falls from 0.71 to 0.20, and what is below 300 Hz, which walls let through, by 9 dB. The house levels every
line to the same loudness, so that the rest of the quiet is a lower gain.
"""

from __future__ import annotations

VARIANT = "whisper"
GAIN = -9.0
"""dB against the person's own setting; "louder" is 3 dB a step and works as ever."""


def whispering(voice: str) -> str:
    """The same voice, whispering; only espeak has such variants, and only its names hold a slash."""
    language, _, _ = voice.partition("+")
    return f"{language}+{VARIANT}" if "/" in language else voice
