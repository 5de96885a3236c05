"""Which phrase means which reply."""

from __future__ import annotations

import pytest

from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.replies import normal, option, options, vocabulary


@pytest.mark.parametrize(
    ("listed", "phrase"),
    [
        ("yes", "yeah"),
        ("no", "not really"),
        ("ready", "next"),
        ("yes / okay / ready", "i'm ready"),
        ("seven", "seven"),
        ("0", "zero"),
        ("stop", "please stop"),
        ("Too Much", "it's too much"),
        ("blue", "blue"),
    ],
)
def test_a_listed_spelling_brings_its_everyday_variants(listed: str, phrase: str) -> None:
    made = option(listed)
    assert made.name == listed
    assert phrase in made.phrases


def test_a_phrase_listed_outright_belongs_to_nobody_else() -> None:
    yes, okay = options(["yes", "okay"])
    assert "okay" in okay.phrases
    assert "okay" not in yes.phrases


def test_the_moment_wins_over_a_global_word_but_never_over_stop() -> None:
    heard = vocabulary(options(["ready", "skip", "stop"]), is_open=True)
    names = {o.name: o.phrases for o in heard.always}
    assert "go on" not in names["go on"]
    assert "skip" not in names
    assert names["stop"] == GLOBAL_WORDS["stop"]
    assert [o.name for o in heard.answers] == ["ready", "skip"]


def test_no_phrase_means_two_things_at_once() -> None:
    heard = vocabulary(options(["yes", "no", "ready", "too much", "better", "same", "worse"]), is_open=True)
    phrases = [p for o in heard.options for p in o.phrases]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("text", ["I\u2019m ready", "i'm  READY", "I'm ready."])
def test_spelling_is_folded(text: str) -> None:
    assert normal(text) == "i'm ready"
