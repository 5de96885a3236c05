"""Speaking softly: less tone, less loud."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest

from voiceground.app import _manner
from voiceground.config import Config
from voiceground.core.pacing import GAIN_LIMIT
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.voice.defaults import DEFAULT_VOICE
from voiceground.voice.shape import shape
from voiceground.voice.speaker_pyttsx3 import Speaker
from voiceground.voice.whisper import GAIN, whispering

FRAME = SAMPLE_RATE // 25


def periodicity(sound: Samples) -> float:
    """The median over frames of how much a frame repeats itself: 1 is a tone, 0 is noise."""
    found = []
    for at in range(0, len(sound) - FRAME, FRAME // 2):
        frame = sound[at : at + FRAME].astype(float)
        if np.abs(frame).mean() > 300:
            lags = np.correlate(frame - frame.mean(), frame - frame.mean(), "full")[FRAME - 1 :]
            found.append(float(lags[53:200].max() / lags[0]))
    return float(np.median(found))


@pytest.mark.parametrize(
    ("voice", "soft"),
    [("gmw/en-us+ed", "gmw/en-us+whisper"), ("roa/es", "roa/es+whisper"), ("com.apple.voice.Anna",) * 2],
)
def test_the_language_stays_and_only_espeak_is_asked_for_a_variant(voice: str, soft: str) -> None:
    assert whispering(voice) == soft


def test_it_is_quieter_and_within_what_a_person_can_set() -> None:
    assert _manner(Config(whisper=True)).gain == GAIN
    assert _manner(Config(whisper=True, volume=-9.0)).gain == -GAIN_LIMIT
    assert _manner(Config()).gain == 0.0


def test_the_whispered_line_has_hardly_a_tone_in_it() -> None:
    with closing(Speaker()) as speaker:
        loud, soft = (
            speaker.render("You can say stop at any point.", voice=voice, pitch=40, rate=84)
            for voice in (DEFAULT_VOICE, whispering(DEFAULT_VOICE))
        )
        if loud is None or soft is None or not (speaker.engine() and "espeak" in str(speaker.engine())):
            pytest.skip("this machine's voice is not espeak")
    assert periodicity(shape(*loud)) > 0.5
    assert periodicity(shape(*soft)) < 0.35
