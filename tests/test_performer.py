"""What sounds, sample for sample: lines, sounds and breathing, in a room that records them."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from voiceground.core.events import Breathe, Panel, Play, Say
from voiceground.core.languages import ENGLISH
from voiceground.core.model import Breathing, Manner, Vocabulary
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Tick, ticks_of
from voiceground.journal.record import NoRecord
from voiceground.keys import NoKeys
from voiceground.parts import Parts
from voiceground.performer import Performer
from voiceground.sound import breathing
from voiceground.sound.simulated import SimulatedRoom
from voiceground.soundbox import SoundBox
from voiceground.voice.house import HouseVoice
from voiceground.voice.unspoken import UnspokenVoice
from voiceground.voice.voice import Clip, Voice

Floats = npt.NDArray[np.float64]

AUDIO = Path(__file__).parent.parent / "audio"
SLOW = Breathing(inhale=4.0, exhale=6.0, rounds=30)
"""Five minutes."""

PATTERNS = {
    "4 in 6 out, five minutes": SLOW,
    "a third of a second in everything": Breathing(3 + 1 / 3, 4 + 2 / 3, 38),
    "box with a hold": Breathing(4.0, 4.0, 25, hold=4.0),
    "a sigh": Breathing(3.0, 6.0, 30, top_up=1.0),
}


@dataclass
class Watcher:
    """Ear, screen, hands: writes down what it is told, and when (in ticks of the room)."""

    room: SimulatedRoom
    shown: list[tuple[int, str]] = field(default_factory=list)
    says: list[tuple[int, str | None]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    pinned: list[Panel | str | None] = field(default_factory=list)

    def accept(self, vocabulary: Vocabulary) -> None:
        pass

    def voice_says(self, text: str | None, seconds: float = 0.0) -> None:
        self.says.append((self.room.ticks, text))

    def hear(self, tick: Tick) -> tuple[()]:
        return ()

    def poll(self) -> tuple[()]:
        return ()

    def caption(self, text: str) -> None:
        self.shown.append((self.room.ticks, text))

    def cue(self, name: str) -> None:
        self.caption(f"({name})")

    def breathe(self, word: str, seconds: float, done: float) -> None:
        if not done:
            self.caption(word)

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def pin(self, panel: Panel | None) -> None:
        self.pinned.append(panel)

    def conceal(self) -> None:
        self.pinned.append("concealed")


class Words(UnspokenVoice):
    """Says every line as 0.4 s of a buzz."""

    def clip(self, text: str, manner: Manner) -> Clip:
        buzz = 3000 * np.sign(np.sin(2 * np.pi * 110 * np.arange(6400) / SAMPLE_RATE))
        return Clip((buzz * np.hanning(6400)).astype(np.int16))


class Slow(UnspokenVoice):
    """Never gets a line ready."""

    def clip(self, text: str, manner: Manner) -> None:  # type: ignore[override]
        return None


@dataclass
class Scene:
    """A performer in a room, and what came of it."""

    voice: Voice = field(default_factory=Words)
    folders: Iterable[Path] = (AUDIO,)
    patient: bool = True

    def __post_init__(self) -> None:
        self.room = SimulatedRoom(record=True)
        self.watcher = Watcher(self.room)
        self.box = SoundBox(self.folders, patient=self.patient)
        watcher = self.watcher
        self.performer = Performer(
            Parts(self.room, self.voice, self.box, watcher, NoKeys(), watcher, NoRecord(), watcher), 0.0
        )

    def awake(self) -> Scene:
        """The soft start of a session is over."""
        self.performer.perform(Play(1, "end", Manner()))
        assert self.run(4.0) == [1]
        self.watcher.shown.clear()
        return self

    def run(self, seconds: float) -> list[int]:
        ended = []
        for _ in range(ticks_of(seconds)):
            self.room.exchange(self.performer.next_block())
            turn = self.performer.ended()
            ended += [] if turn is None else [turn]
        return ended

    def heard(self) -> Floats:
        return self.room.recording()[:, 0].astype(np.float64) / 32_767


def onsets(sound: Floats, quiet: float = 3e-4, loud: float = 2e-3) -> list[float]:
    """Where sound comes out of silence: seconds of each rise of the 5 ms envelope from quiet to loud."""
    frames = np.sqrt(np.mean(np.square(sound[: len(sound) // 80 * 80].reshape(-1, 80)), axis=1))
    found, armed = [], True
    for place, level in enumerate(frames):
        if armed and level > loud:
            found.append(place * 80 / SAMPLE_RATE)
            armed = False
        armed = armed or level < quiet
    return found


def breaths(pattern: Breathing, voice: Voice | None = None) -> tuple[Scene, float]:
    """A pattern, played; and when it began, in seconds of the room."""
    scene = Scene(voice or Words()).awake()
    scene.performer.perform(Breathe(7, pattern, Manner()))
    assert scene.run(pattern.seconds + 0.1)[-1:] == [7]
    return scene, scene.watcher.shown[0][0] * TICK_SAMPLES / SAMPLE_RATE


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_every_phase_of_five_minutes_begins_within_50_ms_of_its_time(pattern: Breathing) -> None:
    """By the tones alone: what the words begin with is later than what a tone begins with."""
    scene, start = breaths(pattern, UnspokenVoice())
    wanted = [phase.at for phase in breathing.phases(pattern)]
    heard = [at - start for at in onsets(scene.heard()) if at > start]
    assert len(heard) == len(wanted)
    errors = np.array(heard) - np.array(wanted)
    print(f"\nonsets: {len(errors)}, off by {1000 * errors.min():.1f} to {1000 * errors.max():.1f} ms")
    assert np.abs(errors).max() <= 0.050
    assert abs(errors[-1] - errors[0]) <= 0.010, "what is off does not add up"


def test_five_minutes_cost_what_one_breath_costs() -> None:
    scene = Scene(patient=False)
    began = time.perf_counter()
    scene.performer.perform(Breathe(7, SLOW, Manner()))
    while not scene.heard().any():
        scene.run(0.02)
        time.sleep(0.005)
    took = time.perf_counter() - began
    score = scene.performer._player._line
    assert score is not None
    sounds = {id(placed.samples): placed.samples.nbytes for placed in score._sounds}
    print(f"\nfirst sound after {took * 1000:.0f} ms; {sum(sounds.values()) / 2**20:.1f} MB for five minutes")
    assert took < 1.0
    assert sum(sounds.values()) < 2**20


def test_no_sample_of_a_pattern_is_far_from_the_one_before() -> None:
    scene, _ = breaths(Breathing(4.0, 6.0, 6, hold=2.0, top_up=1.0), UnspokenVoice())
    assert np.abs(np.diff(scene.heard())).max() < 0.12


def test_stop_in_the_middle_of_a_breath_is_silence_within_50_ms_and_no_click() -> None:
    for moment in (0.05, 0.7, 3.0, 3.99, 7.0):
        scene = Scene(UnspokenVoice()).awake()
        scene.performer.perform(Breathe(7, SLOW, Manner()))
        scene.run(moment)
        begun = len(scene.heard())
        scene.performer.hush()
        assert scene.run(12.0) == []
        heard = scene.heard()
        assert not heard[begun + round(0.05 * SAMPLE_RATE) :].any()
        assert np.abs(np.diff(heard[begun - 10 :])).max() < 0.1
        assert scene.watcher.says[-1][1] is None


@pytest.mark.parametrize("gain", [-3.0, 3.0])
def test_louder_and_quieter_act_on_the_tone_that_sounds_within_a_second(gain: float) -> None:
    scenes = [Scene(UnspokenVoice()).awake() for _ in range(2)]
    for scene, change in zip(scenes, (0.0, gain), strict=True):
        scene.performer.perform(Breathe(7, SLOW, Manner()))
        scene.run(2.0)
        scene.performer.set_gain(change)
        scene.run(1.5)
    before, after = (scene.heard() for scene in scenes)
    last = slice(-SAMPLE_RATE // 2, None)
    change = 20 * np.log10(np.std(after[last]) / np.std(before[last]))
    assert change == pytest.approx(gain, abs=0.1)


def test_the_words_stand_at_the_beginning_of_their_phases_and_the_ear_is_told_of_them() -> None:
    pattern = Breathing(4.0, 6.0, 2, hold=2.0)
    scene, start = breaths(pattern)
    first = round(start / 0.02)
    said = [(tick - first, text) for tick, text in scene.watcher.says if tick >= first]
    spoken = [text for _, text in said if text]
    assert spoken == ["In.", "Hold.", "Out.", "In.", "Hold.", "Out."]
    for (tick, text), phase in zip([s for s in said if s[1]], breathing.phases(pattern), strict=True):
        assert text == breathing.words_of(ENGLISH.lines)[phase.part]
        assert tick * 0.02 == pytest.approx(phase.at, abs=0.021)
    ends = [tick - before for (before, text), (tick, _) in itertools.pairwise(said) if text]
    assert all(20 <= ticks <= 22 for ticks in ends), "each is told to have ended after its 0.4 s"
    assert [text for _, text in scene.watcher.shown] == ["in", "hold", "out"] * 2


def test_a_word_that_does_not_fit_its_phase_is_left_out() -> None:
    pattern = Breathing(2.0, 2.0, 2, top_up=0.3)
    scene, _ = breaths(pattern)
    assert "More." not in [text for _, text in scene.watcher.says]
    assert [text for _, text in scene.watcher.shown][:3] == ["in", "top up", "out"]


def test_a_voice_that_is_late_does_not_keep_the_breath_waiting() -> None:
    scene = Scene(Slow())
    scene.performer.perform(Breathe(7, Breathing(2.0, 2.0, 1), Manner()))
    assert scene.run(0.7) == []
    assert not scene.heard().any()
    assert scene.run(5.0) == [7]
    assert scene.heard().any()


def test_a_sound_is_played_shown_and_ends_its_turn() -> None:
    scene = Scene()
    scene.performer.perform(Play(3, "bell", Manner()))
    assert scene.run(7.0) == [3]
    assert scene.watcher.shown == [(0, "(bell)")]
    assert np.abs(scene.heard()).max() > 0.05


def test_a_sound_that_is_missing_is_told_once_and_the_session_goes_on() -> None:
    scene = Scene()
    for turn in (3, 4):
        scene.performer.perform(Play(turn, "no-such", Manner()))
        assert scene.run(0.1) == [turn]
    assert len(scene.watcher.notices) == 1
    assert "no-such" in scene.watcher.notices[0]
    assert not scene.heard().any()


def test_a_line_that_is_to_be_softer_than_the_rest_is() -> None:
    heard = []
    for gain in (0.0, -6.0):
        scene = Scene().awake()
        begun = len(scene.heard())
        scene.performer.perform(Say(8, "Still here.", Manner(gain=gain)))
        scene.run(1.0)
        heard.append(np.abs(scene.heard()[begun:]).max())
    assert heard[1] / heard[0] == pytest.approx(0.5, abs=0.01)


def test_what_comes_next_takes_the_place_of_a_breath() -> None:
    scene = Scene()
    scene.performer.perform(Breathe(7, SLOW, Manner()))
    scene.run(3.0)
    scene.performer.perform(Say(8, "Still here.", Manner()))
    assert scene.run(3.0) == [8]
    assert [text for _, text in scene.watcher.shown] == ["in", "Still here."]


def test_the_real_voice_speaks_the_words_and_they_fit() -> None:
    with closing(HouseVoice(patient=True)) as voice:
        pattern = Breathing(4.0, 6.0, 1, hold=2.0, top_up=1.0)
        for rate in (80, 110, 150):
            scene = Scene(voice)
            scene.performer.perform(Breathe(7, pattern, Manner(rate=rate)))
            scene.run(14.0)
            assert [text for _, text in scene.watcher.says if text] == ["In.", "More.", "Hold.", "Out."]
