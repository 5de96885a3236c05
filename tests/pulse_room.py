"""A real audio room without a sound card: a private PulseAudio server with a speaker, a person and a mic.

One null sink of two channels, the *bus*, is the air of the room. The speaker plays on its left channel,
the person on its right; the microphone picks up the right one (or both: then it hears the speaker too).
The bus's monitor records all of it on one time line, so gaps are measured to the sample.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from voiceground.core.tick import SAMPLE_RATE, Samples

ALSA_CONFIG = """\
pcm.default {
    type asym
    playback.pcm { type pulse device speaker }
    capture.pcm { type pulse device mic }
}
pcm.headset pcm.default
ctl.default { type pulse }
"""
"""All that ALSA knows in this room. By name, because a stream that asks PulseAudio for its default would be
given a monitor while the microphone is out."""

SERVER_CONFIG = """\
load-module module-native-protocol-unix socket={folder}/native auth-anonymous=1
load-module module-cli-protocol-unix socket={folder}/cli
"""

FLOOR_RMS = 10.0
"""Level of the room's own noise, int16 units (-70 dBFS): digital silence is unreal."""


def missing_tools() -> str | None:
    """Why there can be no room on this machine, or None when there can."""
    missing = [tool for tool in ("pulseaudio", "pactl", "pacat") if shutil.which(tool) is None]
    return f"not installed: {', '.join(missing)} (apt: pulseaudio, pulseaudio-utils)" if missing else None


# --- recordings of the bus, and what can be read off them ----------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """What was on the bus.

    Attributes:
        speaker: what came out of the speaker, shape (n,), int16, 16 kHz.
        person: what the person and the room gave, same shape and time line.
        started: time.monotonic() of the first sample, within about 30 ms.
    """

    speaker: Samples
    person: Samples
    started: float

    def save(self, path: Path) -> None:
        """Write it as a stereo WAV: left the speaker, right the person."""
        with wave.open(str(path), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(np.column_stack((self.speaker, self.person)).astype("<i2").tobytes())


@dataclass(frozen=True, slots=True)
class Activity:
    """A stretch in which a channel was louder than its floor. Milliseconds from the recording's start."""

    onset_ms: float
    offset_ms: float


def activities(
    channel: Samples, *, threshold: float = 200.0, join_ms: float = 300.0, shortest_ms: float = 5.0
) -> tuple[Activity, ...]:
    """The stretches of sound on a channel, to the millisecond.

    Args:
        channel: shape (n,), int16, 16 kHz.
        threshold: peak that counts as sound, int16 units.
        join_ms: silences up to this long do not end a stretch (pauses between words).
        shortest_ms: stretches shorter than this are dropped (a click of one sample).
    """
    step = SAMPLE_RATE // 1000
    whole = len(channel) // step * step
    peaks = np.abs(channel[:whole].astype(np.int32)).reshape(-1, step).max(axis=1)
    loud = np.flatnonzero(peaks > threshold)
    if not len(loud):
        return ()
    breaks = np.flatnonzero(np.diff(loud) > join_ms)
    onsets = loud[np.concatenate(([0], breaks + 1))]
    offsets = loud[np.concatenate((breaks, [len(loud) - 1]))] + 1
    found = (Activity(float(a), float(b)) for a, b in zip(onsets, offsets, strict=True))
    return tuple(activity for activity in found if activity.offset_ms - activity.onset_ms >= shortest_ms)


def answer_gaps_ms(recording: Recording, *, threshold: float = 200.0) -> tuple[float, ...]:
    """For each stretch of the person: milliseconds from its end to the next first sample of the speaker.

    Stretches that nothing answers, and those that the speaker spoke over at their end, are left out.
    """
    spoken = activities(recording.speaker, threshold=threshold)
    gaps = []
    for word in activities(recording.person, threshold=threshold):
        over = any(line.onset_ms <= word.offset_ms < line.offset_ms for line in spoken)
        later = [line.onset_ms - word.offset_ms for line in spoken if line.onset_ms >= word.offset_ms]
        if later and not over:
            gaps.append(min(later))
    return tuple(gaps)


def read_wave(path: Path) -> Samples:
    """A 16 kHz mono 16-bit WAV as int16 samples."""
    with wave.open(str(path), "rb") as file:
        shape = (file.getframerate(), file.getnchannels(), file.getsampwidth())
        if shape != (SAMPLE_RATE, 1, 2):
            raise ValueError(f"{path} is not 16 kHz mono 16 bit: {shape}")
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.int16)


# --- the room ------------------------------------------------------------------------------------------


