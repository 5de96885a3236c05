"""Words of need in a session: the care script is called, nothing of it is kept, and it leads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.play import Stage
from tests.core.scripts import LOOK, scripts
from tests.core.test_invariants import EVENTS
from voiceground.core.care import with_plan
from voiceground.core.events import (
    Conceal,
    Effect,
    Enter,
    Event,
    Finish,
    Heard,
    How,
    Interrupted,
    Note,
    Number,
    Panel,
    Pin,
    Private,
    Replied,
    Say,
    Speech,
    Trouble,
    Troubled,
)
from voiceground.core.languages import ENGLISH
from voiceground.core.languages.language import COVER, DISMISS, HELP, NOT_ALONE
from voiceground.core.model import Ending, Line, Script
from voiceground.core.naming import OF_CARE
from voiceground.core.state import CARE, Phase
from voiceground.script.load import load

SHELF = Path(__file__).parents[2] / "scripts"
LIBRARY = {id_: load(SHELF / f"{id_}.yaml") for id_ in (CARE, "quiet-company")}
SAYINGS = ENGLISH.lines
TRUTH = "I can't call anyone, and nobody else listens."
NAMES = {
    **dict.fromkeys(OF_CARE, ""),
    "care-country": "GB",
    "care-number": "one one six, one two three",
    "care-listed": "November 2026",
}


class Session(Stage):
    """A stage that keeps what a record would, as the session's bookkeeper does."""

    def __post_init__(self) -> None:
        self.kept: list[Effect] = []
        self.effects: list[Effect] = []
        self.private = False
        super().__post_init__()

    def _perform(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            if isinstance(effect, Private):
                assert effect.on != self.private
                self.private = effect.on
            elif isinstance(effect, Enter | Replied | Number | Note) and not self.private:
                self.kept.append(effect)
        self.effects += effects
        super()._perform(effects)

    @property
    def pinned(self) -> list[Panel | None]:
        return [effect.panel for effect in self.effects if isinstance(effect, Pin)]


def session(script: Script = LOOK, cover: tuple[str, ...] = ()) -> Session:
    stage = Session(script, NAMES, LIBRARY)
    stage.state = replace(stage.state, cover=cover)
    return stage


class TestHelp:
    def test_it_is_answered_with_the_truth_and_the_offer_and_the_numbers_are_shown_at_once(self) -> None:
        stage = session()
        stage.until("We could look around.")
        stage.person(HELP)
        assert stage.pinned == [Panel.NUMBERS]
        stage.until(TRUTH)
        stage.until("A number to call")
        stage.until("Stay with me")

    @pytest.mark.parametrize("way", ["no", "go on"])
    def test_a_no_and_go_on_lead_back_to_the_question_that_was_open(self, way: str) -> None:
        stage = session()
        stage.until_asked()
        stage.person(HELP)
        stage.until_asked()
        stage.person(way)
        stage.until("Would you like to?")
        stage.until_asked()
        stage.person("yes")
        assert stage.entered[-1] == "see"

    def test_it_leads_back_into_the_middle_of_a_line(self) -> None:
        stage = session()
        stage.until("We could look around.")
        stage.person(HELP)
        stage.until_asked()
        before = len(stage.said)
        stage.person("go on")
        stage.until("Would you like to?")
        assert "We could look around." in stage.said[before:]
        assert "I'm with you." not in stage.said[before:]

    def test_said_again_within_it_the_offer_comes_again(self) -> None:
        stage = session()
        stage.person(HELP)
        stage.until("A number to call")
        stage.person("A number to call")
        stage.until("The number I was given")
        stage.person(HELP)
        assert stage.state.phase is Phase.ASKING
        assert stage.said[-1] == "What would be of use now?"
        assert [frame.script for frame in stage.state.calls] == [CARE]

    def test_said_in_the_quiet_company_of_it_the_offer_comes_again(self) -> None:
        stage = session()
        stage.person(HELP)
        stage.until("Stay with me")
        stage.person("Stay with me")
        stage.until("You can move whenever you like.")
        stage.person(HELP)
        assert stage.said[-1] == "What would be of use now?"

    def test_silence_repeats_the_offer_once_and_then_stays(self) -> None:
        stage = session()
        stage.person(HELP)
        stage.until("I'm still with you. I say it once more.")
        stage.until("A number to call")
        stage.until("Nothing is asked of you.")
        assert stage.said.count("What would be of use now?") == 2
        assert not stage.over

    def test_the_number_is_said_twice_and_where_it_is_from(self) -> None:
        stage = session()
        stage.person(HELP)
        stage.until("A number to call")
        stage.person("A number to call")
        stage.until("Once more, one one six, one two three.")
        assert (
            "The number I was given is one one six, one two three, from a list of November 2026."
            in stage.said
        )

    def test_after_a_no_it_is_offered_once_more_at_the_end_and_then_it_ends(self) -> None:
        stage = session()
        stage.person(HELP)
        stage.until_asked()
        stage.person("no")
        stage.until("That's it for now.")
        stage.until("Before we end, here it is once more.")
        stage.until_asked()
        stage.person("no")
        assert stage.to_the_end() is Ending.DONE
        assert stage.said.count("Before we end, here it is once more.") == 1
        assert stage.said[-1].startswith("That is all for now.")

    def test_after_a_stop_nothing_is_offered_any_more(self) -> None:
        stage = session()
        stage.person(HELP)
        stage.until_asked()
        stage.person("no")
        stage.until("Would you like to?")
        stage.person("stop")
        stage.to_the_end()
        assert stage.said[-1] == SAYINGS.landing

    def test_a_stop_before_it_is_taken_back(self) -> None:
        stage = session()
        stage.until_asked()
        stage.person("stop")
        stage.person(HELP)
        stage.until(TRUTH)
        assert stage.state.ending is Ending.DONE

    def test_without_the_script_one_true_line_is_said(self) -> None:
        stage = Session(LOOK)
        stage.person(HELP)
        assert stage.said[-1] == SAYINGS.help

    def test_back_does_not_lead_into_it_again(self) -> None:
        stage = session()
        stage.until_asked()
        stage.person(HELP)
        stage.until_asked()
        stage.person("go on")
        stage.until_asked()
        stage.person("back")
        assert not stage.state.calls

    def test_the_plan_is_read_line_by_line(self) -> None:
        care = with_plan(LIBRARY[CARE], 2)
        said = [item.text for item in care.steps["plan"].say if isinstance(item, Line)]
        assert said[-2:] == ["{plan-1}", "{plan-2}"]


class TestNothingIsKept:
    def test_no_step_no_answer_and_no_way_back(self) -> None:
        alone, cared = session(), session()
        for stage in (alone, cared):
            stage.until_asked()
        cared.person(HELP)
        cared.until_asked()
        cared.person("A number to call")
        cared.until_asked()
        cared.person("no")
        for stage in (alone, cared):
            stage.until_asked()
            stage.person("yes")
            stage.until_asked()
        assert cared.kept == alone.kept

    def test_started_by_itself_nothing_is_kept_from_the_first_step_on(self) -> None:
        stage = Session(LIBRARY[CARE], NAMES, LIBRARY)
        stage.to_the_end()
        assert stage.kept == []
        assert stage.effects[0] == Private(on=True)
        assert stage.pinned == [Panel.NUMBERS]

    @pytest.mark.parametrize("word", ["go on", "repeat", "yes"])
    def test_what_follows_not_alone_is_kept_only_once_somebody_came_back(self, word: str) -> None:
        stage = session()
        stage.until_asked()
        stage.person(NOT_ALONE)
        assert stage.private
        stage.happen(Troubled(Trouble.MICROPHONE_LOST))
        assert not any(isinstance(effect, Note) for effect in stage.kept)
        stage.person(word)
        assert not stage.private

    @given(scripts(), st.lists(st.none() | EVENTS, max_size=40))
    @settings(max_examples=20, deadline=None)
    def test_whatever_happens_it_is_private_exactly_in_care_and_out_of_sight(
        self, script: Script, moves: Sequence[Event | None]
    ) -> None:
        stage = session(script)
        for event in moves:
            if event is None:
                stage.step()
            else:
                stage.happen(event)
            in_care = any(frame.script == CARE for frame in stage.state.calls)
            assert stage.private == (in_care or stage.state.secret)
        assert all(effect.script != CARE for effect in stage.kept if isinstance(effect, Enter))

    @given(scripts(), st.lists(st.none() | EVENTS, max_size=30))
    @settings(max_examples=20, deadline=None)
    def test_with_words_of_need_at_any_moment_one_stop_still_ends_it(
        self, script: Script, moves: Sequence[Event | None]
    ) -> None:
        stage = session(script)
        for event in (Heard(HELP), *moves):
            if event is None:
                stage.step()
            else:
                stage.happen(event)
        if not stage.over and stage.state.phase is not Phase.CLOSING:
            stage.person("stop")
            stage.happen(Speech(active=False))
            assert stage.to_the_end(limit=10) is Ending.LEFT
        assert len(stage.endings) <= 1


class TestSomebodyIsNear:
    def hidden(self) -> Session:
        stage = session()
        stage.until_asked()
        stage.person(NOT_ALONE)
        return stage

    def test_one_neutral_line_softly_and_the_small_text(self) -> None:
        stage = self.hidden()
        say = next(effect for effect in reversed(stage.effects) if isinstance(effect, Say))
        assert say.text == SAYINGS.not_alone
        assert say.manner.gain < stage.state.manner.gain
        assert stage.pinned == [Panel.NEAR]

    def test_help_said_then_is_not_answered_aloud(self) -> None:
        stage = self.hidden()
        stage.person(HELP)
        assert stage.said[-1] == SAYINGS.not_alone
        assert stage.pinned == [Panel.NEAR, Panel.NEAR]

    def test_trouble_with_the_machine_is_not_told_aloud(self) -> None:
        stage = self.hidden()
        before = len(stage.said)
        stage.happen(Troubled(Trouble.MICROPHONE_LOST))
        for _ in range(5):
            stage.step()
        assert len(stage.said) == before

    def test_it_ends_without_a_word_by_itself_and_by_an_interruption(self) -> None:
        for end in (None, Interrupted(by_person=True)):
            stage = self.hidden()
            before = len(stage.said)
            if end:
                stage.happen(end)
            stage.to_the_end()
            assert len(stage.said) == before

    def test_put_away_takes_the_text_from_the_screen_and_changes_nothing_else(self) -> None:
        stage = self.hidden()
        before = stage.state
        assert stage.person(DISMISS, How.KEY) == (Pin(None),)
        assert stage.state == before


class TestTheCoverWord:
    @given(scripts(), st.lists(st.none() | EVENTS, max_size=40))
    @settings(max_examples=20, deadline=None)
    def test_it_ends_everything_at_once_from_anywhere_and_nothing_is_said(
        self, script: Script, moves: Sequence[Event | None]
    ) -> None:
        stage = session(script, cover=("apple tree",))
        for event in moves:
            if event is None:
                stage.step()
            else:
                stage.happen(event)
        if stage.over:
            return
        effects = stage.person(COVER)
        assert Conceal() in effects
        assert effects[-1] == Finish(Ending.DONE)
        assert not any(isinstance(effect, Say) for effect in effects)

    def test_it_is_understood_at_every_moment_and_belongs_to_no_answer(self) -> None:
        stage = session(cover=("yeah",))
        for _ in range(12):
            stage.step()
            vocabulary = stage.state.vocabulary
            assert [option.phrases for option in vocabulary.always if option.name == COVER] == [("yeah",)]
            assert not any(
                "yeah" in option.phrases for option in (*vocabulary.answers, *vocabulary.corrections)
            )

    def test_without_one_only_the_key_does_it(self) -> None:
        stage = session()
        assert not any(option.name == COVER for option in stage.state.vocabulary.options)
        stage.person(COVER, How.KEY)
        assert stage.endings == [Ending.DONE]
