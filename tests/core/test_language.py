"""The rest of the language, as stories: menus, free speech, breathing, names, rules, scripts in scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.play import Stage
from tests.core.scripts import MENU, ask, script
from voiceground.core import pacing
from voiceground.core.conditions import parse_condition
from voiceground.core.events import Breathe, Hush, Misheard, Play, Say, Speech
from voiceground.core.flow import READ_AGAIN
from voiceground.core.languages.en.lines import LINES
from voiceground.core.menus import choice_options
from voiceground.core.model import (
    Band,
    Breathing,
    Choice,
    Cue,
    Ending,
    Hold,
    Line,
    Pause,
    Question,
    Rule,
    Script,
    Step,
    Way,
)
from voiceground.core.state import Phase

END = Step("end", say=(Line("That is all."),), end=Ending.DONE)


def menu(ask_: str = "What would help?", **more: object) -> Script:
    choices = tuple(
        Choice(say, option, then)
        for say, option, then in zip(MENU, choice_options(MENU), ("look", "breathe", "rain"), strict=True)
    )
    return script(
        Step("menu", question=Question(ask_, choices=choices, silence=Way("end"), **more)),  # type: ignore[arg-type]
        *(Step(name, say=(Line(f"So {name}."),), then="end") for name in ("look", "breathe", "rain")),
        END,
    )


def until_picks(stage: Stage, name: str) -> None:
    for _ in range(50):
        if stage.state.vocabulary.pick == name:
            return
        stage.step()
    raise AssertionError(f"{name!r} could never be picked")


class TestMenu:
    def test_every_item_is_read_with_a_gap_in_which_it_can_be_picked(self) -> None:
        stage = Stage(menu())
        stage.until_asked()
        assert stage.said == ["What would help?", *MENU]
        spoken = [at for at, _ in stage.lines]
        for before, after, text in zip(spoken[1:], spoken[2:], MENU, strict=False):
            assert after - before == pytest.approx(
                pacing.SCAN_GAP + pacing.speech_seconds(text, stage.state.manner.rate)
            )

    @pytest.mark.parametrize("index", range(3))
    def test_any_signal_picks_the_item_that_is_read_and_in_the_gap_after_it(self, index: int) -> None:
        name = MENU[index].rstrip(".")
        for into_the_gap in (0, 1):
            stage = Stage(menu())
            until_picks(stage, name)
            for _ in range(into_the_gap):
                stage.step()
            assert stage.state.vocabulary.pick == name
            stage.person(name)
            assert stage.entered[-1] == ("look", "breathe", "rain")[index]

    def test_before_the_first_item_a_signal_picks_nothing(self) -> None:
        assert Stage(menu()).state.vocabulary.pick == ""

    def test_without_a_question_the_items_come_at_once(self) -> None:
        assert Stage(menu("")).said == [MENU[0]]

    def test_when_all_were_read_a_signal_reads_them_again(self) -> None:
        stage = Stage(menu())
        stage.until_asked()
        assert stage.state.vocabulary.pick == READ_AGAIN
        stage.person(READ_AGAIN)
        stage.until_asked()
        assert stage.said == ["What would help?", *MENU] * 2

    def test_somebody_who_speaks_is_not_read_over(self) -> None:
        stage = Stage(menu())
        until_picks(stage, "Look at the window")
        stage.step()
        stage.happen(Speech(active=True))
        stage.step()
        assert stage.said[-1] == MENU[0]
        stage.happen(Speech(active=False))
        assert stage.said[-1] == MENU[1]

    def test_a_miss_takes_the_blame_and_reads_it_once_more(self) -> None:
        stage = Stage(menu())
        stage.until_asked()
        stage.happen(Misheard())
        stage.until_asked()
        assert stage.said[4:] == [LINES.apology, *MENU]

    def test_slower_says_the_item_anew(self) -> None:
        stage = Stage(menu())
        until_picks(stage, "Look at the window")
        stage.person("slower")
        assert stage.said[-2:] == [MENU[0], MENU[0]]

    def test_what_was_picked_is_kept_in_words(self) -> None:
        stage = Stage(menu(save="helps"))
        stage.until_asked()
        stage.person("Some rain")
        assert stage.state.names["helps"] == "some rain"


class TestFreeSpeech:
    FREE = script(
        Step("a", say=(Line("You could speak for a minute."),), hold=Hold(60.0, 10.0), then="end"), END
    )

    def holding(self, hold: Hold | None = None) -> Stage:
        what = self.FREE
        if hold:
            what = script(replace(what.steps["a"], hold=hold), END)
        stage = Stage(what)
        while stage.state.phase is not Phase.HOLDING:
            stage.step()
        return stage

    @pytest.mark.parametrize("word", ["yes", "wait", "go on", "skip", "repeat", "slower"])
    def test_nothing_is_understood_but_stop_and_words_of_need(self, word: str) -> None:
        stage = self.holding()
        assert stage.person(word) == ()
        assert {option.name for option in stage.state.vocabulary.options} == {
            "stop",
            "help",
            "not alone here",
        }
        assert isinstance(stage.person("stop")[0], Hush)

    def test_it_ends_when_they_have_been_silent_for_as_long_as_the_script_says(self) -> None:
        stage = self.holding()
        stage.happen(Speech(active=True))
        stage.later(25.0, Speech(active=False))
        begun = stage.now
        stage.until("That is all.")
        assert stage.now - begun == pytest.approx(35.0)
        assert len(stage.said) == 2  # nobody who speaks is talked to

    def test_who_does_not_begin_gets_as_long_as_for_a_reply_and_company(self) -> None:
        stage = self.holding()
        begun = stage.now
        stage.until("That is all.")
        assert stage.now - begun == pytest.approx(pacing.TO_BEGIN + pacing.GAP)  # after "still here" a breath
        assert stage.longest_silence <= 10.0

    def test_still_here_gives_way_to_somebody_who_begins(self) -> None:
        stage = self.holding(Hold(60.0))
        while not stage.state.aside:
            stage.step()
        assert isinstance(stage.happen(Speech(active=True))[0], Hush)

    def test_the_end_of_its_time_waits_for_the_end_of_a_sentence_but_not_for_ever(self) -> None:
        stage = self.holding()
        begun = stage.now
        stage.happen(Speech(active=True))
        stage.until("That is all.")
        assert stage.now - begun == pytest.approx(60.0 + pacing.OVERRUN)
        stage = self.holding()
        begun = stage.now
        stage.happen(Speech(active=True))
        stage.later(70.0, Speech(active=False))
        stage.until("That is all.")
        assert stage.now - begun == pytest.approx(70.0)


class TestBreathingAndSounds:
    STEP = Step(
        "a",
        say=(Line("If you like."), Cue("bell")),
        breathing=Breathing(4, 6, 3),
        pause=Pause(2.0),
        then="end",
    )

    def test_words_then_breathing_then_the_pause(self) -> None:
        stage = Stage(script(self.STEP, END))
        kinds = []
        while not stage.over:
            kinds.append(stage.state.now.__class__.__name__)
            stage.step()
        order = list(dict.fromkeys(kind for kind in kinds if kind != "Rest"))
        assert order == ["Speak", "Sound", "Pace"]

    def test_they_carry_what_the_script_says(self) -> None:
        stage = Stage(script(replace(self.STEP, say=(Cue("bell"),)), END))
        played = stage.state
        assert played.voice
        effects = stage.person("repeat")
        assert [effect.name for effect in effects if isinstance(effect, Play)] == ["bell"]
        effects = stage.person("skip")
        assert not [effect for effect in effects if isinstance(effect, Breathe)]
        assert stage.said[-1] == "That is all."

    def test_slower_does_not_begin_the_breathing_anew(self) -> None:
        stage = Stage(script(replace(self.STEP, say=()), END))
        effects = stage.person("slower")
        assert not [effect for effect in effects if isinstance(effect, Breathe | Hush | Say)]


class TestNames:
    def test_a_name_is_said_and_its_absence_leaves_no_hole(self) -> None:
        step = Step("a", say=(Line("Hello {name}."), Line("You are in {place}.")), then="end")
        known = Stage(script(step, END), names={"name": "Ada", "place": "Lisbon"})
        known.to_the_end()
        assert known.said == ["Hello Ada.", "You are in Lisbon.", "That is all."]
        unknown = Stage(script(step, END))
        unknown.to_the_end()
        assert unknown.said == ["Hello.", "That is all."]

    NUMBER = Step(
        "number",
        question=Question("And your number?", bands=(Band(0, 10, "after"),), save="hard", log=True),
    )

    def test_a_number_is_kept_said_compared_and_logged(self) -> None:
        rule = Rule(parse_condition("hard > 6"), "hard")
        stage = Stage(
            script(
                self.NUMBER,
                Step("after", rules=(rule,), say=(Line("Good to know."),), end=Ending.LEFT),
                Step("hard", say=(Line("Your number is {hard}."),), end=Ending.DONE),
            )
        )
        stage.until_asked()
        stage.person("8")
        assert stage.said[-1] == "Your number is 8."
        assert stage.numbers == [("hard", 8)]
        assert stage.entered == ["number", "hard"]  # the step that a rule passes by was never entered

    def test_a_number_that_shrank_to_yes_is_not_kept_as_a_number(self) -> None:
        stage = Stage(script(self.NUMBER, Step("after", end=Ending.DONE)))
        stage.until_asked()
        stage.happen(Misheard())
        stage.until_asked()
        stage.person("yes")
        assert stage.numbers == []
        assert stage.state.names["hard"] == ""

    def test_a_bare_word_is_itself_unless_a_name_is_called_so(self) -> None:
        steps = (
            Step("a", sets={"again": "yes"}, then="b"),
            Step("b", rules=(Rule(parse_condition("again == yes"), "end"),), end=Ending.LEFT),
            END,
        )
        assert Stage(script(*steps)).to_the_end() is Ending.DONE

    def test_rules_that_lead_in_a_ring_end_instead_of_hanging(self) -> None:
        always = parse_condition("not never")
        stage = Stage(
            script(
                Step("a", rules=(Rule(always, "b"),), end=Ending.LEFT),
                Step("b", rules=(Rule(always, "a"),), end=Ending.LEFT),
            )
        )
        assert stage.endings == [Ending.DONE]

    def test_thousands_of_steps_without_a_word_do_not_overflow(self) -> None:
        chain = [Step(str(n), then=str(n + 1)) for n in range(5000)]
        stage = Stage(script(*chain, Step("5000", say=(Line("Here."),), end=Ending.DONE)))
        assert stage.said == ["Here."]


class TestScriptsInScripts:
    PART = replace(
        script(
            Step("hello", say=(Line("A part."),), then="more"),
            Step("more", question=ask("More?", {"yes": "more", "no": "bye"}, save="more"), then="bye"),
            Step("bye", say=(Line("Part over."),), end=Ending.DONE),
        ),
        id="part",
    )
    OWN = script(
        Step("hello", say=(Line("First this."),), run="part", then="hello-again"),
        Step("hello-again", say=(Line("Then that."),), end=Ending.DONE),
    )

    def stage(self, part: Script | None = None) -> Stage:
        return Stage(self.OWN, library={"part": part or self.PART})

    def test_its_done_comes_back_with_what_it_kept(self) -> None:
        stage = self.stage()
        stage.until_asked()
        stage.person("no")
        assert stage.to_the_end() is Ending.DONE
        assert stage.entered == ["hello", "hello", "more", "bye", "hello-again"]
        assert stage.state.names["more"] == "no"

    @pytest.mark.parametrize("ending", [Ending.LEFT, Ending.PERSON])
    def test_its_other_endings_end_everything(self, ending: Ending) -> None:
        part = replace(self.PART, steps={"hello": Step("hello", say=(Line("Off."),), end=ending)})
        assert self.stage(part).to_the_end() is ending

    def test_its_stop_stops_everything(self) -> None:
        stage = self.stage()
        stage.until_asked()
        stage.person("stop")
        assert stage.to_the_end() is Ending.LEFT

    def test_back_leads_out_of_it_and_into_it_again(self) -> None:
        stage = self.stage()
        stage.until("A part.")
        stage.person("back")
        assert stage.said[-1] == "First this."
        stage.until_asked()
        stage.person("no")
        stage.until("Then that.")
        stage.person("back")
        assert stage.said[-1] == "Part over."
        stage.until("Then that.")

    def test_an_answer_in_it_can_be_put_right(self) -> None:
        stage = self.stage()
        stage.until_asked()
        stage.person("no")
        stage.person("i meant yes")
        assert stage.entered[-1] == "more"
        assert stage.state.names["more"] == "yes"

    def test_one_that_is_not_there_is_passed_over_and_noted(self) -> None:
        stage = Stage(self.OWN)
        assert stage.to_the_end() is Ending.DONE
        assert stage.said == ["First this.", "Then that."]
        assert stage.notes == ["script part not run"]

    def test_one_that_runs_itself_comes_to_an_end(self) -> None:
        part = script(Step("a", say=(Line("Again."),), run="part", end=Ending.DONE))
        assert self.stage(part).to_the_end() is Ending.DONE


def test_two_thousand_steps_cost_as_much_at_the_end_as_at_the_start() -> None:
    """Counted in what is remembered, which is what a step costs; a bench keeps the time."""
    steps = [
        Step(
            str(n),
            sets={"last": str(n)},
            say=(Line(f"Line {n}."),),
            question=ask("On?", {"next": str(n + 1)}, save="on"),
        )
        for n in range(2000)
    ]
    stage = Stage(script(*steps, Step("2000", end=Ending.DONE)))
    most = 0
    while not stage.over:
        stage.until_asked()
        state = stage.state
        most = max(most, len(state.trail) + len(state.said) + len(state.names) + len(state.todo))
        assert state.former is None or state.former.state.former is None
        stage.person("next")
    assert most < 70
