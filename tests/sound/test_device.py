"""Real devices in a real audio room: what they do when all is well, and when it is not."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.pulse_room import PulseRoom, activities, missing_tools
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, Tick, silence
from voiceground.errors import DeviceError
from voiceground.sound.device import DeviceRoom, list_devices
from voiceground.sound.live import Stats

pytestmark = pytest.mark.skipif(missing_tools() is not None, reason=missing_tools() or "")

CLICK = np.concatenate((np.full(20, 20_000), np.zeros(TICK_SAMPLES - 20))).astype(np.int16)


@contextlib.contextmanager
def living_in(pulse: PulseRoom) -> Iterator[PulseRoom]:
    """This process in that room."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in pulse.variables.items():
            patch.setenv(name, value)
        yield pulse


@pytest.fixture
def pulse() -> Iterator[PulseRoom]:
    """A room of its own, to be broken."""
    with PulseRoom() as room, living_in(room):
        yield room


@pytest.fixture
def echoing() -> Iterator[PulseRoom]:
    """A room in which the microphone hears the speaker."""
    with PulseRoom(echo=True) as room, living_in(room):
        yield room


def tone(ticks: int, hertz: float = 400.0, peak: int = 8000) -> list[Samples]:
    time_ = np.arange(ticks * TICK_SAMPLES) / SAMPLE_RATE
    sound: Samples = np.rint(peak * np.sin(2 * np.pi * hertz * time_)).astype(np.int16)
    return list(sound.reshape(ticks, -1))


