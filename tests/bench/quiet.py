"""A session without sound, keys or anybody: what benches of everything else run it with."""

from __future__ import annotations

from collections.abc import Sequence

from voiceground.core.events import Event
from voiceground.keys import NoKeys
from voiceground.late import DeafEar
from voiceground.parts import Parts, Record
from voiceground.report import Captions, CaptionStyle
from voiceground.sound.room import Room
from voiceground.soundbox import SoundBox
from voiceground.voice.unspoken import UnspokenVoice


class NoInterrupts:
    """Nobody presses Ctrl-C."""

    def poll(self) -> Sequence[Event]:
        """Nothing."""
        return ()


def quiet_parts(room: Room, record: Record) -> Parts:
    """Parts that do nothing but keep time and keep the record."""
    return Parts(
        room=room,
        voice=UnspokenVoice(),
        sounds=SoundBox(),
        ear=DeafEar(),
        hands=NoKeys(),
        screen=Captions(CaptionStyle.OFF, keys=False),
        record=record,
        interrupts=NoInterrupts(),
        expects_ears=False,
    )
