"""Words and signals side by side: which of them answers, and when neither does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.ear import strikes
from tests.ear.fakes import NoWords, room, ticks
from tests.ear.test_signals import SURFACES, tap, taps
from voiceground.core import replies
from voiceground.core.events import Event, Heard, How, Misheard, Speech
from voiceground.core.model import Vocabulary
from voiceground.core.tick import TICK_SAMPLES, Samples, Tick, silence
from voiceground.ear.ear import Ear, Newest
from voiceground.ear.signal_ear import SignalEar
from voiceground.ear.wav import read_wav
from voiceground.sound.simulated import Echo, SimulatedRoom

YES_NO = replies.vocabulary(replies.options(["yes", "no"]), is_open=True)
NOTHING_OPEN = replies.vocabulary((), is_open=False)
QUIET = strikes.in_quiet(np.zeros(0), np.random.default_rng(9))


class ScriptedEar:
    """A word ear that hears what it was told to, at given ticks, and shows every tick as it is."""

    def __init__(self, words: dict[int, list[Event]] | None = None, speech: range = range(0)) -> None:
        self.newest: Newest | None = None
        self.tells_speech = False
        self._words = words or {}
        self._speech = speech
        self._now = 0

    def accept(self, vocabulary: Vocabulary) -> None:
        pass

    def voice_says(self, text: str | None) -> None:
        pass

    def hear(self, tick: Tick, /) -> Sequence[Event]:
        self._now += 1
        speech = 0.9 if self._now in self._speech else 0.0
        self.newest = Newest(tick.mic, speech, 0.0) if tick.hearing else None
        return self._words.get(self._now, [])


def fed(ear: SignalEar, sound: Samples, *, hearing: bool = True) -> list[Event]:
    return [event for tick in ticks(sound) for event in ear.hear(Tick(tick, silence(), hearing))]


def listening(vocabulary: Vocabulary, **scripted: object) -> SignalEar:
    ear = SignalEar(ScriptedEar(**scripted))  # type: ignore[arg-type]
    ear.accept(vocabulary)
    return ear


def hum() -> Samples:
    random = np.random.default_rng(1)
    return strikes.in_quiet(strikes.at_level(strikes.hum(random, 0.9), 60.0), random)


@pytest.mark.parametrize(("count", "name"), [(1, "yes"), (2, "no"), (3, "stop")])
def test_one_is_yes_two_is_no_three_is_stop(count: int, name: str) -> None:
    assert fed(listening(YES_NO), taps("knuckle", count)) == [Heard(name, How.SIGNAL)]


@pytest.mark.parametrize(("count", "heard"), [(1, []), (2, []), (3, [Heard("stop", How.SIGNAL)])])
def test_while_no_question_is_open_only_stop_is_taken(count: int, heard: list[Event]) -> None:
    assert fed(listening(NOTHING_OPEN), taps("pad", count)) == heard


def test_a_word_of_the_same_sound_comes_first_and_alone() -> None:
    word: list[Event] = [Speech(active=True), Heard("no"), Speech(active=False)]
    assert fed(listening(YES_NO, words={95: word}), taps("knuckle", 1)) == word


def test_speech_around_a_tap_is_no_signal() -> None:
    assert fed(listening(YES_NO, speech=range(85, 90)), taps("knuckle", 1)) == []


@pytest.mark.parametrize(("count", "heard"), [(1, []), (3, [Heard("stop", How.SIGNAL)])])
def test_what_began_before_the_question_is_no_answer_to_it_but_may_be_stop(
    count: int, heard: list[Event]
) -> None:
    ear, sound = listening(NOTHING_OPEN), taps("knuckle", count)
    first = fed(ear, sound[:32_000])
    ear.accept(YES_NO)
    assert first + fed(ear, sound[32_000:]) == heard


def test_a_question_that_opens_its_window_keeps_what_began_while_it_was_asked() -> None:
    ear, sound = listening(replies.vocabulary(YES_NO.answers, is_open=False)), taps("knuckle", 1)
    first = fed(ear, sound[:32_000])
    ear.accept(YES_NO)
    assert first + fed(ear, sound[32_000:]) == [Heard("yes", How.SIGNAL)]


def test_a_hum_that_the_ear_took_for_unknown_words_is_not_misheard_too() -> None:
    began, over = [Speech(active=True)], [Misheard(), Speech(active=False)]
    sound = np.concatenate((hum(), QUIET))
    events = fed(listening(YES_NO, words={90: began, 210: over, 280: began, 290: over}), sound)
    yes, speaks, silent = Heard("yes", How.SIGNAL), Speech(active=True), Speech(active=False)
    assert events == [speaks, yes, silent, speaks, Misheard(), silent]


def test_after_a_lost_microphone_it_begins_anew() -> None:
    ear, sound = listening(YES_NO), taps("knuckle", 1)
    assert fed(ear, sound[:28_000]) == []
    assert fed(ear, silence(32_000), hearing=False) == []
    assert fed(ear, sound[28_000:]) == []
    assert fed(ear, taps("pad", 2)) == [Heard("no", How.SIGNAL)]


# --- on the real ear beneath, in a room of numbers ------------------------------------------------------


def over_the_voice(person: Samples | None) -> list[Event]:
    """Twelve seconds of a recorded voice as echo, and somebody in the room after nine of them."""
    sentence = read_wav(Path(__file__).parent / "recordings" / "sentence.wav")
    voice = np.resize(sentence, 12 * 16_000 // TICK_SAMPLES * TICK_SAMPLES)
    room = SimulatedRoom(echo=Echo(-12.0))
    if person is not None:
        room.say(person, 9.0)
    ear = SignalEar(Ear(NoWords()))
    ear.accept(YES_NO)
    ear.voice_says("so")
    events: list[Event] = []
    for at in range(0, len(voice), TICK_SAMPLES):
        events += ear.hear(room.exchange(voice[at : at + TICK_SAMPLES]))
    return [event for event in events if isinstance(event, Heard)]


def test_our_own_voice_makes_no_signals() -> None:
    assert over_the_voice(None) == []


@pytest.mark.parametrize("surface", SURFACES)
def test_three_loud_taps_over_our_own_voice_are_stop(surface: str) -> None:
    loud = strikes.at_level(tap(surface), 84.0)
    person = strikes.as_int16(strikes.spliced([loud] * 3, [300.0, 300.0]))
    assert over_the_voice(person) == [Heard("stop", How.SIGNAL)]


@pytest.mark.parametrize("signals", [True, False])
def test_only_signals_want_to_be_told_of_speech_all_along(signals: bool) -> None:
    ear, told = Ear(NoWords()), []
    listener = SignalEar(ear) if signals else ear
    sentence = read_wav(Path(__file__).parent / "recordings" / "sentence.wav")
    sound = np.concatenate((room(1.0), sentence[:32_000]))
    for tick in ticks(sound):
        listener.hear(Tick(tick, silence(), hearing=True))
        told.append(ear.newest is not None and ear.newest.speech > 0.5)

    since = told[told.index(True) :]
    assert (sum(since) > 0.6 * len(since)) is signals
    assert (sum(since) < 5) is not signals
