"""A person in the sound room: reads along with the captions, waits for the question to end, answers."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.pulse_room import PulseRoom, Recording, activities
from voiceground.core.tick import SAMPLE_RATE, Samples

QUIET_SECONDS = 0.8
"""A comma in a slow voice lasts up to 0.7 s."""


class Conversation:
    """Runs ``voiceground run SCRIPT`` on the real device layer inside a room, and talks with it."""

    def __init__(
        self, room: PulseRoom, home: Path, arguments: Iterable[str], *, env: Mapping[str, str] | None = None
    ) -> None:
        self._room = room
        self._home = home
        self._command = [sys.executable, "-m", "voiceground", *arguments]
        self._env = {**room.env, "VOICEGROUND_HOME": str(home), "PYTHONUNBUFFERED": "1", **(env or {})}
        self._lines: queue.Queue[tuple[float, str]] = queue.Queue()
        self.captions: list[str] = []
        self.started = 0.0
        self.caption_at: dict[str, float] = {}

    def __enter__(self) -> Self:
        self._recorder = self._room.record_bus()
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self._command,
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()

    def _read(self) -> None:
        stdout = self.process.stdout
        assert stdout is not None
        for line in stdout:
            self._lines.put((time.monotonic(), line.rstrip("\n")))

    def hears(self, text: str, seconds: float = 120) -> None:
        """Wait until a caption holds this text."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                when, line = self._lines.get(timeout=0.2)
            except queue.Empty:
                if time.monotonic() < deadline and self.process.poll() is None:
                    continue
                ended = f"it ended ({self.process.poll()}): {self.errors()}" if self.process.poll() else ""
                raise AssertionError(
                    f"never captioned {text!r}; captions: {self.captions}; {ended}"
                ) from None
            self.captions.append(line)
            self.caption_at[line] = when
            if text in line:
                return

    def waits_for_the_end_of_the_line(self) -> None:
        """Wait until the speaker has been quiet for a moment, after having begun the last caption."""
        begun = self.caption_at[self.captions[-1]]
        for _ in range(400):
            time.sleep(0.05)
            recording = self._recorder.so_far()
            since = (begun - recording.started) * 1000
            spoken = [a for a in activities(recording.speaker) if a.offset_ms > since]
            length_ms = len(recording.speaker) / SAMPLE_RATE * 1000
            if spoken and length_ms - spoken[-1].offset_ms > QUIET_SECONDS * 1000:
                return
        raise AssertionError("the line did not end")

    def says(self, what: Path | Samples) -> None:
        """Say a recording, now."""
        self._room.person_says(what)

    def interrupts(self, number: int = signal.SIGINT) -> None:
        """Ctrl-C, or another signal."""
        os.kill(self.process.pid, number)

    def ends(self, seconds: float = 120) -> Recording:
        """Wait until the session is over; returns what was on the bus."""
        self.process.wait(seconds)
        time.sleep(0.3)
        while not self._lines.empty():
            self.captions.append(self._lines.get()[1])
        return self._recorder.stop()

    def record(self) -> list[dict[str, Any]]:
        """The journal of the one session."""
        (file,) = (self._home / "journal").glob("*.jsonl")
        return [json.loads(line) for line in file.read_text().splitlines()]

    def errors(self) -> str:
        """What the session wrote to standard error."""
        stderr = self.process.stderr
        assert stderr is not None
        return stderr.read()
