"""Only the newest sessions are opened, and a door's order never waits or fails for its history."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from tests.journal.journals import kept, used, write
from voiceground.journal.newest import REMEMBERED, newest, order_for

DOORS = {"panicky": ("a", "b", "c")}


def test_the_newest_are_read_and_all_are_counted(tmp_path: Path) -> None:
    write(tmp_path, iter([kept(day=day) for day in range(30)]))
    sessions, total = newest(tmp_path, 5)
    assert (len(sessions.kept), total) == (5, 30)
    assert sessions.kept[-1].started == kept(day=29).started
    assert len(newest(tmp_path, None)[0].kept) == 30
    assert len(newest(tmp_path, 0)[0].kept) == 0
    assert len(newest(tmp_path, 99)[0].kept) == 30


def test_it_collects_garbage_afterwards_as_it_did_before(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("in the way")
    newest(tmp_path, None)
    with pytest.raises(OSError, match="directory"):
        newest(tmp_path / "journal", None)
    assert gc.isenabled()
    gc.disable()
    try:
        newest(tmp_path, None)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_order_goes_by_the_newest_sessions_only(tmp_path: Path) -> None:
    """What was worse before all that is remembered is offered again."""
    old = [kept(used("panicky", "a", "worse"), day=0)]
    new = [kept(used("panicky", "c", "better"), day=1 + day) for day in range(REMEMBERED)]
    write(tmp_path, iter(old + new[:-1]))
    assert order_for(tmp_path, DOORS) == {"panicky": ("c", "b")}
    write(tmp_path, iter(new[-1:]))
    assert order_for(tmp_path, DOORS) == {"panicky": ("c", "a", "b")}


def test_where_nothing_is_kept_the_usual_order_holds(tmp_path: Path) -> None:
    assert order_for(tmp_path / "nowhere", DOORS) == DOORS


def test_broken_and_locked_sessions_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, iter([kept(used("panicky", "c", "better"), day=day) for day in range(2)]))
    (tmp_path / "20990101T000000-x-00.jsonl").write_bytes(b"gAAAAAB\n")
    (tmp_path / "20990101T000001-x-00.jsonl").write_bytes(b"\xff{")
    assert order_for(tmp_path, DOORS) == {"panicky": ("c", "a", "b")}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="a file in the place of a folder is a POSIX error")
def test_a_folder_that_cannot_be_listed_gives_the_usual_order(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("in the way")
    assert order_for(tmp_path / "journal", DOORS) == DOORS
