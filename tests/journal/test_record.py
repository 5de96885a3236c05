"""What is kept of a session, and what happens when it cannot be kept."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voiceground.errors import JournalError
from voiceground.journal.record import NoRecord, SessionRecord

STARTED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_first_line_says_what_it_is_and_the_entries_follow(tmp_path: Path) -> None:
    record = SessionRecord(tmp_path / "journal", "five-senses", STARTED, "ab12")
    record.write({"at": 0.0, "step": "hello"})
    record.write({"at": 9.5, "ended": "done"})
    record.close()
    assert record.path.name == "20261122T030405-five-senses-ab12.jsonl"
    assert lines(record.path) == [
        {"format": 1, "id": record.id, "script": "five-senses", "started": "2026-11-22T03:04:05+00:00"},
        {"at": 0.0, "step": "hello"},
        {"at": 9.5, "ended": "done"},
    ]


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_nobody_else_can_read_it_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    (tmp_path / "journal").mkdir()
    before = os.umask(umask)
    try:
        record = SessionRecord(tmp_path / "journal", "x", STARTED, "00")
    finally:
        os.umask(before)
    record.close()
    assert stat.S_IMODE(record.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(record.path.parent.stat().st_mode) == 0o700


def test_two_sessions_of_one_second_do_not_share_a_file(tmp_path: Path) -> None:
    first = SessionRecord(tmp_path, "x", STARTED, "aa")
    second = SessionRecord(tmp_path, "x", STARTED, "bb")
    first.close()
    second.close()
    assert first.path != second.path
    with pytest.raises(JournalError, match="goes on without it"):
        SessionRecord(tmp_path, "x", STARTED, "aa")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalError, match="VOICEGROUND_HOME"):
        SessionRecord(tmp_path / "file" / "journal", "x", STARTED, "00")


FULL_DISK = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from voiceground.journal.record import SessionRecord
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
record = SessionRecord(Path(sys.argv[1]), "x", datetime(2026, 1, 1, tzinfo=UTC), "00")
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
for number in range(20):
    record.write({"at": float(number), "step": "hello"})
record.close()
print(record.failing)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs RLIMIT_FSIZE")
def test_a_disk_that_fills_up_leaves_whole_lines_and_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True
    )
    (path,) = tmp_path.glob("*.jsonl")
    entries = lines(path)
    assert 1 < len(entries) < 21
    assert path.stat().st_size <= 200
    assert "cannot be kept" in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs RLIMIT_FSIZE")
def test_a_disk_that_is_full_from_the_start_leaves_no_empty_file(tmp_path: Path) -> None:
    code = FULL_DISK.replace("record = ", "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\nrecord = ")
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "JournalError" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_entry_is_on_the_disk_before_the_session_goes_on_to_end(tmp_path: Path) -> None:
    """What close() has waited for is there even if the process dies right after it."""
    code = (
        "import os,sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from voiceground.journal.record import SessionRecord\n"
        "r = SessionRecord(Path(sys.argv[1]), 'x', datetime(2026,1,1,tzinfo=UTC), '00')\n"
        "[r.write({'at': float(n)}) for n in range(50)]\nr.close()\nos.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    (path,) = tmp_path.glob("*.jsonl")
    assert len(lines(path)) == 51


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A disk that does nothing until it is told to."""
    awake = threading.Event()
    work = SessionRecord._work
    monkeypatch.setattr(SessionRecord, "_work", lambda self: (awake.wait(5), work(self)))
    return awake


def test_what_is_counted_as_safe_was_flushed_before(
    tmp_path: Path, disk: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each entry is on the disk, and its file's name too, before it is counted."""
    seen: list[tuple[str, int]] = []
    flush = os.fsync

    def watched(descriptor: int) -> None:
        flush(descriptor)
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        seen.append((kind, record.flushed))

    monkeypatch.setattr(os, "fsync", watched)
    record = SessionRecord(tmp_path, "x", STARTED, "00")
    assert list(tmp_path.glob("*.jsonl")) == []
    record.write({"at": 0.0, "step": "a"})
    record.write({"at": 1.0, "step": "b"})
    disk.set()
    record.close()
    assert seen == [("file", 0), ("folder", 0), ("file", 0), ("file", 1)]
    assert record.flushed == 2


def test_a_name_that_another_took_meanwhile_is_left_to_it(tmp_path: Path, disk: threading.Event) -> None:
    record = SessionRecord(tmp_path, "x", STARTED, "aa")
    record.path.write_text("another's")
    disk.set()
    record.close()
    assert [path.name for path in tmp_path.iterdir()] == [record.path.name]
    assert record.path.read_text() == "another's"
    assert "goes on without it" in str(record.failing)


def test_where_there_are_no_hard_links_it_gets_its_name_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuses)
    record = SessionRecord(tmp_path, "x", STARTED, "00")
    record.write({"at": 0.0, "step": "a"})
    record.close()
    assert [path.name for path in tmp_path.iterdir()] == [record.path.name]
    assert len(lines(record.path)) == 2


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_the_folders_above_that_had_to_be_made_are_private_too(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        record = SessionRecord(tmp_path / "share" / "voiceground" / "journal", "x", STARTED, "00")
    finally:
        os.umask(before)
    record.close()
    folders = [record.path.parent, *record.path.parent.parents][:3]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 3


def test_a_sealed_record_tells_its_script_nowhere(tmp_path: Path) -> None:
    record = SessionRecord(tmp_path, "low", STARTED, "ab12", seal=lambda line: line.hex().encode())
    record.write({"at": 0.0, "step": "a"})
    record.close()
    assert record.path.name == "20261122T030405-ab12.jsonl"
    sealed = record.path.read_bytes().splitlines()
    assert [json.loads(bytes.fromhex(line.decode())).get("step") for line in sealed] == [None, "a"]


def test_without_a_record_nothing_is_made(tmp_path: Path) -> None:
    record = NoRecord()
    record.write({"at": 0.0})
    record.close()
    assert list(tmp_path.iterdir()) == []
    assert record.failing is None
