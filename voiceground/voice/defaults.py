"""The house's own choice of voice for each language; docs/voice.md says how it was made."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH = "en"
DEFAULT_VOICE = "gmw/en-us+ed"
DEFAULT_PITCH = 40
"""0 to 100; 50 is the voice's own height."""

DEFAULT_VOICES: Mapping[str, str] = {ENGLISH: DEFAULT_VOICE, "es": "roa/es-419+ed"}

SPEEDS: Mapping[str, float] = {DEFAULT_VOICE: 1.0, "roa/es-419+ed": 0.785}
"""How fast they speak at the same rate of the engine, in words a minute against the English one; Spanish has
longer words (``tools/calibrate_rate.py``). Others are measured when they are first used (``rate``)."""


def default_voice(language: str) -> str:
    """The house's choice for a language by its code; English where none was made."""
    return DEFAULT_VOICES.get(language.partition("-")[0], DEFAULT_VOICE)
