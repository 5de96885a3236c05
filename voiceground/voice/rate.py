"""From words a minute, as measured on the rendered sound, to what is asked of the engine."""

from __future__ import annotations

from dataclasses import dataclass

SLOWEST, FASTEST = 80, 150
"""The range of ``Manner.rate`` (words a minute)."""

ESPEAK_RATES: tuple[tuple[float, int], ...] = ((110.2, 84), (125.2, 96), (143.7, 110), (156.5, 120))
"""Measured words a minute, and the rate that espeak must be asked for. See docs/voice.md."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a line reaches its rate.

    Attributes:
        engine_rate: what the engine is asked for, in its own units.
        stretch: by how much its sound is then made longer.
        pause: between two sentences of a line, in seconds.
    """

    engine_rate: int
    stretch: float
    pause: float


def pace(words_a_minute: int, engine: str) -> Pace:
    """How to speak at so many words a minute with an engine of that name.

    Engines other than espeak take words a minute by their own account; that was not measured.
    """
    wanted = min(max(words_a_minute, SLOWEST), FASTEST)
    pause = 0.8 * 110 / wanted  # content-guide.md 2.4 asks for 0.8 to 1.2 s; it follows the rate
    if engine != "espeak":
        return Pace(wanted, 1.0, pause)
    (slowest, rate), *rest = ESPEAK_RATES
    if wanted <= slowest:
        return Pace(rate, slowest / wanted, pause)
    low, low_rate = slowest, rate
    for high, high_rate in rest:
        if wanted <= high:
            break
        low, low_rate = high, high_rate
    return Pace(round(low_rate + (wanted - low) / (high - low) * (high_rate - low_rate)), 1.0, pause)
