"""Which numbers the person has confirmed: kept for them alone, and never longer than the digits."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from voiceground.care.confirming import confirm, confirmed, doubts
from voiceground.care.lines import Kind, lines_for
from voiceground.errors import CareError

LINE = next(line for line in lines_for("GB") if line.kind is Kind.CRISIS)
DAY = date(2026, 11, 27)


def test_a_confirmation_is_kept_with_its_day_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "own" / "confirmed.toml"
    confirm(path, LINE, DAY)
    assert confirmed(path) == {LINE.key: DAY}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    confirm(path, LINE, None)
    assert confirmed(path) == {}


def test_it_does_not_outlive_a_change_of_the_number(tmp_path: Path) -> None:
    path = tmp_path / "confirmed.toml"
    confirm(path, LINE, DAY)
    assert replace(LINE, dial="116 124").key not in confirmed(path)


def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "confirmed.toml"
    path.write_text("not toml at all [", encoding="utf-8")
    with pytest.raises(CareError, match="All numbers count as not confirmed"):
        confirm(path, LINE, DAY)
    assert path.read_text(encoding="utf-8") == "not toml at all ["


@pytest.mark.parametrize(
    ("on", "today", "told"),
    [
        (None, DAY, True),
        (DAY, DAY, False),
        (DAY, date(2027, 11, 27), False),
        (DAY, date(2027, 11, 28), True),
    ],
)
def test_unconfirmed_and_older_than_twelve_months_is_told(on: date | None, today: date, told: bool) -> None:
    found = doubts([LINE], {LINE.key: on} if on else {}, today)
    assert bool(found) == told
    if on is None:
        assert not found[0].is_old


def test_a_list_that_nobody_confirmed_grows_old_too() -> None:
    (doubt,) = doubts([LINE], {}, date(2027, 12, 3))
    assert doubt.is_old
    assert doubt.confirmed is None
