"""The parent's side of pyttsx3: a child process that may die, hang or babble, behind one bounded call.

Every wait ends, because every wait has a timer that kills the child; a killed child closes its pipe, and
that ends the wait. So there is nothing to poll, and a stopped process is handled like a dead one.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:  # numpy loads while the child warms up
    from voiceground.voice.wavefile import Wave

LINE_SECONDS = 5.0
"""How long a line may take to render. A usual one takes 0.02 s."""

START_SECONDS = 8.0
"""How long the child may take to come up: 0.1 s here, a few seconds from a slow card on a small machine."""

STARTS_A_MINUTE = 6
"""How often the child may be started before it is left alone for a while."""

CHILD = (sys.executable, "-P", "-m", "voiceground.voice.child")

Rendered: TypeAlias = "tuple[Wave, int]"
"""What the engine gave: mono float32, and its rate in Hz."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What came up in the child: pyttsx3's driver, and a version that tells its sound apart from others'."""

    name: str
    version: str


class Speaker:
    """Renders one text at a time in a child process. Never raises after it has been made.

    The child is started at once, so that it warms up while the rest of the program loads. Calls from
    several threads take turns; ``close`` may come at any time and ends a call that is under way.

    Args:
        command: the program to run; it gets the folder for its files as its last argument.
        line_seconds: the bound of one ``render``, in seconds.
        start_seconds: the bound for a child to come up, in seconds.
        starts_a_minute: how many children may be started in a minute.
    """

    def __init__(
        self,
        command: Sequence[str] = CHILD,
        *,
        line_seconds: float = LINE_SECONDS,
        start_seconds: float = START_SECONDS,
        starts_a_minute: int = STARTS_A_MINUTE,
    ) -> None:
        self._command = tuple(command)
        self._line_seconds = line_seconds
        self._start_seconds = start_seconds
        self._starts: deque[float] = deque(maxlen=starts_a_minute)
        self._turn = threading.Lock()
        self._closing = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._engine: Engine | None = None
        self._greeted = False
        self._count = 0
        self.trouble: str | None = None
        self._start()

    @property
    def pid(self) -> int | None:
        """The child's process id, or None while there is no child."""
        return self._child.pid if self._child else None

    def engine(self) -> Engine | None:
        """The engine, or None when it cannot be had (then ``trouble`` says why). Waits, with a bound."""
        with self._turn:
            if self._engine is None:
                self._up()
            return self._engine

    def render(self, text: str, *, voice: str, pitch: int, rate: int) -> Rendered | None:
        """Speak a text into memory, within the bound.

        Args:
            text: one sentence, as ``text.sentences`` cuts them.
            voice: the engine's name for a voice, or "" for its own default.
            pitch: 0 to 100, 50 being the voice's own.
            rate: in the engine's own units.

        Returns:
            The sound, or None when it could not be had; then ``trouble`` is a sentence that says why.
        """
        request = {"text": text, "voice": voice, "pitch": pitch, "rate": rate}
        with self._turn:
            answer = self._ask(request)
            if answer is None:
                return None
            if not answer.get("done"):
                self.trouble = f"A line could not be spoken: {answer.get('error', 'no reason was given')}."
                return None
            sound = self._collect()
        if sound and answer.get("missing"):
            self.trouble = f"There is no voice called {voice} here, so the system's own is used."
        elif sound:
            self.trouble = None
        return sound

    def voices(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the installed voices, and of the variants that can follow one after a ``+``."""
        with self._turn:
            answer = self._ask({}) or {}
        return tuple(answer.get("voices", ())), tuple(answer.get("variants", ()))

    def close(self) -> None:
        """End the child and remove its folder. Closing twice is harmless."""
        self._closing.set()
        self._end(self._child, grace=0.5)
        with self._turn:
            self._drop()

    # --- the child ----------------------------------------------------------------------------------

    def _start(self) -> None:
        """Start a child, if there may be one; a start that fails leaves ``_child`` None."""
        now = time.monotonic()
        full = len(self._starts) == self._starts.maxlen
        if self._closing.is_set() or (full and now - self._starts[0] < 60):
            return
        self._starts.append(now)
        self._greeted = False
        try:
            self._folder = _private_folder()
            self._child = _spawn([*self._command, str(self._folder)])
        except (OSError, ValueError) as error:
            self.trouble = f"The voice could not be started ({error}), so lines are shown as captions."
            self._drop()

    def _up(self) -> bool:
        """Whether a child stands ready, starting one where that is needed and allowed."""
        if self._child is not None and self._child.poll() is not None:
            self._drop()
        if self._child is None:
            self._start()
        if self._child is None:
            return False
        return self._greeted or self._greet(self._child)

    def _greet(self, child: subprocess.Popen[bytes]) -> bool:
        with _deadline(child, self._start_seconds):
            hello = self._read(child, lambda answer: "engine" in answer or "error" in answer)
        if hello is None or "engine" not in hello:
            self.trouble = _why_silent(str((hello or {}).get("error", "it did not answer")))
            self._drop()
            return False
        self._engine = Engine(str(hello["engine"]), str(hello.get("version", "")))
        self._greeted = True
        return True

    def _ask(self, request: dict[str, Any]) -> dict[str, Any] | None:
        """The child's answer, or None when there is none within the bound.

        A child that died is replaced and asked once more; one that hung has used up the time.
        """
        end = time.monotonic() + self._line_seconds
        for _ in range(2):
            if self._up() and self._child is not None:
                answer = self._answer(self._child, request, max(end - time.monotonic(), 0.1))
                if answer is not None:
                    return answer
                self.trouble = "The voice stopped answering and was started again; a line was lost."
                self._drop()
                self._start()
            if time.monotonic() >= end:
                break
        return None

    def _answer(
        self, child: subprocess.Popen[bytes], request: dict[str, Any], seconds: float
    ) -> dict[str, Any] | None:
        self._count += 1
        number = self._count
        line = json.dumps(request | {"id": number}).encode() + b"\n"
        with _deadline(child, seconds):
            if child.stdin and _written(child.stdin, line):
                return self._read(child, lambda answer: answer.get("id") == number)
        return None

    @staticmethod
    def _read(
        child: subprocess.Popen[bytes], wanted: Callable[[dict[str, Any]], bool]
    ) -> dict[str, Any] | None:
        """The first wanted answer; whatever else comes out of the pipe is passed over. None at its end."""
        for line in child.stdout or ():
            try:
                answer = json.loads(line)
            except ValueError:
                continue
            if isinstance(answer, dict) and wanted(answer):
                return answer
        return None

    def _collect(self) -> Rendered | None:
        """The sound that the child just wrote; its file is deleted at once.

        The name is ours: nothing that a child says decides which file is read or deleted.
        """
        from voiceground.voice.wavefile import read_sound

        if self._folder is None:
            return None
        path = self._folder / f"{self._count}.wav"
        try:
            data = path.read_bytes()
            path.unlink()
            return read_sound(data)
        except (OSError, ValueError) as error:
            self.trouble = f"A line could not be spoken: {error}."
            return None

    def _drop(self) -> None:
        """Forget the child, ended for certain, and remove its folder with whatever it left there."""
        child, self._child = self._child, None
        folder, self._folder = self._folder, None
        self._greeted = False
        self._end(child)
        for pipe in (child.stdin, child.stdout) if child else ():
            with contextlib.suppress(OSError):  # what was still to be written is lost, and may be
                if pipe:
                    pipe.close()
        if folder is not None:
            _remove(folder)

    @staticmethod
    def _end(child: subprocess.Popen[bytes] | None, grace: float = 0.0) -> None:
        if child is None:
            return
        with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):
            if child.stdin and grace:
                child.stdin.close()  # which the child takes for the end
                child.wait(grace)
        child.kill()
        child.wait()


def _private_folder() -> Path:
    """A new folder for this user's eyes only, in memory where the system has such a place.

    What is spoken may be personal, so that it should not touch the disk.
    """
    base = Path("/dev/shm")  # noqa: S108  a private folder is made inside it
    if not (base.is_dir() and os.access(base, os.W_OK)):
        from tempfile import gettempdir

        base = Path(gettempdir())
    folder = base / f"voiceground-{os.urandom(8).hex()}"
    folder.mkdir(mode=0o700)
    return folder


def _remove(folder: Path) -> None:
    """Remove a folder of files, as far as the system allows."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            path.unlink(missing_ok=True)
        folder.rmdir()


def _spawn(command: list[str]) -> subprocess.Popen[bytes]:
    """A child with a pipe each way, out of the reach of the terminal's Ctrl-C from its first instant."""
    options: dict[str, Any] = {"process_group": 0}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(  # noqa: S603  our own module, by the interpreter that runs us
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **options,
    )


def _written(pipe: Any, line: bytes) -> bool:
    try:
        pipe.write(line)
        pipe.flush()
    except (OSError, ValueError):
        return False
    return True


@contextlib.contextmanager
def _deadline(child: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Kill the child if the block takes longer than so many seconds."""
    timer = threading.Timer(seconds, child.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _why_silent(error: str) -> str:
    """One sentence about a voice that does not come up."""
    if sys.platform.startswith("linux") and "speak" in error.lower():
        return (
            "There is no voice, because eSpeak NG is not installed: lines are shown as captions; "
            "'sudo apt install espeak-ng' brings the voice."
        )
    return f"There is no voice ({error}), so lines are shown as captions."
