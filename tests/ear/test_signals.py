"""Real taps and synthetic sounds through the detector, tick by tick.

The four taps that ship come from four surfaces (taps/expected.csv). What is synthetic says so in its
name: it shows that the rules do what they say, not how they do on real claps, doors and coughs.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tests.ear import strikes
from tests.ear.fakes import ticks
from voiceground.core.tick import Samples, silence
from voiceground.ear.activity import Activity
from voiceground.ear.signals import Kind, Signal, Signals
from voiceground.ear.tapped import tapped, tapped_file
from voiceground.ear.wav import read_wav

FOLDER = Path(__file__).parent / "taps"
SURFACES = sorted(path.stem for path in FOLDER.glob("*.wav"))


def signals(sound: Samples, speech: float = 0.0, echo: float = 0.0) -> list[Signal]:
    heard = Signals()
    return [signal for tick in ticks(sound) for signal in heard.hear(tick, speech, echo)]


def counts(sound: Samples) -> list[int]:
    return [signal.count for signal in signals(sound)]


def tap(surface: str) -> strikes.Sound:
    """A real tap, 0.24 s of it, with soft edges."""
    return strikes.soft(read_wav(FOLDER / f"{surface}.wav")[2240:6080].astype(np.float64))


def taps(surface: str, count: int, gap_ms: float = 300.0) -> Samples:
    sound = strikes.spliced([tap(surface)] * count, [gap_ms] * (count - 1))
    return strikes.in_quiet(sound, np.random.default_rng(1))


# --- real taps ----------------------------------------------------------------------------------------


def test_every_tap_that_ships_is_listed_with_its_licence() -> None:
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["file"] for row in rows} == {path.name for path in FOLDER.glob("*.wav")}
    assert all(row["source"] and row["licence"] == "Apache-2.0" for row in rows)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 150_000


@pytest.mark.parametrize("surface", SURFACES)
def test_a_recording_of_one_tap_holds_one_signal(surface: str) -> None:
    (event,) = tapped_file(FOLDER / f"{surface}.wav", Activity())
    assert (event.kind, event.count) == ("tap", 1)
    assert event.at_ms == pytest.approx(220, abs=20)


@pytest.mark.parametrize("gap_ms", [150.0, 300.0, 600.0])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("surface", SURFACES)
def test_real_taps_are_counted(surface: str, count: int, gap_ms: float) -> None:
    assert counts(taps(surface, count, gap_ms)) == [count]


@pytest.mark.parametrize("surface", SURFACES)
def test_four_taps_are_no_signal(surface: str) -> None:
    assert counts(taps(surface, 4)) == []


@pytest.mark.parametrize("decibels", [45.0, 60.0, 85.0])
def test_a_tap_may_be_soft_or_loud(decibels: float) -> None:
    sound = strikes.at_level(tap("knuckle"), decibels)
    assert counts(strikes.in_quiet(sound, np.random.default_rng(2), rms=3.0)) == [1]


def test_a_microphone_with_an_offset_hears_the_same() -> None:
    shifted = np.clip(taps("pad", 2).astype(np.int32) + 900, -32768, 32767).astype(np.int16)
    assert counts(shifted) == [2]


@pytest.mark.parametrize(("count", "within_ms"), [(1, 730), (2, 730), (3, 480)])
def test_it_is_known_when_the_window_has_passed(count: int, within_ms: float) -> None:
    heard, sound = Signals(), taps("nail-tap", count)
    for tick in ticks(sound):
        found = heard.hear(tick)
        if found:
            last = found[0].at_ms + 300.0 * (count - 1)
            assert 0 < heard.now_ms - last <= within_ms
            return
    raise AssertionError("nothing was found")


@pytest.mark.parametrize(("lasts", "found"), [(2, [1]), (6, [])])
def test_a_tap_with_speech_in_its_window_is_none(lasts: int, found: list[int]) -> None:
    heard, sound, speech = Signals(), ticks(taps("knuckle", 1)), range(100, 100 + lasts)
    signals = [
        s for place, tick in enumerate(sound) for s in heard.hear(tick, 0.9 if place in speech else 0.0)
    ]
    assert [signal.count for signal in signals] == found


def test_what_was_forgotten_is_no_signal_and_the_next_one_is() -> None:
    heard = Signals()
    for tick in ticks(taps("knuckle", 1))[:100]:
        assert heard.hear(tick) == []
    heard.forget()
    rest = [*ticks(taps("knuckle", 1))[100:], *ticks(taps("knuckle", 2))]
    assert [signal.count for tick in rest for signal in heard.hear(tick)] == [2]


def test_over_the_voice_a_tap_has_to_stand_clearly_over_what_is_left_of_the_echo() -> None:
    loud = strikes.level(tap("knuckle"))
    assert [s.count for s in signals(taps("knuckle", 1), echo=loud - 25.0)] == [1]
    assert signals(taps("knuckle", 1), echo=loud - 10.0) == []


def test_silence_and_full_scale_are_no_signal_and_no_trouble() -> None:
    assert signals(silence(64_000)) == []
    assert signals(np.full(64_000, -32768, dtype=np.int16)) == []
    assert signals(np.tile(np.array([32767, -32768], dtype=np.int16), 32_000)) == []


# --- synthetic sounds ---------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("name", strikes.SIGNALS)
def test_synthetic_claps_and_knocks_are_counted(name: str, count: int) -> None:
    random = np.random.default_rng(count)
    right = []
    for _ in range(6):
        sound = strikes.spliced([strikes.SIGNALS[name](random) for _ in range(count)], [350.0] * (count - 1))
        right.append(counts(strikes.in_quiet(strikes.at_level(sound, 70.0), random)) == [count])
    assert np.mean(right) >= 0.8


@pytest.mark.parametrize("name", strikes.OTHERS)
def test_synthetic_household_sounds_are_no_signal(name: str) -> None:
    random = np.random.default_rng(7)
    found = []
    for decibels in (55.0, 65.0, 75.0, 60.0, 70.0, 80.0):
        sound = strikes.at_level(strikes.OTHERS[name](random), decibels)
        found += signals(strikes.in_quiet(sound, random))
    assert len(found) <= (name in {"mouse", "door"})  # a dull click can be a clap, a door a knock


@pytest.mark.parametrize("count", [1, 2, 3])
def test_synthetic_hums_are_counted(count: int) -> None:
    random = np.random.default_rng(count)
    right = []
    for _ in range(5):
        hums = [strikes.hum(random, 0.8) for _ in range(count)]
        sound = strikes.at_level(strikes.spliced(hums, [1250.0] * (count - 1)), 60.0)
        right.append(
            [(s.kind, s.count) for s in signals(strikes.in_quiet(sound, random))] == [(Kind.HUM, count)]
        )
    assert np.mean(right) >= 0.8


@pytest.mark.parametrize("seconds", [0.7, 1.5, 3.0, 4.5])
def test_a_synthetic_hum_may_be_short_or_long(seconds: float) -> None:
    sound = strikes.at_level(strikes.hum(np.random.default_rng(6), seconds), 60.0)
    (signal,) = signals(strikes.in_quiet(sound, np.random.default_rng(4), before=3.0))
    assert (signal.kind, signal.count) == (Kind.HUM, 1)
    assert signal.at_ms == pytest.approx(3000.0, abs=120.0)


@pytest.mark.parametrize(
    "sound",
    [
        strikes.hum(np.random.default_rng(3), 0.4),
        strikes.buzz(np.random.default_rng(3), 8.0),
        strikes.melody(np.random.default_rng(3)),
        strikes.glide([110.0, 220.0]),
        strikes.laugh(np.random.default_rng(3)),
    ],
    ids=["too short", "a machine", "a tune", "a siren", "a laugh"],
)
def test_what_is_like_a_hum_and_is_none(sound: strikes.Sound) -> None:
    assert signals(strikes.in_quiet(strikes.at_level(sound, 60.0), np.random.default_rng(4))) == []


# --- many more real recordings ------------------------------------------------------------------------


@pytest.mark.recordings
@pytest.mark.parametrize("surface", ["Knuckle", "Pad"])
def test_every_tap_of_the_surfaces_that_nothing_was_chosen_on_is_one(recordings: Path, surface: str) -> None:
    events = tapped_file(recordings / "taps" / f"{surface}.wav", Activity())
    assert [event.count for event in events] == [1] * 30


@pytest.mark.recordings
@pytest.mark.slow
@pytest.mark.parametrize(("word", "most"), [("stop", 2), ("eight", 1), ("up", 2), ("two", 1), ("no", 1)])
def test_words_are_hardly_ever_signals(recordings: Path, word: str, most: int) -> None:
    activity = Activity()
    paths = sorted((recordings / "commands" / word).glob("*.wav"))[:25]
    assert sum(len(tapped(read_wav(path), activity)) for path in paths) <= most


@pytest.mark.recordings
@pytest.mark.slow
def test_quiet_noises_and_animals_are_hardly_ever_signals(recordings: Path) -> None:
    activity, found = Activity(), 0
    for folder in ("quiet", "baby_cry", "dog_bark", "person_sneeze", "clock_tick", "rooster"):
        for path in sorted((recordings / "non_speech" / folder).glob("*.wav"))[:10]:
            found += len(tapped(read_wav(path), activity))
    assert found <= 1
