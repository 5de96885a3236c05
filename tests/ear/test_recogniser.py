"""What every recogniser keeps to, the fake and the real one alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import PitchRecogniser, room, tone
from voiceground.core import replies
from voiceground.core.model import Option, Vocabulary
from voiceground.core.tick import Samples, silence
from voiceground.ear.recogniser import Recogniser
from voiceground.ear.wav import read_wav
from voiceground.ear.words import SphinxRecogniser

RECORDINGS = Path(__file__).parent / "recordings"
MOMENT = Vocabulary(replies.options(["yes", "no", "stop"]), (), open=True)


@dataclass(frozen=True)
class Person:
    """A recogniser, and sounds that it should understand and not understand."""

    make: Callable[[], Recogniser]
    sounds: dict[str, Samples]
    other: Samples


def _tones() -> Person:
    return Person(PitchRecogniser, {o.name: tone(i) for i, o in enumerate(MOMENT.options)}, tone(-1))


def _people() -> Person:
    words = {name: read_wav(RECORDINGS / f"{name}-1.wav") for name in ("yes", "no", "stop")}
    return Person(SphinxRecogniser, words, read_wav(RECORDINGS / "other-cat.wav"))


@pytest.fixture(scope="module", params=[_tones, _people], ids=["fake", "pocketsphinx"])
def person(request: pytest.FixtureRequest) -> Person:
    made: Person = request.param()
    return made


@pytest.fixture
def recogniser(person: Person) -> Recogniser:
    made = person.make()
    made.expect(MOMENT)
    return made


def spoken(recogniser: Recogniser, sound: Samples) -> None:
    """An utterance with its pre-roll and its tail, in ticks."""
    recogniser.begin(room(0.3))
    whole = np.concatenate((sound, room(0.3, seed=2)))
    for at in range(0, len(whole) - 319, 320):
        recogniser.feed(whole[at : at + 320])


@pytest.mark.parametrize("word", ["yes", "no", "stop"])
def test_a_word_of_the_moment_is_understood(recogniser: Recogniser, person: Person, word: str) -> None:
    spoken(recogniser, person.sounds[word])

    found = recogniser.guess()

    assert found.name == word
    assert 0.5 <= found.confidence <= 1.0
    assert found.complete


def test_something_else_is_none_of_them(recogniser: Recogniser, person: Person) -> None:
    spoken(recogniser, person.other)

    assert recogniser.guess().name is None


def test_guessing_twice_gives_the_same(recogniser: Recogniser, person: Person) -> None:
    spoken(recogniser, person.sounds["no"])

    assert recogniser.guess() == recogniser.guess()


def test_a_new_utterance_forgets_the_one_before(recogniser: Recogniser, person: Person) -> None:
    spoken(recogniser, person.sounds["yes"])
    spoken(recogniser, person.sounds["stop"])

    assert recogniser.guess().name == "stop"


def test_a_word_that_the_moment_does_not_accept_is_not_understood(
    recogniser: Recogniser, person: Person
) -> None:
    recogniser.expect(Vocabulary(replies.options(["yes"]), (), open=True))
    spoken(recogniser, person.sounds["stop"])

    assert recogniser.guess().name is None


@pytest.mark.parametrize("sound", [silence(0), silence(7), silence(320), silence(48_000)], ids=len)
def test_nothing_is_nothing(recogniser: Recogniser, sound: Samples) -> None:
    recogniser.begin(sound)

    assert recogniser.guess().name is None


def test_before_anything_was_said_and_with_nothing_to_expect(recogniser: Recogniser) -> None:
    recogniser.expect(Vocabulary())

    assert recogniser.guess().name is None


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
