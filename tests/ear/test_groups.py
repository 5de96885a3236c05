"""Counting, without any sound: onset times in, groups out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.ear.groups import REST_MS, WINDOW_MS, Group, Member, counts

gaps = st.floats(60.0, 4000.0)
close = st.floats(60.0, 440.0)
apart = st.floats(REST_MS + 1, 5000.0)


def times(gaps_ms: list[float], start: float = 500.0) -> list[float]:
    found = [start]
    for gap in gaps_ms:
        found.append(found[-1] + gap)
    return found


@pytest.mark.parametrize(
    ("onsets", "found"),
    [
        ([], []),
        ([100], [(100, 1)]),
        ([100, 400], [(100, 2)]),
        ([100, 799, 1490], [(100, 3)]),
        ([100, 1300], [(100, 1), (1300, 1)]),
        ([100, 300, 500, 700], []),  # typing
        ([100, 900], [(100, 1)]),  # too late for the first, too soon for another
        ([0, 1000, 2000, 3000, 4000, 5200], [(0, 1), (5200, 1)]),  # a clock, and after it a tap
        ([100, 300, 2000, 2200, 2400, 4000], [(100, 2), (2000, 3), (4000, 1)]),
    ],
)
def test_what_lies_close_together_is_counted_together(
    onsets: list[float], found: list[tuple[float, int]]
) -> None:
    assert counts(onsets) == found


@given(st.lists(gaps, max_size=30))
def test_a_count_is_one_two_or_three_and_no_strike_is_counted_twice(gaps_ms: list[float]) -> None:
    onsets = times(gaps_ms)
    found = counts(onsets)
    assert all(count in {1, 2, 3} for _, count in found)
    assert sum(count for _, count in found) <= len(onsets)
    assert [at for at, _ in found] == sorted({at for at, _ in found})
    assert {at for at, _ in found} <= set(onsets)


@given(st.lists(st.lists(close, max_size=2), min_size=1, max_size=6), apart)
def test_groups_that_are_well_apart_are_all_counted_right(groups: list[list[float]], pause: float) -> None:
    onsets: list[float] = []
    wanted = []
    for inside in groups:
        start = onsets[-1] + pause if onsets else 500.0
        onsets += times(inside, start)
        wanted.append((start, len(inside) + 1))
    assert counts(onsets) == wanted


@given(st.lists(close, min_size=3, max_size=40))
def test_more_than_three_in_a_row_are_never_a_signal(gaps_ms: list[float]) -> None:
    assert counts(times(gaps_ms)) == []


def test_a_group_is_known_as_soon_as_its_window_has_passed() -> None:
    group = Group().add(Member(1000.0, 1000.0))
    assert group.over(1000.0 + WINDOW_MS)[1] == ()
    assert len(group.over(1001.0 + WINDOW_MS)[1]) == 1


def test_a_third_is_waited_on_for_a_shorter_time() -> None:
    group = Group().add(Member(0, 0)).add(Member(300, 300)).add(Member(600, 600))
    assert group.over(1040.0)[1] == ()
    assert len(group.over(1060.0)[1]) == 3


def test_a_brush_is_not_counted() -> None:
    group = Group().add(Member(0, 0, 70.0)).add(Member(300, 300, 45.0))
    assert [member.at_ms for member in group.over(2000.0)[1]] == [0]
