"""A session that was cut off is closed at the next start, and nothing of it is lost by that."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journal.files import STARTED, many, session_file
from voiceground.journal.cut import CutOff, close_cut_off, cut_off
from voiceground.journal.reading import read_session, read_sessions
from voiceground.journal.record import SessionRecord
from voiceground.journal.tidying import Tidying, tidy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs locks that end with their process")

BEGUN: Sequence[Mapping[str, object]] = (
    {"at": 0.0, "step": "hello"},
    {"at": 8.5, "number": {"before": 7}},
    {"at": 9.0, "step": "look"},
)
NOW = STARTED + timedelta(minutes=10)


def lines(path: Path) -> list[object]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_it_gets_an_end_at_the_time_of_its_last_entry(tmp_path: Path) -> None:
    path = session_file(tmp_path, entries=BEGUN)
    assert close_cut_off(tmp_path) == 1
    assert lines(path)[-1] == {"at": 9.0, "ended": "interrupted"}
    assert close_cut_off(tmp_path) == 0


TAILS = {
    b'{"at": 10.5, "st': [{"at": 9.0, "ended": "interrupted", "torn": 16}],
    b'{"at": 10.5, "step": "rest"}': [
        {"at": 10.5, "step": "rest"},
        {"at": 10.5, "ended": "interrupted"},
    ],
    bytes(12): [{"at": 9.0, "ended": "interrupted", "torn": 12}],
    '{"at": 10.5, "note": "ü'.encode()[:-1]: [{"at": 9.0, "ended": "interrupted", "torn": 23}],
    b"{}\n": [{}, {"at": 9.0, "ended": "interrupted"}],
}


@pytest.mark.parametrize("tail", TAILS)
def test_a_line_that_was_half_written_stays_and_hides_no_other(tail: bytes, tmp_path: Path) -> None:
    path = session_file(tmp_path, entries=BEGUN)
    before = path.read_bytes() + tail
    path.write_bytes(before)
    close_cut_off(tmp_path)
    session, problem = read_session(path)
    assert session is not None
    assert problem is None
    assert list(session.entries) == [*BEGUN, *TAILS[tail]]
    assert path.read_bytes().startswith(before)


def test_one_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    record = SessionRecord(tmp_path, "five-senses", STARTED, "ab12")
    record.write({"at": 0.0, "step": "hello"})
    while not record.flushed:
        threading.Event().wait(0.01)
    assert close_cut_off(tmp_path) == 0
    assert cut_off(tmp_path, "five-senses", NOW) is None
    record.close()
    assert close_cut_off(tmp_path) == 1


def test_two_sessions_at_once_keep_their_own(tmp_path: Path) -> None:
    """Each tidies while the other writes: what both wrote is there, and neither has the other's end."""
    records = [SessionRecord(tmp_path, "five-senses", STARTED, nonce) for nonce in ("aa", "bb")]
    for number in range(20):
        for record in records:
            record.write({"at": float(number), "step": f"s{number}"})
        tidy(tmp_path, NOW, 90)
    for record in records:
        record.write({"at": 20.0, "ended": "done"})
        record.close()
    read = read_sessions(tmp_path)
    assert read.problems == ()
    assert [(len(session.entries), session.ended) for session in read.kept] == [(21, "done")] * 2


def test_what_cannot_be_read_or_written_is_left_for_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session_file(tmp_path, entries=BEGUN)
    session_file(tmp_path, entries=BEGUN, format=99, nonce="ff")
    before = path.read_bytes()

    def refuses(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuses)
        assert close_cut_off(tmp_path) == 0
    assert path.read_bytes() == before
    assert close_cut_off(tmp_path) == 1


