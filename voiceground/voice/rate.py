"""From words a minute, as measured on the rendered sound, to the engine's own rate."""

from __future__ import annotations

from voiceground.voice.speaker_pyttsx3 import Engine

SLOWEST, FASTEST = 80, 150
"""The range of ``Manner.rate`` (words a minute)."""

ESPEAK_RATES: tuple[tuple[float, int], ...] = ((80, 80), (150, 150))


def engine_rate(words_a_minute: int, engine: Engine | None) -> int:
    """What to ask of an engine so that it speaks at so many words a minute."""
    wanted = min(max(words_a_minute, SLOWEST), FASTEST)
    if engine is None or engine.name != "espeak":
        return wanted
    (low, low_rate), *rest = ESPEAK_RATES
    for high, high_rate in rest:
        if wanted <= high:
            return round(low_rate + (wanted - low) / (high - low) * (high_rate - low_rate))
        low, low_rate = high, high_rate
    return low_rate
