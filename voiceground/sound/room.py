"""The port between the house and whatever carries sound: a device, nothing at all, or numbers."""

from __future__ import annotations

from typing import Protocol

from voiceground.core.tick import Samples, Tick


class Room(Protocol):
    """A place with a speaker and a microphone, seen through 20 ms windows.

    A room never raises while it is in use: a device that goes away turns ``Tick.hearing`` or
    ``Tick.speaking`` False, real time goes on, and the room looks for the device again by itself.
    """

    def exchange(self, block: Samples) -> Tick:
        """Give the speaker its next 20 ms and return what was heard meanwhile.

        Blocks until 20 ms of the room's time have passed (a simulated room returns at once).

        Args:
            block: shape (320,), int16, 16 kHz.

        Returns:
            The next tick. ``played`` is what the speaker was given in the span that ``mic`` covers,
            which lies a few blocks behind ``block`` where a device buffers.
        """
        ...

    @property
    def name(self) -> str:
        """What to call this room on the screen, such as the device's name."""
        ...

    @property
    def withheld(self) -> bool:
        """Whether there is a microphone that gives nothing but zeros: muted, or kept from us."""
        ...

    def close(self) -> None:
        """Let go of the devices. Closing twice is harmless."""
        ...
