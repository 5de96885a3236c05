"""How the voice's own lines are put together: lists, confirmations, apologies that name what can be said.

The lines themselves are the language's (``languages``); nothing here knows which that is.
"""

from __future__ import annotations

from collections.abc import Sequence

from voiceground.core.languages.language import Lines


def spoken_list(lines: Lines, words: Sequence[str]) -> str:
    """``a``, ``a, or b``, ``a, b, or c``: a list that can be followed by ear."""
    if len(words) < 2:
        return "".join(words)
    begins = [beginning for beginning in lines.or_before if words[-1].lower().startswith(beginning)]
    joint = lines.or_before[max(begins, key=len)] if begins else lines.or_
    return f"{', '.join(words[:-1])}{joint}{words[-1]}"


def can_say(lines: Lines, answers: Sequence[str]) -> str:
    """What may be answered just now, and that stop always works."""
    return f"{lines.can_say.format(spoken_list(lines, answers))} {lines.stop_works}"


def confirmation_of(lines: Lines, answer: str) -> str | None:
    """Ask whether an answer was understood, in at most four words; None where it is too long for that."""
    words = len(answer.split())
    return lines.was_that_right[words - 1].format(answer) if 0 < words <= len(lines.was_that_right) else None


def apology_for(lines: Lines, names: Sequence[str]) -> str:
    """Take the blame for a miss, and name what can be said, so that less has to be remembered."""
    return f"{lines.apology} {lines.can_say.format(spoken_list(lines, names))}" if names else lines.apology
