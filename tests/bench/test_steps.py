"""A long session costs as much per step at its end as at its beginning."""

from __future__ import annotations

import statistics

import pytest

from tests.bench.steps import ends, long_script, main, seconds_by_step


def test_the_last_steps_of_2000_cost_what_the_first_did() -> None:
    """A cost that grew with the steps behind would be ten times as high; half of that is not noise."""
    ratios = []
    for _ in range(3):
        spent = seconds_by_step(long_script(2000))
        assert len(spent) > 2000
        first, last = ends(spent)
        ratios.append(last / first)
    assert statistics.median(ratios) < 1.5, ratios


def test_the_bench_tells_the_machine_the_number_and_the_spread(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--steps", "100", "--runs", "2"]) == 0
    told = capsys.readouterr().out
    assert "Python" in told
    assert "2 sessions of 100 steps" in told
    assert "n = 2" in told
