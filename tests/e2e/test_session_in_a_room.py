"""Whole sessions on the real device layer, in a room where real people's recordings answer."""

from __future__ import annotations

import signal
import statistics
import time
from pathlib import Path

import numpy as np
import pytest

from tests.e2e import scripts
from tests.e2e.conversation import Conversation
from tests.e2e.words import word
from tests.pulse_room import PulseRoom, activities, answer_gaps_ms
from voiceground.core.languages.en.lines import LINES

pytestmark = pytest.mark.e2e


def resident_mb(pid: int) -> float:
    """The most memory that a process has had, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


@pytest.mark.alone
@pytest.mark.slow
def test_five_senses_with_someone_who_answers(room: PulseRoom, tmp_path: Path) -> None:
    with Conversation(room, tmp_path, ["run", "five-senses"]) as talk:
        for question, reply in (
            ("look around first?", word("yes", 1)),
            ("listen for sounds now?", word("no", 1)),
            ("touch something near you?", word("no", 2)),
            ("how hard is it now?", word("zero")),
        ):
            talk.hears(question)
            talk.waits_for_the_end_of_the_line()
            talk.says(reply)
        talk.hears("That is all for now.")
        memory = resident_mb(talk.process.pid)
        bus = talk.ends()
        bus.save(tmp_path / "bus.wav")
        errors = talk.errors()
    assert talk.process.returncode == 0
    assert errors == ""
    entries = talk.record()
    assert entries[0]["script"] == "five-senses"
    assert [entry["reply"] for entry in entries if "reply" in entry] == [
        {"kind": "word", "choice": "see"},
        {"kind": "word", "choice": "no-sounds"},
        {"kind": "word", "choice": "no-touch"},
        {"kind": "number", "choice": "some-ease"},
    ]
    assert entries[-1]["ended"] == "done"
    assert "Thank you for telling me." in talk.captions

    gaps = answer_gaps_ms(bus)
    first = activities(bus.speaker)[0].onset_ms / 1000 + bus.started - talk.started
    print(f"\nfirst sound {first:.2f} s after the command, memory {memory:.0f} MB at the most")
    print("end of the word to the answer: " + ", ".join(f"{gap:.0f}" for gap in gaps) + " ms")
    assert len(gaps) == 4
    # The bar is 450 ms in the median and 700 ms for 95 of 100: `make bench` measures it with more replies.
    # Four of them on a machine that may be busy get a fifth more.
    assert statistics.median(gaps) <= 550
    assert max(gaps) <= 850
    assert first <= 1.5
    assert memory <= 250
    spoken_seconds = sum(a.offset_ms - a.onset_ms for a in activities(bus.speaker)) / 1000
    assert spoken_seconds > 40
    assert int(np.abs(bus.speaker.astype(np.int32)).max()) < 32_000  # nothing clips


def test_stop_over_the_voice_silences_it_and_the_rest_is_left(room: PulseRoom, tmp_path: Path) -> None:
    with Conversation(room, tmp_path, ["run", str(scripts.long_line(tmp_path))]) as talk:
        talk.hears("Beside the cup")
        time.sleep(1.2)
        talk.says(word("stop", 3))
        talk.hears(LINES.landing)
        bus = talk.ends()
    (said,) = activities(bus.person)
    spoken = activities(bus.speaker, join_ms=100)
    cut = max(line.offset_ms for line in spoken if line.onset_ms <= said.offset_ms) - said.offset_ms
    print(f"\nthe voice was silent {cut:.0f} ms after the end of the word")
    assert cut <= 800
    assert "On the wall" not in " ".join(talk.captions)
    assert talk.record()[-1]["ended"] == "left"
    assert talk.process.returncode == 0


def test_silence_is_an_answer(room: PulseRoom, tmp_path: Path) -> None:
    with Conversation(room, tmp_path, ["run", str(scripts.one_question(tmp_path, window="5s"))]) as talk:
        talk.ends(60)
    assert talk.captions[-2:] == ["Then we leave it there.", "That is all for now."]
    assert {"kind": "silence", "choice": "less"} in [entry.get("reply") for entry in talk.record()]


@pytest.mark.parametrize(
    ("number", "ended"), [(signal.SIGINT, "left"), (signal.SIGTERM, "interrupted")], ids=["ctrl-c", "sigterm"]
)
def test_an_interrupt_ends_it_kindly_and_the_record_is_whole(
    room: PulseRoom, tmp_path: Path, number: int, ended: str
) -> None:
    with Conversation(room, tmp_path, ["run", str(scripts.long_line(tmp_path))]) as talk:
        talk.hears("Beside the cup")
        talk.interrupts(number)
        talk.hears(LINES.closing)
        talk.ends()
    assert talk.process.returncode == 0
    assert talk.record()[-1]["ended"] == ended


def test_a_second_ctrl_c_ends_it_now(room: PulseRoom, tmp_path: Path) -> None:
    with Conversation(room, tmp_path, ["run", str(scripts.long_line(tmp_path))]) as talk:
        talk.hears("Beside the cup")
        talk.interrupts()
        time.sleep(0.2)
        talk.interrupts()
        talk.process.wait(3)
        errors = talk.errors()
    assert talk.process.returncode == 130
    assert "Traceback" not in errors
    assert talk.record()[-1]["ended"] == "interrupted"


def test_a_microphone_that_is_pulled_out_is_told_and_comes_back(room: PulseRoom, tmp_path: Path) -> None:
    with Conversation(room, tmp_path, ["run", str(scripts.one_question(tmp_path, window="60s"))]) as talk:
        talk.hears("another line?")
        talk.waits_for_the_end_of_the_line()
        room.unplug("mic")
        talk.hears(LINES.microphone_lost)
        room.replug("mic")
        talk.hears(LINES.microphone_back)
        talk.waits_for_the_end_of_the_line()
        talk.says(word("yes"))
        talk.ends(60)
    assert "Here is one more line, as you asked." in talk.captions
    assert [e["note"] for e in talk.record() if "note" in e] == ["microphone lost", "microphone back"]


def test_a_sound_server_that_dies_takes_nothing_with_it(room: PulseRoom, tmp_path: Path) -> None:
    with Conversation(room, tmp_path, ["run", str(scripts.long_line(tmp_path))]) as talk:
        talk.hears("Beside the cup")
        room.kill()
        talk.hears("That is all for now.", 90)
        talk.process.wait(20)
    assert talk.process.returncode == 0
    assert talk.record()[-1]["ended"] == "done"


def test_a_microphone_that_gives_only_zeros_is_told_and_keys_are_named(
    room: PulseRoom, tmp_path: Path
) -> None:
    room.mute_mic(muted=True)
    with Conversation(room, tmp_path, ["run", str(scripts.one_question(tmp_path, window="5s"))]) as talk:
        talk.hears(LINES.microphone_silent)
        talk.ends(60)
    assert talk.process.returncode == 0
    assert "microphone silent" in [entry.get("note") for entry in talk.record()]
    assert talk.record()[-1]["ended"] == "done"
