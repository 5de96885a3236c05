"""A third language is a table: a tiny one, made as docs/languages.md tells, and a session in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.play import Stage
from tests.core.scripts import script
from voiceground.core import languages
from voiceground.core.events import Heard, How
from voiceground.core.keymap import hint, keys
from voiceground.core.languages import ENGLISH, LANGUAGES
from voiceground.core.languages.language import FIRST, NAMES, STOP, Language, Menus, Replies
from voiceground.core.model import Ending, Line, Question, Reply, Script, Step
from voiceground.core.replies import option, options, vocabulary
from voiceground.core.signals import signalled
from voiceground.core.transcripts import reply_in

WEAK = 0.5

TINY = Language(
    code="eo",
    name="Esperanto",
    replies=Replies(
        yes=("jes",),
        no=("ne",),
        next=("plue", "preta"),
        done=("farite",),
        better=("pli bone",),
        same=("same",),
        worse=("pli malbone",),
        too_much=("tro",),
        numbers=dict(
            enumerate(
                (word,)
                for word in ("nul", "unu", "du", "tri", "kvar", "kvin", "ses", "sep", "ok", "naŭ", "dek")
            )
        ),
        always={name: (word,) for name, word in zip(NAMES, "abcdefghijklmnop", strict=False)}
        | {STOP: ("haltu",)},
        folded={"ŭ": "u"},
    ),
    menus=Menus(places=(("la unua",), ("la dua",), ("la tria",))),
    lines=replace(ENGLISH.lines, landing="Bone. Ni haltas ĉi tie.", was_that_right=("{}, ĉu?",), or_=" aŭ "),
    screen=replace(ENGLISH.screen, wait="atendu", stop="haltu"),
    clock=ENGLISH.clock,
)
"""The least that a language needs; carriers and transcripts may come later."""


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "LANGUAGES", {**LANGUAGES, "eo": TINY})


def _asking() -> Script:
    jes, ne = options(("jes", "ne"), TINY)
    question = Question("Ĉu?", (Reply(jes, "bone"), Reply(ne, "fino")))
    told = script(
        Step("saluton", say=(Line("Saluton."),), question=question),
        Step("bone", say=(Line("Bone."),), then="fino"),
        Step("fino", say=(Line("Ĝis."),), end=Ending.DONE),
    )
    return replace(told, language="eo")


def test_its_words_are_understood_and_english_ones_are_not() -> None:
    heard = vocabulary(options(("jes", "ne"), TINY), is_open=True, language=TINY)
    assert heard.language == "eo"
    assert [reply_in(said, heard) for said in ("Jes!", "ne", "haltu")] == ["jes", "ne", "stop"]
    assert [reply_in(said, heard) for said in ("yes", "no", "please stop")] == [None] * 3
    assert option("nau", TINY).phrases == ("naŭ",)


def test_keys_and_signals_need_no_translation() -> None:
    heard = vocabulary(options(("jes", "ne"), TINY), is_open=True, language=TINY)
    table = keys(heard)
    assert (table["y"], table["n"], table["enter"], table["escape"]) == ("jes", "ne", "jes", "stop")
    assert [signalled(heard, count) for count in (1, 2, 3)] == ["jes", "ne", "stop"]
    assert "[Esc] haltu" in hint(heard)


def test_the_house_speaks_it_in_a_session() -> None:
    stage = Stage(_asking())
    stage.happen(Heard("stop"))
    assert stage.said[-1] == "Bone. Ni haltas ĉi tie."


def test_a_weak_answer_is_confirmed_in_it() -> None:
    stage = Stage(_asking())
    stage.until_asked()
    stage.happen(Heard("jes", How.WORD, WEAK))
    assert stage.said[-1] == "Jes, ĉu?"


@pytest.mark.parametrize("code", ["eo", "EO", "eo-XX"])
def test_a_script_chooses_it_by_its_code(code: str) -> None:
    assert languages.of(code) is TINY


def test_without_a_table_a_script_is_understood_as_english() -> None:
    assert languages.of("tlh") is ENGLISH


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.code)
def test_every_language_that_ships_has_phrases_for_all_that_always_works(language: Language) -> None:
    assert {*language.replies.always} == {*NAMES}
    phrases = [phrase for row in language.replies.always.values() for phrase in row]
    assert len(phrases) == len(set(phrases)), "no phrase means two things"
    assert {*language.replies.numbers} == {*range(11)}
    assert all(language.replies.always[name] for name in FIRST)
