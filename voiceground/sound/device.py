"""Real devices, through PortAudio. The only file that imports sounddevice.

PortAudio is loaded when it is first needed, and used by one thread at a time: the keeper's. What it and
the libraries below it write to stderr while they look around is kept off the person's screen.
"""

from __future__ import annotations

import contextlib
import os
import itertools
import queue
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from voiceground.core.tick import SAMPLE_RATE
from voiceground.errors import DeviceError
from voiceground.sound.ends import Format
from voiceground.sound.keeper import Keeper
from voiceground.sound.live import Box, LiveRoom, Report
from voiceground.sound.queues import ByteQueue

BLOCKS_A_SECOND = 50

BOX_LIMIT = 50
"""Reports that may wait for the loop: one second. What is heard beyond that is dropped and counted."""

ENVIRONMENT = {"PULSE_LATENCY_MSEC": "60", "JACK_NO_START_SERVER": "1"}
"""Set where the person has not: PulseAudio's own buffer (20 ms underflowed in 4 of 10 blocks, 60 ms in
none), and that looking at devices does not start a JACK server."""


@dataclass(frozen=True, slots=True)
class Device:
    """One device as PortAudio lists it.

    Attributes:
        index: PortAudio's number for it, valid until the list is read anew.
        name: its name.
        inputs: how many channels it hears.
        outputs: how many it plays.
        rate: its own rate in Hz.
    """

    index: int
    name: str
    inputs: int
    outputs: int
    rate: int


class DeviceRoom(LiveRoom):
    """A room with a real speaker and microphone.

    The constructor opens the devices and waits for them (some 50 to 300 ms); it may run in any thread,
    ahead of the first ``exchange``. What was heard before the first ``exchange`` is forgotten.

    Args:
        input_name: part of the microphone's name, in any case; None for the system's default.
        output_name: the same for the speaker.
        rate: use this rate in Hz, instead of 16 kHz where the device can and its own where it cannot.
        separate: use two streams even where one could do both.

    Raises:
        DeviceError: there is neither speaker nor microphone, or not the one that was named.
    """

    def __init__(
        self,
        input_name: str | None = None,
        output_name: str | None = None,
        *,
        rate: int | None = None,
        separate: bool = False,
    ) -> None:
        box: Box = queue.SimpleQueue()
        opener = _Opener(input_name, output_name, rate, separate=separate)
        keeper = Keeper(opener, box)
        self._streams = keeper.start()
        name = " and ".join(dict.fromkeys(opener.names))
        super().__init__(name, box, keeper, self._streams)


def list_devices() -> tuple[Device, ...]:
    """Every device that there is, read anew. Not while a room is open.

    Raises:
        DeviceError: PortAudio is not installed.
    """
    sd = _portaudio(afresh=True)
    return tuple(
        Device(
            index=entry["index"],
            name=entry["name"],
            inputs=entry["max_input_channels"],
            outputs=entry["max_output_channels"],
            rate=round(entry["default_samplerate"]),
        )
        for entry in sd.query_devices()
    )


# --- PortAudio --------------------------------------------------------------------------------------


@contextlib.contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Send file descriptor 2 nowhere for a moment: the C libraries below write there directly.

    It is the whole process's, so what another thread writes in these milliseconds is lost as well.
    """
    saved = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)


def _portaudio(*, afresh: bool) -> ModuleType:
    """sounddevice, with its list of devices read anew if so wished. Loading it reads the list too."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    loaded = "sounddevice" in sys.modules
    with _quiet_stderr():
        try:
            import sounddevice as sd
        except OSError as error:
            raise DeviceError(
                "The sound library PortAudio is not installed, so there is no voice and no microphone. "
                "On Debian and Raspberry Pi OS: sudo apt install libportaudio2"
            ) from error
        if afresh and loaded:
            sd._terminate()  # PortAudio has no other way to see what was plugged in since
            sd._initialize()
    module: ModuleType = sd
    return module


@dataclass(frozen=True, slots=True)
class _End:
    """One end to open: which device, and with how many channels."""

    index: int
    channels: int

    def form(self, rate: int) -> Format:
        return Format(rate, self.channels)


