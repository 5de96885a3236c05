"""Keys from the terminal, a switch or a pedal, read without waiting and without Enter.

Nothing that is typed is shown or kept. Where there is no terminal, there are no keys, and that is fine.
"""

from __future__ import annotations

import contextlib
import os
import select
import sys
from collections.abc import Iterator, Sequence
from typing import Protocol

from voiceground.core import keymap
from voiceground.core.events import Event, Heard, How, Interrupted
from voiceground.core.model import Vocabulary
from voiceground.core.tick import ticks_of

TEN_WAIT = ticks_of(0.8)
"""Ticks in which a 0 may follow a 1, where ten can be answered."""

CONTROL_C, ESCAPE = "\x03", "\x1b"
NAMES = {"\r": "enter", "\n": "enter", " ": "space", ESCAPE: "escape"}


class KeySource(Protocol):
    """Something that gives what was typed since the last look."""

    def read(self) -> str:
        """The characters since the last call; never blocks."""
        ...

    def close(self) -> None:
        """Leave the terminal as it was found."""
        ...


def names(typed: str) -> Iterator[str]:
    """Typed characters as names of keys; arrow and function keys (escape sequences) are nothing."""
    while typed:
        if typed[0] == ESCAPE and typed[1:2] in {"[", "O"}:
            end = next(
                (i for i, char in enumerate(typed[2:], 2) if char.isalpha() or char == "~"), len(typed)
            )
            typed = typed[end + 1 :]
            continue
        yield NAMES.get(typed[0], typed[0].lower())
        typed = typed[1:]


class Keys:
    """Turns what is typed into replies of the moment; obeys the port ``Hands``."""

    def __init__(self, source: KeySource) -> None:
        self._source = source
        self._table: dict[str, str] = {}
        self._one_left = 0
        self._pick: str | None = None

    def accept(self, vocabulary: Vocabulary) -> None:
        """Understand the keys of this vocabulary from now on."""
        self._table = keymap.keys(vocabulary)
        self._pick = vocabulary.pick
        self._one_left = 0

    def poll(self) -> Sequence[Event]:
        """What was pressed since the last tick."""
        events: list[Event] = []
        for name in names(self._source.read()):
            events += self._press(name)
        if self._one_left:
            self._one_left -= 1
            if not self._one_left:
                events.append(Heard(self._table["1"], How.KEY))
        return events

    def _press(self, name: str) -> list[Event]:
        if name == CONTROL_C:
            return [Interrupted(by_person=True)]
        if name == "1" and "10" in self._table:
            self._one_left = TEN_WAIT
            return []
        if name == "0" and self._one_left:
            name = "10"
        self._one_left = 0
        meaning = self._table.get(name)
        if meaning is None and self._pick:  # a pedal or a switch may be any key: it picks what is read
            return [Heard(self._pick, How.SIGNAL)]
        return [Heard(meaning, How.KEY)] if meaning else []


class NoKeys:
    """No terminal, no keys."""

    def accept(self, vocabulary: Vocabulary) -> None:
        """Nothing can be pressed."""

    def poll(self) -> Sequence[Event]:
        """Nothing was pressed."""
        return ()


class StreamKeys:
    """Keys from a pipe or a file, such as a switch's driver writes them; at its end, no more come."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._open = True

    def read(self) -> str:
        """The characters since the last call."""
        if not self._open or not select.select([self._descriptor], [], [], 0)[0]:
            return ""
        try:
            data = os.read(self._descriptor, 1024)
        except OSError:
            data = b""
        self._open = bool(data)
        return data.decode("utf-8", "ignore")

    def close(self) -> None:
        """A pipe needs nothing."""
        self._open = False


if sys.platform == "win32":
    import msvcrt

    class TerminalKeys:
        """Keys of the Windows console."""

        def __init__(self, _descriptor: int) -> None:
            """The console is one; no descriptor is needed."""

        def read(self) -> str:
            """The characters since the last call."""
            typed = ""
            while msvcrt.kbhit():
                char = msvcrt.getwch()
                typed += "" if char in "\x00\xe0" and msvcrt.getwch() else char
            return typed

        def close(self) -> None:
            """The console needs nothing."""

else:
    import termios

    class TerminalKeys(StreamKeys):
        """Keys of a terminal, one by one, without echo, until it is closed."""

        def __init__(self, descriptor: int) -> None:
            super().__init__(descriptor)
            self._before = termios.tcgetattr(descriptor)
            quiet = termios.tcgetattr(descriptor)
            quiet[3] &= ~(termios.ICANON | termios.ECHO)
            termios.tcsetattr(descriptor, termios.TCSADRAIN, quiet)

        def close(self) -> None:
            """Leave the terminal as it was found, without what was typed meanwhile."""
            super().close()
            with contextlib.suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, self._before)


def open_source(*, always: bool) -> KeySource | None:
    """The keys of standard input: a terminal, with ``always`` also a pipe, else None."""
    if sys.stdin is None or sys.stdin.closed:
        return None
    if sys.stdin.isatty():
        return TerminalKeys(sys.stdin.fileno())
    return StreamKeys(sys.stdin.fileno()) if always else None
