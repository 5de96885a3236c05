"""The one thread that opens and closes devices, so that nobody else ever waits for them."""

from __future__ import annotations

import queue
import threading

from voiceground.errors import DeviceError
from voiceground.sound.live import Box, Opened, Opener, Pipe

RETRY_SECONDS = 2.0
"""How often a missing device is looked for."""

STOP_SECONDS = 2.0
"""How long to wait for devices to close; a driver that hangs is left to the end of the process."""


class Keeper:
    """Keeps a microphone and a speaker open: at the start, and again whenever one is lost.

    Args:
        opener: how streams are opened.
        box: where opened pipes are put for the loop.
    """

    def __init__(self, opener: Opener, box: Box) -> None:
        self._opener = opener
        self._box = box
        self._pipes: list[Pipe] = []
        self._news: queue.SimpleQueue[Pipe | None] = queue.SimpleQueue()
        self._answer: queue.SimpleQueue[tuple[Pipe, ...] | DeviceError] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound-keeper", daemon=True)

    def start(self) -> tuple[Pipe, ...]:
        """Open what there is, in the keeper's thread, and wait for it.

        Raises:
            DeviceError: there is no sound device, or not the one that was asked for.
        """
        self._thread.start()
        answer = self._answer.get()
        if isinstance(answer, DeviceError):
            raise answer
        return answer

    def lost(self, pipe: Pipe) -> None:
        """Close this one and look for another. Returns at once."""
        self._news.put(pipe)

    def stop(self) -> None:
        """Close everything. Waits a moment for it; may be called twice."""
        self._news.put(None)
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            self._pipes = list(self._opener.open(self._box, hear=True, speak=True, afresh=True))
            if not self._pipes:
                raise DeviceError("No sound device was found.")
        except DeviceError as error:
            self._answer.put(error)
            return
        self._answer.put(tuple(self._pipes))
        while self._heed_news():
            self._complete()
        for pipe in self._pipes:
            pipe.close()

    def _heed_news(self) -> bool:
        """Wait for news, or for the next time to look; whether to go on."""
        try:
            lost = self._news.get(timeout=None if self._whole else RETRY_SECONDS)
        except queue.Empty:
            return True
        if lost is not None and lost in self._pipes:
            self._pipes.remove(lost)
            lost.close()
        return lost is not None

    def _complete(self) -> None:
        """Open what is missing. The list of devices is only read anew when nothing plays or hears."""
        opened: tuple[Pipe, ...] = ()
        try:
            hear, speak = not self._has("microphone"), not self._has("speaker")
            if hear or speak:
                opened = self._opener.open(self._box, hear=hear, speak=speak, afresh=not self._pipes)
        except DeviceError:
            return
        self._pipes += opened
        if opened:
            self._box.put(Opened(opened))

    @property
    def _whole(self) -> bool:
        return self._has("microphone") and self._has("speaker")

    def _has(self, end: str) -> bool:
        return any(getattr(pipe, end) is not None for pipe in self._pipes)
