"""A condition in the words of the script language, for people to read."""

from __future__ import annotations

from voiceground.core.conditions import (
    Compare,
    Condition,
    Every,
    IsSet,
    Literal,
    Name,
    Not,
    Some,
    Value,
    Words,
)


def in_words(condition: Condition) -> str:
    """As a writer would write it, with no more brackets than are needed."""
    match condition:
        case IsSet(value):
            return _value(value)
        case Compare(left, how, right):
            return f"{_value(left)} {how} {_value(right)}"
        case Not(other):
            return f"not {_bracketed(other, Every, Some, Compare)}"
        case Every(parts):
            return " and ".join(_bracketed(part, Some, Every) for part in parts)
        case Some(parts):
            return " or ".join(_bracketed(part, Some) for part in parts)


def _bracketed(condition: Condition, *looser: type) -> str:
    text = in_words(condition)
    return f"({text})" if isinstance(condition, looser) else text


def _value(value: Value) -> str:
    match value:
        case Literal(text):
            return text if text.replace(".", "", 1).isdecimal() else f'"{text}"'
        case Name(name):
            return name
        case Words(text):
            return text
