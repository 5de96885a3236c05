"""The recommender's choice in sentences: they say what the order is, and nothing that is not so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.journals import kept, used
from voiceground.journal.helping import order
from voiceground.journal.reading import KeptSession
from voiceground.journal.why import UNKNOWN, moved, times, why

DOOR = {"panicky": ("a", "b", "c")}


def said(sessions: list[KeptSession]) -> list[str]:
    told = list(why(sessions, DOOR))
    return told[told.index("") + 1 :]


def test_of_an_empty_journal_it_says_that_nothing_is_known() -> None:
    assert said([]) == ["panicky: a, then b, then c.", UNKNOWN]


def test_what_helped_is_told_with_how_often_and_how_far_the_number_went() -> None:
    sessions = [kept(used("panicky", "c", "better", before=7, after=4), day=day) for day in range(2)]
    assert said(sessions) == [
        "panicky: c, then a, then b.",
        "c was used twice. It felt better twice. Your number went down by 3, the middle of 2 times.",
    ]


def test_too_little_is_told_as_too_little() -> None:
    assert said([kept(used("panicky", "b", "same"))]) == [
        "panicky: a, then b, then c.",
        "b was used once. It felt the same once. That is too little to go by.",
    ]


def test_what_felt_worse_is_told_as_left_out_and_how_to_start_it_all_the_same() -> None:
    assert said([kept(used("panicky", "a", "worse"))]) == [
        "panicky: b, then c.",
        "a felt worse the last time, and is left out. `voiceground run a` still starts it.",
    ]


def test_what_felt_worse_and_is_offered_for_want_of_others_is_told_as_that() -> None:
    sessions = [kept(used("panicky", tool, "worse"), day=day) for day, tool in enumerate("abc")]
    assert "It felt worse last time, and little else is there to offer." in said(sessions)[1]


@pytest.mark.parametrize(
    ("middle", "count", "words"),
    [
        (-2, 1, "went down by 2"),
        (1.5, 4, "went up by 1.5, the middle of 4 times"),
        (0, 3, "stayed where it was, the middle of 3 times"),
    ],
)
def test_a_change_in_words(middle: float, count: int, words: str) -> None:
    assert moved(middle, count) == words


def test_how_often_in_words() -> None:
    assert [times(count) for count in (1, 2, 3)] == ["once", "twice", "3 times"]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["better", "same", "worse", None]))))
def test_the_first_sentence_of_a_door_is_the_order_itself(past: list[tuple[str, str | None]]) -> None:
    sessions = [kept(used("panicky", tool, felt), day=day) for day, (tool, felt) in enumerate(past)]
    assert said(sessions)[0] == f"panicky: {', then '.join(order(sessions, DOOR)['panicky'])}."
    assert all("  " not in sentence for sentence in said(sessions))
