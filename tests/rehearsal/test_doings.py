"""What a person of a plan does without words is taken for what it is meant to be."""

from __future__ import annotations

import numpy as np
import pytest

from voiceground.core.events import Heard, How
from voiceground.core.replies import option, vocabulary
from voiceground.core.tick import TICK_SAMPLES
from voiceground.ear.signals import Signals
from voiceground.keys import Keys
from voiceground.rehearsal.doings import Typist, signal_sound
from voiceground.script.plan import Signal


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("kind", ["tap", "knock", "clap", "hum"])
def test_a_signal_is_counted_by_the_real_detector(kind: str, count: int) -> None:
    sound = signal_sound(Signal(kind, count)).astype(float)
    whole = np.concatenate((np.zeros(24_000), sound, np.zeros(24_000)))
    whole += np.random.default_rng(0).standard_normal(len(whole)) * 16
    signals, found = Signals(), []
    for at in range(0, len(whole) - TICK_SAMPLES, TICK_SAMPLES):
        found += signals.hear(whole[at : at + TICK_SAMPLES].round().astype(np.int16))
    assert [(signal.count, signal.kind.value == "hum") for signal in found] == [(count, kind == "hum")]


@pytest.mark.parametrize(
    ("key", "name"), [("enter", "yes"), ("space", "yes"), ("n", "no"), ("escape", "stop")]
)
def test_a_key_is_read_by_the_real_keys(key: str, name: str) -> None:
    typist = Typist()
    keys = Keys(typist)
    keys.accept(vocabulary((option("yes"), option("no")), is_open=True))
    assert list(keys.poll()) == []
    typist.press(key)
    assert list(keys.poll()) == [Heard(name, How.KEY)]
    assert list(keys.poll()) == []
