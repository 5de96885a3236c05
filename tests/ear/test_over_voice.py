"""The ear while the voice speaks, in a room of numbers: a person over it, nobody, and its own words."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ear.fakes import PitchRecogniser, tone
from tests.ear.test_ear import MOMENT, NO, OTHER, STOP, YES, FlatActivity
from tests.ear.test_echo import speechlike
from voiceground.core.events import Event, Heard, Misheard, Speech
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, silence
from voiceground.ear.ear import Ear
from voiceground.sound.simulated import Echo, SimulatedRoom

LOUD = 4.0
"""Seconds of the voice after which its way through the room is known."""


def made() -> Ear:
    ear = Ear(PitchRecogniser(), FlatActivity())
    ear.accept(MOMENT)
    return ear


def room(delay_seconds: float = 0.08) -> SimulatedRoom:
    random = np.random.default_rng(11)
    ringing = random.normal(0.0, 0.03, 3200) * np.exp(-np.arange(3200) / 800)
    ringing[0] = 1.0
    return SimulatedRoom(echo=Echo(-8.0, delay_seconds, ringing), floor_db=-70.0)


def heard(ear: Ear, place: SimulatedRoom, played: Samples) -> list[tuple[float, Event]]:
    """Plays into the room; what the ear made of it, each with its second."""
    events = []
    for at in range(0, len(played) - TICK_SAMPLES + 1, TICK_SAMPLES):
        tick = place.exchange(played[at : at + TICK_SAMPLES])
        events += [((at + TICK_SAMPLES) / SAMPLE_RATE, event) for event in ear.hear(tick)]
    return events


def words(events: list[tuple[float, Event]]) -> list[str]:
    return [event.name for _, event in events if isinstance(event, Heard)]


@pytest.mark.parametrize("delay_seconds", [0.02, 0.18])
def test_stop_is_heard_over_the_voice_soon_after_its_end(delay_seconds: float) -> None:
    place, ear = room(delay_seconds), made()
    ends = place.say(tone(STOP), after_s=LOUD)
    events = heard(ear, place, speechlike(6.0))

    assert words(events) == ["stop"]
    assert 0.1 <= next(s for s, event in events if isinstance(event, Heard)) - ends <= 0.4
    assert events[0][1] == Speech(True)


def test_the_voice_alone_is_nobody() -> None:
    assert heard(made(), room(), speechlike(6.0)) == []


def test_other_speech_over_the_voice_is_no_misunderstanding() -> None:
    place, ear = room(), made()
    place.say(tone(OTHER, 0.8), after_s=LOUD)
    played = np.concatenate((speechlike(7.0), silence(2 * SAMPLE_RATE)))
    events = [event for _, event in heard(ear, place, played)]

    assert Misheard() not in events
    assert events == [Speech(True), Speech(False)]


def test_a_reply_over_the_end_of_a_question_is_taken() -> None:
    place, ear = room(), made()
    place.say(tone(YES, 0.6), after_s=LOUD - 0.3)
    events = heard(ear, place, np.concatenate((speechlike(LOUD), silence(3 * SAMPLE_RATE))))

    assert words(events) == ["yes"]


@pytest.mark.parametrize("warm", [0.2, LOUD])
def test_a_word_of_our_own_that_comes_back_is_not_taken(warm: float) -> None:
    line = np.concatenate((speechlike(warm), silence(6400), tone(STOP), silence(6400), speechlike(1.0)))
    ear = made()
    ear.voice_says("Say stop.", len(line) / SAMPLE_RATE)

    assert words(heard(ear, room(), line)) == []


@pytest.mark.parametrize("word", [STOP, NO])
def test_a_word_of_our_own_is_known_by_its_sound_where_the_line_is_not(word: int) -> None:
    line = np.concatenate((silence(6400), tone(word), silence(16_000)))

    assert words(heard(made(), room(), line)) == []


def test_stop_is_taken_at_another_time_of_a_line_that_says_it() -> None:
    place, ear = room(), made()
    line = speechlike(9.0)
    ear.voice_says("Stop. " + "There is a floor under you, and it holds. " * 3, len(line) / SAMPLE_RATE)
    place.say(tone(STOP), after_s=LOUD + 1.0)

    assert words(heard(ear, place, line)) == ["stop"]


def test_a_clear_stop_is_taken_even_while_the_voice_says_it() -> None:
    place, ear = room(), made()
    ear.voice_says("You can say stop.", 0.0)
    place.say(tone(STOP, amplitude=9000.0), after_s=LOUD)

    assert words(heard(ear, place, speechlike(6.0))) == ["stop"]


def test_stop_is_seen_where_the_echo_hides_that_there_was_any_sound() -> None:
    place, ear = room(), made()
    ear._is_sound = lambda moment, echo: False  # type: ignore[method-assign]
    place.say(tone(STOP), after_s=LOUD)

    assert words(heard(ear, place, speechlike(6.0))) == ["stop"]
