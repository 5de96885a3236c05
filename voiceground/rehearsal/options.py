"""How scenes are played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from voiceground.given import given

NAMES: Mapping[str, str] = given(datetime(2026, 1, 14, 15, 10, tzinfo=UTC), name="Alex", place="this room")
"""What lines are filled with in a rehearsal: always the same, so that it comes out the same."""


@dataclass(frozen=True, slots=True)
class StageOptions:
    """How the scenes are played.

    Attributes:
        text: without sound.
        scene: only scenes whose name holds this.
        replies: recordings for replies; a synthetic person says the others.
        noise: a recording of noise, looped at ``snr_db`` below the person.
        snr_db: speech to noise, in dB.
        echo_db: how loud the voice comes back to the microphone, in dB; None for not at all.
        room_response: an impulse response for that echo.
        record: where to write what was heard: stereo, left the voice, right the microphone.
    """

    text: bool = True
    scene: str = ""
    replies: Mapping[str, Path] = field(default_factory=dict)
    noise: Path | None = None
    snr_db: float = 20.0
    echo_db: float | None = None
    room_response: Path | None = None
    record: Path | None = None
