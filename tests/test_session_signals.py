"""A session with a person who does not speak: real taps in a room of numbers, from sound to record."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.core.scripts import LOOK
from tests.ear.fakes import NoWords
from tests.ear.strikes import as_int16, spliced
from tests.ear.test_signals import tap
from tests.test_session import Spy
from voiceground import listening
from voiceground.config import Config
from voiceground.core.languages.en.lines import LINES
from voiceground.core.model import Ending, Manner
from voiceground.ear.ear import Ear
from voiceground.ear.signal_ear import SignalEar
from voiceground.parts import Parts
from voiceground.session import Session
from voiceground.sound.simulated import SimulatedRoom
from voiceground.soundbox import SoundBox
from voiceground.voice.unspoken import UnspokenVoice


@dataclass
class Tapper(Spy):
    """Reads the captions, and taps so often, so many seconds after one of them begins."""

    room: SimulatedRoom = field(default_factory=SimulatedRoom)
    taps: dict[str, int] = field(default_factory=dict)
    after_s: float = 3.0

    def caption(self, text: str) -> None:
        super().caption(text)
        count = self.taps.pop(text, 0)
        if count:
            self.room.say(as_int16(spliced([tap("knuckle")] * count, [280.0] * (count - 1))), self.after_s)


def session(tapper: Tapper) -> Ending:
    ear = SignalEar(Ear(NoWords()))
    parts = Parts(tapper.room, UnspokenVoice(), SoundBox(patient=True), ear, tapper, tapper, tapper, tapper)
    return Session(LOOK, parts, Manner()).run()


@pytest.mark.parametrize(("count", "step"), [(1, "see"), (2, "rest")])
def test_taps_answer_and_the_record_says_how(count: int, step: str) -> None:
    tapper = Tapper(taps={"Would you like to?": count})
    assert session(tapper) is Ending.DONE
    replies = [entry["reply"] for entry in tapper.entries if "reply" in entry]
    assert replies[0] == {"kind": "signal", "choice": step}


def test_three_taps_in_the_middle_of_a_line_end_it() -> None:
    tapper = Tapper(taps={"One sound near you.": 3}, after_s=0.5)
    assert session(tapper) is Ending.LEFT
    assert tapper.captions[-1] == LINES.landing


def test_a_tap_in_the_middle_of_a_line_changes_nothing() -> None:
    with_a_tap, without = Tapper(taps={"I'm with you.": 1}, after_s=0.5), Tapper()
    session(with_a_tap)
    session(without)
    assert with_a_tap.captions == without.captions


@pytest.mark.parametrize("switched_on", [True, False])
def test_signals_are_off_unless_they_are_switched_on(
    switched_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "_session_ear", lambda _config, _language: Ear(NoWords()))
    listener = listening.listener(Config(signals=switched_on))
    assert isinstance(listener, SignalEar if switched_on else Ear)
    assert not Config().signals


def test_the_setting_is_read_from_the_file(tmp_path: Path) -> None:
    from voiceground.config import read

    (tmp_path / "config.toml").write_text("signals = true\n")
    assert read(tmp_path / "config.toml").signals
