"""A weak answer is asked about in four words: once, never at two questions in a row, never for stop."""

from __future__ import annotations

import pytest

from tests.core.play import Stage
from tests.core.scripts import LOOK, ask, script
from voiceground.core import pacing
from voiceground.core.answers import confirmation
from voiceground.core.events import How, Hush, Misheard
from voiceground.core.languages.en.lines import LINES
from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.model import Band, Ending, Line, Question, Step, Way
from voiceground.core.phrases import apology_for

WEAK = 0.55

ASKS = script(
    Step(
        "number",
        question=Question(
            "What is your number?",
            bands=(Band(0, 3, "low"), Band(4, 7, "middle"), Band(8, 10, "high")),
            silence=Way("low"),
        ),
    ),
    *(
        Step(
            name,
            question=ask(f"Is {name} all right?", {"yes": "body", "no": "sounds"}, silence=Way("sounds")),
        )
        for name in ("low", "middle", "high")
    ),
    Step("body", say=(Line("Feet."),), question=ask("More?", {"yes": "sounds", "no": "end"})),
    Step("sounds", say=(Line("Sounds."),), then="end"),
    Step("end", say=(Line("That is all."),), end=Ending.DONE),
)
"""A number, then a yes or no, then another: three questions that follow each other."""


def asked(name: str = "7", confidence: float = WEAK, others: tuple[str, ...] = ()) -> Stage:
    """A person has answered the number weakly, and the voice asks back."""
    stage = Stage(ASKS)
    stage.until_asked()
    stage.person(name, confidence=confidence, others=others)
    assert stage.said[-1] == confirmation(name)
    stage.until_asked()
    return stage


def agreed_weakly(stage: Stage, confidence: float = WEAK) -> None:
    stage.until_asked()
    stage.person("yes", confidence=confidence)


# --- the words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("7", "Seven, was that right?"),
        ("0", "Zero, was that right?"),
        ("yes", "Yes, was that right?"),
        ("yes / okay / ready", "Yes, was that right?"),
        ("too much", "Too much, you said?"),
        ("a bit better", "A bit better, yes?"),
        ("the light on the wall", None),
    ],
)
def test_it_is_asked_in_four_words_at_the_most(name: str, words: str | None) -> None:
    assert confirmation(name) == words
    assert words is None or len(words.split()) <= 4


def test_an_answer_that_is_too_long_for_that_is_taken() -> None:
    question = ask("What helps?", {"the light on the wall": "a", "the sound outside today": "b"})
    stage = Stage(
        script(Step("q", question=question), Step("a", end=Ending.DONE), Step("b", end=Ending.LEFT))
    )
    stage.until_asked()
    stage.person("the light on the wall", confidence=0.2)
    assert stage.replies == [(How.WORD, "a")]


# --- what is asked about ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "how", "confidence", "is_asked"),
    [
        ("7", How.WORD, 0.69, True),
        ("7", How.WORD, 0.7, False),
        ("7", How.WORD, 1.0, False),
        ("7", How.KEY, 0.1, False),
        ("7", How.SIGNAL, 0.1, False),
        ("10", How.WORD, 0.3, True),
    ],
)
def test_what_is_certain_is_not_asked_about(name: str, how: How, confidence: float, is_asked: bool) -> None:
    stage = Stage(ASKS)
    stage.until_asked()
    stage.person(name, how, confidence)
    assert (stage.said[-1] == confirmation(name)) is is_asked
    assert (stage.replies == []) is is_asked


@pytest.mark.parametrize(
    ("name", "confidence", "is_asked"),
    [("yes", 0.65, True), ("no", 0.65, False), ("no", 0.1, False), ("yes", 0.75, False)],
)
def test_a_yes_is_asked_about_sooner_than_a_no(name: str, confidence: float, is_asked: bool) -> None:
    stage = Stage(LOOK)
    stage.until_asked()
    stage.person(name, confidence=confidence)
    assert (stage.replies == []) is is_asked


@pytest.mark.parametrize("word", GLOBAL_WORDS)
def test_a_global_word_is_obeyed_and_never_asked_about(word: str) -> None:
    stage = Stage(LOOK)
    stage.until_asked()
    stage.person(word, confidence=0.05)
    assert not any("right?" in line for line in stage.said)


def test_an_answer_into_the_question_is_asked_about_too_and_the_question_is_cut() -> None:
    stage = Stage(ASKS)
    effects = stage.person("7", confidence=WEAK)
    assert isinstance(effects[0], Hush)
    assert stage.said == ["What is your number?", "Seven, was that right?"]


# --- what follows -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "replies"),
    [
        ("yes", [(How.NUMBER, "middle")]),
        ("7", [(How.NUMBER, "middle")]),
        ("8", [(How.NUMBER, "high")]),
        ("2", [(How.NUMBER, "low")]),
    ],
)
def test_a_yes_keeps_it_and_another_answer_is_simply_taken(said: str, replies: list[tuple[How, str]]) -> None:
    stage = asked()
    stage.person(said, confidence=0.3)
    assert stage.replies == replies


def test_a_yes_may_come_as_a_key() -> None:
    stage = asked()
    stage.person("yes", How.KEY)
    assert stage.replies == [(How.NUMBER, "middle")]


def test_after_a_no_the_question_is_asked_smaller_and_no_rival_is_offered() -> None:
    stage = asked(others=("8", "9"))
    stage.person("no")
    stage.until_asked()
    assert stage.said[-1] == f"{LINES.apology} {LINES.is_it_above_five}"
    stage.person("yes", confidence=WEAK)  # never asked about a second time
    assert stage.replies == [(How.WORD, "high")]


