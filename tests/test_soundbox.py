"""Sounds and tones made beside the loop: asked for, not there yet, there."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from tests.core.scripts import LOOK
from voiceground.core.model import Breathing, Cue, Ending, Line, Script, Step
from voiceground.sound.breathing import Part, tones_of
from voiceground.soundbox import SoundBox, wanted_by

AUDIO = Path(__file__).parent.parent / "audio"
SIGH = Breathing(2.0, 4.0, 3, top_up=1.0)


def test_what_a_script_wants_is_found_in_all_its_steps() -> None:
    script = Script(
        "s",
        "S",
        "a",
        {
            "a": Step("a", say=(Line("Here it comes."), Cue("bell")), then="b"),
            "b": Step("b", breathing=SIGH, say=(Cue("rain"),), end=Ending.DONE),
        },
    )
    assert list(wanted_by(script)) == [Cue("bell"), Cue("rain"), SIGH]
    assert list(wanted_by(LOOK)) == []


def test_asking_never_waits_and_in_the_end_it_is_there() -> None:
    box = SoundBox([AUDIO])
    began = time.perf_counter()
    box.prepare([Cue("bell"), SIGH])
    first = box.sound(Cue("bell"))
    assert time.perf_counter() - began < 0.5
    assert first is None or len(first)
    while (found := box.sound(Cue("bell"))) is None or (tones := box.tones(SIGH)) is None:
        assert time.perf_counter() - began < 20
        time.sleep(0.01)
    assert len(found) == 6 * 16_000
    expected = tones_of(SIGH)
    assert list(tones) == list(expected) == [Part.IN, Part.TOP_UP, Part.OUT]
    assert all(np.array_equal(tones[part], expected[part]) for part in expected)


def test_where_time_stands_still_it_is_there_at_once() -> None:
    box = SoundBox([AUDIO], patient=True)
    assert box.sound(Cue("end")) is not None
    assert box.tones(SIGH) is not None


def test_a_sound_that_is_not_there_is_empty_and_not_late() -> None:
    found = SoundBox(patient=True).sound(Cue("bell"))
    assert found is not None
    assert len(found) == 0


def test_what_was_made_once_is_not_made_again() -> None:
    box = SoundBox([AUDIO], patient=True)
    assert box.sound(Cue("end")) is box.sound(Cue("end"))
    assert box.tones(SIGH) is box.tones(SIGH)
