"""Conditions of ``if``: what can be written, when it holds, and how a mistake in it is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.core.conditions import ConditionError, holds, names_in, parse_condition

KEPT = {"before": "8", "after": "5", "again": "yes", "mood": "too much", "empty": "", "half": "2.5"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("again == yes", True),
        ("again == no", False),
        ("again == YES", True),
        ("again != yes", False),
        ('again == "yes"', True),
        ("again == 'no'", False),
        ("mood == too much", True),
        ('mood == "too much"', True),
        ("mood == too little", False),
        ("after < before", True),
        ("after > before", False),
        ("after <= 5", True),
        ("after < 5", False),
        ("after >= 5 and before >= 8", True),
        ("10 > before", True),
        ("half > 2", True),
        ("after == 5.0", True),
        ("after != before", True),
        ("again", True),
        ("not again", False),
        ("empty", False),
        ("not empty", True),
        ("never == 3", False),
        ("never < 3", False),
        ("never >= 0", False),
        ("never != 3", True),
        ('never == ""', True),
        ("not never", True),
        ("again == yes or never and never", True),
        ("(again == yes or never) and never", False),
        ("not (again == no) and not never", True),
        ("not not again", True),
        ("AGAIN == yes AND after < before", False),  # names are as they were written
        ("again == yes AND NOT after > before", True),
        ("again<=yes", False),  # words have no order
    ],
)
def test_a_condition_holds(written: str, expected: bool) -> None:
    assert holds(parse_condition(written), KEPT) is expected


@pytest.mark.parametrize(
    ("written", "column", "words"),
    [
        ("", 1, "missing at the end"),
        ("again ==", 9, "missing at the end"),
        ("again = yes", 7, "== or !="),
        ("again == yes and", 17, "missing at the end"),
        ("== yes", 1, 'before "=="'),
        ("(again", 1, "not closed"),
        ("again)", 6, "does not fit"),
        ("a < b < c", 7, "does not fit"),
        ("again == 'yes", 10, "not closed"),
        ("a && b", 3, "`and`"),
        ("a || b", 3, "`or`"),
        ("a + b", 3, "no meaning"),
        ("__import__('os')", 11, "does not fit"),
        ("a == b; c", 7, "no meaning"),
        ("not", 4, "missing at the end"),
        ("and", 1, 'before "and"'),
        ("(" * 80 + "a" + ")" * 80, 52, "too deep"),
        ("not " * 80 + "a", 205, "too deep"),
    ],
)
def test_a_mistake_has_its_place_and_words(written: str, column: int, words: str) -> None:
    with pytest.raises(ConditionError) as told:
        parse_condition(written)
    assert told.value.column == column
    assert words in str(told.value)


def test_the_names_of_a_condition_are_told_with_their_columns() -> None:
    found = [(named, named.column) for named in names_in(parse_condition("not (a < b) or  c == too much"))]
    assert [column for _, column in found] == [6, 10, 17, 22]


def told(written: str) -> ConditionError | None:
    """What is wrong with a condition; it is used when nothing is."""
    try:
        holds(parse_condition(written), {"a": "1"})
    except ConditionError as error:
        return error
    return None


@given(st.text(alphabet="ab<>=!()\"' andort105.", max_size=60) | st.text(max_size=40))
def test_any_text_is_a_condition_or_told_with_a_place_within_it(written: str) -> None:
    error = told(written)
    if error:
        assert 1 <= error.column <= len(written) + 1
        assert str(error).endswith(".")