class _Opener:
    """Finds devices by name and opens them: a ``live.Opener``."""

    def __init__(
        self, input_name: str | None, output_name: str | None, rate: int | None, *, separate: bool
    ) -> None:
        self._wanted = {"input": input_name, "output": output_name}
        self._rate = rate
        self._separate = separate
        self.names: list[str] = []

    def open(self, box: Box, *, hear: bool, speak: bool, afresh: bool) -> tuple[_Stream, ...]:
        """Open what can be opened of the wanted ends; see ``live.Opener``."""
        sd = _portaudio(afresh=afresh)
        microphone = self._find(sd, "input") if hear else None
        speaker = self._find(sd, "output") if speak else None
        self.names = [device["name"] for device in (speaker, microphone) if device]
        with _quiet_stderr():
            if microphone and speaker and microphone["index"] == speaker["index"] and not self._separate:
                both = self._try(sd, box, microphone, speaker)
                if both:
                    return (both,)
            ends = ((microphone, None), (None, speaker))
            streams = [self._try(sd, box, *end) for end in ends if any(end)]
        return tuple(stream for stream in streams if stream)

    def stale(self) -> bool:
        """Whether the list of devices may have changed since it was read."""
        return True

    def _find(self, sd: ModuleType, kind: str) -> dict[str, Any] | None:
        """PortAudio's entry for the microphone or the speaker, None when there is no default one."""
        name = self._wanted[kind]
        if name is None:
            with contextlib.suppress(sd.PortAudioError):
                entry: dict[str, Any] = sd.query_devices(kind=kind)
                return entry
            return None
        usable = [device for device in sd.query_devices() if device[f"max_{kind}_channels"] > 0]
        for device in usable:
            if name.casefold() in device["name"].casefold():
                found: dict[str, Any] = device
                return found
        what = {"input": "microphone", "output": "speaker"}[kind]
        there = "; ".join(device["name"] for device in usable) or "none at all"
        raise DeviceError(f"There is no {what} called {name!r}. There is: {there}.")

    def _try(
        self, sd: ModuleType, box: Box, microphone: dict[str, Any] | None, speaker: dict[str, Any] | None
    ) -> _Stream | None:
        """A stream in the first format that the device takes, our own first; None when it takes none."""
        own = round((microphone or speaker or {})["default_samplerate"])
        rates = (self._rate,) if self._rate else dict.fromkeys((SAMPLE_RATE, own))
        for rate, ear, mouth in itertools.product(
            rates, _ends(microphone, "input"), _ends(speaker, "output")
        ):
            with contextlib.suppress(sd.PortAudioError):
                return _Stream(sd, box, ear, mouth, rate)
        return None


def _ends(device: dict[str, Any] | None, kind: str) -> list[_End | None]:
    """The ways to open one end of a device: mono, else stereo. One way for no device: not at all."""
    if device is None:
        return [None]
    return [
        _End(device["index"], channels) for channels in (1, 2) if channels <= device[f"max_{kind}_channels"]
    ]


class _Stream:
    """One PortAudio stream: a ``live.Pipe``. Its callbacks move bytes and count, nothing else."""

    def __init__(
        self, sd: ModuleType, box: Box, microphone: _End | None, speaker: _End | None, rate: int
    ) -> None:
        self.microphone = microphone.form(rate) if microphone else None
        self.speaker = speaker.form(rate) if speaker else None
        self.outbox = ByteQueue()
        self.finished = False
        self.overflows = 0
        self.underflows = 0
        self._box = box
        self._frame_bytes = 2 * speaker.channels if speaker else 0
        self._unreported = [0, 0]
        self._stream = self._open(sd, microphone, speaker, rate)
        self.beat = time.monotonic()
        self._stream.start()

    def _open(self, sd: ModuleType, microphone: _End | None, speaker: _End | None, rate: int) -> Any:
        common = {
            "samplerate": rate,
            "blocksize": rate // BLOCKS_A_SECOND,
            "dtype": "int16",
            "latency": "high",
            "finished_callback": self._finish,
        }
        if microphone and speaker:
            device, channels = (microphone.index, speaker.index), (microphone.channels, speaker.channels)
            return sd.RawStream(device=device, channels=channels, callback=self._both, **common)
        if microphone:
            end, kind, callback = microphone, sd.RawInputStream, self._hear
        else:
            end, kind, callback = speaker, sd.RawOutputStream, self._speak
        return kind(device=end.index, channels=end.channels, callback=callback, **common)

    @property
    def latency_seconds(self) -> tuple[float, float]:
        """What PortAudio reports for the microphone's and the speaker's way, 0 where there is none."""
        latency = self._stream.latency
        if isinstance(latency, tuple):
            return latency
        return (latency, 0.0) if self.microphone else (0.0, latency)

    def close(self) -> None:
        """End the stream."""
        with contextlib.suppress(Exception), _quiet_stderr():
            self._stream.close(ignore_errors=True)

    def _both(self, indata: Any, outdata: Any, frames: int, when: Any, status: Any) -> None:
        self._report(bytes(indata), self.outbox.fill(outdata), frames, status)

    def _hear(self, indata: Any, frames: int, when: Any, status: Any) -> None:
        self._report(bytes(indata), 0, 0, status)

    def _speak(self, outdata: Any, frames: int, when: Any, status: Any) -> None:
        self._report(b"", self.outbox.fill(outdata), frames, status)

    def _report(self, heard: bytes, filled: int, frames: int, status: Any) -> None:
        self.beat = time.monotonic()
        if status:
            self.overflows += status.input_overflow
            self.underflows += status.output_underflow
        real = filled // self._frame_bytes if filled else 0
        if self._box.qsize() < BOX_LIMIT:
            self._box.put(Report(self, heard, real, frames - real))

    def _finish(self) -> None:
        self.finished = True
