"""The other words that a reply has to beat."""

from __future__ import annotations

import pytest

from voiceground.core.phonetics import distance
from voiceground.ear.fillers import fillers
from voiceground.ear.pronunciation import Lexicon

WITHHELD = ("tree", "wow", "forward", "bird", "happy")
STOP = ("S", "T", "AA", "P")


def test_the_withheld_words_are_in_no_form_in_the_list() -> None:
    lexicon = Lexicon(ask=lambda _: None)
    sounds = {way for word in WITHHELD for way in lexicon.look_up(word).ways}

    assert [word for word in fillers().words if word.startswith((*WITHHELD, "happi"))] == []
    assert sounds.isdisjoint(fillers().phones)


def test_the_list_is_long_and_says_nothing_twice() -> None:
    listed = fillers()

    assert len(listed.words) == len(set(listed.words)) == len(set(listed.phones)) >= 1500


@pytest.mark.parametrize("phones", [STOP, ("N", "OW"), ("AH",), ("S", "EH", "V", "AH", "N")])
def test_all_distances_at_once_are_the_distances_one_by_one(phones: tuple[str, ...]) -> None:
    listed = fillers()
    at_once = listed.distances(phones)

    for place in range(0, len(listed.words), 97):
        assert at_once[place] == pytest.approx(distance(phones, listed.phones[place]), abs=1e-5)


def test_common_and_near_words_are_chosen_and_never_the_phrase_itself() -> None:
    chosen = fillers().chosen([STOP, ("N", "OW")], common=100, near=10)

    assert 100 <= len(chosen) <= 120
    assert STOP not in chosen
    assert ("N", "OW") not in chosen  # "know"
    assert ("S", "T", "EH", "P") in chosen
