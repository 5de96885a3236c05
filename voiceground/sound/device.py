"""Real devices, through PortAudio. The only file that imports sounddevice.

PortAudio is loaded when it is first needed, and used by one thread at a time: the keeper's.

The microphone and the speaker are two streams, also where they are one device and one stream could do
both. Measured on PortAudio 19.6 over ALSA and PulseAudio: after one underflow a stream of both kept
stumbling for good (a quarter of its callbacks missing, 30 % of a core), two streams went on at once.
With two, a microphone that is pulled out leaves the voice alone, and the round trip is 10 ms shorter.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from voiceground.core.tick import SAMPLE_RATE
from voiceground.errors import DeviceError
from voiceground.sound.ends import Format
from voiceground.sound.keeper import Keeper
from voiceground.sound.live import Box, LiveRoom, Report
from voiceground.sound.queues import ByteQueue
from voiceground.sound.quiet import quiet_c_stderr, quiet_stderr

BLOCKS_A_SECOND = 50

BOX_LIMIT = 50
"""Reports that may wait for the loop: one second. What is heard beyond that is dropped and counted."""

ENVIRONMENT = {"PULSE_LATENCY_MSEC": "60", "JACK_NO_START_SERVER": "1"}
"""Set where the person has not: PulseAudio's own buffer (20 ms underflowed in 4 of 10 blocks, 60 ms in
none), and that looking at devices does not start a JACK server."""

CARDS = Path("/proc/asound/cards")

RELIST_SECONDS = 30.0
"""Where the system does not say whether devices came or went: how old the list of them may become."""


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
        duplex: use one stream for both ends, where they are one device. For devices that can be opened
            only once.

    Raises:
        DeviceError: there is neither speaker nor microphone, or not the one that was named.
    """

    def __init__(
        self,
        input_name: str | None = None,
        output_name: str | None = None,
        *,
        rate: int | None = None,
        duplex: bool = False,
    ) -> None:
        box: Box = queue.SimpleQueue()
        opener = _Opener(input_name, output_name, rate, duplex=duplex)
        keeper = Keeper(opener, box)
        pipes = keeper.start()
        super().__init__(" and ".join(dict.fromkeys(opener.names)), box, keeper, pipes)


def list_devices() -> tuple[Device, ...]:
    """Every device that there is, read anew. Not while a room is open.

    Raises:
        DeviceError: PortAudio is not installed.
    """
    with _translated():
        return tuple(_device(entry) for entry in _portaudio(afresh=True).query_devices())


def find_device(name: str | None, kind: str) -> Device | None:
    """The device that a room would open; None where there is no default one. Not while a room is open.

    Args:
        name: part of its name; None for the system's default.
        kind: ``input`` for the microphone, ``output`` for the speaker.

    Raises:
        DeviceError: PortAudio is not installed, or none is called that.
    """
    with _translated():
        return _find(_portaudio(afresh=True), name, kind)


# --- PortAudio --------------------------------------------------------------------------------------


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """The one place where the sound library's errors become ours."""
    try:
        yield
    except DeviceError:
        raise
    except OSError as error:
        raise DeviceError(
            "The sound library PortAudio is not installed, so there is no voice and no microphone. "
            "On Debian and Raspberry Pi OS: sudo apt install libportaudio2."
        ) from error
    except Exception as error:  # its own class cannot be named here: it may have failed while loading
        raise DeviceError(f"The sound system did not start: {error}") from error