def until(room: DeviceRoom, condition: Callable[[Tick], bool], seconds: float = 6.0) -> float:
    """Tick on until it holds; returns the seconds that it took."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if condition(room.exchange(silence())):
            return time.monotonic() - begun
    raise AssertionError("it never came to that")


def holes_ms(sound: Samples) -> list[float]:
    """Stretches of digital silence inside a sound, in milliseconds."""
    loud = np.flatnonzero(sound)
    breaks = np.diff(loud)
    return [float(length) / 16 for length in breaks[breaks > 32]]


# --- when all is well ----------------------------------------------------------------------------------


def first_after(found: list[float], starts: list[float]) -> list[float]:
    """For each start, how much later the next of the found comes; none within 400 ms is left out."""
    waits = [min((place - start for place in found if place >= start), default=9e9) for start in starts]
    return [wait for wait in waits if wait < 400]


def clicks(sound: list[Samples]) -> list[float]:
    return [found.onset_ms for found in activities(np.concatenate(sound), threshold=3000, shortest_ms=1)]


@pytest.mark.parametrize(
    ("rate", "duplex", "limit_ms"),
    [(None, False, 130), (None, True, 140), (48_000, False, 240), (44_100, False, 260)],
)
def test_the_way_out_and_back_is_short_and_the_reference_comes_before_its_echo(
    echoing: PulseRoom, rate: int | None, duplex: bool, limit_ms: float
) -> None:
    begun = time.monotonic()
    with closing(DeviceRoom(rate=rate, duplex=duplex)) as room:
        opened_ms = 1000 * (time.monotonic() - begun)
        ticks = [room.exchange(CLICK if number % 50 == 40 else silence()) for number in range(270)]
        way_in, way_out = room.latency_seconds
    played = clicks([tick.played for tick in ticks])
    heard = clicks([tick.mic for tick in ticks])
    round_trips = first_after(heard, [800.0 + 1000 * number for number in range(5)])
    leads = first_after(heard, played)
    print(
        f"\n{rate or 16_000} Hz, {'one stream' if duplex else 'two streams'}: opened in {opened_ms:.0f} ms,"
        f" round trip {np.median(round_trips):.0f} ms"
        f" (the devices say {1000 * way_in:.0f} + {1000 * way_out:.0f}),"
        f" the echo comes {np.median(leads):.0f} ms after its reference"
    )
    assert 40 < np.median(round_trips) < limit_ms
    assert min(leads) > 5
    assert len(leads) >= 3


def test_the_person_is_heard_and_the_voice_reaches_the_bus(pulse: PulseRoom) -> None:
    with closing(DeviceRoom()) as room:
        until(room, lambda tick: tick.hearing)
        recorder = pulse.record_bus()
        pulse.person_says(np.concatenate(tone(25, hertz=700.0)))
        line = tone(50) + [silence()] * 25
        heard = np.concatenate([room.exchange(block).mic for block in line])
        recording = recorder.stop()
    for channel, expected in ((recording.person, 500), (recording.speaker, 1000), (heard, 500)):
        (found,) = activities(channel, join_ms=100)
        assert found.offset_ms - found.onset_ms == pytest.approx(expected, abs=20)


@pytest.mark.parametrize(("rate", "most_gaps"), [(None, 2), (48_000, 4)])
def test_a_loop_that_is_busy_for_50_ms_is_not_heard(
    pulse: PulseRoom, rate: int | None, most_gaps: int
) -> None:
    """Seven such pauses; without a queue each is a gap. Three tries, for a machine that is busy itself."""
    line = (tone(14) + [np.full(TICK_SAMPLES, 3, dtype=np.int16)] * 2) * 20
    tries = (_busy_line(pulse, DeviceRoom(rate=rate), line) for _ in range(3))
    assert any(stats.gaps <= most_gaps and len(holes) <= 4 + most_gaps for holes, stats in tries)


def _busy_line(pulse: PulseRoom, room: DeviceRoom, line: list[Samples]) -> tuple[list[float], Stats]:
    """A line said by a loop that sleeps; the holes that are in it then."""
    with closing(room):
        recorder = pulse.record_bus()
        until(room, lambda tick: tick.hearing)
        for number, block in enumerate(line):
            room.exchange(block)
            if number > 50 and number % 40 == 10:
                time.sleep(0.05)
        holes = holes_ms(recorder.stop().speaker)
        print(f"\n{room.stats}, pauses longer by {holes} ms")
        return holes, room.stats


def test_the_first_sound_may_come_long_after_the_devices_were_opened(pulse: PulseRoom) -> None:
    with closing(DeviceRoom()) as room:
        time.sleep(1.2)
        begun = time.monotonic()
        for _ in range(25):
            room.exchange(silence())
        assert time.monotonic() - begun == pytest.approx(0.5, abs=0.1)
        assert room.stats.gaps == 0


def test_devices_are_found_by_a_part_of_their_name(pulse: PulseRoom) -> None:
    with closing(DeviceRoom("HEAD", "default")) as room:
        assert room.name == "default and headset"
        assert until(room, lambda tick: tick.hearing and tick.speaking) < 1.0
    assert {device.name for device in list_devices()} == {"headset", "default"}


@pytest.mark.parametrize(("names", "what"), [(("attic", None), "microphone"), ((None, "attic"), "speaker")])
def test_a_device_that_is_not_there_is_told_with_those_that_are(
    pulse: PulseRoom, names: tuple[str | None, str | None], what: str
) -> None:
    with pytest.raises(DeviceError, match=rf"no {what} called 'attic'. There is: headset; default"):
        DeviceRoom(*names)


# --- when it is not ------------------------------------------------------------------------------------


def test_a_microphone_pulled_out_mid_line_leaves_the_voice_whole_and_comes_back_by_itself(
    pulse: PulseRoom,
) -> None:
    with closing(DeviceRoom()) as room:
        until(room, lambda tick: tick.hearing)
        recorder = pulse.record_bus()
        hearing = []
        for number, block in enumerate(tone(150)):
            hearing.append(room.exchange(block).hearing)
            if number == 50:
                threading.Thread(target=pulse.unplug, args=("mic",)).start()
        recording = recorder.stop()
        assert hearing[:50] == [True] * 50
        assert not any(hearing[100:])
        assert sum(holes_ms(recording.speaker)) < 100
        pulse.replug("mic")
        assert until(room, lambda tick: tick.hearing and bool(tick.mic.any())) < 3.0


def test_a_speaker_pulled_out_leaves_the_ear_and_comes_back_by_itself(pulse: PulseRoom) -> None:
    with closing(DeviceRoom()) as room:
        until(room, lambda tick: tick.speaking)
        pulse.unplug("speaker")
        assert until(room, lambda tick: not tick.speaking) < 1.5
        assert all(room.exchange(block).hearing for block in tone(50))
        pulse.replug("speaker")
        assert until(room, lambda tick: tick.speaking) < 3.0


@pytest.mark.parametrize("name", [None, "headset"])
def test_a_sound_server_that_dies_stops_neither_time_nor_session(pulse: PulseRoom, name: str | None) -> None:
    with closing(DeviceRoom(name, name)) as room:
        until(room, lambda tick: tick.hearing and tick.speaking)
        pulse.kill()
        until(room, lambda tick: not tick.hearing and not tick.speaking)
        begun = time.monotonic()
        slowest = 0.0
        for block in tone(150):
            before = time.monotonic()
            room.exchange(block)
            slowest = max(slowest, time.monotonic() - before)
        assert time.monotonic() - begun == pytest.approx(3.0, abs=0.3)
        assert slowest < 0.25
        pulse.start()
        back = until(room, lambda tick: tick.hearing and tick.speaking)
        print(f"\nback after {back:.1f} s, slowest tick without devices {1000 * slowest:.0f} ms")
        assert back < 4.0


def test_a_microphone_that_gives_only_zeros_is_not_hearing(pulse: PulseRoom) -> None:
    with closing(DeviceRoom()) as room:
        until(room, lambda tick: tick.hearing and bool(tick.mic.any()))
        pulse.mute_mic(True)
        assert until(room, lambda tick: not tick.hearing) == pytest.approx(3.0, abs=0.5)
        assert room.withheld
        pulse.mute_mic(False)
        assert until(room, lambda tick: tick.hearing) < 0.5


def test_a_machine_without_a_microphone_speaks_and_hears_once_one_is_there(pulse: PulseRoom) -> None:
    pulse.unplug("mic")
    with closing(DeviceRoom()) as room:
        ticks = [room.exchange(silence()) for _ in range(50)]
        assert not any(tick.hearing for tick in ticks)
        assert all(tick.speaking for tick in ticks[5:])
        pulse.replug("mic")
        assert until(room, lambda tick: tick.hearing) < 3.0


def test_neither_speaker_nor_microphone_is_a_sentence(pulse: PulseRoom) -> None:
    pulse.unplug("mic")
    pulse.unplug("speaker")
    with pytest.raises(DeviceError, match="neither a speaker nor a microphone"):
        DeviceRoom()


def test_no_sound_server_is_a_sentence_too(pulse: PulseRoom) -> None:
    pulse.kill()
    with pytest.raises(DeviceError, match="No sound device was found"):
        DeviceRoom()


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        ("OSError('PortAudio library not found')", "sudo apt install libportaudio2"),
        ("RuntimeError('host error')", "did not start: host error"),
    ],
)
def test_a_sound_library_that_does_not_load_is_a_sentence(
    tmp_path: Path, failure: str, sentence: str
) -> None:
    (tmp_path / "sounddevice.py").write_text(f"raise {failure}")
    program = (
        "from voiceground.errors import DeviceError\n"
        "from voiceground.sound.device import DeviceRoom\n"
        "try:\n    DeviceRoom()\nexcept DeviceError as error:\n    print(error)"
    )
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert sentence in done.stdout
    assert done.stderr == ""


LIFE = """
import ctypes, sys
from voiceground.core.tick import silence
from voiceground.sound.device import DeviceRoom

room = DeviceRoom()
print("open", flush=True)
for number in range(150):
    room.exchange(silence())
    if number in (50, 60, 70):
        ctypes.PyDLL(None).usleep(200_000)  # holds the interpreter: the device runs dry
    if number == 100:
        print("kill", flush=True)
        sys.stdin.readline()
print(room.stats.underflows > 0, room.stats.lost > 0)
room.close()
"""


def test_the_libraries_below_keep_quiet_whatever_happens(pulse: PulseRoom) -> None:
    command = [sys.executable, "-c", LIFE]
    child = subprocess.Popen(
        command,
        env={**os.environ, "PULSE_LATENCY_MSEC": "20"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout
        assert [child.stdout.readline() for _ in range(2)] == ["open\n", "kill\n"]
        pulse.kill()
        said, complained = child.communicate("\n", timeout=30)
    assert said == "True True\n"
    assert complained == ""
    assert child.returncode == 0
