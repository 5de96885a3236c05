"""What a rehearsal found, in the shape of ``voiceground rehearse --json``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that the person said.

    Attributes:
        said: the line of the voice that it came after.
        wanted: what the person said.
        heard: the reply that it was taken for, or None.
        decided_after_ms: from the end of the person's sound to the decision; None without sound.
    """

    said: str
    wanted: str
    heard: str | None
    decided_after_ms: int | None


@dataclass(frozen=True, slots=True)
class SceneResult:
    """How a scene went; ``problem`` is the sentence that says what went against the plan."""

    name: str
    passed: bool
    ended: str | None
    turns: tuple[Turn, ...]
    problem: str | None = None
    script: str = ""
