"""The port between the ear and whatever understands words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from voiceground.core.model import Vocabulary
from voiceground.core.tick import Samples


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a stretch of speech was taken for.

    Attributes:
        name: the option's listed spelling, or None when it was none of them (a no-match).
        confidence: 0 to 1.
        complete: the words are a whole phrase that cannot grow into another accepted one, so a short
            tail of silence is enough to decide.
    """

    name: str | None
    confidence: float
    complete: bool = False
    others: tuple[str, ...] = ()


class Recogniser(Protocol):
    """Understands one utterance at a time, out of a closed vocabulary, without any network."""

    def expect(self, vocabulary: Vocabulary) -> None:
        """Prepare for these options. Cheap when the vocabulary has not changed."""
        ...

    def begin(self, preroll: Samples) -> None:
        """An utterance begins; ``preroll`` is what was heard just before, int16 at 16 kHz."""
        ...

    def feed(self, samples: Samples) -> None:
        """The next stretch of the utterance."""
        ...

    def guess(self) -> Recognition:
        """What it would be if it ended here. May be called often; feeding may go on after it."""
        ...
