"""What a person meets, told as stories on the small script LOOK."""

from __future__ import annotations

import itertools

import pytest

from tests.core.play import Stage
from tests.core.scripts import LOOK, ask, script
from voiceground.core.events import (
    Finish,
    How,
    Hush,
    Interrupted,
    Misheard,
    Said,
    Say,
    Speech,
    TimeUp,
    Trouble,
    Troubled,
)
from voiceground.core.languages.en.lines import LINES
from voiceground.core.model import Band, Ending, Line, Question, Step, Way


def test_someone_who_answers_everything_is_led_where_the_answers_lead() -> None:
    stage = Stage(LOOK)
    stage.until_asked()
    stage.person("yes")
    stage.until_asked()
    stage.person("ready", How.KEY)
    stage.until_asked()
    stage.person("2")
    assert stage.to_the_end() is Ending.DONE
    assert stage.entered == ["hello", "see", "number", "rest", "landing"]
    assert stage.replies == [(How.WORD, "see"), (How.KEY, "number"), (How.NUMBER, "rest")]


def test_someone_who_says_nothing_at_all_is_kept_company_to_a_kind_end() -> None:
    stage = Stage(LOOK)
    assert stage.to_the_end() is Ending.DONE
    assert stage.said[-1] == "That's it for now."
    assert [how for how, _ in stage.replies] == [How.SILENCE] * 3
    assert set(LINES.nudges) & set(stage.said)
    assert stage.longest_silence <= 10.0


def test_the_first_line_comes_at_once_and_lines_are_a_breath_apart() -> None:
    stage = Stage(LOOK)
    assert stage.lines[0] == (0.0, "I'm with you.")
    stage.until("We could look")
    gap = stage.lines[1][0] - stage.lines[0][0]
    assert gap == pytest.approx(60 / 110 * 3 + 1.0)


def test_an_answer_may_come_while_the_question_is_still_being_asked() -> None:
    stage = Stage(LOOK)
    stage.until("Would you like to?")
    effects = stage.person("yes")
    assert isinstance(effects[1], Hush)
    assert stage.said[-1] == "Let your eyes wander."


def test_a_reply_word_means_nothing_while_the_voice_is_reading() -> None:
    stage = Stage(LOOK)
    assert stage.person("yes") == ()
    assert stage.said == ["I'm with you."]


def test_still_here_neither_ends_nor_resets_the_window() -> None:
    stage = Stage(LOOK)
    stage.until_asked()
    opened = stage.now
    stage.until("Let your eyes")
    assert stage.now == pytest.approx(opened + 20.0)
    assert sum(line in LINES.nudges for line in stage.said) == 1


def test_someone_still_speaking_when_the_window_closes_is_heard_out() -> None:
    stage = Stage(LOOK)
    stage.until_asked()
    stage.happen(Speech(active=True))
    for _ in range(6):
        stage.step()
    assert stage.replies == []
    stage.person("no")
    stage.happen(Speech(active=False))
    assert stage.replies == [(How.WORD, "rest")]


def test_a_sob_at_the_end_of_the_window_is_silence_once_it_is_over() -> None:
    stage = Stage(LOOK)
    stage.until_asked()
    stage.happen(Speech(active=True))
    for _ in range(6):
        stage.step()
    stage.happen(Speech(active=False))
    assert stage.replies == [(How.SILENCE, "see")]


