"""What the checker says of a script that is in no file, with everything that it may look up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from voiceground import desk
from voiceground.folders import folders
from voiceground.script.around import Around
from voiceground.script.load import examine_text


@cache
def _around() -> Around:
    return desk.around(folders(), [])


def problems(text: str, path: Path) -> list[str]:
    """Every problem, errors and warnings, as its code and the word or line that it is about."""
    return [f"{problem.code}: {problem.message}" for problem in examine_text(text, path, _around())[1]]
