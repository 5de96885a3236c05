"""The model in numpy against the decoder that it was taken from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.ear.sphinx import own_cepstra_and_scores
from voiceground.core.tick import Samples
from voiceground.ear.acoustic_model import BEGIN, END, INSIDE, SILENCE, STATES, load_model
from voiceground.ear.mfcc import STEP, WINDOW, FrontEnd, cepstra
from voiceground.ear.senones import PRIOR_MEAN, SenoneScorer, clip_mean, streams
from voiceground.ear.wav import read_wav
from voiceground.errors import ModelError

FOLDER = Path(__file__).parent / "recordings"
CLIPS = ("yes-1", "stop-2", "zero", "sentence", "dishes")


def sound(name: str) -> Samples:
    return read_wav(FOLDER / f"{name}.wav")


@pytest.mark.parametrize("clip", CLIPS)
def test_cepstra_and_scores_are_those_of_the_decoder(clip: str, tmp_path: Path) -> None:
    own_cepstra, own_scores = own_cepstra_and_scores(sound(clip), tmp_path)
    ours = cepstra(sound(clip))
    scorer = SenoneScorer(load_model(), np.arange(5126, dtype=np.int32))

    assert len(own_cepstra) == len(ours) + 1  # the decoder fills the last frame up with zeros
    np.testing.assert_allclose(ours, own_cepstra[:-1], rtol=1e-4, atol=1e-3)

    scores = scorer.score(own_cepstra, clip_mean(own_cepstra))
    own = own_scores[:, scorer.senones]
    centred = [each - each.mean(axis=1, keepdims=True) for each in (scores, own)]
    assert np.corrcoef(centred[0].ravel(), centred[1].ravel())[0, 1] >= 0.998


@pytest.mark.parametrize("piece", [1, 160, 320, 333, 7000])
def test_sound_in_pieces_gives_the_same_cepstra(piece: int) -> None:
    whole = sound("yes-1")[:8000]
    front = FrontEnd()

    parts = [front.feed(whole[at : at + piece]) for at in range(0, len(whole), piece)]

    np.testing.assert_allclose(np.concatenate(parts), cepstra(whole), atol=1e-4)


def test_a_front_end_that_was_reset_remembers_nothing() -> None:
    front = FrontEnd()
    front.feed(sound("dishes"))
    front.reset()

    np.testing.assert_array_equal(front.feed(sound("no-1")), cepstra(sound("no-1")))


@pytest.mark.parametrize(("samples", "frames"), [(0, 0), (WINDOW - 1, 0), (WINDOW, 1), (WINDOW + STEP, 2)])
def test_only_whole_frames_are_counted(samples: int, frames: int) -> None:
    assert cepstra(np.ones(samples, dtype=np.int16)).shape == (frames, 13)


def test_digital_silence_is_harmless() -> None:
    silent = cepstra(np.zeros(16000, dtype=np.int16))

    assert np.isfinite(silent).all()
    np.testing.assert_array_equal(clip_mean(silent), PRIOR_MEAN)


def test_a_prior_pulls_the_mean_by_its_weight() -> None:
    frames = np.full((50, 13), 10.0, dtype=np.float32)
    prior = np.full(13, 40.0, dtype=np.float32)

    np.testing.assert_allclose(clip_mean(frames, prior, weight=25.0), 20.0)


def test_slopes_look_two_frames_both_ways() -> None:
    ramp = np.arange(10, dtype=np.float32)[:, None] * np.ones(13, dtype=np.float32)

    static, slope, curvature = streams(ramp, np.zeros(13, dtype=np.float32))

    np.testing.assert_array_equal(static, ramp)
    np.testing.assert_array_equal(slope[2:-2], 4.0)
    np.testing.assert_array_equal(curvature[3:-3], 0.0)


def test_scores_do_not_depend_on_what_else_is_in_play() -> None:
    model = load_model()
    everything = SenoneScorer(model, np.arange(5126, dtype=np.int32))
    few = SenoneScorer(model, np.array([4000, 7, 130, 99], dtype=np.int32))
    frames = cepstra(sound("yes-1"))
    mean = clip_mean(frames)

    np.testing.assert_allclose(
        few.score(frames, mean),
        everything.score(frames, mean)[:, everything.column(few.senones)],
        rtol=1e-4,
        atol=1e-3,
    )


def test_columns_are_found_in_any_order() -> None:
    scorer = SenoneScorer(load_model(), np.array([4000, 7, 130, 99], dtype=np.int32))

    wanted = np.array([99, 7, 4000, 99], dtype=np.int32)

    np.testing.assert_array_equal(scorer.senones[scorer.column(wanted)], wanted)


def test_a_triphone_has_senones_of_its_own_phone() -> None:
    model = load_model()
    y, eh, s = (np.array([model.phone(name)]) for name in ("Y", "EH", "S"))

    (inside,) = model.senones(eh, y, s, np.array([INSIDE]))

    assert len(set(inside.tolist())) == STATES
    assert (model.senone_phone[inside] == eh[0]).all()
    assert (inside >= 3 * len(model.phones)).all()  # not those of the phone by itself


def test_a_triphone_that_the_model_lacks_falls_back_to_something_of_the_same_phone() -> None:
    model = load_model()
    count = len(model.phones)
    rng = np.random.default_rng(3)
    phone, left, right = rng.integers(0, count, (3, 3000))
    place = rng.choice([INSIDE, BEGIN, END], 3000)

    senones = model.senones(phone, left, right, place)

    np.testing.assert_array_equal(model.senone_phone[senones], phone[:, None].repeat(STATES, axis=1))


def test_an_unknown_phone_is_a_sentence() -> None:
    with pytest.raises(ModelError, match="no phone XX"):
        load_model().phone("XX")


def test_a_folder_without_a_model_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(tmp_path)


@pytest.mark.parametrize("name", ["mdef", "means", "sendump", "transition_matrices"])
def test_a_damaged_model_is_a_sentence(tmp_path: Path, name: str) -> None:
    from voiceground.ear.acoustic_model import model_folder

    for path in (model_folder() / "en-us").iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / name).unlink()
    (tmp_path / name).write_bytes(b"this is not what it should be" * 20)

    with pytest.raises(ModelError, match="Keys still work"):
        load_model(tmp_path)


def test_silence_is_a_phone() -> None:
    assert SILENCE in load_model().phones
