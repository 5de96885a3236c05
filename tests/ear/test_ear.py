"""The ear as a whole, with a fake recogniser in a room of numbers: what comes out, and when."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ear.fakes import PitchRecogniser, room, tone
from voiceground.core import replies
from voiceground.core.events import Event, Heard, Misheard, Speech
from voiceground.core.model import Vocabulary
from voiceground.core.tick import TICK_SAMPLES, Samples, Tick, silence
from voiceground.ear.activity import Moment, level_db
from voiceground.ear.ear import Ear
from voiceground.ear.masks import said_in
from voiceground.ear.utterance import Why

ANSWERS = replies.options(["yes", "no"])
MOMENT = replies.vocabulary(ANSWERS, is_open=True)
YES, NO, STOP = 0, 1, 2
OTHER = -1


class FlatActivity:
    """Energy over a fixed floor; whether loud sound counts as speech is the test's to say."""

    def __init__(self, speech: bool = True) -> None:
        self._speech = 1.0 if speech else 0.0

    def reset(self) -> None:
        pass

    def follow(self, samples: Samples, *, doubted: bool = True) -> Moment:
        level = level_db(samples)
        return Moment(level, 20.0, self._speech if level > 40.0 else 0.0)


@pytest.fixture
def ear() -> Ear:
    return made()


def made(speech: bool = True, vocabulary: Vocabulary = MOMENT) -> Ear:
    made = Ear(PitchRecogniser(), FlatActivity(speech))
    made.accept(vocabulary)
    return made


def hears(ear: Ear, *sounds: Samples) -> list[tuple[int, Event]]:
    """Feed sounds tick by tick; the events with the tick (counted from 0) that they came in."""
    mic = np.concatenate(sounds)
    events = []
    for place, at in enumerate(range(0, len(mic) - TICK_SAMPLES + 1, TICK_SAMPLES)):
        events += [(place, event) for event in ear.hear(Tick(mic[at : at + TICK_SAMPLES], silence()))]
    return events


def names(events: list[tuple[int, Event]]) -> list[str]:
    return [event.name if isinstance(event, Heard) else type(event).__name__ for _, event in events]


def test_a_reply_is_decided_soon_after_its_end(ear: Ear) -> None:
    events = hears(ear, room(0.5), tone(YES, 0.4), room(1.0))

    assert names(events) == ["Speech", "yes", "Speech"]
    decided = next(place for place, event in events if isinstance(event, Heard))
    assert 0.2 <= (decided + 1) * 0.02 - 0.9 <= 0.3
    assert ear.last is not None
    assert (ear.last.start_tick, ear.last.end_tick, ear.last.decided_tick) == (25, 45, decided)


def test_the_preroll_reaches_the_recogniser_so_that_a_reply_may_begin_at_once(ear: Ear) -> None:
    events = hears(ear, tone(NO, 0.3), room(1.0))

    assert "no" in names(events)


def test_speech_that_is_no_option_is_misheard_after_the_long_tail(ear: Ear) -> None:
    events = hears(ear, room(0.5), tone(OTHER), room(2.0))

    assert [event for _, event in events] == [Speech(True), Misheard(), Speech(False)]
    assert events[1][0] * 0.02 == pytest.approx(0.9 + 1.5, abs=0.05)


def test_a_noise_that_is_neither_word_nor_speech_is_nothing_at_all() -> None:
    ear = made(speech=False)

    assert hears(ear, room(0.5), tone(OTHER), room(2.0)) == []
    assert ear.last is not None
    assert ear.last.why is Why.NO_INPUT


def test_a_short_no_is_heard_although_the_detector_does_not_call_it_speech() -> None:
    events = hears(made(speech=False), room(0.5), tone(NO, 0.12), room(1.0))

    assert [event for _, event in events] == [Speech(True), Heard("no", confidence=0.995), Speech(False)]


def test_while_no_question_is_open_only_global_words_matter() -> None:
    closed = replies.vocabulary((), is_open=False)

    said = hears(made(vocabulary=closed), room(0.5), tone(OTHER), room(2.0), tone(0), room(1.0))

    assert names(said) == ["Speech", "Speech", "Speech", "stop", "Speech"]