class TestWhereItStood:
    def test_a_session_of_minutes_ago_tells_its_steps_and_its_numbers(self, tmp_path: Path) -> None:
        session_file(tmp_path, entries=BEGUN)
        assert cut_off(tmp_path, "five-senses", NOW) == CutOff(("hello", "look"), {"before": "7"})

    def test_it_does_so_after_it_was_closed_too(self, tmp_path: Path) -> None:
        session_file(tmp_path, entries=BEGUN)
        close_cut_off(tmp_path)
        assert cut_off(tmp_path, "five-senses", NOW) == CutOff(("hello", "look"), {"before": "7"})

    @pytest.mark.parametrize("ended", ["done", "left"])
    def test_one_that_had_an_end_is_over(self, ended: str, tmp_path: Path) -> None:
        session_file(tmp_path, entries=[*BEGUN, {"at": 9.5, "ended": ended}])
        assert cut_off(tmp_path, "five-senses", NOW) is None

    @pytest.mark.parametrize("hours", [6.1, 24 * 400, -1])
    def test_one_of_this_morning_or_of_tomorrow_is_over_too(self, hours: float, tmp_path: Path) -> None:
        """The last is a clock that was put back meanwhile."""
        session_file(tmp_path, entries=BEGUN)
        assert cut_off(tmp_path, "five-senses", STARTED + timedelta(hours=hours)) is None

    def test_another_session_since_then_is_an_end_of_it(self, tmp_path: Path) -> None:
        session_file(tmp_path, entries=BEGUN)
        session_file(tmp_path, script="easy-breath", started=STARTED + timedelta(minutes=1))
        assert cut_off(tmp_path, "five-senses", NOW) is None
        assert cut_off(tmp_path, "easy-breath", NOW) is None

    def test_a_locked_or_broken_one_since_then_too(self, tmp_path: Path) -> None:
        session_file(tmp_path, entries=BEGUN)
        (tmp_path / f"{NOW:%Y%m%dT%H%M%S}-x-00.jsonl").write_text("c2VhbGVk\n")
        assert cut_off(tmp_path, "five-senses", NOW) is None

    def test_no_folder_tells_nothing(self, tmp_path: Path) -> None:
        assert cut_off(tmp_path / "never", "five-senses", NOW) is None


class TestKeptForSoLong:
    def test_what_is_older_than_the_days_is_removed(self, tmp_path: Path) -> None:
        old, *_, last = many(tmp_path, 4, timedelta(days=40))
        tidy(tmp_path, STARTED + timedelta(days=131), 90)
        assert not old.exists()
        assert last.exists()
        assert len(list(tmp_path.iterdir())) == 2

    def test_nought_means_for_ever(self, tmp_path: Path) -> None:
        many(tmp_path, 4, timedelta(days=40))
        tidy(tmp_path, STARTED + timedelta(days=300), 0)
        assert len(list(tmp_path.iterdir())) == 4

    @pytest.mark.parametrize("days", [-3650, 3650])
    def test_a_clock_that_is_years_off_removes_nothing(self, days: int, tmp_path: Path) -> None:
        many(tmp_path, 4, timedelta(days=40))
        now = STARTED + timedelta(days=days)
        session_file(tmp_path, started=now)
        tidy(tmp_path, now, 90)
        assert len(list(tmp_path.iterdir())) == 5

    def test_files_that_are_not_ours_are_not_removed(self, tmp_path: Path) -> None:
        session_file(tmp_path, started=STARTED + timedelta(days=200))
        for name in ("20200101-notes.txt", "my-worst-night.jsonl", "20200101.jsonl"):
            (tmp_path / name).write_text("mine")
        tidy(tmp_path, STARTED + timedelta(days=201), 90)
        assert len(list(tmp_path.iterdir())) == 4

    def test_a_file_that_never_got_its_name_goes_after_a_day(self, tmp_path: Path) -> None:
        (tmp_path / f".{STARTED:%Y%m%dT%H%M%S}-x-00.new").write_text('{"format": 1}\n')
        tidy(tmp_path, NOW, 90)
        assert len(list(tmp_path.iterdir())) == 1
        tidy(tmp_path, STARTED + timedelta(days=2), 90)
        assert list(tmp_path.iterdir()) == []


def test_tidying_waits_for_the_voice_and_is_done_at_the_latest_at_the_end(tmp_path: Path) -> None:
    path = session_file(tmp_path, entries=BEGUN)
    tidying = Tidying(tmp_path, NOW, 90, after=60)
    assert lines(path)[-1] == BEGUN[-1]
    tidying.close()
    tidying.close()
    assert lines(path)[-1] == {"at": 9.0, "ended": "interrupted"}


def test_tidying_comes_by_itself(tmp_path: Path) -> None:
    session_file(tmp_path, entries=BEGUN)
    tidying = Tidying(tmp_path, NOW, 90, after=0.0)
    tidying._timer.join(5)
    assert read_sessions(tmp_path).kept[0].ended == "interrupted"
    tidying.close()


def test_no_folder_has_nothing_to_tidy(tmp_path: Path) -> None:
    tidy(tmp_path / "never", NOW, 90)
    assert list(tmp_path.iterdir()) == []
