"""What a free transcript is at a moment; core/transcripts says which reply, and has its own tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.core import replies
from voiceground.core.model import Vocabulary
from voiceground.ear.optional import CARRIED, PLAIN, recognition_of

V1 = Vocabulary(replies.options(["yes", "no", "stop"]), (), open=True)
NUMBERS = Vocabulary((*(replies.number_option(n) for n in range(11)), replies.option("stop")), (), open=True)
MUSIC = Vocabulary(replies.options(["stop", "stop the music"]), (), open=True)
STATES = Vocabulary(replies.options(["no", "same"]), (), open=True)

WRITTEN = [
    (V1, "yes", "yes", PLAIN),
    (V1, " Yes. ", "yes", PLAIN),
    (V1, "No, thank you.", "no", PLAIN),
    (V1, "Um, yes please.", "yes", CARRIED),
    (V1, "y-yes", "yes", CARRIED),
    (V1, "[BLANK_AUDIO] yes (laughs) *music*", "yes", PLAIN),
    (V1, "not really", "no", PLAIN),
    (V1, "No, stop!", "stop", CARRIED),
    (NUMBERS, "7.", "7", CARRIED),
    (NUMBERS, "I think seven", "7", CARRIED),
    (NUMBERS, "It's a six.", "6", CARRIED),
]

NOTHING = [
    (V1, ""),
    (V1, "you"),
    (V1, "Thank you."),
    (V1, "[yes]"),
    (V1, "(no)"),
    (V1, "not yes"),
    (V1, "don't stop"),
    (V1, "yes and no"),
    (V1, "a large coffee with no sugar please"),
    (NUMBERS, "not seven"),
    (NUMBERS, "seventeen"),
    (Vocabulary(), "yes"),
]


@pytest.mark.parametrize(("heard", "text", "name", "confidence"), WRITTEN, ids=[row[1] for row in WRITTEN])
def test_a_reply_is_read_out_of_what_was_written_down(
    heard: Vocabulary, text: str, name: str, confidence: float
) -> None:
    found = recognition_of(text, heard)

    assert (found.name, found.confidence) == (name, confidence)


@pytest.mark.parametrize(("heard", "text"), NOTHING, ids=[text or "empty" for _, text in NOTHING])
def test_what_is_no_reply_is_nothing(heard: Vocabulary, text: str) -> None:
    assert recognition_of(text, heard).name is None


@pytest.mark.parametrize(
    ("heard", "text", "complete"),
    [
        (V1, "yes", True),
        (V1, "um, yes please", True),
        (V1, "no", True),  # "no more" is a stop, and nobody pauses in it
        (MUSIC, "stop", False),
        (MUSIC, "please stop", False),
        (MUSIC, "stop the music", True),
        (STATES, "no", False),  # "no change" is the same
        (STATES, "same", True),
    ],
)
def test_words_that_may_grow_into_another_reply_wait(heard: Vocabulary, text: str, complete: bool) -> None:
    assert recognition_of(text, heard).complete is complete


@given(st.text(max_size=60))
def test_whatever_is_written_down_it_answers(text: str) -> None:
    assert recognition_of(text, V1).name in {None, "yes", "no", "stop"}
