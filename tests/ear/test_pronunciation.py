"""How words are said: by our table, the dictionary, espeak-ng, or their letters."""

# ruff: noqa: RUF001  phonetic letters look like others

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from voiceground.core.languages import ENGLISH
from voiceground.core.phonetics import PHONES
from voiceground.ear import spelling
from voiceground.ear.acoustic_model import model_folder
from voiceground.ear.pronunciation import DICTIONARY, OURS, Lexicon, Phones, Source
from voiceground.errors import ModelError


def nobody(word: str) -> Phones | None:
    return None


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ask=nobody)


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("yes", ["Y EH S"]),
        ("zero", ["Z IH R OW", "Z IY R OW"]),
        ("again", ["AH G EH N", "AH G EY N"]),
        ("Stop", ["S T AA P"]),
        ("mm-hmm", ["M HH M", "AH M HH AH M"]),
        ("zywicki", ["Z IH W IH K IY"]),  # the last of the dictionary
        ("'bout", ["B AW T"]),  # the first
    ],
)
def test_words_are_said_as_listed(lexicon: Lexicon, word: str, ways: list[str]) -> None:
    assert lexicon.look_up(word).ways == tuple(tuple(way.split()) for way in ways)


def test_every_word_of_the_dictionary_is_found(lexicon: Lexicon) -> None:
    lines = (model_folder() / DICTIONARY).read_text(encoding="ascii").splitlines()
    for line in random.Random(5).sample(lines, 2000):
        head, *phones = line.split()
        word = head.split("(")[0]
        if word not in OURS:
            assert tuple(phones) in lexicon.look_up(word).ways, word


def test_every_phrase_of_the_house_is_known_for_certain(lexicon: Lexicon) -> None:
    replies = ENGLISH.replies
    rows = (*replies.families, *replies.always.values(), *replies.numbers.values())
    phrases = [phrase for row in rows for phrase in row]

    assert [word for phrase in phrases for word in phrase.split() if not lexicon.knows(word)] == []


def test_our_own_table_uses_the_phones_of_the_model() -> None:
    assert {phone for ways in OURS.values() for way in ways for phone in way.split()} <= set(PHONES)


def test_an_unknown_word_is_asked_for_once() -> None:
    asked: list[str] = []

    def ask(word: str) -> Phones | None:
        asked.append(word)
        return ("Z", "AO", "R", "K")

    lexicon = Lexicon(ask=ask)
    said = [lexicon.look_up("zzorkx") for _ in range(3)]

    assert asked == ["zzorkx"]
    assert said[0].source is Source.ESPEAK
    assert not lexicon.knows("zzorkx")


def test_without_espeak_the_letters_decide(lexicon: Lexicon) -> None:
    said = lexicon.look_up("shizzake")

    assert said.source is Source.LETTERS
    assert said.ways == (("SH", "IH", "Z", "AE", "K"),)


@pytest.mark.parametrize("word", ["", "...", "12", "é"])
def test_what_has_no_letters_cannot_be_said(lexicon: Lexicon, word: str) -> None:
    assert lexicon.look_up(word).ways == ()


def test_a_missing_dictionary_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Keys still work"):
        Lexicon(tmp_path)


@pytest.mark.parametrize(
    ("ipa", "phones"),
    [
        ("həlˈoʊ", "HH AH L OW"),
        ("bˈɛɾɚ", "B EH T ER"),
        ("tʃˈɜːtʃ", "CH ER CH"),
        ("bˈɑːks", "B AA K S"),
        ("lˈɪɾəl", "L IH T AH L"),
        ("sˈɪŋɪŋ", "S IH NG IH NG"),
    ],
)
def test_phonetic_letters_become_phones(ipa: str, phones: str) -> None:
    assert spelling.phones_of_ipa(ipa) == tuple(phones.split())


def test_a_flap_is_an_r_in_other_languages() -> None:
    assert spelling.phones_of_ipa("pˈeɾo", english=False) == ("P", "EY", "R", "OW")


def test_every_phone_of_the_tables_is_the_models() -> None:
    tables = (spelling.FROM_IPA, spelling.FROM_LETTERS)

    assert {phone for table in tables for ways in table.values() for phone in ways.split()} <= set(PHONES)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize(
    ("word", "phones"), [("zwingli", "Z W IH NG G L IY"), ("blork", "B L AO R K"), ("-h", None)]
)
def test_espeak_says_how_a_name_is_said(word: str, phones: str | None) -> None:
    said = spelling.phones_of_espeak(word)

    if phones is None:  # no word is ever taken for an option of the program
        assert said == ("EY", "CH")
    else:
        assert said == tuple(phones.split())


def test_an_espeak_that_fails_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "espeak-ng"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert spelling.phones_of_espeak("hello") is None

    broken.unlink()
    assert spelling.phones_of_espeak("hello") is None
