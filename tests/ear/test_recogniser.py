"""What only the built-in recogniser has to answer for; see test_recogniser_contract.py."""

from __future__ import annotations

import pytest

from tests.ear.test_recogniser_contract import MOMENT, RECORDINGS, spoken
from voiceground.core import replies
from voiceground.core.model import Option, Vocabulary
from voiceground.ear.wav import read_wav
from voiceground.ear.words import SphinxRecogniser


class TestSphinx:
    """What only the real one has to answer for."""

    def test_words_without_a_pronunciation_are_named(self) -> None:
        odd = Vocabulary((Option("xyzzyq", ("xyzzyq", "yes")),), (), open=True)

        assert SphinxRecogniser().unknown_words(odd) == ("xyzzyq",)

    def test_a_moment_made_of_unknown_words_only_hears_nothing(self) -> None:
        recogniser = SphinxRecogniser()
        recogniser.expect(Vocabulary((Option("xyzzyq", ("xyzzyq",)),), (), open=True))
        spoken(recogniser, read_wav(RECORDINGS / "yes-1.wav"))

        assert recogniser.guess().name is None

    def test_nearly_every_reply_of_the_tables_has_a_pronunciation(self) -> None:
        known = replies.options([family[0] for family in replies.FAMILIES])
        numbers = tuple(replies.number_option(number) for number in replies.NUMBER_WORDS)

        odd = {"nought"}  # British, and not in the model's American dictionary
        assert set(SphinxRecogniser().unknown_words(Vocabulary(known + numbers, replies.GLOBALS))) <= odd

    def test_a_phrase_that_may_grow_into_another_reply_is_not_complete(self) -> None:
        recogniser = SphinxRecogniser()
        recogniser.expect(Vocabulary(replies.options(["stop", "stop the music"]), (), open=True))
        spoken(recogniser, read_wav(RECORDINGS / "stop-2.wav"))

        found = recogniser.guess()

        assert (found.name, found.complete) == ("stop", False)

    def test_it_says_nothing_on_the_screen(self, capfd: pytest.CaptureFixture[str]) -> None:
        recogniser = SphinxRecogniser()
        recogniser.expect(MOMENT)
        spoken(recogniser, read_wav(RECORDINGS / "yes-1.wav"))
        recogniser.guess()

        assert capfd.readouterr() == ("", "")
