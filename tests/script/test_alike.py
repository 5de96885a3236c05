"""Replies that sound alike: the pairs that are known to be confused, and the ordinary ones that are not."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from tests.script.texts import steps
from voiceground.core.languages import ENGLISH
from voiceground.ear.pronunciation import Lexicon
from voiceground.script.alike import LEAST, Sounds
from voiceground.script.around import Around
from voiceground.script.load import examine

EVERYDAY = """
    yes no ready next done better same worse look listen hear quiet music sound colour more less
    person water outside inside hands feet stay leave slow soft loud later now hum tap rest red
    blue green move walk talk light dark warm cool one two three window door sight touch smell
    taste calm angry panicky frozen memory low alone tea coffee forest sea hot cold on off up down
    left right here there near far home work people body breath sky tree floor wall chair
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


@pytest.fixture(scope="module")
def sounds(lexicon: Lexicon) -> Sounds:
    return Sounds(lambda word, language: lexicon.look_up(word, language).ways, ENGLISH)


def _pairs(text: str) -> list[tuple[str, str]]:
    found = (pair.strip().partition("/") for pair in text.split(","))
    return [(one, other) for one, _, other in found]


@pytest.mark.parametrize(
    ("one", "other"),
    _pairs(
        "no/down, no/go, yes/left, up/off, four/forward, three/tree, on/off, wait/weight, know/no, see/sea"
    ),
)
def test_what_the_ear_was_measured_to_confuse_is_refused(sounds: Sounds, one: str, other: str) -> None:
    assert sounds.verdict(one, other)
    assert sounds.verdict(other, one) == sounds.verdict(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    _pairs(
        "yes/no, better/worse, see/hear, better/same, same/worse, look/listen, stay/leave, left/right, "
        "hot/cold, walk/talk, tap/talk, one/two, see/see nothing, panicky/far away, too much/ready"
    ),
)
def test_ordinary_pairs_are_let_be(sounds: Sounds, one: str, other: str) -> None:
    assert sounds.verdict(one, other) is None


def test_few_everyday_pairs_are_refused(sounds: Sounds) -> None:
    pairs = list(combinations(EVERYDAY.split(), 2))
    refused = [pair for pair in pairs if sounds.verdict(*pair)]
    print(f"{len(refused)} of {len(pairs)} pairs lie below {LEAST}: {refused}")
    assert len(refused) / len(pairs) < 0.015


@pytest.mark.parametrize(("one", "other"), _pairs("mbappay/mbappey, zorblax/zorblacks, kwikly/quickly"))
def test_words_of_no_dictionary_are_compared_too(
    sounds: Sounds, lexicon: Lexicon, one: str, other: str
) -> None:
    """By espeak-ng's phonemes, or where it is not installed by their letters."""
    assert not lexicon.knows(one)
    verdict = sounds.verdict(one, other)
    assert verdict
    assert verdict.apart < LEAST


def test_a_phrase_of_many_words_costs_no_more_than_others(sounds: Sounds) -> None:
    assert sounds.verdict(" ".join(["either"] * 40), " ".join(["either"] * 41)) is None
    assert sounds.verdict("either either either either", "neither neither neither neither") is None


def test_the_message_names_the_distance(tmp_path: Path, lexicon: Lexicon) -> None:
    path = tmp_path / "five-senses.yaml"
    path.write_text(
        steps(
            'hello: {ask: Which?, replies: {"up": bye, "off / aside": bye, "no": bye}, silence: bye}\n'
            "bye: {say: Bye for now., end: done}"
        )
    )
    _, problems = examine(path, Around(said=lambda word, language: lexicon.look_up(word, language).ways))
    (problem,) = problems
    assert problem.code == "sounds-alike"
    assert problem.source[problem.column - 1 :][: problem.length] == "off"
    assert "0.69" in problem.message


def test_without_a_dictionary_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "five-senses.yaml"
    path.write_text(
        steps("hello: {ask: Which?, replies: {up: bye, off: bye}}\nbye: {say: Bye for now., end: done}")
    )
    assert examine(path)[1] == []
