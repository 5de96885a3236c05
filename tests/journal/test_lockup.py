"""The whole journal locked and unlocked: nothing is lost, whatever happens meanwhile."""

from __future__ import annotations

import json
import os
import stat
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.journal.sealed import STARTED, contents, keep
from voiceground.errors import JournalError
from voiceground.journal import locking, lockup
from voiceground.journal.locking import Lock, Seal, Unseal
from voiceground.journal.lockup import State
from voiceground.journal.reading import read_sessions
from voiceground.journal.record import SessionRecord


def test_locked_files_tell_nothing_and_unlocked_ones_are_as_they_were(
    folder: Path, made: Lock, key: bytes
) -> None:
    for number in range(3):
        keep(folder, number)
    before = contents(folder)

    assert lockup.lock(folder, made).done == 3
    assert lockup.state(folder) is State.LOCKED
    for path in folder.iterdir():
        assert b"five-senses" not in path.read_bytes()
        assert "five-senses" not in path.name

    assert lockup.unlock(folder, key).done == 3
    assert lockup.state(folder) is State.OPEN
    assert contents(folder) == before
    assert {path.suffix for path in folder.iterdir()} == {".jsonl"}


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"no json at all", b'{"format": 1}\n{"at": 1, "st', b"\n\n\x00\xff\n", b"{" * 5000],
    ids=["empty", "a newline", "a note", "torn", "bytes", "long"],
)
def test_whatever_a_file_holds_comes_back_byte_by_byte(
    folder: Path, made: Lock, key: bytes, data: bytes
) -> None:
    folder.mkdir()
    (folder / "odd.jsonl").write_bytes(data)
    lockup.lock(folder, made)
    assert not data or (folder / "odd.jsonl").read_bytes() != data
    lockup.unlock(folder, key)
    assert contents(folder) == {"odd.jsonl": data}


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_nobody_else_can_read_any_of_it_and_the_times_stay(folder: Path, made: Lock) -> None:
    path = keep(folder, 1)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    mask = os.umask(0)
    try:
        lockup.lock(folder, made)
    finally:
        os.umask(mask)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.stat().st_mtime for path in folder.glob("*.jsonl")] == [1_000_000_000]


def test_a_session_is_written_while_locked_and_read_with_the_key_only(
    folder: Path, made: Lock, key: bytes
) -> None:
    keep(folder, 1)
    lockup.lock(folder, made)
    keep(folder, 2, lockup.sealing(folder))

    unread = read_sessions(folder)
    assert unread.kept == ()
    assert all("locked" in problem for problem in unread.problems)
    assert [session.numbers["before"] for session in read_sessions(folder, Unseal(key)).kept] == [1, 2]

    assert lockup.unlock(folder, key).done == 2
    assert sorted(session.numbers["before"] for session in read_sessions(folder).kept) == [1, 2]


def test_where_nothing_is_locked_nothing_is_sealed(folder: Path) -> None:
    assert lockup.sealing(folder) is None
    assert lockup.lock_of(folder) is None
    assert lockup.state(folder) is State.OPEN


def test_a_journal_can_be_locked_before_its_first_session(folder: Path, made: Lock, key: bytes) -> None:
    lockup.lock(folder, made)
    keep(folder, 1, lockup.sealing(folder))
    assert lockup.unlock(folder, key).done == 1


def test_locking_again_seals_what_came_in_readable_and_needs_no_passphrase(folder: Path, made: Lock) -> None:
    lockup.lock(folder, made)
    keep(folder, 1)
    assert lockup.lock(folder).done == 1
    assert lockup.lock(folder).done == 0


def test_a_damaged_key_file_keeps_new_sessions_from_being_written_readable(folder: Path, made: Lock) -> None:
    lockup.lock(folder, made)
    (folder / lockup.LOCKED_NAME).write_bytes(b"{")
    with pytest.raises(JournalError, match="damaged"):
        lockup.sealing(folder)


# --- what is in use ---------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="there, nobody can tell")
def test_a_session_that_runs_is_left_alone_and_sealed_later(folder: Path, made: Lock, key: bytes) -> None:
    record = SessionRecord(folder, "five-senses", STARTED, "aaaa")
    record.write({"at": 0.0, "step": "hello"})
    wait_for(record.path)

    assert lockup.lock(folder, made).busy == (record.path.name,)
    record.write({"at": 9.5, "ended": "left"})
    record.close()

    assert lockup.lock(folder).done == 1
    (session,) = read_sessions(folder, Unseal(key)).kept
    assert session.ended == "left"


@pytest.mark.skipif(os.name == "nt", reason="there, nobody can tell")
def test_the_key_stays_as_long_as_a_sealed_session_runs(folder: Path, made: Lock, key: bytes) -> None:
    lockup.lock(folder, made)
    record = SessionRecord(folder, "five-senses", STARTED, "aaaa", lockup.sealing(folder))
    wait_for(record.path)

    assert lockup.unlock(folder, key).busy == (record.path.name,)
    assert lockup.state(folder) is State.OPENING
    assert lockup.sealing(folder) is None, "what begins now is readable"
    record.write({"at": 9.5, "ended": "done"})
    record.close()

    assert lockup.unlock(folder, key).done == 1
    assert lockup.state(folder) is State.OPEN
    assert [session.ended for session in read_sessions(folder).kept] == ["done"]


def test_a_half_opened_journal_can_be_locked_again(folder: Path, made: Lock, key: bytes) -> None:
    keep(folder, 1)
    lockup.lock(folder, made)
    (folder / lockup.LOCKED_NAME).rename(folder / lockup.OPENING_NAME)
    keep(folder, 2)
    assert lockup.lock(folder).done == 1
    assert lockup.state(folder) is State.LOCKED
    assert lockup.unlock(folder, key).done == 2


