"""The voice of the house: where a line comes from, and what the caller is spared."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.voice.helpers import LINES, clip_of, tone, wav
from voiceground.core.model import Manner
from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice.house import HouseVoice, VoiceSettings
from voiceground.voice.speaker_pyttsx3 import Engine, Rendered, Speaker

Make = Callable[..., HouseVoice]


class CountingSpeaker(Speaker):
    """Renders tones, in this process, and remembers what it was asked for."""

    def __init__(self, *, broken: bool = False, seconds: float = 0.0) -> None:
        self.asked: list[str] = []
        self.rates: list[int] = []
        self.broken = broken
        self.seconds = seconds
        self.trouble = None
        self.closed = 0

    def engine(self) -> Engine | None:
        return Engine("espeak", "espeak test")

    def render(self, text: str, *, voice: str, pitch: int, rate: int) -> Rendered | None:
        time.sleep(self.seconds)
        self.asked.append(text)
        self.rates.append(rate)
        return None if self.broken else (tone(1.0, 22_050), 22_050)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes voices, and closes them."""
    made: list[HouseVoice] = []

    def voice(speaker: Speaker | None = None, **options: object) -> HouseVoice:
        made.append(HouseVoice(speaker=speaker or CountingSpeaker(), **options))  # type: ignore[arg-type]
        return made[-1]

    yield voice
    for one in made:
        one.close()


def test_a_line_is_rendered_once(make: Make) -> None:
    speaker = CountingSpeaker()
    voice = make(speaker)
    voice.prepare(LINES[:2], Manner())
    for text in LINES[:2] * 3:
        clip_of(voice, text)
    assert speaker.asked == list(LINES[:2])


def test_a_line_of_several_sentences_is_rendered_sentence_by_sentence(make: Make) -> None:
    speaker = CountingSpeaker()
    clip = clip_of(make(speaker), "One thing. Another thing.")
    assert speaker.asked == ["One thing.", "Another thing."]
    assert clip.samples.size / SAMPLE_RATE == pytest.approx(2 * 1.0 + 0.8, abs=0.1)


def test_another_rate_is_another_sound(make: Make) -> None:
    speaker = CountingSpeaker()
    voice = make(speaker)
    clip_of(voice, LINES[0], Manner(rate=120))
    clip_of(voice, LINES[0], Manner(rate=150))
    clip_of(voice, LINES[0], Manner(rate=150, gain=3.0))
    assert len(speaker.rates) == 2
    assert speaker.rates[0] < speaker.rates[1]


def test_a_recording_wins_and_the_engine_is_never_asked(make: Make, tmp_path: Path) -> None:
    (tmp_path / "hello-there.wav").write_bytes(wav(tone(2.5)))
    speaker = CountingSpeaker()
    clip = clip_of(make(speaker, recordings=[tmp_path]), "Hello there!")
    assert clip.audible
    assert clip.samples.size / SAMPLE_RATE == pytest.approx(2.5, abs=0.1)
    assert speaker.asked == []


def test_a_fixed_line_is_kept_for_the_next_session(make: Make, tmp_path: Path) -> None:
    first, second = CountingSpeaker(), CountingSpeaker()
    fixed = {LINES[0]}
    sound = clip_of(make(first, cache=tmp_path, keep=fixed.__contains__), LINES[0]).samples
    again = clip_of(make(second, cache=tmp_path, keep=fixed.__contains__), LINES[0]).samples
    assert second.asked == []
    assert np.array_equal(sound, again)


def test_anything_else_never_touches_the_disk(make: Make, tmp_path: Path) -> None:
    voice = make(cache=tmp_path / "lines", keep={LINES[0]}.__contains__)
    clip_of(voice, "Your sister's number is in your plan.")
    clip_of(voice, LINES[0] + " Really.")
    assert not (tmp_path / "lines").exists()


@pytest.mark.parametrize("change", [{"name": "other"}, {"pitch": 70}])
def test_another_voice_does_not_use_the_lines_of_the_first(
    make: Make, tmp_path: Path, change: dict[str, object]
) -> None:
    speaker = CountingSpeaker()
    keep: dict[str, object] = {"cache": tmp_path, "keep": lambda _: True}
    clip_of(make(**keep), LINES[0])
    clip_of(make(speaker, settings=VoiceSettings(**change), **keep), LINES[0])  # type: ignore[arg-type]
    assert speaker.asked[-1] == LINES[0]


