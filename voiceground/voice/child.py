"""The child process that turns text into sound files: the only place that touches pyttsx3.

Run as ``python -m voiceground.voice.child FOLDER``. It reads one JSON object a line on its standard input
and answers each with one line; it ends when its input closes, so it cannot outlive its parent.

Rule 1: pyttsx3 renders to a file in FOLDER and never plays. (``say`` cannot be cut, and with a microphone
open its ``runAndWait`` has been seen not to return.)
Rule 2: one engine for the life of the process: a second one has been seen to end in a segmentation fault.
Rule 3: nothing heavy is imported here, for the first sound waits for this process.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, TextIO

from voiceground import guard

ESPEAK = "espeak"

NO_SOUND_SERVER = "unix:/dev/null"
"""Espeak looks for a sound server even when it only renders; here it finds none, and so cannot play."""

VOLUME = 0.3
"""Of espeak's full volume, at which its strong voices run into its limiter and crackle."""


def private_output() -> TextIO:
    """A line-buffered writer on what was standard output; descriptors 1 and 2 go nowhere from here on.

    pyttsx3 and the libraries under it print at will; this keeps them out of the answers and the screen.
    """
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return answers


class Renderer:
    """One pyttsx3 engine that writes sound files, and remembers how it was last set.

    Args:
        folder: where the files go; the parent deletes each one as soon as it has read it.

    Raises:
        Exception: whatever pyttsx3 raises when the system's speech engine is not there.
    """

    def __init__(self, folder: Path) -> None:
        from pyttsx3.engine import Engine

        self._folder = folder
        self._engine = Engine()
        self._finished = threading.Event()
        self._error = ""
        self._set: dict[str, str | int] = {}
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.connect("error", self._on_error)

    @property
    def engine(self) -> str:
        """The driver's name: ``espeak``, ``nsss`` or ``sapi5``."""
        return str(self._engine.driver_name)

    def version(self) -> str:
        """What was used, as exactly as can be told: a different one may speak differently."""
        if self.engine != ESPEAK:
            return self.engine
        from pyttsx3.drivers import _espeak

        return f"{ESPEAK} {(_espeak.Info() or b'').decode('utf-8', 'replace')}".strip()

    def voices(self) -> dict[str, list[str]]:
        """The installed voices, and (with espeak) the variants that can be added as ``voice+variant``."""
        names = sorted(str(voice.id) for voice in self._engine.getProperty("voices"))
        if self.engine != ESPEAK:
            return {"voices": names, "variants": []}
        from pyttsx3.drivers import _espeak

        found = _espeak.ListVoices(_espeak.VOICE(languages=b"variant"))
        variants = sorted(Path(voice.identifier.decode()).name for voice in found)
        return {"voices": names, "variants": variants}

    def render(self, request: dict[str, Any]) -> dict[str, Any]:
        """Speak ``text`` into the file ``id.wav`` with ``voice``, ``pitch`` and ``rate`` (engine's units)."""
        path = self._folder / f"{int(request['id'])}.wav"
        self._error = ""
        self._finished.clear()
        settings = {name: request[name] for name in ("voice", "pitch", "rate") if request[name] != ""}
        if self.engine == ESPEAK:
            settings["volume"] = VOLUME
        self._use(settings)
        missing = not self._speaks_as(str(request["voice"]))
        self._engine.save_to_file(str(request["text"]), str(path))
        self._engine.runAndWait()
        if self.engine == ESPEAK:
            self._finished.wait()  # where espeak has a thread of its own, the loop ends before it does
        if not path.exists():
            return {"error": self._error or "nothing was rendered"}
        return {"done": True, "missing": missing}

    def _use(self, settings: dict[str, Any]) -> None:
        """Make settings that changed act now, before anything else is asked of the engine.

        pyttsx3 would queue them behind its loop's start, whose first act is to cancel whatever espeak's
        own thread has not done yet: a rate set that way was lost about every other time.
        """
        for name, value in settings.items():
            if self._set.get(name) != value:
                self._set[name] = value
                self._engine.setProperty(name, value)
        self._engine.proxy.setBusy(False)  # runs what is queued
        self._engine.proxy.setBusy(True)
        if self.engine == ESPEAK:
            from pyttsx3.drivers import _espeak

            _espeak.Synchronize()

    def _speaks_as(self, name: str) -> bool:
        """Whether the voice is there; if not, the engine stays with the one that it has."""
        return str(self._engine.getProperty("voice")).lower().endswith(name.lower())

    def _on_finished(self, **_: object) -> None:
        self._finished.set()

    def _on_error(self, exception: object = "", **_: object) -> None:
        self._error = f"{type(exception).__name__}: {exception}"


def tell(answers: TextIO, what: dict[str, Any]) -> None:
    """One line to the parent."""
    answers.write(json.dumps(what) + "\n")


def answer(renderer: Renderer, request: dict[str, Any]) -> dict[str, Any]:
    """What to say to a request: always something, so that the parent never waits in vain."""
    try:
        if "text" in request:
            return {"id": request["id"]} | renderer.render(request)
        return {"id": request["id"]} | renderer.voices()
    except Exception as error:  # noqa: BLE001  a driver may raise anything; the parent decides
        return {"id": request.get("id"), "error": f"{type(error).__name__}: {error}"}


def serve(folder: Path, answers: TextIO) -> None:
    """Answer requests until the input closes."""
    try:
        renderer = Renderer(folder)
    except Exception as error:  # noqa: BLE001  a driver may raise anything; the parent decides
        tell(answers, {"error": f"{type(error).__name__}: {error}"})
        return
    tell(answers, {"engine": renderer.engine, "version": renderer.version()})
    for line in sys.stdin:
        tell(answers, answer(renderer, json.loads(line)))


def main() -> None:
    """Serve, and leave nothing behind: the parent may be gone when the input closes."""
    guard.install()  # on Linux it is inherited, elsewhere it is not
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    os.environ["PULSE_SERVER"] = NO_SOUND_SERVER
    folder = Path(sys.argv[1])
    with contextlib.suppress(OSError):  # such as a parent that reads no more
        serve(folder, private_output())
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            path.unlink(missing_ok=True)
        folder.rmdir()


if __name__ == "__main__":
    try:
        main()
    finally:
        os._exit(0)  # espeak asserts when it is torn down from Python; there is nothing left to save