def wait_for(path: Path) -> None:
    for _ in range(500):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"{path} never appeared")


# --- what was touched -------------------------------------------------------------------------------


def test_a_damaged_file_stays_as_it_is_and_so_does_the_key(folder: Path, made: Lock, key: bytes) -> None:
    for number in range(3):
        keep(folder, number)
    lockup.lock(folder, made)
    damaged = sorted(folder.glob("*.jsonl"))[1]
    sealed = damaged.read_bytes().splitlines(keepends=True)
    data = b"".join([sealed[0], sealed[1][:60] + b"AAAA" + sealed[1][64:], *sealed[2:]])
    damaged.write_bytes(data)

    turned = lockup.unlock(folder, key)
    assert (turned.done, turned.damaged) == (2, (damaged.name,))
    assert damaged.read_bytes() == data
    assert lockup.lock_of(folder) == made
    told = read_sessions(folder, Unseal(key))
    assert len(told.kept) == 3
    assert "One line cannot be read" in told.problems[0]


def test_lines_that_were_taken_out_are_told(folder: Path, made: Lock, key: bytes) -> None:
    keep(folder, 1)
    lockup.lock(folder, made)
    (path,) = folder.glob("*.jsonl")
    sealed = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(sealed[:1] + sealed[2:]))
    assert lockup.unlock(folder, key).gaps == ("20261122T030405-five-senses-0001.jsonl",)


def test_a_line_moved_from_one_file_to_another_is_found(folder: Path, made: Lock, key: bytes) -> None:
    keep(folder, 1)
    keep(folder, 2)
    lockup.lock(folder, made)
    one, other = sorted(folder.glob("*.jsonl"))
    mine = one.read_bytes().splitlines(keepends=True)
    theirs = other.read_bytes().splitlines(keepends=True)
    one.write_bytes(b"".join([mine[0], theirs[1], *mine[2:]]))
    assert lockup.unlock(folder, key).damaged == (one.name,)


def test_a_line_that_a_power_cut_halved_does_not_keep_the_journal_locked(
    folder: Path, made: Lock, key: bytes
) -> None:
    path = keep(folder, 1, Seal(made))
    lockup.lock(folder, made)
    path.write_bytes(path.read_bytes()[:-40])
    assert lockup.unlock(folder, key).done == 1
    assert lockup.state(folder) is State.OPEN
    *_, number, torn = contents(folder)[path.name].split(b"\n")
    assert json.loads(number) == {"at": 9.0, "number": {"before": 1}}
    assert torn.startswith(locking.PREFIX)


def test_a_name_inside_a_file_leads_nowhere_else(folder: Path, made: Lock, key: bytes) -> None:
    """Whoever can write the folder could seal any first line."""
    folder.mkdir()
    head = json.dumps({"format": 1, "id": "../../elsewhere", "script": "x", "started": STARTED.isoformat()})
    (folder / "20261122T030405-aaaa.jsonl").write_bytes(Seal(made)(head.encode()) + b"\n")
    lockup.lock(folder, made)
    lockup.unlock(folder, key)
    assert [*contents(folder)] == ["20261122T030405-aaaa.jsonl"]


def test_a_name_that_is_taken_is_not_taken_twice(folder: Path, made: Lock, key: bytes) -> None:
    keep(folder, 1)
    record = SessionRecord(folder, "low-mood", STARTED, "0001")  # another script in the same second
    record.close()
    before = Counter(contents(folder).values())
    lockup.lock(folder, made)
    assert len(contents(folder)) == 2
    lockup.unlock(folder, key)
    assert Counter(contents(folder).values()) == before


# --- the plan, and the passphrase -------------------------------------------------------------------


def test_the_plan_stays_readable_unless_it_is_asked_for(tmp_path: Path, folder: Path, made: Lock) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(b'{\n "format": 1\n}\n')
    lockup.lock(folder, made)
    assert plan.read_bytes() == b'{\n "format": 1\n}\n'


def test_a_sealed_plan_comes_back_as_it_was(tmp_path: Path, folder: Path, made: Lock, key: bytes) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(b'{\n "format": 1\n}\n')
    lockup.lock(folder, made, plan)
    sealed = plan.read_bytes()
    assert locking.is_sealed(sealed)
    lockup.lock(folder, plan=plan)
    assert plan.read_bytes() == sealed, "it is sealed once"
    lockup.unlock(folder, key, plan)
    assert plan.read_bytes() == b'{\n "format": 1\n}\n'


def test_another_passphrase_reads_what_was_sealed_before(folder: Path, made: Lock, key: bytes) -> None:
    keep(folder, 1)
    lockup.lock(folder, made)
    lockup.change(folder, key, "nine tall blue herons")
    lock = lockup.lock_of(folder)
    assert lock is not None
    assert lockup.unlock(folder, lock.opened("nine tall blue herons")).done == 1


def test_the_lock_goes_when_nothing_is_sealed_any_more_and_not_before(
    tmp_path: Path, folder: Path, made: Lock
) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(b"{}\n")
    path = keep(folder, 1, Seal(made))
    lockup.lock(folder, made, plan)

    lockup.drop(folder, plan)
    assert lockup.state(folder) is State.LOCKED, "a session is sealed"
    path.unlink()
    lockup.drop(folder, plan)
    assert lockup.state(folder) is State.LOCKED, "the plan is sealed"
    plan.unlink()
    lockup.drop(folder, plan)
    assert lockup.state(folder) is State.OPEN
