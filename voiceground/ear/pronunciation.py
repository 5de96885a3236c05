"""How words are said, in the 39 phones of the acoustic model.

Words are looked up in a small table of our own (what people say and dictionaries leave out), then in
the CMU dictionary of pocketsphinx' wheel, then asked of espeak-ng, then guessed from their letters. The
dictionary stays a file mapped into memory: it is sorted but for the numbers of its alternatives, so a
word is found by halving in 20 microseconds, and nothing has to be loaded first.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from voiceground.ear.acoustic_model import model_folder
from voiceground.ear.spanish import phones_of_spanish
from voiceground.ear.spelling import phones_from_letters, phones_of_espeak
from voiceground.errors import ModelError

Phones: TypeAlias = tuple[str, ...]

DICTIONARY = "cmudict-en-us.dict"

OURS: Mapping[str, tuple[str, ...]] = {
    "ah": ("AA",),
    "er": ("ER",),
    "erm": ("ER M", "AH M"),
    "hm": ("HH M", "M"),
    "i'm": ("AY M", "AA M"),
    "mhm": ("M HH M", "AH M HH AH M"),
    "mm": ("M", "AH M"),
    "mm-hmm": ("M HH M", "AH M HH AH M"),
    "nah": ("N AA", "N AE", "N AA HH"),
    "nought": ("N AO T", "N AA T"),
    "nuh": ("N AH",),
    "okay": ("OW K EY", "AH K EY", "K EY"),
    "ok": ("OW K EY", "AH K EY", "K EY"),
    "uh-uh": ("AH AH", "AH HH AH"),
    "uhuh": ("AH HH AH", "AH AH"),
    "um": ("AH M",),
    "yea": ("Y EY", "Y AE"),
    "yeah": ("Y AE", "Y EH AH", "Y AE AH"),
    "yup": ("Y AH P", "Y UH P"),
}
"""What people say and the dictionary has not, or has in one way only. "uh huh" and "mm hmm" are two words."""


ENGLISH = "en"

RULES: Mapping[str, Callable[[str], tuple[Phones, ...]]] = {"es": phones_of_spanish}
"""Languages whose words are read by rules of their own instead of a dictionary."""


class Source(StrEnum):
    """Where a pronunciation comes from, from the surest to the least sure."""

    OURS = "ours"
    DICTIONARY = "dictionary"
    RULES = "rules"  # of a language that is written as it is spoken
    ESPEAK = "espeak"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Said:
    """The ways to say a word, the commonest first; empty for a word without any letter."""

    ways: tuple[Phones, ...]
    source: Source


class Lexicon:
    """Looks words up; what it has found it remembers.

    Args:
        folder: pocketsphinx' ``model/en-us``, or None for where it is installed.
        ask: gives the phones of a word that no table has, or None where it cannot: espeak-ng, as a rule.

    Raises:
        ModelError: the dictionary is not there.
    """

    def __init__(
        self, folder: Path | None = None, ask: Callable[[str], Phones | None] = phones_of_espeak
    ) -> None:
        self._ask = ask
        self._found: dict[tuple[str, str], Said] = {}
        path = (folder or model_folder()) / DICTIONARY
        try:
            with path.open("rb") as file:
                self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The dictionary {path} cannot be read ({error}). Keys still work. "
                "'pip install --force-reinstall pocketsphinx' brings it again."
            ) from error

    def look_up(self, word: str, language: str = ENGLISH) -> Said:
        """How a word is said. Never raises; at worst the letters decide.

        Args:
            word: one word.
            language: the code of its language. Where no rules for it are known, it is read as English.
        """
        word = word.lower()
        if (word, language) not in self._found:
            rules = RULES.get(language)
            said = Said(rules(word), Source.RULES) if rules else self._said(word)
            self._found[word, language] = said
        return self._found[word, language]

    def knows(self, word: str) -> bool:
        """Whether a table has the word, so that nothing about it is guessed."""
        return self.look_up(word).source in {Source.OURS, Source.DICTIONARY}

    def _said(self, word: str) -> Said:
        own = OURS.get(word)
        if own:
            return Said(tuple(tuple(way.split()) for way in own), Source.OURS)
        ways = self._dictionary(word)
        if ways:
            return Said(ways, Source.DICTIONARY)
        asked = self._ask(word)
        if asked:
            return Said((asked,), Source.ESPEAK)
        guessed = phones_from_letters(word)
        return Said((guessed,) if guessed else (), Source.LETTERS)

    def _dictionary(self, word: str) -> tuple[Phones, ...]:
        if not word.isascii() or not word or " " in word:
            return ()
        key = word.encode("ascii")
        at = self._first_line(key)
        ways: list[Phones] = []
        while at < len(self._text):
            end = self._text.find(b"\n", at)
            head, *phones = self._text[at:end].split()
            if _key(head) != key:
                break
            ways.append(tuple(phone.decode("ascii") for phone in phones))
            at = end + 1
        return tuple(dict.fromkeys(ways))

    def _first_line(self, key: bytes) -> int:
        """Where the first line stands whose word is not before ``key``."""
        low, high = 0, len(self._text)
        while low < high:
            start = self._text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if _key(self._text[start : self._text.find(b" ", start)]) < key:
                low = self._text.find(b"\n", start) + 1
            else:
                high = start
        return low


def _key(head: bytes) -> bytes:
    """The word of an entry: ``again(2)`` is another way to say ``again``."""
    return head.split(b"(", 1)[0]
