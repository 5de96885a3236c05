"""What a transcript means at a moment; above all, that a no never becomes a yes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.core import replies
from voiceground.core.model import Vocabulary
from voiceground.ear.transcript import matched

V1 = Vocabulary(replies.options(["yes", "no", "stop"]), (), open=True)
NUMBERS = Vocabulary((*(replies.number_option(n) for n in range(11)), replies.option("stop")), (), open=True)
LIVE = replies.vocabulary(replies.options(["yes", "no"]), is_open=True)
MUSIC = Vocabulary(replies.options(["stop", "stop the music"]), (), open=True)

MEANT = [
    (V1, "yes", "yes"),
    (V1, " Yes. ", "yes"),
    (V1, "Yeah!", "yes"),
    (V1, "Um, yes please.", "yes"),
    (V1, "uh, uh huh", "yes"),
    (V1, "y-yes", "yes"),
    (V1, "s- st- stop", "stop"),
    (V1, "no, no, no", "no"),
    (V1, "No, thank you.", "no"),
    (V1, "not really", "no"),
    (V1, "Well, not really.", "no"),
    (V1, "please stop", "stop"),
    (V1, "No, stop!", "stop"),
    (V1, "oh yes", "yes"),
    (V1, "[BLANK_AUDIO] yes (laughs)", "yes"),
    (NUMBERS, "7", "7"),
    (NUMBERS, "7.", "7"),
    (NUMBERS, "I think seven", "7"),
    (NUMBERS, "It's a six.", "6"),
    (NUMBERS, "It\N{RIGHT SINGLE QUOTATION MARK}s about a 4, I think", "4"),
    (NUMBERS, "10", "10"),
    (NUMBERS, "oh", "0"),
    (NUMBERS, "oh, seven", "7"),
    (NUMBERS, "nothing", "0"),
    (LIVE, "hold on", "wait"),
    (LIVE, "go on please", "go on"),
]

NOTHING = [
    (V1, ""),
    (V1, "..."),
    (V1, "you"),
    (V1, "Thank you."),
    (V1, "I think so"),
    (V1, "[BLANK_AUDIO]"),
    (V1, "not yes"),
    (V1, "not a yes"),
    (V1, "don't stop"),
    (V1, "never stop"),
    (V1, "yes and no"),
    (V1, "yes, no"),
    (V1, "I don't say no"),
    (V1, "there is no more milk"),
    (V1, "yesterday"),
    (V1, "know"),
    (V1, "a large coffee with no sugar please"),
    (NUMBERS, "not seven"),
    (NUMBERS, "seven eight"),
    (NUMBERS, "77"),
    (NUMBERS, "11"),
    (NUMBERS, "seventeen"),
    (Vocabulary(), "yes"),
]


@pytest.mark.parametrize(("vocabulary", "text", "name"), MEANT, ids=[text for _, text, _ in MEANT])
def test_a_reply_is_read_out_of_what_was_written_down(vocabulary: Vocabulary, text: str, name: str) -> None:
    match = matched(text, vocabulary)

    assert match is not None
    assert match.name == name


@pytest.mark.parametrize(("vocabulary", "text"), NOTHING, ids=[text or "empty" for _, text in NOTHING])
def test_what_is_no_reply_or_two_is_nothing(vocabulary: Vocabulary, text: str) -> None:
    assert matched(text, vocabulary) is None


DENIALS = ("not", "never", "don't", "isn't", "hardly", "nor", "without", "anything but")
WORDS = st.sampled_from(("um", "i think", "it's", "please", "yes", "yeah", "okay", "maybe", "a"))


@given(st.lists(WORDS, max_size=4), st.sampled_from(DENIALS), st.lists(WORDS, max_size=4))
def test_a_denial_is_never_turned_round(before: list[str], denial: str, after: list[str]) -> None:
    match = matched(" ".join([*before, denial, *after]), V1)

    assert match is None or match.name != "yes"


@given(st.text(max_size=60))
def test_whatever_is_written_down_it_answers(text: str) -> None:
    match = matched(text, LIVE)

    assert match is None or match.name in {option.name for option in LIVE.options}


def test_a_reply_is_plain_when_nothing_stands_beside_it() -> None:
    found = {text: matched(text, V1) for text in ("yes", "um, yes", "no thank you", "no no")}

    assert {text: match.plain for text, match in found.items() if match} == {
        "yes": True,
        "um, yes": False,
        "no thank you": True,
        "no no": False,
    }


def test_words_that_may_grow_into_another_reply_are_not_complete() -> None:
    found = [matched(text, MUSIC) for text in ("stop", "stop the music", "please stop")]

    assert [match and (match.name, match.complete) for match in found] == [
        ("stop", False),
        ("stop the music", True),
        ("stop", True),
    ]
