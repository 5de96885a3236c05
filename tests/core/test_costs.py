"""How sure the ear has to be follows from what mistakes cost, and from nothing else."""

from __future__ import annotations

import pytest

from tests.core.test_transcripts import NUMBER, YES_NO
from voiceground.core.costs import COSTS, GLOBAL_COSTS, NEED_ODDS, ODDS, Moment, bar, cost, sure
from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.languages.language import NEEDS, Kind
from voiceground.core.replies import options, vocabulary

NAMES = ["yes", "no", "7", "ready", "better", "too much", "blue", *GLOBAL_WORDS]


def test_the_order_is_the_houses_own() -> None:
    """A missed stop is the worst, then a wrong yes, then asking again, which is the unit."""
    asking_again = 1.0
    assert COSTS[Kind.STOP].missed > COSTS[Kind.YES].wrong > asking_again
    others = [c for kind, c in COSTS.items() if kind is not Kind.STOP] + list(GLOBAL_COSTS.values())
    assert COSTS[Kind.STOP].missed > max(max(c.missed, c.wrong) for c in others)


@pytest.mark.parametrize("name", NAMES)
def test_a_bar_is_where_both_mistakes_cost_the_same(name: str) -> None:
    p, row = bar(name, Moment.READING), cost(name)
    kind = Kind.STOP if name == "stop" else Kind.GLOBAL if name in GLOBAL_WORDS else None
    odds = (NEED_ODDS if name in NEEDS else ODDS[kind or Kind.FREE])[Moment.READING]
    assert p * odds * row.missed == pytest.approx((1 - p) * row.lightest)


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("answer", [name for name in NAMES if name != "stop"])
def test_stop_has_the_lowest_bar_at_every_moment(moment: Moment, answer: str) -> None:
    heard = vocabulary(options([answer, "no"]), is_open=True)
    live = [option.name for option in heard.options if option.name != "stop"]
    assert all(bar("stop", moment, heard) < bar(name, moment, heard) for name in live)


def test_stop_needs_no_less_than_by_its_own_costs_while_the_voice_reads() -> None:
    """What was counted there, an hour of our own voice, holds whatever may be answered."""
    heard = vocabulary(options(["blue", "7"]), is_open=True)
    assert bar("stop", Moment.READING, heard) == bar("stop", Moment.READING)
    assert bar("stop", Moment.OPEN, heard) < bar("stop", Moment.OPEN)


def test_stop_over_the_voices_own_stop_needs_strong_evidence_and_nothing_else_passes() -> None:
    assert bar("stop", Moment.OPEN) < 0.4
    assert 0.9 < bar("stop", Moment.READING) < bar("stop", Moment.OWN_WORD) < 0.995
    assert {bar(name, Moment.OWN_WORD) for name in NAMES if name != "stop"} == {1.0}


@pytest.mark.parametrize("name", NAMES)
def test_while_the_voice_reads_more_is_needed_than_at_a_question(name: str) -> None:
    assert 0.0 < bar(name, Moment.OPEN) < bar(name, Moment.READING) < 1.0


def test_a_global_word_needs_more_than_an_answer_unless_a_writer_lists_it() -> None:
    heard = vocabulary(options(["skip", "no"]), is_open=True)
    assert bar("skip", Moment.OPEN) > bar("blue", Moment.OPEN)
    assert bar("skip", Moment.OPEN, heard) == bar("blue", Moment.OPEN)
    assert bar("skip", Moment.OPEN, YES_NO) == bar("skip", Moment.OPEN)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("yes", 0.7),
        ("yes / okay / ready", 0.7),
        ("7", 0.7),
        ("blue", 0.6),
        ("better", 0.6),
        ("ready", 0.5),
        ("no", 0.0),
        ("too much", 0.0),
        *((word, 0.0) for word in GLOBAL_WORDS),
    ],
)
def test_what_is_asked_about(name: str, least: float) -> None:
    assert sure(name) == pytest.approx(least)


def test_what_may_be_asked_about_is_let_through_by_the_ear_first() -> None:
    """Between the two thresholds an answer is worth a second asking; a gap the other way would be none."""
    assert bar("yes", Moment.OPEN) < sure("yes")
    assert bar("7", Moment.OPEN, NUMBER) < sure("7", NUMBER)
