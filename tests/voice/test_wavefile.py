"""Sound files of every make come out as the same sound."""

from __future__ import annotations

import io
import struct
import wave

import numpy as np
import pytest

from tests.voice.helpers import tone, wav
from voiceground.voice.wavefile import read_sound

SOUND = tone(0.1, 22_050)


def packed(width: int, order: str) -> bytes:
    numbers = np.round(SOUND * (2 ** (8 * width - 1) - 1)).astype(np.int64)
    if width == 1 and order == "little":
        numbers = numbers + 128
    return b"".join(
        int(number).to_bytes(width, order, signed=not (width == 1 and order == "little"))  # type: ignore[arg-type]
        for number in numbers
    )


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_a_wav_of_any_width(width: int) -> None:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(width)
        file.setframerate(22_050)
        file.writeframes(packed(width, "little"))
    sound, rate = read_sound(buffer.getvalue())
    assert rate == 22_050
    assert np.allclose(sound, SOUND, atol=2.0 ** (2 - 8 * width) + 1e-6)


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", [b"", b"twos", b"sowt"])
def test_an_aiff_as_macos_writes_it(width: int, kind: bytes) -> None:
    if width == 1 and kind == b"sowt":
        pytest.skip("8 bits have no byte order")
    data = packed(width, "little" if kind == b"sowt" else "big")
    rate = struct.pack(">HQ", 16383 + 14, 22_050 << (63 - 14))
    common = struct.pack(">hIh", 1, SOUND.size, 8 * width) + rate + (kind + b"\0\0" if kind else b"")
    chunks = b"COMM" + struct.pack(">I", len(common)) + common
    chunks += b"SSND" + struct.pack(">I", 8 + len(data)) + bytes(8) + data
    form = (b"AIFC" if kind else b"AIFF") + chunks
    sound, found = read_sound(b"FORM" + struct.pack(">I", len(form)) + form)
    assert found == 22_050
    assert np.allclose(sound, SOUND, atol=2.0 ** (2 - 8 * width) + 1e-6)


def test_channels_are_averaged() -> None:
    sound, _ = read_sound(wav(SOUND, 22_050, channels=2))
    assert sound.shape == SOUND.shape
    assert np.allclose(sound, SOUND, atol=1e-3)


@pytest.mark.parametrize(
    "data", [b"", b"RIFF1234WAVE", b"FORM", b"FORM1234AIFFCOMM\0\0\0\1x", wav(SOUND)[:30], b"\0" * 999]
)
def test_anything_else_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="sound file"):
        read_sound(data)


def test_a_file_that_breaks_off_gives_what_is_there() -> None:
    whole = wav(SOUND, 22_050)
    sound, _ = read_sound(whole[: len(whole) // 2 | 1])
    assert 0 < sound.size < SOUND.size
