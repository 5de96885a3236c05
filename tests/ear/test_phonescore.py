"""Words scored by the phones of a net: here by one that is sure of itself."""

from __future__ import annotations

import numpy as np
import pytest

from voiceground.ear.chains import Float32
from voiceground.ear.phonescore import NUMBER, PHONES, fit, place, prepare, score

YES, NO, STOP = ("Y", "EH", "S"), ("N", "OW"), ("S", "T", "AA", "P")
WORDS = prepare([[(YES,)], [(NO,)], [(STOP,), (("SIL",), STOP)]])


def heard(*phones: str, each: int = 4, sure: float = 0.9) -> Float32:
    """What the net gives for these phones one after another, with silence around, shape (steps, 40)."""
    said = [0] * 10 + [NUMBER[phone] for phone in phones for _ in range(each)] + [0] * 8
    table = np.full((len(said), len(PHONES)), (1.0 - sure) / (len(PHONES) - 1), dtype=np.float32)
    table[np.arange(len(said)), said] = sure
    return np.log(table)


@pytest.mark.parametrize(("nth", "phones"), [(0, YES), (1, NO), (2, STOP)])
def test_the_word_that_was_said_fits_best(nth: int, phones: tuple[str, ...]) -> None:
    found = score(heard(*phones), WORDS)

    assert found.scores.argmax() == nth
    assert (found.starts[nth], found.ends[nth]) == (10, 10 + 4 * len(phones))


def test_another_word_fits_the_free_string_better_than_any_of_them() -> None:
    right = score(heard(*NO), WORDS)
    wrong = score(heard("D", "AA", "G"), WORDS)

    assert right.loop.score - right.scores.max() < 0.5 * (wrong.loop.score - wrong.scores.max())


def test_silence_fits_no_word() -> None:
    found = score(heard(), WORDS)

    assert found.scores.max() < 0.0
    assert found.loop.score == pytest.approx(0.0, abs=0.5)


def test_one_swallowed_phone_shows_as_the_worst() -> None:
    log = heard("S", "T", "EH", "P")
    each = fit(score(log, WORDS), WORDS, 2, log)

    assert len(each) == len(STOP)
    assert each.argmin() == 2
    assert each[0] == pytest.approx(np.log(0.9), abs=0.01)
    assert each[2] < -5.0


def test_a_phrase_that_cannot_be_said_is_never_heard() -> None:
    found = score(heard(*YES), prepare([[], [(YES,)]]))

    assert found.scores[0] < -1e20
    assert found.scores.argmax() == 1


def test_where_a_word_was_said_is_found_without_a_look_at_anything_else() -> None:
    assert place(heard(*STOP), WORDS) == (10, 10 + 4 * len(STOP))
    assert place(heard(*STOP), prepare([])) is None
