"""What a script is checked against beside itself: how words are said, sounds, and other scripts.

Rule 1: the checker opens no dictionary and no folder of its own; whoever calls it lends them
    (``voiceground.desk`` does), so that a session that starts need not wait for any of it.
Rule 2: what was not lent is not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from voiceground.core.offers import Head
from voiceground.core.phonetics import Phones

Ways: TypeAlias = tuple[Phones, ...]
"""The ways to say a word, each in phones of the CMU dictionary; empty for what is no word."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another script: the ids that it runs, the names that it saves or sets, and its head."""

    runs: frozenset[str]
    keeps: frozenset[str]
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What is lent; None for what nobody knows here.

    Attributes:
        said: the ways to say a word of a language, given by its code.
        sounds: the names that ``play`` may name.
        scripts: gives the other scripts by their ids; it is asked only where a script runs or offers others.
    """

    said: Callable[[str, str], Ways] | None = None
    sounds: Collection[str] | None = None
    scripts: Callable[[], Mapping[str, Neighbour]] | None = None

    def offered(self, door: str) -> list[Head]:
        """What is offered for a door, as far as that is known."""
        heads = [other.head for other in self.scripts().values() if other.head] if self.scripts else []
        return [head for head in heads if door in head.doors]


ALONE = Around()
"""Nothing beside the script itself."""
