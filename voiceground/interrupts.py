"""Ctrl-C, SIGTERM and a closed terminal, turned into events: the session ends kindly.

A second Ctrl-C ends the process at once.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import Any, Self

from voiceground.core.events import Event, Interrupted

BY_SYSTEM = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Signals:
    """While it is entered, signals wait here until the session asks; obeys the port ``Interrupts``."""

    def __init__(self) -> None:
        self._waiting: list[Event] = []
        self._by_person = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, *BY_SYSTEM):
            self._before[number] = signal.signal(number, self._take)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def poll(self) -> Sequence[Event]:
        """Interruptions since the last tick."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def _take(self, number: int, _frame: FrameType | None) -> None:
        by_person = number == signal.SIGINT
        self._by_person += by_person
        if self._by_person > 1:
            raise KeyboardInterrupt
        self._waiting.append(Interrupted(by_person=by_person))
