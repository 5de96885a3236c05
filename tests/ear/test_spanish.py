"""Spanish in the phones of a model that learnt English."""

from __future__ import annotations

import pytest

from voiceground.core.languages import SPANISH
from voiceground.core.phonetics import PHONES
from voiceground.ear.pronunciation import Lexicon, Source
from voiceground.ear.spanish import common_words, phones_of_spanish


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("sí", "S IY"),
        ("no", "N OW"),
        ("para", "P AA D AA"),
        ("basta", "B AA S T AA"),
        ("siete", "S Y EH T EH"),
        ("nueve", "N W EH V EH"),
        ("ocho", "OW CH OW"),
        ("mañana", "M AA N Y AA N AA"),
        ("sigue", "S IY G EH"),
        ("qué", "K EH"),
        ("hacer", "AA S EH D"),
        ("todavía", "T OW DH AA V IY AA"),
        ("", ""),
    ],
)
def test_words_are_read_as_they_are_written(word: str, first: str) -> None:
    ways = phones_of_spanish(word)
    assert " ".join(ways[0] if ways else ()) == first


def test_both_sides_of_the_sea_are_understood() -> None:
    assert {"S EH D OW", "TH EH D OW"} <= {" ".join(way) for way in phones_of_spanish("cero")}


def test_every_word_of_the_tables_can_be_said_in_the_phones_of_the_model() -> None:
    replies = SPANISH.replies
    rows = (*replies.families, *replies.always.values(), *replies.numbers.values())
    words = {word for row in rows for phrase in row for word in phrase.split()}
    ways = {word: phones_of_spanish(word) for word in words}
    assert [word for word, said in ways.items() if not said] == []
    assert {phone for said in ways.values() for way in said for phone in way} <= set(PHONES)
    assert all(set(phones) <= set(PHONES) for phones in common_words())


def test_a_word_that_both_languages_have_is_read_by_the_one_that_is_spoken() -> None:
    lexicon = Lexicon()
    assert lexicon.look_up("once", "es").source is Source.RULES
    assert lexicon.look_up("once").source is Source.DICTIONARY
    assert lexicon.look_up("once", "es").ways != lexicon.look_up("once").ways