class TestStop:
    def test_silences_lands_and_ends_after_eight_seconds(self) -> None:
        stage = Stage(LOOK)
        effects = stage.person("stop")
        assert isinstance(effects[0], Hush)
        assert stage.said[-1] == LINES.landing
        said_at = stage.lines[-1][0]
        assert stage.to_the_end() is Ending.LEFT
        assert stage.now - said_at == pytest.approx(8.0 + 60 / 110 * len(LINES.landing.split()))
        assert stage.said[-1] == LINES.landing

    def test_is_taken_back_by_go_on_and_the_line_is_said_again(self) -> None:
        stage = Stage(LOOK)
        stage.until("We could look")
        stage.person("stop")
        stage.step()
        stage.person("go on")
        assert stage.said[-1] == "We could look around."
        assert stage.to_the_end() is Ending.DONE

    def test_twice_ends_at_once(self) -> None:
        stage = Stage(LOOK)
        stage.person("stop")
        assert isinstance(stage.person("stop")[-1], Finish)

    def test_is_not_argued_with_whatever_else_is_said(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.person("stop")
        for word in ("yes", "no", "repeat", "wait", "louder"):
            stage.person(word)
        assert stage.to_the_end() is Ending.LEFT

    def test_beats_a_line_that_ends_in_the_same_tick(self) -> None:
        stage = Stage(LOOK)
        turn = stage.state.voice
        stage.person("stop")
        assert stage.happen(Said(turn)) == ()


class TestWait:
    def test_takes_the_timer_away_and_speaks_at_growing_intervals(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.person("wait")
        begun = stage.now
        while stage.now < begun + 200:
            stage.step()
        times = [t - begun for t, text in stage.lines if text in LINES.wait_nudges]
        gaps = [round(b - a) for a, b in itertools.pairwise(times)]
        assert [g // 10 for g in gaps[:4]] == [2, 3, 6, 6]
        assert stage.replies == []

    def test_an_answer_still_counts(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.person("wait")
        stage.person("no")
        assert stage.replies == [(How.WORD, "rest")]

    def test_go_on_asks_again(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.person("wait")
        stage.step()
        stage.person("go on")
        assert stage.said[-1] == "Would you like to?"

    def test_half_an_hour_of_silence_ends_kindly(self) -> None:
        stage = Stage(LOOK)
        stage.person("wait")
        assert stage.to_the_end() is Ending.LEFT
        assert 25 * 60 < stage.now < 45 * 60
        assert stage.said[-1] == LINES.waited_long


class TestMisses:
    def test_one_apology_names_the_replies_then_gently_on(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.happen(Misheard())
        stage.until("That was me")
        assert stage.said[-1] == "I missed that. That was me. You can say yes, or no."
        stage.until_asked()
        stage.happen(Misheard())
        assert stage.said[-1] == LINES.moving_along
        assert stage.replies == [(How.UNCLEAR, "see")]

    def test_a_number_shrinks_to_yes_or_no(self) -> None:
        question = Question("Number?", bands=(Band(0, 5, "low"), Band(6, 10, "high")))
        stage = Stage(
            script(Step("n", question=question), Step("low", end=Ending.DONE), Step("high", end=Ending.DONE))
        )
        stage.until_asked()
        stage.happen(Misheard())
        stage.until_asked()
        assert "above five" in stage.said[-1]
        stage.person("yes")
        assert stage.replies == [(How.WORD, "high")]

    def test_the_scripts_own_lines_come_first_and_lead_where_it_says(self) -> None:
        question = ask(
            "Blue?", {"yes": "end", "no": "end"}, unclear=Way("other", ("Once more?", "Last time?"))
        )
        stage = Stage(
            script(Step("q", question=question), Step("end", end=Ending.DONE), Step("other", end=Ending.LEFT))
        )
        for line in ("Once more?", "Last time?"):
            stage.until_asked()
            stage.happen(Misheard())
            stage.until(line)
        stage.until_asked()
        stage.happen(Misheard())
        assert stage.to_the_end() is Ending.LEFT

    def test_noise_while_the_voice_speaks_or_after_wait_is_no_miss(self) -> None:
        stage = Stage(LOOK)
        assert stage.happen(Misheard()) == ()
        stage.until_asked()
        stage.person("wait")
        assert stage.happen(Misheard()) == ()


def test_silence_without_a_way_is_asked_once_more_then_takes_the_no() -> None:
    stage = Stage(
        script(
            Step("q", question=ask("Shall we?", {"yes": "a", "no": "b"})),
            Step("a", end=Ending.LEFT),
            Step("b", end=Ending.DONE),
        )
    )
    assert stage.to_the_end() is Ending.DONE
    assert [s for s in stage.said if "Shall we?" in s] == ["Shall we?", "No hurry. Shall we?"]


def test_a_question_without_a_limit_takes_silence_for_an_answer_after_half_an_hour() -> None:
    question = ask("Shall we?", {"yes": "a", "no": "b"}, window=None, silence=Way("b"))
    steps = (Step("q", question=question), Step("a", end=Ending.LEFT), Step("b", end=Ending.DONE))
    stage = Stage(script(*steps))
    assert stage.to_the_end() is Ending.DONE
    assert 20 * 60 < stage.now < 45 * 60
    assert stage.replies == [(How.SILENCE, "b")]


class TestMovingAbout:
    def test_repeat_says_what_was_said_since_the_last_reply_and_asks_again(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        count = len(stage.lines)
        stage.person("repeat")
        stage.until_asked()
        assert stage.said[count:] == ["I'm with you.", "We could look around.", "Would you like to?"]

    def test_back_goes_to_the_step_before_and_then_to_its_beginning(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.person("yes")
        stage.person("back")
        assert stage.entered == ["hello", "see", "hello"]
        stage.person("back")
        assert stage.entered[-1] == "hello"

    def test_skip_goes_past_the_reading_to_the_question_and_past_the_question(self) -> None:
        stage = Stage(LOOK)
        stage.person("skip")
        assert stage.said[-1] == "Would you like to?"
        stage.person("skip")
        assert stage.replies == [(How.WORD, "see")]

    def test_go_on_ends_a_pause(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.person("no")
        stage.until("One sound")
        stage.step()  # two seconds later the answer stands
        stage.step()
        stage.person("go on")
        assert stage.said[-1] == "That's it for now."

    def test_what_a_question_owns_is_its_own(self) -> None:
        stage = Stage(
            script(
                Step("q", question=ask("Skip this?", {"skip": "a", "no": "b"})),
                Step("a", end=Ending.LEFT),
                Step("b", end=Ending.DONE),
            )
        )
        stage.until_asked()
        stage.person("skip")
        assert stage.entered[-1] == "a"


class TestManner:
    def test_slower_says_the_line_again_at_the_new_rate(self) -> None:
        stage = Stage(LOOK)
        effects = stage.person("slower")
        say = effects[-1]
        assert isinstance(say, Say)
        assert (say.text, say.manner.rate) == ("I'm with you.", 102)

    def test_in_a_silence_it_is_said_in_three_words_and_the_window_goes_on(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        opened = stage.now
        stage.person("louder")
        assert stage.said[-1] == LINES.louder
        stage.until("Let your eyes")
        assert stage.now == pytest.approx(opened + 20.0)

    @pytest.mark.parametrize(
        ("word", "limit", "line"), [("slower", 80, LINES.slowest), ("faster", 150, LINES.fastest)]
    )
    def test_there_is_a_limit_and_it_is_said(self, word: str, limit: int, line: str) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        for _ in range(12):
            stage.person(word)
        assert stage.state.manner.rate == limit
        assert stage.said[-1] == line

    def test_louder_never_jumps_by_more_than_three_decibels(self) -> None:
        stage = Stage(LOOK)
        gains = [stage.state.manner.gain]
        for _ in range(6):
            stage.person("louder")
            gains.append(stage.state.manner.gain)
        assert max(b - a for a, b in itertools.pairwise(gains)) == 3.0
        assert gains[-1] == 12.0


class TestEnds:
    def test_ctrl_c_says_one_line_and_ends_as_left(self) -> None:
        stage = Stage(LOOK)
        stage.happen(Interrupted(by_person=True))
        assert stage.said[-1] == LINES.closing
        assert stage.to_the_end() is Ending.LEFT

    def test_a_signal_from_the_system_ends_as_interrupted(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.happen(Interrupted(by_person=False))
        assert stage.to_the_end() is Ending.INTERRUPTED

    def test_twice_ends_at_once(self) -> None:
        stage = Stage(LOOK)
        stage.happen(Interrupted(by_person=True))
        assert isinstance(stage.happen(Interrupted(by_person=True))[-1], Finish)


class TestTrouble:
    def test_a_lost_microphone_is_said_and_noted_and_the_session_goes_on(self) -> None:
        stage = Stage(LOOK)
        stage.happen(Troubled(Trouble.MICROPHONE_LOST))
        stage.until(LINES.microphone_lost)
        assert stage.notes == ["microphone lost"]
        stage.until_asked()
        stage.person("yes", How.KEY)
        assert stage.to_the_end() is Ending.DONE

    def test_in_a_silence_it_is_said_at_once(self) -> None:
        stage = Stage(LOOK)
        stage.until_asked()
        stage.happen(Troubled(Trouble.MICROPHONE_LOST))
        assert stage.said[-1] == LINES.microphone_lost


def test_an_old_ending_changes_nothing() -> None:
    stage = Stage(LOOK)
    stage.until_asked()
    for turn in range(1, stage.state.turns + 1):
        live = {stage.state.clock, stage.state.nudge}
        if turn not in live:
            assert stage.happen(TimeUp(turn)) == ()
            assert stage.happen(Said(turn)) == ()


def test_a_ring_of_empty_steps_ends_instead_of_hanging() -> None:
    stage = Stage(script(Step("a", then="b"), Step("b", then="a")))
    assert stage.endings == [Ending.DONE]


def test_a_line_then_an_end() -> None:
    stage = Stage(script(Step("only", say=(Line("Here."),), end=Ending.LEFT)))
    assert stage.to_the_end() is Ending.LEFT
