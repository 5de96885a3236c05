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


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sound that is asked about over the voice stands out of what may be the voice's own echo.

    Attributes:
        upper_db: how far it is over the room's floor and over what may be left of the echo, for a quarter
            of its time.
        middle_db: the same for half of its time.
        speech: whether the detector called any of it speech.
        glimpsed: a quick look asked for it, not a sound that had come and gone.
    """

    upper_db: float = 25.0
    middle_db: float = 18.0
    speech: bool = True
    glimpsed: bool = False


IN_QUIET = Standing()
"""Somebody near, and no echo."""

NOTHING = Recognition(None, 0.0)
"""Nothing was understood, and nothing like it."""


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

    def settled(self) -> bool:
        """Whether speech was fed and has ended, though noise may go on; False where it cannot tell."""
        ...

    def spot(self, sound: Samples, standing: Standing = IN_QUIET) -> Recognition:
        """Whether this stretch holds one of the options, hot-word style, under a stricter bar.

        It is asked over the voice and in talk that never pauses: what stands before the word, and the
        little that stands after it, may be anything, such as the rest of an echo. Nothing that was begun
        or fed is touched by it.

        Args:
            sound: int16 at 16 kHz, 0.2 to 1.7 s.
            standing: how it stands out of the echo; who cannot use it may leave it.
        """
        ...

    def glimpse(self, sound: Samples, /) -> bool:
        """Whether the end of this stretch may hold a "stop": a quick look, which decides nothing.

        Args:
            sound: int16 at 16 kHz, 1.5 s.
        """
        ...
