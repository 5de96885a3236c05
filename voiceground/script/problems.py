"""What can be wrong with a script, and how it is told: all at once, each with its place and a hint.

Rule 1: a code, its severity and its words stand together, in one row of ``RULES``.
Rule 2: every problem points at a place that exists: lines and columns count from 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from voiceground.script.rules import RULES, Severity

MARGIN = "    "
WIDEST = 100
"""Characters of a source line that are shown at the most."""

COMPARISONS = 20_000
"""How many comparisons with known words the hints of one file may cost (about 0.1 s)."""

LIKENESS = 0.6
"""How much a word must look like a known one to be taken for a slip of the keyboard."""

MOST = 1000
"""Problems of one file that are told; nobody reads more, and the rest costs time."""

LONGEST_VALUE = 80
"""Characters of a script's own text that are repeated in a message."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: line and column from 1, and how many characters of that line it takes."""

    line: int = 1
    column: int = 1
    length: int = 1


TOP = Place()
"""Where a problem of the whole file is told."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in a file.

    Attributes:
        file: the file's name as it was given.
        code: a key of ``RULES``.
        severity: an error keeps the script from running, a warning does not.
        line: from 1.
        column: in characters, from 1.
        message: what is wrong, as a sentence.
        hint: what to do about it, as a sentence.
        source: the line of the file it stands in.
        length: how many characters to underline.
    """

    file: str
    code: str
    severity: Severity
    line: int
    column: int
    message: str
    hint: str
    source: str = field(default="", repr=False)
    length: int = field(default=1, repr=False)

    def as_json(self) -> dict[str, str | int]:
        """The seven keys that ``voiceground check --json`` prints."""
        return {
            "file": self.file,
            "code": self.code,
            "severity": self.severity.value,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "hint": self.hint,
        }

    def __str__(self) -> str:
        """Where, what, the line with the place underlined, and the hint."""
        head = f"{shown(self.file)}:{self.line}:{self.column}: {self.severity} {self.code} {self.message}"
        return "\n".join([head, *self._excerpt(), MARGIN + self.hint])

    def _excerpt(self) -> list[str]:
        if not self.source.strip():
            return []
        first = max(0, self.column - 1 - WIDEST // 2) if len(self.source) > WIDEST else 0
        line = self.source[first : first + WIDEST]
        at = self.column - 1 - first
        indent = "".join(" " * _cells(char) for char in line[:at])
        carets = sum(_cells(char) for char in line[at : at + self.length])
        return [MARGIN + shown(line), MARGIN + indent + "^" * max(1, carets)]


class Findings:
    """Gathers the problems of one file."""

    def __init__(self, file: str, lines: tuple[str, ...] = ()) -> None:
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []
        self._comparisons = COMPARISONS

    def add(self, code: str, place: Place = TOP, *, hint: str = "", **values: object) -> None:
        """Note a problem, or the last that there is room for.

        Args:
            code: a key of ``RULES``.
            place: where it stands.
            hint: replaces the rule's own hint.
            values: what the rule's templates ask for.
        """
        if len(self.problems) < MOST:
            self._add(code, place, hint, values)
        elif len(self.problems) == MOST:
            self._add("too-many", place, "", {"limit": MOST})

    def _add(self, code: str, place: Place, hint: str, values: Mapping[str, object]) -> None:
        rule = RULES[code]
        words = {
            name: value if isinstance(value, int) else crop(str(value)) for name, value in values.items()
        }
        source = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        self.problems.append(
            Problem(
                self.file,
                code,
                rule.severity,
                place.line,
                place.column,
                rule.message.format(**words),
                hint or rule.hint.format(**words),
                source,
                place.length,
            )
        )

    def within(self, place: Place, phrase: str) -> Place:
        """Where a phrase of the text at a place stands, if it stands there as it is; else the place."""
        first = place.column - 1
        written = re.compile(re.escape(phrase), re.IGNORECASE)
        found = written.search(self.lines[place.line - 1], first, first + place.length)
        return Place(place.line, found.start() + 1, len(phrase)) if found else place

    def meant(self, word: str, known: Collection[str], likeness: float = LIKENESS) -> str | None:
        """The known word that is probably meant; in a file full of mistakes only the first are guessed."""
        self._comparisons -= len(known)
        return nearest(word, known, likeness) if self._comparisons >= 0 else None

    def sorted(self) -> list[Problem]:
        """Every problem, in the order of the file."""
        return sorted(self.problems, key=lambda problem: (problem.line, problem.column))


def rendered(problems: Iterable[Problem]) -> str:
    """Problems as a person reads them, with a blank line between two."""
    return "\n\n".join(str(problem) for problem in problems)


def did_you_mean(meant: str | None) -> str:
    """``Did you mean "x"?``, or nothing when nothing is near."""
    return f'Did you mean "{crop(meant)}"?' if meant else ""


def nearest(word: str, known: Iterable[str], likeness: float = LIKENESS) -> str | None:
    """The known word that looks most like this one (1 is the same, 0 nothing in common), or None."""
    if len(word) > LONGEST_VALUE:
        return None
    found = get_close_matches(word.lower(), list(known), n=1, cutoff=likeness)
    return found[0] if found else None


def crop(text: str) -> str:
    """A text short and harmless enough to stand in a message."""
    return shown(text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…")


def shown(text: str) -> str:
    """A text without anything that a terminal would obey."""
    return "".join(char if char.isprintable() else " " if char in "\t\n" else "�" for char in text)


def _cells(char: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
