"""The cover word: never one that is said by chance."""

from __future__ import annotations

import pytest

from voiceground.care.cover import phrases_of, sounds_like
from voiceground.errors import UsageError


@pytest.mark.parametrize(
    ("cover", "spoken"), [("", ()), ("Pineapple", ("pineapple",)), ("apple  Tree", ("apple tree",))]
)
def test_one_plain_word_or_two_are_taken(cover: str, spoken: tuple[str, ...]) -> None:
    assert phrases_of(cover) == spoken


@pytest.mark.parametrize(
    "cover", ["stop", "Help", "okay", "seven", "one two three", "cat", "hurt", "minute", "42", "no thanks"]
)
def test_what_the_house_knows_already_or_what_is_too_short_is_refused(cover: str) -> None:
    with pytest.raises(UsageError, match="cover word"):
        phrases_of(cover)


def test_what_sounds_like_a_word_that_always_works_is_told() -> None:
    told = sounds_like("whelp", {"whelp": "help"}.get)
    assert told == '"whelp" sounds like "help", which always works. Choose another cover word.'
    assert sounds_like("pineapple", lambda _: None) is None
