"""The test room itself: what it measures with has to be right, and it must leave nothing behind."""

from __future__ import annotations

import os
import subprocess
import time
import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from tests.pulse_room import (
    Activity,
    PulseRoom,
    Recording,
    activities,
    answer_gaps_ms,
    missing_tools,
    read_wave,
)
from voiceground.core.tick import SAMPLE_RATE, Samples

needs_pulseaudio = pytest.mark.skipif(missing_tools() is not None, reason=missing_tools() or "")


def channel(*stretches: tuple[int, int], length: int = 2000) -> Samples:
    """Sound between the given milliseconds, a faint noise elsewhere."""
    sound = np.random.default_rng(0).normal(0, 10, length * 16).astype(np.int16)
    for onset, offset in stretches:
        sound[onset * 16 : offset * 16] = 5000
    return sound


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        ([], ()),
        ([(100, 400)], (Activity(100, 400),)),
        ([(100, 400), (600, 700)], (Activity(100, 700),)),
        ([(100, 400), (800, 900)], (Activity(100, 400), Activity(800, 900))),
        ([(0, 400), (1900, 2000)], (Activity(0, 400), Activity(1900, 2000))),
        ([(100, 102)], ()),
    ],
)
def test_activities_are_found_to_the_millisecond(
    stretches: list[tuple[int, int]], expected: tuple[Activity, ...]
) -> None:
    assert activities(channel(*stretches)) == expected


def test_the_gap_runs_from_the_end_of_the_word_to_the_first_sound_of_the_answer() -> None:
    speaker = channel((0, 300), (1100, 1500), length=4000)
    person = channel((500, 700), (1200, 1600), (2500, 2600), length=4000)
    assert answer_gaps_ms(Recording(speaker, person, 0.0)) == (400.0,)


def test_a_word_that_the_voice_spoke_over_has_no_gap() -> None:
    recording = Recording(channel((500, 1500), length=3000), channel((600, 800), length=3000), 0.0)
    assert answer_gaps_ms(recording) == ()


def test_a_recording_is_saved_in_stereo(tmp_path: Path) -> None:
    Recording(channel((1, 9)), channel(), 0.0).save(tmp_path / "bus.wav")
    with wave.open(str(tmp_path / "bus.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, SAMPLE_RATE, 32_000)
    with pytest.raises(ValueError, match="not 16 kHz mono"):
        read_wave(tmp_path / "bus.wav")


@needs_pulseaudio
def test_the_person_is_on_the_right_with_a_noise_floor_and_the_left_is_silent() -> None:
    with PulseRoom() as room:
        recorder = room.record_bus()
        length = room.person_says(np.full(8000, 8000, dtype=np.int16))
        time.sleep(0.8)
        recording = recorder.stop()
        (word,) = activities(recording.person)
        assert word.offset_ms - word.onset_ms == pytest.approx(1000 * length, abs=2)
        assert 5 < np.std(recording.person[: int(word.onset_ms) * 16]) < 15
        assert not recording.speaker.any()
        assert abs(recording.started - time.monotonic()) < 5


@needs_pulseaudio
def test_a_stream_that_begins_while_the_speaker_is_pulled_out_is_cut_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    players: list[subprocess.Popen[bytes]] = []
    with PulseRoom() as room, Path("/dev/zero").open("rb") as zeros:
        cut = room._cut

        def cut_and_begin(what: str, streams: Iterable[str]) -> None:
            cut(what, streams)
            if not players:
                there = len(room._streams(what))
                players.append(room._pacat("--playback", "speaker", 1, stdin=zeros))
                while len(room._streams(what)) == there:
                    time.sleep(0.02)

        monkeypatch.setattr(room, "_cut", cut_and_begin)
        room.unplug("speaker")
        (player,) = players
        assert player.wait(5) != 0


@needs_pulseaudio
def test_it_leaves_no_process_and_no_folder_behind() -> None:
    with PulseRoom() as room:
        room.record_bus()
        room.person_says(np.zeros(160_000, dtype=np.int16))
        folder = room.folder
        assert _living(folder) >= 4
        room.kill()
        assert _living(folder) == 0
        room.start()
        assert _living(folder) >= 2
    assert _living(folder) == 0
    assert not folder.exists()


def _living(folder: Path) -> int:
    """Processes whose environment names the folder."""
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        if process.name != str(os.getpid()):
            try:
                count += str(folder).encode() in (process / "environ").read_bytes()
            except OSError:
                """It has ended meanwhile."""
    return count