class Recorder:
    """Records the bus until it is stopped."""

    def __init__(self, child: subprocess.Popen[bytes], file: Path) -> None:
        self._child = child
        self._file = file
        while child.poll() is None and self._bytes() == 0:
            time.sleep(0.005)
        self._started = time.monotonic() - self._bytes() / (4 * SAMPLE_RATE)

    def _bytes(self) -> int:
        return self._file.stat().st_size

    def so_far(self) -> Recording:
        """What has been recorded until now; recording goes on."""
        raw = self._file.read_bytes()
        both = np.frombuffer(raw[: len(raw) // 4 * 4], dtype="<i2").reshape(-1, 2).astype(np.int16)
        return Recording(both[:, 0].copy(), both[:, 1].copy(), self._started)

    def stop(self) -> Recording:
        """End the recording and return it."""
        self._child.terminate()
        self._child.wait()
        return self.so_far()


class PulseRoom:
    """A running room; a context manager that leaves no process behind.

    Args:
        echo: whether the microphone hears the speaker as well as the person.
        rate: the rate of the bus in Hz.
        floor: level of the constant noise from the person's side, int16 RMS; 0 for digital silence.

    Attributes:
        folder: the room's own temporary folder; every process of it has it in its environment.
    """

    def __init__(self, *, echo: bool = False, rate: int = SAMPLE_RATE, floor: float = FLOOR_RMS) -> None:
        self._echo = echo
        self._rate = rate
        self._floor = floor
        self.folder = Path(tempfile.mkdtemp(prefix="room-"))
        self._children: list[subprocess.Popen[bytes]] = []
        self._server: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, str] = {}
        self._files = 0

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def variables(self) -> dict[str, str]:
        """What this room adds to the environment of whoever is to live in it."""
        return {
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_RUNTIME_PATH": str(self.folder / "pulse"),
            "PULSE_SERVER": f"unix:{self._native}",
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "PULSE_CLIENTCONFIG": str(self.folder / "client.conf"),
            "ALSA_CONFIG_PATH": str(self.folder / "alsa.conf"),
        }

    @property
    def env(self) -> dict[str, str]:
        """The whole environment for a child process that is to live in this room."""
        return {**os.environ, **self.variables}

    @property
    def _native(self) -> Path:
        return self.folder / "native"

    # --- the server

    def start(self) -> None:
        """Start the server and furnish the room; also after ``kill``."""
        (self.folder / "pulse").mkdir(mode=0o700, exist_ok=True)
        (self.folder / "alsa.conf").write_text(ALSA_CONFIG)
        (self.folder / "client.conf").write_text("autospawn = no\n")
        config = self.folder / "server.pa"
        config.write_text(SERVER_CONFIG.format(folder=self.folder))
        for left in (self._native, self.folder / "cli"):
            left.unlink(missing_ok=True)
        command = ["pulseaudio", "-n", "-F", str(config), "--daemonize=no", "--use-pid-file=no"]
        command += ["--exit-idle-time=-1", "--realtime=no", "--high-priority=yes", "--log-level=error"]
        with (self.folder / "server.log").open("ab") as log:
            home = {**self.env, "HOME": str(self.folder)}
            self._server = subprocess.Popen(command, env=home, stdout=log, stderr=log)
        self._wait_for_server()
        self._furnish()

    def kill(self) -> None:
        """The server dies as servers do: at once, without a word, and everybody's streams with it."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None
        self._modules.clear()
        for child in self._children:
            child.kill()
            child.wait()
        self._children.clear()

    def close(self) -> None:
        """End every process that this room has started, and remove its folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_for_server(self) -> None:
        for _ in range(200):
            if self._native.exists() and self._pactl("info", check=False):
                return
            time.sleep(0.02)
        raise RuntimeError((self.folder / "server.log").read_text() or "the sound server did not start")

    def _furnish(self) -> None:
        shape = f"rate={self._rate} channels=2 channel_map=front-left,front-right norewinds=1"
        self._load("bus", f"module-null-sink sink_name=bus {shape}")
        self._load("person", f"module-remap-sink sink_name=person master=bus {_mono('front-right')}")
        self.replug("speaker")
        self.replug("mic")
        if self._floor:
            self._make_noise()

    # --- plugs

    def unplug(self, what: str) -> None:
        """Pull out the ``mic`` or the ``speaker``.

        PulseAudio would move its streams elsewhere, as no cable does, so they are cut first, and then any
        that began anew in between (as one does after an underflow) and so was moved after all.
        """
        device = self._index(what)
        there = self._streams(what)
        self._cut(what, [stream for stream, on in there.items() if on == device])
        self._pactl("unload-module", self._modules.pop(what))
        elsewhere = {stream for stream, on in there.items() if on != device}
        self._cut(what, [stream for stream in self._streams(what) if stream not in elsewhere])

    def replug(self, what: str) -> None:
        """Put in the ``mic`` or the ``speaker``, and make it the default."""
        if what == "speaker":
            self._load(what, f"module-remap-sink sink_name=speaker master=bus {_mono('front-left')}")
            self._pactl("set-default-sink", "speaker")
            return
        both = "front-left,front-right"
        ear = f"channels=2 channel_map={both} master_channel_map={both} remix=no"
        ear = ear if self._echo else _mono("front-right")
        self._load(what, f"module-remap-source source_name=mic master=bus.monitor {ear}")
        self._pactl("set-default-source", "mic")

    def mute_mic(self, muted: bool) -> None:
        """Make the microphone give pure zeros, as a system does that withholds it."""
        self._pactl("set-source-mute", "mic", "1" if muted else "0")

    def _index(self, what: str) -> str:
        kind = "sources" if what == "mic" else "sinks"
        rows = (line.split("\t") for line in self._pactl("list", "short", kind).splitlines())
        return next(row[0] for row in rows if row[1] == what)

    def _streams(self, what: str) -> dict[str, str]:
        """The streams that hear, or that play, and which device each is on."""
        kind = "source-outputs" if what == "mic" else "sink-inputs"
        rows = (line.split("\t") for line in self._pactl("list", "short", kind).splitlines())
        return {row[0]: row[1] for row in rows}

    def _cut(self, what: str, streams: Iterable[str]) -> None:
        kind = "source-output" if what == "mic" else "sink-input"
        for stream in streams:
            self._command(f"kill-{kind} {stream}")

    def _command(self, line: str) -> None:
        """What ``pactl`` cannot do, over the server's own console."""
        with socket.socket(socket.AF_UNIX) as console:
            console.connect(str(self.folder / "cli"))
            console.sendall(f"{line}\n".encode())
            console.shutdown(socket.SHUT_WR)
            while console.recv(4096):
                """Until the server has done it and hangs up."""

    def _load(self, name: str, module: str) -> None:
        self._modules[name] = self._pactl("load-module", *module.split())

    def _pactl(self, *words: str, check: bool = True) -> str:
        command = ["pactl", *words]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False, timeout=10)
        if check and done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout.strip()

    # --- the person, and the recorder

    def person_says(self, what: Path | Samples) -> float:
        """Begin to play a recording (16 kHz mono) as the person; returns its length in seconds.

        The first sample is on the bus some 30 ms later; ``record_bus`` says when exactly.
        """
        samples = read_wave(what) if isinstance(what, Path) else what
        file = self._new_file()
        file.write_bytes(samples.tobytes())
        with file.open("rb") as sound:
            self._pacat("--playback", "person", 1, stdin=sound)
        return len(samples) / SAMPLE_RATE

    def record_bus(self) -> Recorder:
        """Begin to record both channels of the room; returns when the first sound has arrived."""
        file = self._new_file()
        with file.open("wb") as sound:
            return Recorder(self._pacat("--record", "bus.monitor", 2, stdout=sound), file)

    def _make_noise(self) -> None:
        child = self._pacat("--playback", "person", 1, stdin=subprocess.PIPE)
        generator = np.random.default_rng(1)
        noise = np.rint(generator.normal(0, self._floor, 8 * SAMPLE_RATE)).astype(np.int16).tobytes()
        threading.Thread(target=_feed, args=(child, noise), daemon=True).start()

    def _pacat(self, mode: str, device: str, channels: int, **streams: object) -> subprocess.Popen[bytes]:
        command = ["pacat", mode, f"--device={device}", f"--channels={channels}", f"--rate={SAMPLE_RATE}"]
        command += ["--raw", "--format=s16le", "--latency-msec=20"]
        child: subprocess.Popen[bytes]
        child = subprocess.Popen(command, env=self.env, stderr=subprocess.DEVNULL, **streams)  # type: ignore[call-overload]
        self._children = [other for other in self._children if other.poll() is None]
        self._children.append(child)
        return child

    def _new_file(self) -> Path:
        self._files += 1
        return self.folder / f"sound-{self._files}.raw"


def _mono(channel: str) -> str:
    return f"channels=1 channel_map=mono master_channel_map={channel} remix=no"


def _feed(child: subprocess.Popen[bytes], noise: bytes) -> None:
    """Keep a player supplied until it ends; the pipe's own size paces it."""
    pipe = child.stdin
    if pipe is not None:
        with contextlib.suppress(OSError, ValueError):
            while child.poll() is None:
                pipe.write(noise)
        with contextlib.suppress(OSError, ValueError):
            pipe.close()
