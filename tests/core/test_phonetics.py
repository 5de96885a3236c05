"""How alike words sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.core.phonetics import PHONES, between, distance, gap, likeness, nearest

strings = st.lists(st.sampled_from(PHONES), max_size=6).map(tuple)


def test_there_are_39_phones() -> None:
    assert len(PHONES) == 39


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        (("P", "B"), ("P", "M")),
        (("S", "SH"), ("S", "L")),
        (("IY", "IH"), ("IY", "AA")),
        (("F", "TH"), ("F", "G")),
        (("M", "N"), ("M", "S")),
        (("AY", "OY"), ("AY", "UW")),
        (("W", "UW"), ("W", "AE")),
    ],
)
def test_phones_that_are_made_alike_are_near(nearer: tuple[str, str], farther: tuple[str, str]) -> None:
    assert between(*nearer) < between(*farther)


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("N OW", "G OW", "Y EH S"),
        ("AH P", "AO F", "S T AA P"),
        ("TH R IY", "F R IY", "S IH K S"),
        ("F AY V", "N AY N", "T UW"),
        ("S T AA P", "T AA P", "N OW"),
    ],
)
def test_words_that_are_confused_are_near(word: str, near: str, far: str) -> None:
    assert distance(word.split(), near.split()) < distance(word.split(), far.split())
    assert likeness(word.split(), near.split()) > likeness(word.split(), far.split())


@given(strings, strings, strings)
def test_a_distance_is_a_distance(
    one: tuple[str, ...], other: tuple[str, ...], third: tuple[str, ...]
) -> None:
    assert distance(one, one) == 0.0
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert (distance(one, other) == 0.0) == (one == other)
    assert distance(one, other) <= sum(gap(phone) for phone in (*one, *other)) + 1e-9
    assert 0.0 <= likeness(one, other) <= 1.0 + 1e-9
    assert distance((*one, *third), (*other, *third)) <= distance(one, other) + 1e-9


def test_the_nearest_of_all_ways_counts() -> None:
    zero = (("Z", "IH", "R", "OW"), ("Z", "IY", "R", "OW"))

    assert nearest(zero, [("Z", "IY", "R", "OW"), ("OW",)]) == 0.0
    assert nearest(zero, []) == float("inf")


def test_an_unknown_phone_is_refused() -> None:
    with pytest.raises(KeyError):
        distance(("XX",), ("P",))
    with pytest.raises(KeyError):
        between("XX", "XX")