def test_what_follows_a_reply_at_once_is_no_misunderstanding(ear: Ear) -> None:
    events = hears(ear, room(0.5), tone(YES), room(0.5), tone(OTHER), room(2.0))

    assert "Misheard" not in names(events)


def test_an_um_may_stand_before_a_reply(ear: Ear) -> None:
    events = hears(ear, room(0.5), tone(OTHER, 0.3), room(0.6), tone(YES), room(1.0))

    assert names(events) == ["Speech", "yes", "Speech"]


def test_a_reply_at_the_end_of_other_words_is_not_taken_but_stop_is(ear: Ear) -> None:
    talking = (room(0.5), tone(OTHER, 1.5), room(0.6))

    assert names(hears(ear, *talking, tone(YES), room(2.0))) == ["Speech", "Misheard", "Speech"]
    assert names(hears(ear, *talking, tone(STOP), room(2.0))) == ["Speech", "stop", "Speech"]


def test_a_long_speech_frees_the_window_and_is_one_no_match_when_it_ends(ear: Ear) -> None:
    events = hears(ear, room(0.5), tone(OTHER, 12.0), room(2.0))

    assert [event for _, event in events] == [Speech(True), Speech(False), Misheard(), Speech(False)]
    assert 8.0 <= events[1][0] * 0.02 <= 9.0
    assert events[2][0] * 0.02 > 12.5


def test_whoever_was_asked_to_speak_freely_is_speaking_until_it_is_quiet() -> None:
    events = hears(made(vocabulary=replies.holding()), room(0.5), tone(OTHER, 30.0), room(2.0))

    assert [event for _, event in events] == [Speech(True), Speech(False)]
    assert events[1][0] * 0.02 > 30.5


def test_stop_is_heard_after_a_long_speech(ear: Ear) -> None:
    events = hears(ear, room(0.5), tone(OTHER, 12.0), room(0.5), tone(STOP), room(2.0))

    assert "stop" in names(events)


def test_while_the_voice_says_a_word_the_word_is_not_taken_from_the_microphone(ear: Ear) -> None:
    ear.voice_says("You can say yes, or no.")

    assert "yes" not in names(hears(ear, room(0.5), tone(YES), room(2.0)))


def test_the_word_rings_on_for_a_moment_and_is_then_taken_again(ear: Ear) -> None:
    ear.voice_says("Say yes.")
    hears(ear, room(0.5))
    ear.voice_says(None)

    assert "yes" not in names(hears(ear, room(0.2), tone(YES), room(2.0)))
    assert "yes" in names(hears(ear, room(0.2), tone(YES), room(2.0)))


def test_another_word_is_taken_while_the_voice_speaks(ear: Ear) -> None:
    ear.voice_says("Say yes.")

    assert "no" in names(hears(ear, room(0.5), tone(NO), room(1.0)))


def test_stop_passes_on_strong_evidence_while_the_voice_says_it(ear: Ear) -> None:
    ear.voice_says("You can say stop at any time.")

    assert "stop" in names(hears(ear, room(0.5), tone(STOP), room(1.0)))


def test_without_a_microphone_nothing_is_heard_and_an_open_utterance_is_closed(ear: Ear) -> None:
    begun = hears(ear, room(0.5), tone(OTHER, 0.5))
    gone = [event for _ in range(100) for event in ear.hear(Tick(silence(), silence(), hearing=False))]

    assert [event for _, event in begun] + gone == [Speech(True), Speech(False)]
    assert names(hears(ear, room(0.5), tone(YES), room(1.0))) == ["Speech", "yes", "Speech"]


def test_ticks_are_counted_through_everything(ear: Ear) -> None:
    hears(ear, room(0.5), tone(YES), room(0.5))
    ear.hear(Tick(silence(), silence(), hearing=False))
    ear.reset()

    assert ear.now == 25 + 20 + 25 + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is that a yes?", {"yes"}),
        ("Yesterday you knew.", set()),
        ("All right. You can stop, or go on.", {"yes", "stop", "go on"}),
        ("", set()),
    ],
)
def test_words_that_the_voice_says_are_found_whole(text: str, expected: set[str]) -> None:
    assert said_in(text, MOMENT.options) == expected
