"""What every recogniser keeps to: the fake, the built-in one, and those that can be borrowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import PitchRecogniser, place_of, room, tone
from voiceground.config import Config
from voiceground.core import replies
from voiceground.core.model import Vocabulary
from voiceground.core.tick import Samples, silence
from voiceground.ear.borrowed import missing, transcriber
from voiceground.ear.choices import EarChoice
from voiceground.ear.optional import TranscriptRecogniser
from voiceground.ear.recogniser import Recogniser
from voiceground.ear.wav import read_wav
from voiceground.listening import make_ear

RECORDINGS = Path(__file__).parent / "recordings"
MOMENT = Vocabulary(replies.options(["yes", "no", "stop"]), (), open=True)


@dataclass(frozen=True)
class Person:
    """A recogniser, and sounds that it should understand and not understand."""

    make: Callable[[], Recogniser]
    sounds: dict[str, Samples]
    other: Samples


def _written(sound: Samples) -> str:
    """A transcript of tones."""
    place = place_of(sound)
    return {None: "", 0: " Yes.", 1: "um, no", 2: "stop"}.get(place, "marmalade")


def _person(name: str) -> Person:
    tones = {option.name: tone(place) for place, option in enumerate(MOMENT.options)}
    words = {option.name: read_wav(RECORDINGS / f"{option.name}-1.wav") for option in MOMENT.options}
    cat = read_wav(RECORDINGS / "other-cat.wav")
    match name:
        case "fake":
            return Person(PitchRecogniser, tones, tone(-1))
        case "transcripts":
            return Person(lambda: TranscriptRecogniser(_written), tones, tone(-1))
        case EarChoice.BUILT_IN:
            return Person(lambda: make_ear(Config())._recogniser, words, cat)
    transcribe = transcriber(EarChoice(name))
    return Person(lambda: TranscriptRecogniser(transcribe), words, cat)


@pytest.fixture(scope="module", params=["fake", "transcripts", *EarChoice])
def person(request: pytest.FixtureRequest) -> Person:
    name: str = request.param
    reason = missing(EarChoice(name)) if name in set(EarChoice) else None
    if reason:
        pytest.skip(reason)
    return _person(name)


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
    recogniser.guess()
    spoken(recogniser, person.sounds["stop"])

    assert recogniser.guess().name == "stop"


def test_feeding_goes_on_after_a_guess(recogniser: Recogniser, person: Person) -> None:
    recogniser.begin(room(0.3))
    recogniser.guess()
    sound = np.concatenate((person.sounds["no"], room(0.3, seed=2)))
    recogniser.feed(sound)

    assert recogniser.guess().name == "no"


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
    assert recogniser.guess().name is None

    recogniser.expect(Vocabulary())

    assert recogniser.guess().name is None


class TestTranscripts:
    """What only an ear that writes words down has to answer for."""

    def test_it_is_asked_once_for_one_stretch_of_sound(self) -> None:
        asked: list[int] = []

        def transcribe(sound: Samples) -> str:
            asked.append(len(sound))
            return "yes"

        recogniser = TranscriptRecogniser(transcribe)
        recogniser.expect(MOMENT)
        recogniser.begin(tone(1))
        for _ in range(3):
            assert recogniser.guess().name == "yes"
        recogniser.feed(tone(1, 0.02))
        recogniser.guess()

        assert asked == [6400, 6720]

    def test_it_is_not_asked_about_what_is_too_short_or_too_soft_to_be_a_word(self) -> None:
        def transcribe(sound: Samples) -> str:
            raise AssertionError("such an ear makes words up")

        recogniser = TranscriptRecogniser(transcribe)
        recogniser.expect(MOMENT)
        for sound in (tone(1, 0.05), tone(1, 1.0, amplitude=50.0)):
            recogniser.begin(sound)
            assert recogniser.guess().name is None

    def test_a_reply_among_other_words_is_less_certain(self) -> None:
        recogniser = TranscriptRecogniser(_written)
        recogniser.expect(MOMENT)
        spoken(recogniser, tone(0))
        plain = recogniser.guess().confidence
        spoken(recogniser, tone(1))

        assert recogniser.guess().confidence < plain < 0.9