def test_after_a_no_and_another_miss_it_goes_gently_on() -> None:
    stage = asked()
    stage.person("no")
    stage.until_asked()
    stage.happen(Misheard())
    assert stage.said[-1] == LINES.moving_along
    assert stage.replies == [(How.UNCLEAR, "low")]


def test_a_no_to_a_weak_yes_is_the_answer_no() -> None:
    stage = Stage(LOOK)
    agreed_weakly(stage)
    stage.until_asked()
    stage.person("no")
    assert stage.replies == [(How.WORD, "rest")]


def test_a_no_to_a_weak_better_is_no_answer_of_the_question() -> None:
    question = ask("Ready?", {"better": "a", "worse": "b"})
    stage = Stage(
        script(Step("q", question=question), Step("a", end=Ending.DONE), Step("b", end=Ending.LEFT))
    )
    stage.until_asked()
    stage.person("better", confidence=0.3)
    assert stage.said[-1] == "Better, was that right?"
    stage.person("no")
    stage.until_asked()
    assert stage.said[-1] == apology_for(LINES, ["better", "worse"])


def test_a_mumble_asks_smaller_as_a_no_does() -> None:
    stage = asked()
    stage.happen(Misheard())
    stage.until(LINES.is_it_above_five)
    assert stage.replies == []


def test_the_question_that_is_asked_smaller_has_its_own_time() -> None:
    stage = asked()
    stage.person("no")
    stage.until_asked()
    opened = stage.now
    while not stage.replies:
        stage.step()
    assert stage.now == pytest.approx(opened + 20.0)


# --- silence ----------------------------------------------------------------------------------------


def test_silence_keeps_a_number_and_is_not_waited_for_long() -> None:
    stage = asked()
    opened = stage.now
    while not stage.replies:
        stage.step()
    assert stage.replies == [(How.NUMBER, "middle")]
    assert stage.now == pytest.approx(opened + pacing.KEPT_AFTER)


def test_silence_after_a_weak_yes_is_the_gentler_branch_after_the_whole_window() -> None:
    stage = Stage(ASKS)
    stage.until_asked()
    stage.person("2")
    agreed_weakly(stage)
    stage.until_asked()
    opened = stage.now
    while len(stage.replies) < 2:
        stage.step()
    assert stage.replies[-1] == (How.SILENCE, "sounds")
    assert stage.now == pytest.approx(opened + 20.0)


def test_without_a_way_for_silence_a_weak_yes_becomes_the_no_and_is_not_asked_again() -> None:
    stage = Stage(
        script(
            Step("q", question=ask("Shall we?", {"yes": "a", "no": "b"})),
            Step("a", end=Ending.LEFT),
            Step("b", end=Ending.DONE),
        )
    )
    agreed_weakly(stage)
    assert stage.to_the_end() is Ending.DONE
    assert stage.said.count("Shall we?") == 1


# --- never twice in a row ---------------------------------------------------------------------------


def test_two_questions_in_a_row_are_not_both_asked_about() -> None:
    stage = asked()
    stage.person("yes")
    agreed_weakly(stage)
    assert stage.replies == [(How.NUMBER, "middle"), (How.WORD, "body")]


def test_the_one_after_may_be_again() -> None:
    stage = asked()
    stage.person("yes")
    stage.until_asked()
    stage.person("yes")
    agreed_weakly(stage)
    assert stage.said[-1] == "Yes, was that right?"


# --- global words meanwhile -------------------------------------------------------------------------


def test_stop_works_as_ever_and_go_on_asks_the_question_itself() -> None:
    stage = asked()
    stage.person("stop", confidence=0.1)
    assert stage.said[-1] == LINES.landing
    stage.person("go on")
    assert stage.said[-1] == "What is your number?"


def test_wait_takes_the_timer_and_an_answer_still_counts() -> None:
    stage = asked()
    stage.person("wait")
    for _ in range(4):
        stage.step()
    assert stage.replies == []
    stage.person("8", confidence=WEAK)
    assert stage.replies == [(How.NUMBER, "high")]


def test_after_wait_a_confirmation_has_no_timer_either() -> None:
    stage = Stage(ASKS)
    stage.until_asked()
    stage.person("wait")
    stage.person("7", confidence=WEAK)
    until = stage.now + 120
    while stage.now < until:
        stage.step()
    assert stage.replies == []
    assert stage.longest_silence <= 10.0
    stage.person("yes")
    assert stage.replies == [(How.NUMBER, "middle")]


def test_slower_says_the_confirmation_again() -> None:
    stage = Stage(ASKS)
    stage.until_asked()
    stage.person("7", confidence=WEAK)
    stage.person("slower")
    assert stage.said[-2:] == ["Seven, was that right?"] * 2
    stage.until_asked()
    stage.person("yes")
    assert stage.replies == [(How.NUMBER, "middle")]


@pytest.mark.parametrize("word", ["skip", "go on"])
def test_skip_moves_along_as_at_any_question(word: str) -> None:
    stage = asked()
    stage.person(word)
    assert stage.replies == [(How.WORD, "low")]


def test_repeat_asks_the_question_itself() -> None:
    stage = asked()
    stage.person("repeat")
    assert stage.said[-1] == "What is your number?"
    stage.until_asked()
    stage.person("7", confidence=WEAK)
    assert stage.replies == [(How.NUMBER, "middle")]
