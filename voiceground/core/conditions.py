"""Conditions of ``if``: a small language of our own, read once and never run as code.

    condition  = both {"or" both}
    both       = one {"and" one}
    one        = "not" one | "(" condition ")" | value [comparison value]
    comparison = "==" | "!=" | "<" | "<=" | ">" | ">="
    value      = a number | words in quotes | bare words

Rule 1: bare words on the left are a name; on the right they are a name where the session knows one that is
called so, else the words themselves (``again == yes``).
Rule 2: a name that was never set is empty. A value by itself holds when it is not empty.
Rule 3: ``<`` and its like hold between numbers only; an empty name is neither above nor below anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

DEEPEST = 50
"""How deep brackets and ``not`` may be nested; nobody who reads it aloud needs more than three."""


class ConditionError(ValueError):
    """A condition that cannot be read.

    Attributes:
        column: where, in characters from 1.
        length: how many characters it concerns, at least 1.
    """

    def __init__(self, message: str, column: int, length: int = 1) -> None:
        super().__init__(message)
        self.column = column
        self.length = length


class Comparison(StrEnum):
    """How two values may be compared."""

    IS = "=="
    IS_NOT = "!="
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Name:
    """What was kept under a name; ``column`` is where it stands, from 1."""

    name: str
    column: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """Bare words on the right: a name where there is one called so, else themselves."""

    text: str
    column: int = 1


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, or words in quotes."""

    text: str


Value: TypeAlias = Name | Words | Literal


@dataclass(frozen=True, slots=True)
class IsSet:
    """Holds when a value is not empty."""

    value: Value


@dataclass(frozen=True, slots=True)
class Compare:
    """Holds when two values compare so."""

    left: Value
    how: Comparison
    right: Value


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when the other does not."""

    other: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """Holds when all of them do."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Holds when one of them does."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = IsSet | Compare | Not | Every | Some


# --- whether it holds -------------------------------------------------------------------------------


def holds(condition: Condition, names: Mapping[str, str]) -> bool:
    """Whether a condition holds with what the session has kept. Never raises."""
    match condition:
        case IsSet(value):
            return bool(_text_of(value, names))
        case Compare(left, how, right):
            return _compared(_text_of(left, names), how, _text_of(right, names))
        case Not(other):
            return not holds(other, names)
        case Every(parts):
            return all(holds(part, names) for part in parts)
        case Some(parts):
            return any(holds(part, names) for part in parts)


def _text_of(value: Value, names: Mapping[str, str]) -> str:
    match value:
        case Name(name):
            return names.get(name, "").strip()
        case Words(text):
            return names.get(text, text).strip()
        case Literal(text):
            return text


def _compared(left: str, how: Comparison, right: str) -> bool:
    numbers = _number(left), _number(right)
    if numbers[0] is None or numbers[1] is None:
        same = left.casefold() == right.casefold()
        return {Comparison.IS: same, Comparison.IS_NOT: not same}.get(how, False)
    one, other = numbers[0], numbers[1]
    return {
        Comparison.IS: one == other,
        Comparison.IS_NOT: one != other,
        Comparison.BELOW: one < other,
        Comparison.AT_MOST: one <= other,
        Comparison.ABOVE: one > other,
        Comparison.AT_LEAST: one >= other,
    }[how]


_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def names_in(condition: Condition) -> Iterator[Name | Words]:
    """Every name that a condition looks up, and every bare word that may be one, with their columns."""
    match condition:
        case IsSet(value):
            yield from _named(value)
        case Compare(left, _, right):
            yield from _named(left)
            yield from _named(right)
        case Not(other):
            yield from names_in(other)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from names_in(part)


def looks_up(condition: Condition, name: str) -> bool:
    """Whether what is kept under a name decides about a condition."""
    return any(isinstance(value, Name) and value.name == name for value in names_in(condition))


def _named(value: Value) -> Iterator[Name | Words]:
    if not isinstance(value, Literal):
        yield value


# --- reading it -------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<compare>==|!=|<=|>=|<|>)
      | (?P<bracket>[()])
      | (?P<quoted>"[^"]*"|'[^']*')
      | (?P<number>-?[0-9]+(?:\.[0-9]+)?(?![\w.]))
      | (?P<word>[^\W\d][\w'-]*)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def parse_condition(text: str) -> Condition:
    """Read a condition such as ``after < before and not again == yes``.

    Raises:
        ConditionError: it cannot be read; the message says what is wrong, in a sentence.
    """
    reader = _Reader(list(_tokens(text)), len(text) + 1)
    condition = reader.some(0)
    token = reader.next
    if token is not None:
        raise ConditionError(f'"{token.text}" does not fit here.', token.column, len(token.text))
    return condition


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    end = len(text.rstrip())
    while at < end:
        fits = _TOKEN.match(text, at)
        if fits is None or fits.lastgroup is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise ConditionError(_stray(text[at]), at + 1)
        yield _Token(fits.lastgroup, fits[fits.lastgroup], fits.start(fits.lastgroup) + 1)
        at = fits.end()


def _stray(char: str) -> str:
    match char:
        case "=" | "!":
            return "Two values are compared with == or !=."
        case '"' | "'":
            return "These quotes are not closed."
        case "&":
            return "Write `and` in full."
        case "|":
            return "Write `or` in full."
        case _:
            return f'"{char}" has no meaning in a condition.'


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = tokens
        self._end = end
        self._at = 0

    @property
    def next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _takes(self, text: str) -> bool:
        token = self.next
        found = token is not None and token.kind in {"word", "bracket"} and token.text.lower() == text
        self._at += found
        return found

    def some(self, depth: int) -> Condition:
        parts = [self._every(depth)]
        while self._takes("or"):
            parts.append(self._every(depth))
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _every(self, depth: int) -> Condition:
        parts = [self._one(depth)]
        while self._takes("and"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise ConditionError("This is nested too deep.", self._column())
        opened = self._column()
        if self._takes("not"):
            return Not(self._one(depth + 1))
        if self._takes("("):
            inside = self.some(depth + 1)
            if not self._takes(")"):
                raise ConditionError("This bracket is not closed.", opened)
            return inside
        left = self._value(on_the_left=True)
        token = self.next
        if token is None or token.kind != "compare":
            return IsSet(left)
        self._at += 1
        return Compare(left, Comparison(token.text), self._value(on_the_left=False))

    def _value(self, *, on_the_left: bool) -> Value:
        token = self.next
        if token is None:
            raise ConditionError("Something is missing at the end.", self._end)
        if token.kind in {"number", "quoted"}:
            self._at += 1
            return Literal(token.text if token.kind == "number" else token.text[1:-1].strip())
        words = []
        while (word := self.next) is not None and self._is_plain(word):
            words.append(word.text)
            self._at += 1
        if not words:
            raise ConditionError(f'A value is missing before "{token.text}".', token.column, len(token.text))
        text = " ".join(words)
        return Name(text, token.column) if on_the_left else Words(text, token.column)

    def _is_plain(self, token: _Token) -> bool:
        return token.kind == "word" and token.text.lower() not in {"and", "or", "not"}

    def _column(self) -> int:
        return self.next.column if self.next is not None else self._end
