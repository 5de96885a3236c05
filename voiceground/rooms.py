"""Where a session takes place: at the sound devices, in captions alone, or in a room of numbers."""

from __future__ import annotations

from enum import StrEnum

from voiceground import report
from voiceground.config import Config
from voiceground.errors import DeviceError
from voiceground.sound.room import Room
from voiceground.sound.silent import SilentRoom

WITHOUT_SOUND = "The session goes on with captions and keys."


class RoomKind(StrEnum):
    """Where a session takes place."""

    DEVICE = "device"
    SILENT = "silent"
    SIMULATED = "simulated"


def open_room(kind: RoomKind | None, config: Config, speed: float) -> Room:
    """The room; None for the devices if there are any, else silence, which is told.

    Args:
        kind: which one.
        config: the devices that were chosen.
        speed: how many times faster than real time a silent room runs.

    Raises:
        DeviceError: a device was asked for and cannot be had.
    """
    match kind:
        case RoomKind.SILENT:
            return SilentRoom(speed)
        case RoomKind.SIMULATED:
            from voiceground.sound.simulated import SimulatedRoom

            return SimulatedRoom()
        case RoomKind.DEVICE:
            return device_room(config)
        case None:
            try:
                return device_room(config)
            except DeviceError as error:
                report.error(f"{error} {WITHOUT_SOUND}")
                return SilentRoom(speed)


def device_room(config: Config) -> Room:
    """The microphone and the speaker that were chosen, or the system's own.

    Raises:
        DeviceError: there is neither, or not the one that was named.
    """
    from voiceground.sound.device import DeviceRoom

    return DeviceRoom(config.input_device or None, config.output_device or None)
