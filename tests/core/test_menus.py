"""What may be said for the items of a spoken menu."""

from __future__ import annotations

import pytest

from voiceground.core.menus import choice_options

ITEMS = ("Look around the room.", "Listen to the room.", "Something else.")


@pytest.mark.parametrize(
    ("said", "index"),
    [
        ("look around the room", 0),
        ("look around", 0),
        ("look", 0),
        ("listen to the room", 1),
        ("listen", 1),
        ("something else", 2),
        ("one", 0),
        ("the second", 1),
        ("number three", 2),
        ("the last one", 2),
    ],
)
def test_an_item_is_picked_by_its_words_or_its_place(said: str, index: int) -> None:
    owners = [i for i, option in enumerate(choice_options(ITEMS)) if said in option.phrases]
    assert owners == [index]


def test_what_two_items_share_picks_neither() -> None:
    assert not any("the room" in option.phrases for option in choice_options(ITEMS))


def test_no_phrase_belongs_to_two_items_nor_to_another_reply() -> None:
    made = choice_options(("Yes", "Go on with one", "No, one more"), {"one"})
    phrases = [phrase for option in made for phrase in option.phrases]
    assert len(phrases) == len(set(phrases))
    assert "one" not in phrases
    assert "okay" in made[0].phrases


@pytest.mark.parametrize("turned_down", ["Something else.", "Neither of these", "None of them"])
def test_no_means_the_item_that_turns_the_others_down(turned_down: str) -> None:
    items = choice_options(("Look around the room.", "Listen.", turned_down))
    for said in ("no", "no thanks", "not really"):
        assert [i for i, option in enumerate(items) if said in option.phrases] == [2]


def test_no_picks_nothing_where_every_item_is_a_real_one() -> None:
    assert not any("no" in option.phrases for option in choice_options(("Panicky", "Far away", "Frozen")))


def test_a_no_that_the_question_has_an_answer_for_stays_its_own() -> None:
    assert not any("no" in option.phrases for option in choice_options(ITEMS, {"no"}))


def test_a_part_is_no_global_word() -> None:
    (item,) = choice_options(("Go back to the room",))
    assert "go back" not in item.phrases
    assert "back" not in item.phrases
