"""Which ears can be chosen; no recogniser of SpeechRecognition slips through unclassified."""

from __future__ import annotations

import pytest

from voiceground.ear import borrowed
from voiceground.ear.choices import NOT_OFFERED, ONLINE, EarChoice, chosen
from voiceground.errors import UsageError

BORROWED = {choice.value.replace("-", "_") for choice in EarChoice} - {"built_in"}


def test_every_recogniser_that_is_installed_is_borrowed_refused_or_not_offered() -> None:
    known = BORROWED | set(ONLINE) | set(NOT_OFFERED)

    installed = set(borrowed.methods())

    assert installed >= BORROWED | {"google", "sphinx"}
    assert installed - known == set(), "decide in ear/choices.py what becomes of these"


def test_none_is_two_things_at_once() -> None:
    assert BORROWED & set(ONLINE) == set()
    assert BORROWED & set(NOT_OFFERED) == set()
    assert set(ONLINE) & set(NOT_OFFERED) == set()


@pytest.mark.parametrize("name", ONLINE)
def test_every_online_recogniser_is_refused_by_name_with_the_reason(name: str) -> None:
    for spelling in (name, name.replace("_", "-"), name.upper(), f"recognize_{name}", f" {name} "):
        with pytest.raises(UsageError) as refusal:
            chosen(spelling)

        assert f'"{spelling}" is refused' in str(refusal.value)
        assert f"would send your voice to a computer of {ONLINE[name]}" in str(refusal.value)
        assert "built-in, vosk, whisper, faster-whisper" in str(refusal.value)


@pytest.mark.parametrize("name", NOT_OFFERED)
def test_what_is_of_no_use_is_not_offered(name: str) -> None:
    with pytest.raises(UsageError, match=f'"{name}" is not offered: '):
        chosen(name)


@pytest.mark.parametrize("choice", EarChoice)
def test_the_ears_that_there_are_can_be_spelled_either_way(choice: EarChoice) -> None:
    assert chosen(choice.value) is choice
    assert chosen(choice.value.replace("-", "_").upper()) is choice


def test_a_misspelt_ear_is_met_with_the_one_that_was_meant() -> None:
    with pytest.raises(UsageError, match=r"Did you mean whisper\?"):
        chosen("wisper")
    with pytest.raises(UsageError, match="There are: built-in"):
        chosen("zzz")