def _portaudio(*, afresh: bool) -> ModuleType:
    """sounddevice, with its list of devices read anew if so wished. Loading it reads the list too."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    loaded = "sounddevice" in sys.modules
    if not loaded:
        quiet_c_stderr()
    with quiet_stderr():
        import sounddevice as sd

        if afresh and loaded:  # PortAudio has no other way to see what was plugged in since
            with contextlib.suppress(sd.PortAudioError):
                sd._terminate()  # noqa: SLF001
            sd._initialize()  # noqa: SLF001
    module: ModuleType = sd
    return module


def _device(entry: dict[str, Any]) -> Device:
    return Device(
        index=entry["index"],
        name=entry["name"],
        inputs=entry["max_input_channels"],
        outputs=entry["max_output_channels"],
        rate=round(entry["default_samplerate"]),
    )


_Ends: TypeAlias = tuple[Device | None, Device | None]


@dataclass(frozen=True, slots=True)
class _End:
    """One end to open: which device, and with how many channels."""

    index: int
    channels: int


class _Opener:
    """Finds devices by name and opens them: a ``live.Opener``."""

    def __init__(
        self, input_name: str | None, output_name: str | None, rate: int | None, *, duplex: bool
    ) -> None:
        self._input_name = input_name
        self._output_name = output_name
        self._rate = rate
        self._duplex = duplex
        self._listed = 0.0
        self._cards = ""
        self._begun = False
        self.names: list[str] = []

    def open(self, box: Box, *, hear: bool, speak: bool, afresh: bool) -> tuple[_Stream, ...]:
        """Open what can be opened of the wanted ends; see ``live.Opener``."""
        with _translated():
            sd = _portaudio(afresh=afresh)
            if afresh:
                self._listed, self._cards = time.monotonic(), _cards()
            microphone = self._find(sd, self._input_name, "input") if hear else None
            speaker = self._find(sd, self._output_name, "output") if speak else None
            self.names = [device.name for device in (speaker, microphone) if device]
            with quiet_stderr():
                streams = [self._try(sd, box, *ends) for ends in self._ends(microphone, speaker)]
        self._begun = True
        return tuple(stream for stream in streams if stream)

    def stale(self) -> bool:
        """Whether the list of devices may have changed since it was read."""
        if CARDS.exists():
            return _cards() != self._cards
        return time.monotonic() - self._listed > RELIST_SECONDS

    def _find(self, sd: ModuleType, name: str | None, kind: str) -> Device | None:
        """As ``_find``, but once the room is open a device that has gone is just not there."""
        try:
            return _find(sd, name, kind)
        except DeviceError:
            if self._begun:
                return None
            raise

    def _ends(self, microphone: Device | None, speaker: Device | None) -> list[_Ends]:
        """What to open: each end that there is by itself, or both as one."""
        if self._duplex and microphone and microphone == speaker:
            return [(microphone, speaker)]
        ears: list[_Ends] = [(microphone, None)] if microphone else []
        return ears + ([(None, speaker)] if speaker else [])

    def _try(
        self, sd: ModuleType, box: Box, microphone: Device | None, speaker: Device | None
    ) -> _Stream | None:
        """A stream in the first format that the device takes, our own first; None when it takes none."""
        own = [device.rate for device in (microphone, speaker) if device]
        rates = [self._rate] if self._rate else list(dict.fromkeys([SAMPLE_RATE, *own]))
        ears = _ends(microphone, microphone.inputs if microphone else 0)
        mouths = _ends(speaker, speaker.outputs if speaker else 0)
        for rate, ear, mouth in itertools.product(rates, ears, mouths):
            with contextlib.suppress(sd.PortAudioError):
                return _Stream(sd, box, ear, mouth, rate)
        return None


def _find(sd: ModuleType, name: str | None, kind: str) -> Device | None:
    """The microphone ("input") or the speaker ("output"); None when there is no default one.

    Raises:
        DeviceError: none is called that.
    """
    if name is None:
        with contextlib.suppress(sd.PortAudioError):
            return _device(sd.query_devices(kind=kind))
        return None
    usable = [_device(entry) for entry in sd.query_devices() if entry[f"max_{kind}_channels"] > 0]
    for device in usable:
        if name.casefold() in device.name.casefold():
            return device
    what = "microphone" if kind == "input" else "speaker"
    there = "; ".join(device.name for device in usable) or "none at all"
    raise DeviceError(f"There is no {what} called {name!r}. There is: {there}.")


def _ends(device: Device | None, most: int) -> list[_End | None]:
    """The ways to open one end of a device: mono, else stereo. No device has one way: not at all."""
    if device is None:
        return [None]
    return [_End(device.index, channels) for channels in (1, 2) if channels <= most]


def _cards() -> str:
    """What sound cards Linux knows; changes when one is plugged in or out."""
    with contextlib.suppress(OSError):
        return CARDS.read_text()
    return ""


class _Stream:
    """One PortAudio stream: a ``live.Pipe``. Its callbacks move bytes and count, nothing else."""

    def __init__(
        self, sd: ModuleType, box: Box, microphone: _End | None, speaker: _End | None, rate: int
    ) -> None:
        self.microphone = Format(rate, microphone.channels) if microphone else None
        self.speaker = Format(rate, speaker.channels) if speaker else None
        self.outbox = ByteQueue()
        self.finished = False
        self.overflows = 0
        self.underflows = 0
        self._box = box
        self._frame_bytes = 2 * speaker.channels if speaker else 1
        self._real = 0
        self._silent = 0
        ends = [end for end in (microphone, speaker) if end]
        kind, callback = self._kind(sd)
        self._stream = kind(
            samplerate=rate,
            blocksize=rate // BLOCKS_A_SECOND,
            device=ends[0].index if len(ends) == 1 else tuple(end.index for end in ends),
            channels=ends[0].channels if len(ends) == 1 else tuple(end.channels for end in ends),
            dtype="int16",
            latency="high",
            callback=callback,
            finished_callback=self._finish,
        )
        self.beat = time.monotonic()
        self._start()

    @property
    def latency_seconds(self) -> tuple[float, float]:
        """What PortAudio reports for the way in and the way out; 0 for an end that is not there."""
        latency = self._stream.latency
        if isinstance(latency, tuple):
            way_in, way_out = latency
            return way_in, way_out
        return (latency, 0.0) if self.microphone else (0.0, latency)

    def close(self) -> None:
        """End the stream. A driver's complaint about that helps nobody."""
        with contextlib.suppress(Exception), quiet_stderr():
            self._stream.close(ignore_errors=True)

    def _kind(self, sd: ModuleType) -> tuple[Any, Any]:
        if self.microphone and self.speaker:
            return sd.RawStream, self._both
        return (sd.RawInputStream, self._hear) if self.microphone else (sd.RawOutputStream, self._speak)

    def _start(self) -> None:
        try:
            self._stream.start()
        except BaseException:
            self.close()
            raise

    # --- in the device's threads

    def _both(self, heard: Any, playing: Any, frames: int, _time: Any, status: Any) -> None:
        self._report(bytes(heard), self.outbox.fill(playing), frames, status)

    def _hear(self, heard: Any, _frames: int, _time: Any, status: Any) -> None:
        self._report(bytes(heard), 0, 0, status)

    def _speak(self, playing: Any, frames: int, _time: Any, status: Any) -> None:
        self._report(b"", self.outbox.fill(playing), frames, status)

    def _report(self, heard: bytes, filled: int, frames: int, status: Any) -> None:
        """Pass on what was moved. A stuck loop loses what was heard, never the count of what was played."""
        self.beat = time.monotonic()
        if status:
            self.overflows += status.input_overflow
            self.underflows += status.output_underflow
        real = filled // self._frame_bytes
        self._real += real
        self._silent += frames - real
        if self._box.qsize() < BOX_LIMIT:
            self._box.put(Report(self, heard, self._real, self._silent))
            self._real = self._silent = 0
        else:
            self.overflows += bool(heard)

    def _finish(self) -> None:
        self.finished = True