def test_a_damaged_line_is_rendered_again(make: Make, tmp_path: Path) -> None:
    speaker = CountingSpeaker()
    clip_of(make(cache=tmp_path, keep=lambda _: True), LINES[0])
    path = next(tmp_path.iterdir())
    path.write_bytes(path.read_bytes()[:-7])
    assert clip_of(make(speaker, cache=tmp_path, keep=lambda _: True), LINES[0]).audible
    assert speaker.asked == [LINES[0]]


def test_a_line_that_cannot_be_rendered_is_a_silence_to_read_in(make: Make) -> None:
    speaker = CountingSpeaker(broken=True)
    voice = make(speaker)
    clip = clip_of(voice, "one two three four five six seven eight nine ten eleven")
    assert not clip.audible
    assert not clip.samples.any()
    assert clip.samples.size / SAMPLE_RATE == pytest.approx(6.0)
    assert voice.failing


def test_a_line_that_failed_is_tried_again(make: Make) -> None:
    speaker = CountingSpeaker(broken=True)
    voice = make(speaker)
    assert not clip_of(voice, LINES[0]).audible
    speaker.broken = False
    assert clip_of(voice, LINES[0]).audible
    assert not voice.failing


def test_a_prepared_line_that_failed_is_tried_again_when_it_is_wanted(make: Make) -> None:
    speaker = CountingSpeaker(broken=True)
    voice = make(speaker)
    voice.prepare([LINES[0], LINES[1]], Manner())
    clip_of(voice, LINES[1])
    speaker.broken = False
    assert clip_of(voice, LINES[0]).audible


def test_the_caller_is_never_blocked_and_never_waits_for_ever(make: Make) -> None:
    voice = make(CountingSpeaker(seconds=1.5), bound=0.1)
    began = time.monotonic()
    voice.prepare(LINES, Manner())
    assert voice.clip(LINES[0], Manner()) is None
    assert time.monotonic() - began < 0.1
    assert not clip_of(voice, LINES[0], seconds=1.2).audible
    assert voice.failing


def test_a_patient_voice_waits_where_time_stands_still(make: Make) -> None:
    clip = make(CountingSpeaker(seconds=0.2), patient=True).clip(LINES[0], Manner())
    assert clip is not None
    assert clip.audible


def test_an_engine_that_raises_costs_one_line(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    speaker = CountingSpeaker()
    voice = make(speaker)
    with monkeypatch.context() as patch:
        patch.setattr(speaker, "render", None)
        assert not clip_of(voice, LINES[0]).audible
    assert clip_of(voice, LINES[0]).audible


def test_memory_is_bounded(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voiceground.voice.house.MEMORY_BYTES", 100_000)
    voice = make()
    for text in LINES:
        clip_of(voice, text)
    assert voice._held() <= 100_000
    assert clip_of(voice, LINES[0]).audible


def test_making_one_is_quick() -> None:
    before = time.process_time()
    voice = HouseVoice()
    spent = time.process_time() - before
    voice.close()
    assert spent < 0.02


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_session_outlives_the_death_and_the_hanging_of_its_voice() -> None:
    speaker = Speaker(line_seconds=1.0)
    voice = HouseVoice(speaker=speaker)
    heard = []
    for text, blow in zip(LINES, (None, signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, None), strict=False):
        if blow and speaker.pid:
            os.kill(speaker.pid, blow)
        heard.append(clip_of(voice, text).audible)
    voice.close()
    assert heard == [True, True, False, True, True]


def test_a_missing_voice_library_leaves_captions_and_a_sentence() -> None:
    body = 'print(\'{"error": "RuntimeError: you probably do not have eSpeak installed"}\')'
    voice = HouseVoice(speaker=Speaker((sys.executable, "-c", body)))
    assert not clip_of(voice, LINES[0]).audible
    assert voice.failing
    assert voice.trouble is not None
    assert "espeak-ng" in voice.trouble
    voice.close()


def test_an_unknown_voice_is_named_in_a_sentence_and_another_one_speaks() -> None:
    voice = HouseVoice(VoiceSettings(name="gmw/en-us+nobody"))
    assert clip_of(voice, LINES[0]).audible
    assert voice.trouble is not None
    assert "nobody" in voice.trouble
    assert not voice.failing
    voice.close()


def test_the_installed_voices_are_listed() -> None:
    voice = HouseVoice()
    voices, variants = voice.voices()
    voice.close()
    assert "gmw/en-us" in voices
    assert "f3" in variants


def test_a_whole_session_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    voice = HouseVoice()
    clip_of(voice, LINES[0])
    voice.voices()
    voice.close()
    assert capfd.readouterr() == ("", "")
