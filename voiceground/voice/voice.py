"""The port between the session and whatever turns text into sound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from voiceground.core.model import Manner
from voiceground.core.tick import Samples


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One spoken line.

    Attributes:
        samples: shape (n,), int16, 16 kHz; faded in and out, at the house's loudness.
        audible: False where no voice could be had, so that ``samples`` is the silence in which the
            caption can be read.
    """

    samples: Samples
    audible: bool = True


class Voice(Protocol):
    """Renders lines ahead of need. Never blocks and never raises after it has been made."""

    def prepare(self, texts: Iterable[str], manner: Manner) -> None:
        """Lines that will probably be wanted soon, the most urgent first."""
        ...

    def clip(self, text: str, manner: Manner) -> Clip | None:
        """The line, or None while it is still being rendered (ask again at the next tick).

        Only the rate of ``manner`` matters here; its gain is applied when the clip is played. After a
        bounded wait a line that cannot be rendered comes as an inaudible clip of a readable length.
        """
        ...

    @property
    def failing(self) -> bool:
        """Whether the last line could not be rendered."""
        ...

    @property
    def trouble(self) -> str | None:
        """A sentence about what is wrong with the voice just now and what to do, or None."""
        ...

    def close(self) -> None:
        """End the child process, if there is one. Closing twice is harmless."""
        ...
