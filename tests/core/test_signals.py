from __future__ import annotations

import pytest

from voiceground.core import replies
from voiceground.core.model import Vocabulary
from voiceground.core.signals import signalled


def moment(*listed: str) -> Vocabulary:
    return replies.vocabulary(replies.options(listed), is_open=True)


NUMBERS = replies.vocabulary(tuple(replies.number_option(n) for n in range(11)), is_open=True)


@pytest.mark.parametrize(
    ("vocabulary", "one", "two"),
    [
        (moment("yes", "no"), "yes", "no"),
        (moment("no", "okay / sure"), "okay / sure", "no"),
        (moment("yes", "no", "too much"), "yes", "no"),
        (moment("yes", "too much"), "yes", None),
        (moment("ready"), "ready", None),
        (moment("done"), "done", None),
        (moment("next"), "next", None),
        (moment("better", "same", "worse"), None, None),
        (moment("blue"), None, None),
        (NUMBERS, None, None),
        (moment(), None, None),
        (Vocabulary(), None, None),
    ],
)
def test_one_is_the_yes_of_the_moment_two_its_no_and_three_is_stop(
    vocabulary: Vocabulary, one: str | None, two: str | None
) -> None:
    assert [signalled(vocabulary, count) for count in (1, 2, 3)] == [one, two, "stop"]
