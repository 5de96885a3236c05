"""The charts: true to time and number, without colours of their own, and readable at any size."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.journals import START
from voiceground.journal.charts import TICK_ROOM, WIDTH, door_chart, numbers_chart
from voiceground.journal.helping import Felt, Tally, Use
from voiceground.journal.summary import Point


def drawn(*points: tuple[float, float | None, float | None]) -> ET.Element:
    """The chart of numbers (day, before, after)."""
    made = [Point(START + timedelta(days=day), "then", 1, before, after) for day, before, after in points]
    return ET.fromstring(numbers_chart(made, "Numbers", "All of them."))


def shapes(chart: ET.Element, kind: str) -> list[ET.Element]:
    return [element for element in chart.iter() if element.get("class") == kind]


def places(chart: ET.Element, kind: str) -> list[tuple[float, float]]:
    return [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in shapes(chart, kind)]


def test_a_number_is_a_ring_before_and_a_dot_after_with_a_line_between() -> None:
    chart = drawn((0, 7, 4))
    ((x, ring),) = places(chart, "before")
    ((_, dot),) = places(chart, "after")
    (line,) = shapes(chart, "stem")
    assert line.attrib["d"] == f"M {x:g} {ring:g} L {x:g} {dot:g}"
    assert ring < dot  # down is lower


def test_what_was_not_given_is_not_drawn() -> None:
    chart = drawn((0, None, 4), (1, 6, None), (2, None, None))
    assert [len(shapes(chart, kind)) for kind in ("before", "after", "stem")] == [1, 1, 0]


def test_time_is_drawn_true() -> None:
    chart = drawn((0, None, 5), (1, None, 5), (10, None, 5))
    first, second, last = (x for x, _ in places(chart, "after"))
    assert (second - first) * 10 == pytest.approx(last - first, abs=1)


def test_two_at_the_same_moment_are_drawn_all_the_same() -> None:
    assert len(places(drawn((3, 7, 5), (3, 6, 2)), "after")) == 2


def test_it_has_a_name_a_description_and_no_looks_of_its_own() -> None:
    chart = drawn((0, 7, 4), (1, 5, 5))
    assert (chart.get("role"), chart.get("aria-label")) == ("img", "Numbers")
    (description,) = chart.iter("desc")
    assert description.text == "All of them."
    for element in chart.iter():
        assert not {"fill", "stroke", "stroke-width", "font-family", "font-size", "style"} & set(
            element.attrib
        )
        assert not [value for value in element.attrib.values() if re.search(r"\d\.\d\d|E-", value)]


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=60).map(sorted))
def test_dates_never_run_into_one_another(days: Sequence[float]) -> None:
    chart = drawn(*((day, None, 5) for day in days))
    (axis,) = (group for group in chart.iter("g") if group.get("class") == "axis bottom")
    written = [float(text.attrib["x"]) for text in axis.iter("text")]
    assert written
    assert all(after - before > TICK_ROOM / 100 * WIDTH * 0.8 for before, after in pairwise(written))


@pytest.mark.parametrize("most", [1, 2, 3, 7, 12, 365, 9_999])
def test_how_often_is_counted_in_whole_numbers(most: int) -> None:
    use = Use("panicky", "five-senses", START, felt=Felt.BETTER)
    tally = Tally((use,) * most)
    chart = ET.fromstring(door_chart([("five-senses", tally), ("other", Tally())], "Door", "All."))
    (axis,) = (group for group in chart.iter("g") if group.get("class") == "axis bottom")
    counted = [int(str(text.text)) for text in axis.iter("text")]
    assert 0 in counted
    assert 2 <= len(counted) <= 6
    empty, full = sorted(float(bar.attrib["width"]) for bar in shapes(chart, "better"))
    assert empty == 0
    assert full > 150
