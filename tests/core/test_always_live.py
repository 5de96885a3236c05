"""Words that work in every step: what can I say, help and the words of need, and putting an answer right."""

from __future__ import annotations

import pytest

from tests.core.play import Stage
from tests.core.scripts import LOOK, ask, script
from voiceground.core.conditions import parse_condition
from voiceground.core.events import How, Say
from voiceground.core.languages.en.lines import LINES
from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.languages.language import HELP, NOT_ALONE, WHAT
from voiceground.core.model import Ending, Line, Rule, Step, Way
from voiceground.core.state import Phase

KEPT = script(
    Step(
        "hello",
        question=ask("Shall we look?", {"yes": "see", "no": "rest"}, save="look", silence=Way("rest")),
    ),
    Step("see", say=(Line("Let your eyes wander over the whole room, slowly."),), then="after"),
    Step("rest", say=(Line("One sound near you, and then another one."),), then="after"),
    Step(
        "after",
        rules=(Rule(parse_condition("look == yes"), "looked"),),
        say=(Line("We left it out."),),
        end=Ending.DONE,
    ),
    Step("looked", say=(Line("You looked."),), end=Ending.DONE),
)


def answered(word: str) -> Stage:
    """Somebody who has just answered the first question."""
    stage = Stage(KEPT)
    stage.until_asked()
    stage.person(word)
    return stage


class TestPuttingAnAnswerRight:
    @pytest.mark.parametrize("said", ["i meant no", "no"])
    def test_the_other_answer_within_two_seconds_takes_the_other_branch(self, said: str) -> None:
        stage = answered("yes")
        names = {
            phrase: option.name for option in stage.state.vocabulary.options for phrase in option.phrases
        }
        stage.person(names[said])
        assert stage.entered[-1] == "rest"

    def test_what_the_wrong_answer_kept_is_replaced(self) -> None:
        stage = answered("yes")
        stage.person("i meant no")
        stage.to_the_end()
        assert stage.said[-1] == "We left it out."

    def test_later_it_stands(self) -> None:
        stage = answered("yes")
        stage.step()
        assert stage.now >= 2.0
        assert not stage.state.vocabulary.corrections
        stage.to_the_end()
        assert stage.said[-1] == "You looked."

    def test_back_never_loses_what_was_kept(self) -> None:
        stage = answered("yes")
        stage.until("You looked.")
        stage.person("back")
        stage.person("back")
        assert stage.state.names["look"] == "yes"


class TestWhatCanISay:
    def test_it_names_the_answers_of_the_moment_and_that_stop_works(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.person(WHAT)
        line = stage.said[-1]
        assert "yes" in line
        assert "no" in line
        assert line.endswith(LINES.stop_works)
        stage.until_asked()
        stage.person("yes")
        assert stage.entered[-1] == "see"

    def test_while_the_voice_reads_it_says_what_always_works_and_then_the_line_again(self) -> None:
        stage = Stage(LOOK)
        stage.person(WHAT)
        assert stage.said[-1] == LINES.while_reading
        stage.until("I'm with you.")


class TestWordsOfNeed:
    @pytest.mark.parametrize(
        "said", ["help", "not safe", "hurt myself", "kill myself", "want to die", "end it", "can't go on"]
    )
    def test_the_words_of_the_content_guide_are_in_the_table_of_every_step(self, said: str) -> None:
        assert said == HELP or said in GLOBAL_WORDS[HELP]
        stage = Stage(LOOK)
        for _ in range(3):
            always = {phrase for option in stage.state.vocabulary.always for phrase in option.phrases}
            assert said in always
            stage.step()

    def test_help_says_what_this_is_and_stays(self) -> None:
        stage = Stage(LOOK)
        stage.until("Would you like to?")
        stage.person(HELP)
        assert stage.said[-1] == LINES.help
        assert stage.state.phase is Phase.WAITING
        stage.step()
        stage.person("go on")
        stage.until_asked()

    @pytest.mark.parametrize("said", ["someone is hurting me", "not alone here"])
    def test_where_somebody_near_is_the_danger_nothing_about_help_is_said(self, said: str) -> None:
        assert said == NOT_ALONE or said in GLOBAL_WORDS[NOT_ALONE]
        stage = Stage(LOOK)
        stage.step()
        stage.person(NOT_ALONE)
        assert stage.said[-1] == LINES.not_alone
        assert "help" not in LINES.not_alone.lower()
        before = len(stage.said)
        for _ in range(5):
            stage.step()
        assert len(stage.said) == before  # not even "still here"

    def test_a_word_of_need_leaves_no_trace_in_the_record(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        before = (list(stage.replies), list(stage.entered), list(stage.notes))
        stage.person(HELP)
        assert (stage.replies, stage.entered, stage.notes) == before


def test_slower_changes_the_very_next_line() -> None:
    stage = Stage(LOOK)
    stage.until("I'm with you.")
    effects = stage.person("slower")
    spoken = [effect for effect in effects if isinstance(effect, Say)]
    assert [effect.manner.rate for effect in spoken] == [stage.state.manner.rate]
    assert stage.state.manner.rate < 110


@pytest.mark.parametrize("how", [How.KEY, How.SIGNAL, How.WORD])
def test_stop_is_obeyed_while_a_correction_is_still_possible(how: How) -> None:
    stage = answered("yes")
    stage.person("stop", how)
    assert stage.state.phase is Phase.LEAVING
