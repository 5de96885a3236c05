"""docs/pacing.md is about the scripts that ship, and a line counts as long as its sound lasts."""

from __future__ import annotations

import pytest

from tests.core.scripts import LOOK
from tools import pacing
from voiceground.core.events import Effect, Say
from voiceground.rehearsal import text
from voiceground.rehearsal.run import Rehearsed
from voiceground.script.plan import Plan


@pytest.fixture(scope="module")
def scripts() -> list[Rehearsed]:
    return pacing.ready()


def test_the_table_is_about_the_scripts_that_ship(scripts: list[Rehearsed]) -> None:
    """Where this fails, `python -m tools.pacing` measures again."""
    assert pacing.stale(pacing.TABLE.read_text(encoding="utf-8"), scripts) == []


def test_a_script_that_is_new_and_one_that_is_gone_are_told(scripts: list[Rehearsed]) -> None:
    rows = [pacing.without_voice(one) for one in scripts[:2]]
    told = pacing.stale(pacing.page([rows[0], ("gone", *rows[1][1:])]), scripts[:2])
    assert [sentence.partition(":")[0] for sentence in told] == [rows[1][0], "gone"]


def three_seconds(effect: Effect) -> float:
    return 3.0 if isinstance(effect, Say) else 0.0


def test_a_session_is_as_long_as_its_sounds_and_its_silences() -> None:
    stage = pacing.Heard(LOOK, lasts=three_seconds)
    text.perform(stage, pacing.SILENT)
    assert stage.speech == 3.0 * len(stage.said)
    assert stage.now == pytest.approx(stage.speech + sum(stage.silences))
    assert max(stage.silences) == stage.longest_silence


def test_the_row_says_how_fast_it_is_spoken() -> None:
    one = Rehearsed(LOOK, Plan((pacing.SILENT,)), LOOK, {})
    row = pacing.measured(one, three_seconds)
    stage = pacing.Heard(LOOK, lasts=three_seconds)
    text.perform(stage, pacing.SILENT)
    assert row[:2] == (LOOK.id, LOOK.level)
    assert int(row[6]) == round(60 * int(row[3]) / stage.speech)
    assert row[5] == pacing.clock(stage.now)
