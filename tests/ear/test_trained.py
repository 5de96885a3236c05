"""What only the built-in recogniser has to answer for; see test_recogniser_contract.py for the rest.

People's voices are recordings; where a test speaks with espeak-ng, its name says that it is synthetic.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import room
from tests.ear.test_recogniser_contract import MOMENT, RECORDINGS, spoken
from voiceground.core import replies
from voiceground.core.model import Option, Vocabulary
from voiceground.core.tick import Samples
from voiceground.ear.net import Net
from voiceground.ear.recogniser import Recognition
from voiceground.ear.trained import LONGEST, TrainedRecogniser, built_in
from voiceground.ear.verdict import Judge
from voiceground.ear.wav import read_wav
from voiceground.ear.weights import WEIGHTS
from voiceground.errors import EarError

NUMBERS = Vocabulary(replies.options([str(n) for n in range(11)]), (), open=True)


@pytest.fixture(scope="module")
def recogniser() -> TrainedRecogniser:
    return built_in()


def understood(recogniser: TrainedRecogniser, sound: Samples, moment: Vocabulary) -> Recognition:
    recogniser.expect(moment)
    spoken(recogniser, sound)
    return recogniser.guess()


def said(text: str, voice: str = "en-us+f4") -> Samples:
    """A synthetic voice, at 16 kHz."""
    if not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed")
    wav = subprocess.run(
        ["espeak-ng", "-v", voice, "-s", "130", "--stdout", text], check=True, capture_output=True
    ).stdout
    rate = int.from_bytes(wav[24:28], "little")
    sound = np.frombuffer(wav[44 : len(wav) // 2 * 2], dtype="<i2").astype(np.float32)
    places = np.arange(0, len(sound) - 1, rate / 16000)
    slow: Samples = np.rint(0.3 * np.interp(places, np.arange(len(sound)), sound)).astype(np.int16)
    return slow


def test_the_rivals_come_along_best_first(recogniser: TrainedRecogniser) -> None:
    found = understood(recogniser, read_wav(RECORDINGS / "no-1.wav"), MOMENT)

    assert found.name == "no"
    assert set(found.others) == {"yes", "stop"}


def test_a_phrase_that_may_grow_into_another_reply_is_not_complete(recogniser: TrainedRecogniser) -> None:
    moment = Vocabulary(replies.options(["stop", "stop the music"]), (), open=True)

    found = understood(recogniser, read_wav(RECORDINGS / "stop-2.wav"), moment)

    assert (found.name, found.complete) == ("stop", False)


def test_words_that_no_dictionary_has_can_be_listened_for(recogniser: TrainedRecogniser) -> None:
    moment = Vocabulary((Option("Xyzzyq", ("xyzzyq",)), *MOMENT.answers), (), open=True)

    assert understood(recogniser, read_wav(RECORDINGS / "yes-1.wav"), moment).name == "yes"


@pytest.mark.parametrize(
    ("text", "moment", "name"),
    [
        ("um, yes please", MOMENT, "yes"),
        ("no thank you", MOMENT, "no"),
        ("please stop", MOMENT, "stop"),
        ("I think seven", NUMBERS, "7"),
        ("it's a six", NUMBERS, "6"),
        ("not really", MOMENT, "no"),
    ],
)
def test_a_synthetic_voice_is_understood_with_words_around_the_reply(
    recogniser: TrainedRecogniser, text: str, moment: Vocabulary, name: str
) -> None:
    heard = [understood(recogniser, said(text, voice), moment).name for voice in ("en-us+f4", "en-gb+m2")]

    assert name in heard
    assert set(heard) <= {name, None}


@pytest.mark.parametrize("text", ["I was at the store when it happened", "could you turn the light off"])
def test_a_synthetic_sentence_is_no_reply(recogniser: TrainedRecogniser, text: str) -> None:
    assert understood(recogniser, said(text), MOMENT).name is None


def test_a_moment_without_options_hears_nothing(recogniser: TrainedRecogniser) -> None:
    assert understood(recogniser, read_wav(RECORDINGS / "yes-1.wav"), Vocabulary()).name is None


def test_nothing_fed_is_nothing_heard(recogniser: TrainedRecogniser) -> None:
    recogniser.expect(MOMENT)
    recogniser.begin(np.zeros(0, dtype=np.int16))

    assert recogniser.guess().name is None
    assert not recogniser.settled()


def test_an_hour_of_talk_is_not_kept(recogniser: TrainedRecogniser) -> None:
    recogniser.begin(room(0.3))
    for _ in range(400):
        recogniser.feed(room(0.02))

    assert len(recogniser._sound) == LONGEST


def test_it_is_settled_when_the_word_is_over_and_not_before(recogniser: TrainedRecogniser) -> None:
    word = read_wav(RECORDINGS / "stop-2.wav")
    loud = np.flatnonzero(np.abs(word.astype(np.int32)) > 0.1 * np.abs(word.astype(np.int32)).max())
    recogniser.begin(room(0.6))
    recogniser.feed(word[: loud[-1] - 1600])
    during = recogniser.settled()
    recogniser.feed(word[loud[-1] - 1600 : loud[-1]])
    recogniser.feed(room(0.4))

    assert not during
    assert recogniser.settled()


def test_a_word_is_spotted_among_other_sound(recogniser: TrainedRecogniser) -> None:
    recogniser.expect(MOMENT)
    word = read_wav(RECORDINGS / "stop-2.wav")

    assert recogniser.spot(np.concatenate((room(0.3), word, room(0.2)))).name == "stop"
    assert recogniser.spot(room(1.0)).name is None


def test_it_says_nothing_on_the_screen(
    recogniser: TrainedRecogniser, capfd: pytest.CaptureFixture[str]
) -> None:
    understood(recogniser, read_wav(RECORDINGS / "yes-1.wav"), MOMENT)

    assert capfd.readouterr() == ("", "")


def test_missing_and_broken_weights_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EarError, match="Keys still work"):
        Net(tmp_path)
    (tmp_path / "ear.npz").write_bytes(b"no net at all")
    (tmp_path / "verdict.npz").write_bytes(b"no weights at all")
    with pytest.raises(EarError, match="Keys still work"):
        Net(tmp_path)
    with pytest.raises(EarError, match="Keys still work"):
        Judge(tmp_path)


def test_the_weights_that_ship_are_small_and_described() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir() if path.is_file()) < 3_000_000
    card = (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8")
    for part in ("Data", "Licence", "Figures", "Limits"):
        assert f"## {part}" in card
