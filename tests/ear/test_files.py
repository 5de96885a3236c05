"""Recordings of every make, and files that are none."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import PitchRecogniser, place_of, room, tone
from voiceground.core import replies
from voiceground.core.model import Vocabulary
from voiceground.core.tick import Samples
from voiceground.ear.ear import Ear
from voiceground.ear.files import HeardFile, hear_file
from voiceground.ear.wav import read_wav
from voiceground.errors import UsageError

MOMENT = Vocabulary(replies.options(["yes", "no"]), (), open=True)
PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE


def riff(coding: int, channels: int, rate: int, bits: int, data: bytes, *, extra: bytes = b"") -> bytes:
    """A WAV file by hand, so that the reader is not tested against itself."""
    block = channels * bits // 8
    form = struct.pack("<HHIIHH", coding, channels, rate, rate * block, block, bits)
    if coding == EXTENSIBLE:
        form += struct.pack("<HHI", 22, bits, 0) + struct.pack("<H", PCM) + b"\0" * 14
    chunks = b"fmt " + struct.pack("<I", len(form)) + form + extra
    chunks += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def said(place: int, rate: int = 16_000) -> Samples:
    """Quiet, the tone of an option, quiet; at a rate of choice."""
    whole = np.concatenate((room(0.5), tone(place), room(0.5)))
    return (
        whole
        if rate == 16_000
        else np.interp(np.arange(0, len(whole), 16_000 / rate), np.arange(len(whole)), whole).astype(np.int16)
    )


def as_24_bits(sound: Samples) -> bytes:
    return b"".join(struct.pack("<i", int(s) << 8)[:3] for s in sound)


MAKES = {
    "16 bit": lambda: riff(PCM, 1, 16_000, 16, said(1).tobytes()),
    "8 bit": lambda: riff(PCM, 1, 16_000, 8, (said(1) // 256 + 128).astype(np.uint8).tobytes()),
    "24 bit": lambda: riff(PCM, 1, 16_000, 24, as_24_bits(said(1))),
    "32 bit": lambda: riff(PCM, 1, 16_000, 32, (said(1).astype(np.int32) << 16).tobytes()),
    "float": lambda: riff(FLOAT, 1, 16_000, 32, (said(1) / 32768).astype("<f4").tobytes()),
    "double": lambda: riff(FLOAT, 1, 16_000, 64, (said(1) / 32768).astype("<f8").tobytes()),
    "stereo": lambda: riff(PCM, 2, 16_000, 16, np.repeat(said(1), 2).tobytes()),
    "44.1 kHz": lambda: riff(PCM, 1, 44_100, 16, said(1, 44_100).tobytes()),
    "8 kHz": lambda: riff(PCM, 1, 8_000, 16, said(1, 8_000).tobytes()),
    "extensible": lambda: riff(EXTENSIBLE, 1, 16_000, 16, said(1).tobytes()),
    "other chunks": lambda: riff(
        PCM, 1, 16_000, 16, said(1).tobytes(), extra=b"LIST" + struct.pack("<I", 3) + b"abc\0"
    ),
    "cut short": lambda: riff(PCM, 1, 16_000, 16, said(1).tobytes())[:-4001],
}


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(PitchRecogniser())


@pytest.mark.parametrize("make", MAKES)
def test_wav_of_every_make_is_heard(make: str, ear: Ear, tmp_path: Path) -> None:
    path = tmp_path / "reply.wav"
    path.write_bytes(MAKES[make]())

    heard = hear_file(path, ear, MOMENT)

    assert (heard.reply, heard.why) == ("no", "word")
    assert heard.start_ms == pytest.approx(500, abs=41)
    assert heard.end_ms == pytest.approx(900, abs=41)


REFUSED = {
    "text": b"yes",
    "empty": b"",
    "no format": b"RIFF\x04\0\0\0WAVE",
    "no data": riff(PCM, 1, 16_000, 16, b""),
    "only half a sample": riff(PCM, 1, 16_000, 16, b"a"),
    "mp3 in wav": riff(0x55, 1, 16_000, 16, b"abcd"),
    "no channels": riff(PCM, 0, 16_000, 16, b"abcd"),
    "no rate": riff(PCM, 1, 0, 16, b"abcd"),
    "12 bit": riff(PCM, 1, 16_000, 12, b"abcd"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_recording_is_refused_in_a_sentence(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "reply.wav"
    path.write_bytes(REFUSED[kind])

    with pytest.raises(UsageError, match=r"reply\.wav.*\.$"):
        read_wav(path)


def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        read_wav(tmp_path / "nothing.wav")
    with pytest.raises(UsageError, match="is a folder"):
        read_wav(tmp_path)


def test_samples_beyond_full_scale_are_clipped_and_not_wrapped(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    path.write_bytes(riff(FLOAT, 1, 16_000, 32, np.array([2.0, -2.0, np.nan] * 10, "<f4").tobytes()))

    assert set(read_wav(path).tolist()) == {32767, -32768, 0}


def test_what_is_heard_is_timed_from_the_start_of_the_file(ear: Ear, tmp_path: Path) -> None:
    path = tmp_path / "yes.wav"
    path.write_bytes(riff(PCM, 1, 16_000, 16, tone(0, 0.4).tobytes()))

    heard = hear_file(path, ear, MOMENT)

    assert heard == HeardFile(str(path), "yes", "word", 0.995, 0, 400, 620)


def test_silence_is_no_input_and_has_no_times(ear: Ear, tmp_path: Path) -> None:
    path = tmp_path / "nothing.wav"
    path.write_bytes(riff(PCM, 1, 16_000, 16, b"\0\0" * 16_000))

    assert hear_file(path, ear, MOMENT) == HeardFile(str(path), None, "no-input", 0.0, None, None, None)


def test_one_file_does_not_change_how_the_next_is_heard(ear: Ear, tmp_path: Path) -> None:
    loud, soft = tmp_path / "loud.wav", tmp_path / "soft.wav"
    loud.write_bytes(riff(PCM, 1, 16_000, 16, tone(0, 3.0, 30_000).tobytes()))
    soft.write_bytes(riff(PCM, 1, 16_000, 16, (said(1) // 2).astype(np.int16).tobytes()))

    alone = hear_file(soft, ear, MOMENT)
    hear_file(loud, ear, MOMENT)

    assert hear_file(soft, ear, MOMENT) == alone


def test_what_the_speaker_played_is_taken_out_of_the_recording(tmp_path: Path) -> None:
    noise = np.random.default_rng(9).normal(0.0, 3000.0, 16_000 * 6).astype(np.int16)
    mic = np.rint(0.3 * noise).astype(np.int16)
    mic[-16_000:-9_600] += tone(1, 0.4)
    for name, sound in (("mic.wav", mic), ("played.wav", noise)):
        (tmp_path / name).write_bytes(riff(PCM, 1, 16_000, 16, sound.tobytes()))
    ear = Ear(PitchRecogniser())

    assert hear_file(tmp_path / "mic.wav", ear, MOMENT, tmp_path / "played.wav").reply == "no"


def test_the_fake_tells_tones_apart() -> None:
    assert [place_of(tone(place)) for place in range(-1, 8)] == list(range(-1, 8))
