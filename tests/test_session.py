"""The loop on fakes that obey the ports: what it does, at which tick, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from tests.core.scripts import LOOK
from voiceground.core.events import Event, Heard, How, Interrupted, Misheard, Panel, Speech
from voiceground.core.languages.en.lines import LINES
from voiceground.core.model import Ending, Manner, Vocabulary
from voiceground.core.tick import Tick, ticks_of
from voiceground.late import DeafEar, LateEar
from voiceground.parts import Parts
from voiceground.session import Session
from voiceground.sound.simulated import SimulatedRoom
from voiceground.soundbox import SoundBox
from voiceground.voice.unspoken import UnspokenVoice
from voiceground.voice.voice import Clip


@dataclass
class Spy:
    """Ear, hands, screen, record and interrupts in one: a person who acts when a caption is read."""

    acts: dict[str, list[Event]] = field(default_factory=dict)
    captions: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    pinned: list[Panel | str | None] = field(default_factory=list)
    entries: list[Mapping[str, object]] = field(default_factory=list)
    vocabularies: list[Vocabulary] = field(default_factory=list)
    says: list[str | None] = field(default_factory=list)
    failing: str | None = None
    due: list[Event] = field(default_factory=list)

    def accept(self, vocabulary: Vocabulary) -> None:
        self.vocabularies.append(vocabulary)

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        self.says.append(text)

    def hear(self, tick: Tick, /) -> Sequence[Event]:
        due, self.due = self.due, []
        return due

    def poll(self) -> Sequence[Event]:
        return ()

    def caption(self, text: str) -> None:
        self.captions.append(text)
        self.due += self.acts.pop(text, [])

    def cue(self, name: str) -> None:
        self.captions.append(f"({name})")

    def breathe(self, word: str, seconds: float, done: float) -> None:
        self.captions += [] if done else [word]

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def pin(self, panel: Panel | None) -> None:
        self.pinned.append(panel)

    def conceal(self) -> None:
        self.pinned.append("concealed")

    def write(self, entry: Mapping[str, object]) -> None:
        self.entries.append(entry)

    def close(self) -> None:
        pass


def run(spy: Spy, room: SimulatedRoom | None = None, **parts: object) -> Ending:
    made = {
        "room": room or SimulatedRoom(),
        "voice": UnspokenVoice(),
        "sounds": SoundBox(patient=True),
        "ear": spy,
        "hands": spy,
        "screen": spy,
        "record": spy,
        "interrupts": spy,
        **parts,
    }
    return Session(LOOK, Parts(**made), Manner()).run()  # type: ignore[arg-type]


def test_it_says_every_line_and_keeps_what_may_be_kept() -> None:
    spy = Spy(
        {
            "Would you like to?": [Heard("no")],
        }
    )
    assert run(spy) is Ending.DONE
    assert spy.captions[:3] == ["I'm with you.", "We could look around.", "Would you like to?"]
    assert spy.captions[-1] == "That's it for now."
    assert [{k: v for k, v in entry.items() if k != "at"} for entry in spy.entries] == [
        {"step": "hello"},
        {"reply": {"kind": "word", "choice": "rest"}},
        {"step": "rest"},
        {"step": "landing"},
        {"ended": "done"},
    ]
    times = [entry["at"] for entry in spy.entries]
    assert times == sorted(times, key=lambda t: float(str(t)))


def test_the_same_ticks_are_the_same_session() -> None:
    first, second = Spy({"Would you like to?": [Heard("yes")]}), Spy({"Would you like to?": [Heard("yes")]})
    run(first)
    run(second)
    assert first.entries == second.entries
    assert first.captions == second.captions


def test_stop_ends_within_the_landing_line_and_eight_seconds() -> None:
    room = SimulatedRoom()
    spy = Spy({"I'm with you.": [Heard("stop")]})
    assert run(spy, room) is Ending.LEFT
    assert spy.captions == ["I'm with you.", LINES.landing]
    landing = UnspokenVoice().clip(LINES.landing, Manner()).samples
    assert room.ticks == pytest.approx(len(landing) / 320 + ticks_of(8.3), abs=4)


def test_a_lost_microphone_is_said_noted_and_said_again_when_it_is_back() -> None:
    room = SimulatedRoom()
    room.unplug(ticks_of(1), ticks_of(30))
    spy = Spy()
    assert run(spy, room) is Ending.DONE
    assert LINES.microphone_lost in spy.captions
    assert LINES.microphone_back in spy.captions
    assert [e["note"] for e in spy.entries if "note" in e] == ["microphone lost", "microphone back"]


def test_a_room_that_never_had_a_microphone_is_no_news() -> None:
    room = SimulatedRoom()
    room.unplug(0)
    spy = Spy()
    run(spy, room, expects_ears=False)
    assert LINES.microphone_lost not in spy.captions


def test_a_record_that_fails_is_said_once_and_the_session_goes_on() -> None:
    spy = Spy(failing="The disk is full.")
    assert run(spy) is Ending.DONE
    assert spy.notices == ["The disk is full."]
    assert spy.captions.count(LINES.record_lost) == 1


class Mute(UnspokenVoice):
    failing = True
    trouble = "The voice is not installed. Install espeak-ng."


def test_a_voice_that_fails_leaves_the_captions() -> None:
    spy = Spy()
    assert run(spy, voice=Mute()) is Ending.DONE
    assert spy.captions.count(LINES.voice_lost) == 1
    assert spy.notices == [Mute.trouble]
    assert spy.captions[-1] == "That's it for now."


class Slow(UnspokenVoice):
    """Takes three looks to have a line ready."""

    def __init__(self) -> None:
        self.looks = 0

    def clip(self, text: str, manner: Manner) -> Clip:
        self.looks += 1
        return super().clip(text, manner) if self.looks % 3 == 0 else None  # type: ignore[return-value]


def test_a_line_that_is_not_ready_is_waited_for_without_stopping_the_clock() -> None:
    spy = Spy()
    assert run(spy, voice=Slow()) is Ending.DONE
    assert spy.captions[-1] == "That's it for now."


def test_the_ear_is_told_what_the_voice_says_only_when_it_can_be_heard() -> None:
    spy = Spy()
    run(spy)
    assert set(spy.says) == {None}


def test_speech_ducks_the_voice_and_a_sob_changes_nothing_else() -> None:
    spy = Spy({"I'm with you.": [Speech(active=True), Misheard(), Speech(active=False)]})
    assert run(spy) is Ending.DONE
    assert spy.captions[1] == "We could look around."


class Tone(UnspokenVoice):
    """Says everything as four seconds of a tone."""

    def clip(self, text: str, manner: Manner) -> Clip:
        return Clip(np.rint(6000 * np.sin(np.arange(64_000) * 0.2)).astype(np.int16))


@dataclass
class Talker(Spy):
    """Speaks for three seconds at a time."""

    ticks: int = 0

    def hear(self, tick: Tick, /) -> Sequence[Event]:
        due = super().hear(tick)
        self.ticks = ticks_of(3.0) if Speech(active=True) in due else self.ticks - 1
        return [Speech(active=False)] if self.ticks == 0 else due


def test_the_voice_steps_back_for_speech_and_after_two_seconds_of_nothing_comes_up_again() -> None:
    room = SimulatedRoom(record=True)
    run(Talker({"We could look around.": [Speech(active=True)]}), room, voice=Tone())
    # The second line: four seconds of the first and one of a pause come before it.
    line = room.recording()[:, 0].astype(float)[80_000 + 640 : 144_000 - 640].reshape(-1, 320)
    level = 10 * np.log10(np.mean(line**2, axis=1))
    course = level - 20 * np.log10(6000 / np.sqrt(2))

    assert course[[10, 25, 90]] == pytest.approx([-12.0] * 3, abs=0.5)
    assert course[[115, 150, 190]] == pytest.approx([0.0] * 3, abs=0.5)
    assert np.abs(np.diff(course)).max() < 3.0


def test_a_sob_over_the_voice_brings_it_up_as_soon_as_it_is_over() -> None:
    room = SimulatedRoom(record=True)
    run(Spy({"We could look around.": [Speech(active=True), Speech(active=False)]}), room, voice=Tone())
    line = room.recording()[:, 0].astype(float)[64_000 + 6400 : 2 * 64_000 - 6400]

    assert np.abs(line).max() == pytest.approx(6000, abs=10)


def test_an_interrupt_says_one_line_and_ends() -> None:
    spy = Spy({"I'm with you.": [Interrupted(by_person=True)]})
    assert run(spy) is Ending.LEFT
    assert spy.captions == ["I'm with you.", LINES.closing]


def test_a_key_is_kept_as_a_key() -> None:
    spy = Spy({"Would you like to?": [Heard("no", How.KEY)]})
    run(spy)
    assert {"kind": "key", "choice": "rest"} in [e.get("reply") for e in spy.entries]


def test_which_answer_was_heard_is_kept_only_where_that_is_wanted() -> None:
    """A listed one, in its listed spelling; a word that always works is never one of them."""
    for wanted in (False, True):
        spy = Spy(
            {
                "I'm with you.": [Heard("slower")],
                "Would you like to?": [Heard("yes")],
                "Say ready when you are.": [Heard("too much")],
            }
        )
        run(spy, keeps_heard=wanted)
        heard = [reply.get("heard") for e in spy.entries if isinstance(reply := e.get("reply"), dict)]
        assert heard == (["yes", "too much"] if wanted else [None, None])


def test_a_crash_leaves_a_record_with_an_end() -> None:
    class Broken(DeafEar):
        def hear(self, _tick: Tick, /) -> Sequence[Event]:
            raise RuntimeError("broken ear")

    spy = Spy()
    with pytest.raises(RuntimeError):
        run(spy, ear=Broken())
    assert spy.entries[-1]["ended"] == "interrupted"


def test_an_ear_that_comes_late_is_told_what_it_missed() -> None:
    spy = Spy()
    ear = LateEar(lambda: spy)
    ear.accept(Vocabulary(open=True))
    ear.voice_says("Hello.")
    ear.ready()
    ear.hear(SimulatedRoom().exchange(UnspokenVoice().clip("x", Manner()).samples[:320]))
    assert spy.vocabularies == [Vocabulary(open=True)]
    assert spy.says == ["Hello."]


def test_an_ear_that_cannot_be_made_leaves_the_session_alone() -> None:
    def make() -> Spy:
        raise OSError("no model")

    ear = LateEar(make)
    ear.ready()
    assert isinstance(ear.problem, OSError)
    spy = Spy()
    assert run(spy, ear=ear) is Ending.DONE
    assert spy.captions.count(LINES.microphone_lost) == 1
