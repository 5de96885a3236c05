"""A room without any sound: captions and keys, at the pace of a real session."""

from __future__ import annotations

from voiceground.core.tick import Samples, Tick, silence
from voiceground.sound.metronome import Metronome

_NOTHING = silence()
_NOTHING.setflags(write=False)


class SilentRoom:
    """Keeps time and nothing else: it neither hears nor speaks.

    Args:
        speed: how many times faster than real time; tests use 100.
    """

    def __init__(self, speed: float = 1.0) -> None:
        self._metronome = Metronome(speed)
        self._begun = False

    @property
    def withheld(self) -> bool:
        """Never: its microphone is there or not."""
        return False

    @property
    def name(self) -> str:
        """What to call this room on the screen."""
        return "no sound"

    def exchange(self, block: Samples) -> Tick:
        """Let 20 ms pass. ``played`` is the block; ``mic`` is zeros."""
        if not self._begun:
            self._metronome.restart()
            self._begun = True
        self._metronome.beat()
        return Tick(mic=_NOTHING, played=block, hearing=False, speaking=False)

    def close(self) -> None:
        """Nothing to let go of."""
