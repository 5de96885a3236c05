"""Lines as text: what is spoken of them, where they are cut, how long they take to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.voice.text import LONGEST_SENTENCE, reading_seconds, sentences, speakable, words


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("  two\n lines ", "two lines"),
        ("a\x00b", "a b"),
        ("soft\u00adhyphen and\u200b zero width", "softhyphen and zero width"),
        ("half \ud83d pair", "half pair"),
        ("cafe\u0301", "caf\u00e9"),
        ("", ""),
    ],
)
def test_only_what_can_be_said_goes_to_the_engine(text: str, spoken: str) -> None:
    assert speakable(text) == spoken


@pytest.mark.parametrize(
    ("text", "count"),
    [("I'm with you.", 3), ("From zero to 10 - or not?", 6), ("...", 0), ("", 0), ("well-known", 1)],
)
def test_words_are_counted_as_people_count(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ('She said "stop." Then nothing.', ['She said "stop."', "Then nothing."]),
        ("It is 3.5 or so, e.g. this. Dr. Lee agrees.", ["It is 3.5 or so, e.g. this.", "Dr. Lee agrees."]),
        ("Well... perhaps\u2026 or not. 5 is fine.", ["Well... perhaps\u2026 or not.", "5 is fine."]),
        ("... ! ?", []),
        ("", []),
    ],
)
def test_a_line_is_cut_at_the_ends_of_its_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@given(st.text(max_size=3000))
def test_no_word_is_lost_and_no_piece_is_too_long(text: str) -> None:
    said = speakable(text)
    found = sentences(said)
    assert all(0 < len(part) <= LONGEST_SENTENCE for part in found)
    assert [char for part in found for char in part if char.isalnum()] == [c for c in said if c.isalnum()]


def test_a_caption_stays_as_long_as_its_words_would_last() -> None:
    assert reading_seconds("one two three four five six seven eight nine ten eleven", 110) == 6.0
    assert reading_seconds("one two three four", 80) == 3.0
    assert reading_seconds("Yes.", 150) == 1.0
