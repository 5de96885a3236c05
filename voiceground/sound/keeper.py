"""The one thread that opens and closes devices, so that nobody else ever waits for them."""

from __future__ import annotations

import queue
import threading

from voiceground.errors import DeviceError
from voiceground.sound.live import Box, Opened, Opener, Pipe

RETRY_SECONDS = 2.0
"""How often a missing device is looked for."""

SETTLING_LOOKS = 3
"""Looks at which the list is read anew after everything was lost and only a part of it was found again: a
list that is read while a sound server starts may hold one end of a device without the other."""

STOP_SECONDS = 2.0
"""How long to wait for devices to close; a driver that hangs is left to the end of the process."""


class Keeper:
    """Keeps a microphone and a speaker open: at the start, and again whenever one is lost.

    Args:
        opener: how streams are opened.
        box: where opened pipes are put for the loop.
        retry: seconds between two looks for a missing device.

    Attributes:
        quiet: the loop's word that nothing is being said, so that the speaker may be away for a moment.
    """

    def __init__(self, opener: Opener, box: Box, retry: float = RETRY_SECONDS) -> None:
        self.quiet = True
        self._opener = opener
        self._box = box
        self._retry = retry
        self._pipes: list[Pipe] = []
        self._settling = 0
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

    # --- the thread

    def _run(self) -> None:
        try:
            self._pipes += self._opener.open(self._box, hear=True, speak=True, afresh=True)
        except DeviceError as error:
            self._answer.put(error)
            return
        if not self._pipes:
            self._answer.put(DeviceError("No sound device was found: neither a speaker nor a microphone."))
            return
        self._answer.put(tuple(self._pipes))
        while self._heed_news():
            self._complete()
        self._close_all()

    def _heed_news(self) -> bool:
        """Wait for news, or for the next time to look; whether to go on."""
        try:
            lost = self._news.get(timeout=self._retry if any(self._missing()) else None)
        except queue.Empty:
            return True
        if lost in self._pipes:
            self._pipes.remove(lost)
            lost.close()
        return lost is not None

    def _complete(self) -> None:
        """Open what is missing, and if need be (a device not on the list yet) everything anew."""
        if not any(self._missing()):
            return
        if not self._pipes:
            self._settling = SETTLING_LOOKS
        opened = self._open(afresh=not self._pipes)
        if not opened and self._pipes and self.quiet and (self._settling or self._opener.stale()):
            self._settling = max(0, self._settling - 1)
            self._close_all()
            opened = self._open(afresh=True)
        if opened:
            self._box.put(Opened(opened))

    def _open(self, *, afresh: bool) -> tuple[Pipe, ...]:
        hear, speak = self._missing()
        try:
            opened = self._opener.open(self._box, hear=hear, speak=speak, afresh=afresh)
        except DeviceError:
            return ()
        self._pipes += opened
        return opened

    def _missing(self) -> tuple[bool, bool]:
        """Whether a microphone, and whether a speaker, is missing."""
        ears = any(pipe.microphone for pipe in self._pipes)
        mouths = any(pipe.speaker for pipe in self._pipes)
        return not ears, not mouths

    def _close_all(self) -> None:
        for pipe in self._pipes:
            pipe.close()
        self._pipes.clear()
