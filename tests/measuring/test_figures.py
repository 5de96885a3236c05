"""Shares, intervals and spreads, against figures that were worked out elsewhere."""

from __future__ import annotations

import pytest

from voiceground.measuring.figures import Share, spread

KNOWN = [
    # Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3: Wilson's score without correction.
    (81, 263, 25.53, 36.62),
    (15, 148, 6.24, 16.05),
    (0, 20, 0.0, 16.11),
    (1, 29, 0.61, 17.18),
    (29, 29, 88.30, 100.0),
]


@pytest.mark.parametrize(("hits", "n", "low", "high"), KNOWN)
def test_intervals_are_those_of_the_literature(hits: int, n: int, low: float, high: float) -> None:
    assert Share(hits, n).interval == pytest.approx((low, high), abs=0.01)


def test_nothing_counted_is_nothing_known() -> None:
    nothing = Share(0, 0)

    assert (nothing.percent, nothing.interval) == (0.0, (0.0, 100.0))
    assert str(nothing) == "none to count"


def test_a_share_says_how_many_of_how_many() -> None:
    assert str(Share(97, 100)).split() == ["97.0", "%", "[91.5-99.0]", "97/100"]
    assert Share(97, 100).as_json() == {"n": 100, "hits": 97, "percent": 97.0, "low": 91.5, "high": 99.0}


def test_a_spread_has_the_middle_the_tail_and_the_ends() -> None:
    found = spread([10.0 * value for value in range(101)])

    assert found is not None
    assert (found.n, found.median, found.p95, found.lowest, found.highest) == (101, 500.0, 950.0, 0.0, 1000.0)


def test_of_no_values_there_is_no_spread() -> None:
    assert spread([]) is None
