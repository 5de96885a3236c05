"""The only place that prints: captions for people, problems for writers, JSON for programs.

Captions are for people who cannot hear, and for screen readers: plain lines, one sentence at a time, no
spinners, no colours that carry meaning. ``live`` shows one large sentence that stays until the next.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from enum import StrEnum
from typing import TextIO

from voiceground.core.keymap import hint
from voiceground.core.model import Vocabulary

CLEAR = "\x1b[2J\x1b[H"
CELLS_PER_SECOND = 3
WIDEST = 40
"""How wide the bar of a breath is."""

OUTWARD, HELD = "out", "hold"

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


class CaptionStyle(StrEnum):
    """How the spoken lines are shown."""

    PLAIN = "plain"
    LIVE = "live"
    OFF = "off"


class Captions:
    """What can be read during a session; obeys the port ``Screen``.

    Args:
        style: how the lines are shown.
        keys: whether keys can be typed, so that saying which is of use.
        out: where to; standard output if not given.
    """

    def __init__(self, style: CaptionStyle, *, keys: bool, out: TextIO | None = None) -> None:
        self._style = style
        self._keys = keys
        self._out = out or sys.stdout
        self._line = ""
        self._hint = ""

    def caption(self, text: str) -> None:
        """The line that the voice begins now."""
        self._line = text
        match self._style:
            case CaptionStyle.PLAIN:
                self._print(text)
            case CaptionStyle.LIVE:
                self._draw()
            case CaptionStyle.OFF:
                pass

    def cue(self, name: str) -> None:
        """The sound that begins now, in brackets as captions have it."""
        self.caption(f"({name.replace('-', ' ')})")

    def breathe(self, word: str, seconds: float, done: float) -> None:
        """A phase of a breath: a plain line when it begins; live, a bar that fills (in) or empties (out)."""
        if self._style is CaptionStyle.PLAIN and not done:
            self._print(f"{word} ...")
        elif self._style is CaptionStyle.LIVE:
            width = min(WIDEST, max(1, round(seconds * CELLS_PER_SECOND)))
            cells = round(done * width)
            filled = width - cells if word == OUTWARD else width if word == HELD else cells
            self._line = f"{word}  {'=' * filled}{'-' * (width - filled)}"
            self._draw()

    def accept(self, vocabulary: Vocabulary) -> None:
        """What can be typed now: once at the start, and for each question."""
        shown = hint(vocabulary) if self._keys else ""
        if shown == self._hint:
            return
        first, self._hint = not self._hint, shown
        if self._style is CaptionStyle.LIVE:
            self._draw()
        elif self._style is CaptionStyle.PLAIN and (first or vocabulary.answers):
            self._print(f"    {shown}")

    def notice(self, text: str) -> None:
        """A sentence about the machine: on the error stream, so that it is never lost among captions."""
        error(text)

    def _draw(self) -> None:
        size = shutil.get_terminal_size()
        lines = textwrap.wrap(self._line, max(20, min(60, size.columns - 8)))
        top = "\n" * max(1, (size.lines - len(lines)) // 2 - 2)
        body = "\n".join(f"    {BOLD}{line}{PLAIN}" for line in lines)
        self._print(f"{CLEAR}{top}{body}\n\n    {self._hint}")

    def _print(self, text: str) -> None:
        try:
            print(text, file=self._out, flush=True)
        except OSError:  # the terminal is gone; the voice goes on
            self._style = CaptionStyle.OFF


def say(text: str) -> None:
    """A line on standard output."""
    print(text, flush=True)


def error(text: str) -> None:
    """A sentence on standard error, in red nowhere."""
    print(f"voiceground: {text}", file=sys.stderr, flush=True)


def ask(question: str) -> str:
    """What is typed after a question; the question is on standard error, so that output stays clean.

    Raises:
        EOFError: nobody is there to answer.
    """
    print(question, end=" ", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer.strip().lower()


def problems(text: str) -> None:
    """Problems of scripts, already rendered, on standard error."""
    print(text, file=sys.stderr, flush=True)


def as_json(value: object, *, indent: int | None = 2) -> None:
    """A value as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=indent), flush=True)


def progress(label: str, done: int, total: int) -> None:
    """A bar on standard error while something long goes on; nothing where no person is watching."""
    if not sys.stderr.isatty() or not total:
        return
    filled = round(24 * done / total)
    end = "\n" if done == total else ""
    print(
        f"\r{label} [{'#' * filled}{'.' * (24 - filled)}] {done}/{total}",
        end=end,
        file=sys.stderr,
        flush=True,
    )
