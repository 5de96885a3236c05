"""Words scored and aligned, on the recordings that ship with the tests."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from voiceground.core.tick import Samples
from voiceground.ear.acoustic_model import SILENCE
from voiceground.ear.mfcc import cepstra
from voiceground.ear.pronunciation import Lexicon
from voiceground.ear.wav import read_wav
from voiceground.ear.wordscore import Phrase, Prepared, WordScorer

FOLDER = Path(__file__).parent / "recordings"
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def sound(name: str) -> Samples:
    return read_wav(FOLDER / f"{name}.wav")


def words(*listed: str) -> list[Phrase]:
    return [tuple(phrase.split()) for phrase in listed]


@pytest.fixture(scope="module")
def scorer() -> WordScorer:
    return WordScorer(lexicon=Lexicon(ask=lambda _: None))


@pytest.fixture(scope="module")
def yes_no_stop(scorer: WordScorer) -> Prepared:
    return scorer.prepare(words("yes", "no", "stop"))


def expected() -> list[tuple[str, str]]:
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
        return [(Path(row["file"]).stem, row["expected"]) for row in csv.DictReader(file)]


def test_the_right_one_of_three_words_fits_best(scorer: WordScorer, yes_no_stop: Prepared) -> None:
    clips = [(clip, word) for clip, word in expected() if word in {"yes", "no", "stop"}]

    right = [
        clip
        for clip, word in clips
        if yes_no_stop.phrases[scorer.score(sound(clip), yes_no_stop).best()] == (word,)
    ]

    assert len(right) >= 14 <= len(clips)


def test_the_right_digit_fits_best(scorer: WordScorer) -> None:
    prepared = scorer.prepare(words(*DIGITS), common=0, near=0)
    clips = [(clip, word) for clip, word in expected() if word in DIGITS]

    wrong = [clip for clip, word in clips if DIGITS[scorer.score(sound(clip), prepared).best()] != word]

    assert len(wrong) <= len(clips) // 8


def test_replies_beat_other_words_and_any_phones_by_more_than_what_is_no_reply(
    scorer: WordScorer, yes_no_stop: Prepared
) -> None:
    margins: dict[bool, list[float]] = {True: [], False: []}
    for clip, word in expected():
        if word in {"yes", "no", "stop", "none"}:
            scores = scorer.score(sound(clip), yes_no_stop)
            margins[word != "none"].append(scores.over_loop(scores.best()))

    replies, others = (np.array(margins[key]) for key in (True, False))
    assert np.median(replies) > np.percentile(others, 80)


def test_a_word_is_found_where_it_was_said(scorer: WordScorer, yes_no_stop: Prepared) -> None:
    quiet = sound("quiet")[:8000]
    late = np.concatenate((quiet, sound("yes-3")))

    early = scorer.score(sound("yes-3"), yes_no_stop)
    moved = scorer.score(late, yes_no_stop)

    assert moved.best() == early.best() == 0
    assert abs(int(moved.starts[0]) - int(early.starts[0]) - 50) <= 3
    assert abs(int(moved.ends[0]) - int(early.ends[0]) - 50) <= 3


def test_cepstra_that_are_there_already_score_the_same(scorer: WordScorer, yes_no_stop: Prepared) -> None:
    whole = scorer.score(sound("no-1"), yes_no_stop)
    again = scorer.score_frames(cepstra(sound("no-1")), yes_no_stop)

    np.testing.assert_array_equal(whole.phrases, again.phrases)


def test_a_running_mean_of_the_speaker_is_used(scorer: WordScorer, yes_no_stop: Prepared) -> None:
    mean = cepstra(sound("no-1")).mean(axis=0)

    told = scorer.score(sound("no-1"), yes_no_stop, mean)

    assert told.phrases[1] != scorer.score(sound("no-1"), yes_no_stop).phrases[1]
    assert told.best() == 1


def test_a_phrase_may_have_a_pause_between_its_words(scorer: WordScorer) -> None:
    prepared = scorer.prepare(words("no no", "yes yes", "no stop"), common=0, near=0)
    spoken = [sound("no-2"), sound("quiet")[:4000], sound("no-2")]

    scores = scorer.score(np.concatenate(spoken), prepared)

    assert scores.best() == 0
    assert scores.ends[0] - scores.starts[0] > 80


def test_a_phrase_that_nobody_can_say_is_never_heard(scorer: WordScorer) -> None:
    prepared = scorer.prepare([("...",), ("yes",)], common=0, near=0)

    scores = scorer.score(sound("yes-1"), prepared)

    assert scores.best() == 1
    assert scores.phrases[0] < -1e29


def test_fillers_are_sorted_best_first(scorer: WordScorer, yes_no_stop: Prepared) -> None:
    scores = scorer.score(sound("other-house"), yes_no_stop)

    assert len(yes_no_stop.fillers) >= 350
    assert (np.diff(scores.fillers) <= 0).all()
    best = [yes_no_stop.fillers[place] for place in scores.filler_order[:3]]
    assert ("HH", "AW", "S") in best


@pytest.mark.parametrize(
    ("clip", "said", "phones"),
    [
        ("stop-1", "stop", "S T AA P"),
        ("seven", "seven", "S EH V AH N"),
        ("yes-2", "yes", "Y EH S"),
        ("zero", "zero", "Z IY R OW"),
    ],
)
def test_the_phones_of_a_known_word_are_found_in_order(
    scorer: WordScorer, clip: str, said: str, phones: str
) -> None:
    aligned = scorer.align(sound(clip), (said,))

    assert [phone for phone, _, _ in aligned if phone != SILENCE] in (
        [*phones.split()],
        ["Z", "IH", "R", "OW"],
    )
    assert aligned[0][1] == 0
    assert aligned[-1][2] == len(cepstra(sound(clip)))
    assert all(one[2] == other[1] for one, other in pairwise(aligned))
    assert all(end - start >= 3 for phone, start, end in aligned if phone != SILENCE)


def test_two_words_are_aligned_with_the_pause_between_them(scorer: WordScorer) -> None:
    both = np.concatenate((sound("no-2"), sound("quiet")[:4000], sound("yes-2")))

    aligned = [phone for phone, _, _ in scorer.align(both, ("no", "yes"))]

    assert aligned == [SILENCE, "N", "OW", SILENCE, "Y", "EH", "S", SILENCE]


def test_a_sound_too_short_for_the_words_is_all_silence(scorer: WordScorer) -> None:
    assert scorer.align(sound("seven")[:1500], ("seven",)) == [(SILENCE, 0, 7)]


def test_words_without_letters_cannot_be_aligned(scorer: WordScorer) -> None:
    with pytest.raises(ValueError, match="no letters"):
        scorer.align(sound("seven"), ("...",))
