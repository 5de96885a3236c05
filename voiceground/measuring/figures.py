"""The arithmetic of a bench: shares with their intervals, and spreads. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Z95 = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with a 95 % interval.

    The interval is Wilson's score interval (Wilson 1927), which keeps its promise for small numbers and
    for shares near 0 and 1, where most figures of an ear lie.
    """

    hits: int
    n: int

    @property
    def percent(self) -> float:
        """The share in percent; 0 where there was nothing to count."""
        return 100.0 * self.hits / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The bounds of the 95 % interval, in percent; 0 to 100 where there was nothing to count."""
        if not self.n:
            return 0.0, 100.0
        share, z2 = self.hits / self.n, Z95 * Z95
        middle = share + z2 / (2 * self.n)
        half = Z95 * math.sqrt(share * (1.0 - share) / self.n + z2 / (4 * self.n * self.n))
        scale = 100.0 / (1.0 + z2 / self.n)
        return max(0.0, scale * (middle - half)), min(100.0, scale * (middle + half))

    def __str__(self) -> str:
        if not self.n:
            return "none to count"
        low, high = self.interval
        return f"{self.percent:5.1f} % {f'[{low:.1f}-{high:.1f}]':13} {self.hits}/{self.n}"

    def as_json(self) -> dict[str, float]:
        """The figures by name, percent to one place."""
        low, high = (round(bound, 1) for bound in self.interval)
        return {"n": self.n, "hits": self.hits, "percent": round(self.percent, 1), "low": low, "high": high}


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of one thing, in whatever unit they came.

    Attributes:
        p95: the 95th percentile, interpolated linearly.
    """

    n: int
    median: float
    p95: float
    lowest: float
    highest: float

    def as_json(self) -> dict[str, float]:
        """The figures by name, to three places."""
        figures = {"median": self.median, "p95": self.p95, "lowest": self.lowest, "highest": self.highest}
        return {"n": self.n, **{name: round(value, 3) for name, value in figures.items()}}


def spread(values: Sequence[float]) -> Spread | None:
    """The spread of some values; None where there are none."""
    if not values:
        return None
    median, p95 = (float(value) for value in np.percentile(values, (50, 95)))
    return Spread(len(values), median, p95, float(min(values)), float(max(values)))
