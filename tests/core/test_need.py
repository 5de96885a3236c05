"""Ways of saying that somebody is in need, recognised in text; and everyday talk, which is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core import need_sentences as said
from voiceground.core.languages import ENGLISH
from voiceground.core.languages.language import HELP, NOT_ALONE
from voiceground.core.need import fold, need_in
from voiceground.core.replies import holding, options, vocabulary
from voiceground.core.transcripts import reply_in

MOMENT = vocabulary(options(["yes", "no", "ready", "7"]), is_open=True)
OTHERWISE = ("{}", "{}.", "Um, {}!", "please, {}", "{} please", "well {}")
"""How the same thing may be written."""


def curly(text: str) -> str:
    return text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


@pytest.mark.parametrize("text", [*said.NEED, *said.NEED_HELD_OUT])
def test_every_way_of_being_in_need_leads_to_the_offer_at_any_moment(text: str) -> None:
    for way in OTHERWISE:
        for written in (way.format(text), curly(way.format(text)), way.format(text).upper()):
            assert reply_in(written, MOMENT) == HELP, written
    assert reply_in(text, holding()) == HELP


@pytest.mark.parametrize("text", [*said.NEAR, *said.NEAR_HELD_OUT])
def test_every_way_of_saying_that_somebody_near_does_harm_is_met_neutrally(text: str) -> None:
    for written in (text, curly(text), text.upper(), f"{text}."):
        assert reply_in(written, MOMENT) == NOT_ALONE, written


@pytest.mark.parametrize("text", [*said.EVERYDAY, *said.EVERYDAY_HELD_OUT])
def test_everyday_talk_is_no_need(text: str) -> None:
    assert reply_in(text, MOMENT) not in {HELP, NOT_ALONE}


def test_there_are_enough_of_both() -> None:
    assert len({*said.NEED, *said.NEAR}) >= 60
    assert len({*said.EVERYDAY, *said.EVERYDAY_HELD_OUT}) >= 200
    assert not {*said.NEED, *said.NEAR} & {*said.NEED_HELD_OUT, *said.NEAR_HELD_OUT}


def test_every_phrase_of_the_table_that_the_ear_knows_is_known_in_text_too() -> None:
    for name in (HELP, NOT_ALONE):
        for phrase in ENGLISH.replies.always[name]:
            assert reply_in(phrase, MOMENT) == name, phrase


def test_danger_from_somebody_near_is_answered_first() -> None:
    assert need_in("Help me, he's hurting me") == NOT_ALONE


def test_one_clause_is_enough() -> None:
    assert need_in("I was at work all day. I can't go on. I don't know.") == HELP


def test_where_words_of_need_are_not_live_nothing_is_made_of_them() -> None:
    assert reply_in("I want to die", vocabulary(options(["yes"]), is_open=True)) == HELP
    closed = type(MOMENT)(answers=MOMENT.answers, open=True)
    assert reply_in("I want to die", closed) is None


def test_folding_makes_one_of_many_spellings() -> None:
    spellings = ("I CAN'T go on any more!", "i cant go on anymore", "I really cannot go on any more")
    assert {fold(text) for text in spellings} == {"i can not go on any more"}


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_looked_at(text: str) -> None:
    assert need_in(text) in {None, HELP, NOT_ALONE}


def test_a_long_text_takes_no_longer_than_a_moment() -> None:
    text = "I was hurt and wanted to go on to be here, " * 3000
    begun = time.perf_counter()
    need_in(text)
    assert time.perf_counter() - begun < 0.5
