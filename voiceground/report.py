"""The only place that prints: captions for people, problems for writers, JSON for programs.

Captions are for people who cannot hear, and for screen readers: plain lines, one sentence at a time, no
spinners, no colours that carry meaning. ``live`` shows one large sentence that stays until the next.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TextIO

from voiceground.core import languages
from voiceground.core.events import Panel
from voiceground.core.keymap import hint
from voiceground.core.model import Vocabulary

CLEAR = "\x1b[2J\x1b[H"
WIPE = "\x1b[H\x1b[2J\x1b[3J"
"""Clears the screen, and with it what has scrolled out of it, where the terminal knows that."""
CELLS_PER_SECOND = 3
WIDEST = 40
"""How wide the bar of a breath is."""

BREATH = IN, TOP_UP, HELD, OUTWARD = "in", "top up", "hold", "out"
"""The phases of a breath, as they are told; the language has its own words for them."""

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
        panels: what can be pinned, line by line.
    """

    def __init__(
        self,
        style: CaptionStyle,
        *,
        keys: bool,
        out: TextIO | None = None,
        panels: Mapping[Panel, Sequence[str]] | None = None,
    ) -> None:
        self._style = style
        self._keys = keys
        self._out = out or sys.stdout
        self._line = ""
        self._hint = ""
        self._screen = languages.ENGLISH.screen
        self._panels = panels or {}
        self._pinned: Sequence[str] = ()
        self._below = 0
        self._is_over = False

    def caption(self, text: str) -> None:
        """The line that the voice begins now."""
        self._line = text
        match self._style:
            case CaptionStyle.PLAIN:
                self._print(text)
                self._keep_in_sight()
            case CaptionStyle.LIVE:
                self._draw()
            case CaptionStyle.OFF:
                pass

    def cue(self, name: str) -> None:
        """The sound that begins now, in brackets as captions have it."""
        self.caption(f"({name.replace('-', ' ')})")

    def breathe(self, word: str, seconds: float, done: float) -> None:
        """A phase of a breath: a plain line when it begins; live, a bar that fills (in) or empties (out)."""
        shown = dict(zip(BREATH, self._screen.breath, strict=True)).get(word, word)
        if self._style is CaptionStyle.PLAIN and not done:
            self._print(f"{shown} ...")
        elif self._style is CaptionStyle.LIVE:
            width = min(WIDEST, max(1, round(seconds * CELLS_PER_SECOND)))
            cells = round(done * width)
            filled = width - cells if word == OUTWARD else width if word == HELD else cells
            self._line = f"{shown}  {'=' * filled}{'-' * (width - filled)}"
            self._draw()

    def accept(self, vocabulary: Vocabulary) -> None:
        """What can be typed now: once at the start, and for each question."""
        self._screen = languages.of(vocabulary.language).screen
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
        if not self._is_over:
            error(text)

    def pin(self, panel: Panel | None) -> None:
        """Show a small text until it is put away, in every style; None puts it away."""
        was, self._pinned = self._pinned, self._panels.get(panel, ()) if panel else ()
        if self._style is CaptionStyle.LIVE:
            self._draw()
        elif self._pinned:
            self._print_pinned()
        elif was and self._out.isatty():  # what has been printed can only be taken away with all the rest
            self._print(WIPE + (self._line if self._style is CaptionStyle.PLAIN else ""))

    def conceal(self) -> None:
        """Leave an ordinary screen: everything is gone, as far back as the terminal can forget."""
        if self._out.isatty():
            self._print(PLAIN + WIPE, end="")
        self._is_over = True

    def _print_pinned(self) -> None:
        self._print("\n" + "\n".join(f"    {line}" for line in self._pinned) + "\n")
        self._below = 0

    def _keep_in_sight(self) -> None:
        """Print what is pinned once more before it leaves the screen."""
        rows = shutil.get_terminal_size().lines
        if self._pinned and self._out.isatty() and self._below >= max(4, rows - len(self._pinned) - 4):
            self._print_pinned()

    def _draw(self) -> None:
        size = shutil.get_terminal_size()
        lines = textwrap.wrap(self._line, max(20, min(60, size.columns - 8)))
        top = "\n" * max(1, (size.lines - len(lines) - len(self._pinned)) // 2 - 2)
        body = "\n".join(f"    {BOLD}{line}{PLAIN}" for line in lines)
        pinned = "".join(f"\n    {line}" for line in ("", *self._pinned)) if self._pinned else ""
        self._print(f"{CLEAR}{top}{body}\n\n    {self._hint}{pinned}")

    def _print(self, text: str, end: str = "\n") -> None:
        if self._is_over:
            return
        self._below += text.count("\n") + 1
        try:
            print(text, file=self._out, flush=True, end=end)
        except OSError:  # the terminal is gone; the voice goes on
            self._style = CaptionStyle.OFF


def say(text: str) -> None:
    """A line on standard output."""
    print(text, flush=True)


def error(text: str) -> None:
    """A sentence on standard error, in red nowhere."""
    print(f"voiceground: {text}", file=sys.stderr, flush=True)


def problems(text: str) -> None:
    """Problems of scripts, already rendered, on standard error."""
    print(text, file=sys.stderr, flush=True)


def as_json(value: object, *, indent: int | None = 2) -> None:
    """A value as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=indent), flush=True)


def ask(prompt: str) -> str | None:
    """A line from the person, without its end; None where nothing more comes. A pipe sees no prompt.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    if sys.stdin is None or sys.stdin.closed:
        return None
    if sys.stdin.isatty():
        print(prompt, end="", flush=True)
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def is_yes(answer: str | None) -> bool:
    """Whether what was typed agrees; whatever else it is, and nothing at all, does not."""
    return (answer or "").strip().lower() in {"y", "yes"}


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
