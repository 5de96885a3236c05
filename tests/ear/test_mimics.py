"""What the verdict learns to refuse: words that sound like a reply and are none."""

from __future__ import annotations

import random

from tools.train_ear.mimics import near
from voiceground.ear.pronunciation import Lexicon


def test_a_name_that_sounds_like_a_carried_stop_is_found_and_a_far_word_is_not() -> None:
    words = ["computer", "elephant", "watermelon"]

    found = near(words, [("could", "you", "stop")], Lexicon(), random.Random(1))

    assert found[0] == "computer"
    assert "watermelon" not in found


def test_what_is_nearly_the_reply_itself_is_no_mimic() -> None:
    assert near(["stops", "stopped"], [("stop",)], Lexicon(), random.Random(1)) == []


def test_a_form_too_long_to_resemble_a_word_has_no_mimic() -> None:
    form = ("i", "really", "want", "you", "to", "stop", "it", "please")

    assert near(["computer"], [form], Lexicon(), random.Random(1)) == []
