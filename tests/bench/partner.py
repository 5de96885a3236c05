"""A person in the sound room who is asked questions by a program, and answers each with a recording."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.pulse_room import PulseRoom, Recorder, Recording, activities, read_wave
from voiceground.core.tick import SAMPLE_RATE

ROOT = Path(__file__).parents[2]

AUDIBLE = 200.0
"""Peak from which a sample counts, of the word's end and of the answer's first: -44 dBFS in int16."""

BEFORE_THE_REPLY_SECONDS = 0.8
"""From the end of the question to the first sample of the reply."""

QUIET_SECONDS = 0.7
SHORTEST_QUESTION_SECONDS = 0.75
"""So long the speaker is quiet when a question is over, and so long it has spoken: on a loaded machine a
voice may falter within a line, and that is not its end."""


class Stuck(Exception):  # noqa: N818 - a state of the other program, not a mistake
    """The program has said nothing that was waited for, for too long, or has ended."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a program's output, and time.monotonic() of its arrival."""

    at: float
    text: str


class Partner:
    """A program that lives in the room; a context manager that ends it and all that it has started.

    ``PULSE_LATENCY_MSEC`` is left to the program: with 60 ms aplay never returned from a sound longer than
    its buffer (alsa-utils 1.2.8), and pyttsx3's ``runAndWait`` with it.

    Args:
        room: the room.
        command: the program with its arguments, run in the repository's root.
        env: what is added to the room's environment.
        stdin: what the program reads.
    """

    def __init__(
        self, room: PulseRoom, command: Sequence[str], env: Mapping[str, str], *, stdin: str = ""
    ) -> None:
        self._room = room
        self._command = command
        self._env = {**room.env, "PYTHONUNBUFFERED": "1", **env}
        self._env.pop("PULSE_LATENCY_MSEC", None)
        self._stdin = stdin
        self._lines: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self._last = "the start"

    def __enter__(self) -> Self:
        with tempfile.TemporaryFile() as given:
            given.write(self._stdin.encode())
            given.seek(0)
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._env,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                start_new_session=True,
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # aplay too, where it is the one that hangs
        self._process.wait()
        self._reader.join(5)

    def _read(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        with stdout:
            for line in stdout:
                self._lines.put(Line(time.monotonic(), line.rstrip("\n")))
        self._lines.put(None)

    def waits_for(self, wanted: Callable[[str], bool], seconds: float) -> tuple[Line, ...]:
        """Every line up to and with the first that is wanted.

        Raises:
            Stuck: it did not come in time, or the program has ended.
        """
        deadline = time.monotonic() + seconds
        seen: list[Line] = []
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise Stuck(f"nothing for {seconds:.0f} s after {self._last}") from None
            if line is None:
                raise Stuck(f"it ended after {self._last}")
            self._last = line.text
            seen.append(line)
            if wanted(line.text):
                return tuple(seen)

    def ends(self, seconds: float) -> None:
        """Wait until the program is over.

        Raises:
            Stuck: it goes on.
        """
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Stuck(f"it did not end within {seconds:.0f} s") from None


class Reply:
    """One question and its reply, on a recording of the room that begins with the question.

    Args:
        room: the room.
        what: the recording that the person plays, 16 kHz mono.
    """

    def __init__(self, room: PulseRoom, what: Path) -> None:
        self._room = room
        self._what = what
        self._recorder: Recorder = room.record_bus()

    def after_the_question(self, seconds: float) -> bool:
        """Wait until the question has been heard to its end, for so long at most, and reply.

        Returns whether a question was heard; the reply comes in any case.
        """
        deadline = time.monotonic() + seconds
        while (end := self._end_of_the_question()) is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(max(0.0, (end or deadline) + BEFORE_THE_REPLY_SECONDS - time.monotonic()))
        self._room.person_says(self._what)
        return end is not None

    def _end_of_the_question(self) -> float | None:
        """When it ended, in time.monotonic(), if it has."""
        bus = self._recorder.so_far()
        spoken = activities(bus.speaker, threshold=AUDIBLE)
        now = len(bus.speaker) / SAMPLE_RATE
        sound = sum(line.offset_ms - line.onset_ms for line in spoken) / 1000
        if sound < SHORTEST_QUESTION_SECONDS or now - spoken[-1].offset_ms / 1000 < QUIET_SECONDS:
            return None
        return bus.started + spoken[-1].offset_ms / 1000

    def over(self) -> Recording:
        """End the recording."""
        return self._recorder.stop()


def gap_ms(bus: Recording) -> float | None:
    """From the last audible sample of the person to the first of the answer; negative if it cut in.

    None when there was no word or no answer to it, or when the word began while the speaker was speaking.
    """
    word = activities(bus.person, threshold=AUDIBLE)
    spoken = activities(bus.speaker, threshold=AUDIBLE)
    if not word or any(line.onset_ms <= word[0].onset_ms < line.offset_ms for line in spoken):
        return None
    answers = [line for line in spoken if line.onset_ms > word[0].onset_ms]
    return answers[0].onset_ms - word[-1].offset_ms if answers else None


def has_a_clear_end(recording: Path) -> bool:
    """Whether a recording is loud enough, with quiet edges, so that the end of its word can be measured."""
    samples = read_wave(recording)
    edge = SAMPLE_RATE // 20
    found = activities(samples, threshold=AUDIBLE)
    if len(samples) < 2 * edge or not found or abs(int(samples.max())) < 10 * AUDIBLE:
        return False
    end_ms = (len(samples) - edge) * 1000 / SAMPLE_RATE
    return len(found) == 1 and found[0].onset_ms > 50 and found[0].offset_ms < end_ms
