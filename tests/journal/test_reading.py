"""What was kept is read back, whatever has happened to the files meanwhile, and no file is changed by it."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.files import ENTRIES, STARTED, head, many, session_file
from voiceground.errors import JournalError
from voiceground.journal import lines
from voiceground.journal.reading import read_session, read_sessions


def test_a_session_comes_back_with_everything_that_was_kept(tmp_path: Path) -> None:
    path = session_file(tmp_path)
    (session,), problems = read_sessions(tmp_path).kept, read_sessions(tmp_path).problems
    assert problems == ()
    assert (session.id, session.path) == (path.stem, path)
    assert (session.script, session.started) == ("five-senses", STARTED)
    assert (session.seconds, session.ended) == (61.5, "done")
    assert session.numbers == {"before": 7, "after": 4}
    assert session.entries == tuple(ENTRIES)


def test_no_folder_holds_no_sessions(tmp_path: Path) -> None:
    assert read_sessions(tmp_path / "never").kept == ()
    assert read_sessions(tmp_path / "never").problems == ()


def test_the_newest_comes_last_whatever_its_zone_and_its_name(tmp_path: Path) -> None:
    """Local times of three zones: the one that looks latest is the first."""
    early = session_file(tmp_path, started=datetime.fromisoformat("2026-11-22T09:00:00+09:00"))
    late = session_file(tmp_path, started=datetime.fromisoformat("2026-11-22T02:00:00+00:00"))
    last = session_file(tmp_path, started=datetime.fromisoformat("2026-11-21T22:30:00-05:00"))
    assert [session.path for session in read_sessions(tmp_path).kept] == [early, late, last]


def test_what_this_version_does_not_know_is_kept(tmp_path: Path) -> None:
    unknown = {"at": 3.0, "weather": {"sky": "grey"}}
    session_file(tmp_path, entries=[unknown, {"at": 4.0, "ended": "done", "by": "owl"}], place="x")
    (session,) = read_sessions(tmp_path).kept
    assert session.entries == (unknown, {"at": 4.0, "ended": "done", "by": "owl"})


def test_an_older_format_is_upcast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def from_nought(rows: list[lines.Entry]) -> list[lines.Entry]:
        return [{**rows[0], "script": rows[0]["title"]}, *({"at": row["t"], **row} for row in rows[1:])]

    monkeypatch.setattr(lines, "UPCASTS", {0: from_nought})
    monkeypatch.setattr("voiceground.journal.reading.UPCASTS", {0: from_nought})
    rows = [{"format": 0, "title": "old", "started": STARTED.isoformat()}, {"t": 5.0, "ended": "left"}]
    (tmp_path / "old.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (session,) = read_sessions(tmp_path).kept
    assert (session.script, session.seconds, session.ended) == ("old", 5.0, "left")


HEAD = json.dumps(head("x", "five-senses", STARTED)).encode()
STEP = b'{"at": 2.0, "step": "look"}'

WITH_SOMETHING_LOST = {
    "a line that was cut": (HEAD + b"\n" + STEP + b'\n{"at": 3.0, "st', "One line cannot"),
    "a line of zeros": (HEAD + b"\n" + STEP + b"\n" + bytes(40) + b"\n", "One line cannot"),
    "lines of something else": (HEAD + b"\nhello\n[1]\n\xff\xfe\n" + STEP + b"\n", "3 lines cannot"),
    "no JSON": (HEAD + b"\n" + STEP + b'\n{"at": NaN}\n', "One line cannot"),
    "half a letter": (HEAD + b"\n" + STEP + b'\n{"at": 3, "step": "\\ud83d"}\n', "One line cannot"),
    "very deep": (HEAD + b"\n" + STEP + b"\n" + b'{"a":' * 5000 + b"\n", "One line cannot"),
    "a very long number": (HEAD + b"\n" + STEP + b'\n{"at": ' + b"9" * 5000 + b"}\n", "One line cannot"),
}


@pytest.mark.parametrize("name", WITH_SOMETHING_LOST)
def test_a_broken_line_costs_itself_and_no_other(name: str, tmp_path: Path) -> None:
    data, told = WITH_SOMETHING_LOST[name]
    (tmp_path / "x.jsonl").write_bytes(data)
    read = read_sessions(tmp_path)
    assert read.kept[0].entries == ({"at": 2.0, "step": "look"},)
    assert len(read.problems) == 1
    assert told in read.problems[0]
    assert (tmp_path / "x.jsonl").read_bytes() == data


NO_SESSION = {
    "empty": b"",
    "a torn first line": HEAD[:20],
    "not ours": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "no format": b'{"script": "x"}\n',
    "a format from before the first": HEAD.replace(b'"format": 1', b'"format": -3') + b"\n",
    "no script": b'{"format": 1, "started": "2026-11-22T03:04:05+00:00"}\n',
    "a script that would write on the terminal": HEAD.replace(b"five-", b"\\u001b[2J") + b"\n",
    "no time": HEAD.replace(b"2026-11-22T", b"yesterday ") + b"\n",
    "a time before all clocks": HEAD.replace(b"2026-11-22T", b"0001-01-01T") + b"\n",
}


@pytest.mark.parametrize("name", NO_SESSION)
def test_what_is_no_session_is_told_and_left_where_it_is(name: str, tmp_path: Path) -> None:
    session_file(tmp_path)
    (tmp_path / "x.jsonl").write_bytes(NO_SESSION[name])
    read = read_sessions(tmp_path)
    assert len(read.kept) == 1
    assert read.problems == ("x.jsonl holds no session that can be read. It stays as it is.",)
    assert (tmp_path / "x.jsonl").read_bytes() == NO_SESSION[name]


def test_a_file_from_the_future_is_left_for_a_newer_voiceground(tmp_path: Path) -> None:
    session_file(tmp_path)
    later = session_file(tmp_path, script="later", format=99)
    read = read_sessions(tmp_path)
    assert [session.script for session in read.kept] == ["five-senses"]
    assert len(read.problems) == 1
    assert read.problems[0].startswith(f"{later.name} was written by a newer voiceground (format 99).")


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_things_that_are_no_files_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "nowhere.jsonl").symlink_to(tmp_path / "gone")
    session_file(tmp_path)
    read = read_sessions(tmp_path)
    assert len(read.kept) == 1
    assert [problem.split()[0] for problem in read.problems] == [
        "folder.jsonl",
        "nowhere.jsonl",
        "pipe.jsonl",
    ]


def test_values_of_the_wrong_kind_are_passed_over(tmp_path: Path) -> None:
    odd: list[dict[str, object]] = [
        {"at": "soon", "number": {"before": "high", "after": True, "other": 10**30, "right": 3}},
        {"at": -1, "number": 7},
        {"ended": ["done"]},
    ]
    session_file(tmp_path, entries=odd)
    (session,) = read_sessions(tmp_path).kept
    assert (session.seconds, session.ended, session.numbers) == (0.0, None, {"right": 3})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ru_maxrss is in other units elsewhere")
def test_a_file_of_100_megabytes_costs_no_more_than_one_of_one(tmp_path: Path) -> None:
    path = session_file(tmp_path)
    with path.open("ab") as file:
        file.truncate(100 << 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    session, problem = read_session(path)
    assert time.perf_counter() - began < 2.0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30 * 1024
    assert session is not None
    assert session.ended == "done"
    assert problem is not None
    assert "larger than any session" in problem


def backwards(line: bytes) -> bytes:
    return line.hex().encode()


def unhex(line: bytes) -> bytes:
    try:
        return bytes.fromhex(line.decode())
    except ValueError:
        raise JournalError("This is not the right one.") from None


def test_a_sealed_session_is_told_as_locked_and_opens_with_its_key(tmp_path: Path) -> None:
    path = session_file(tmp_path)
    path.write_bytes(b"".join(backwards(line) + b"\n" for line in path.read_bytes().splitlines()))
    assert read_sessions(tmp_path).kept == ()
    assert read_sessions(tmp_path).problems == (f"{path.name} is locked. `voiceground unlock` opens it.",)

    def wrong(line: bytes) -> bytes:
        raise JournalError("wrong")

    assert read_sessions(tmp_path, wrong).problems == read_sessions(tmp_path).problems
    (session,) = read_sessions(tmp_path, unhex).kept
    assert session.entries == tuple(ENTRIES)


def test_a_sealed_line_that_was_tampered_with_costs_itself(tmp_path: Path) -> None:
    path = session_file(tmp_path)
    sealed = [backwards(line) for line in path.read_bytes().splitlines()]
    sealed[2] = b"zz" + sealed[2]
    path.write_bytes(b"\n".join(sealed) + b"\n")
    read = read_sessions(tmp_path, unhex)
    assert len(read.kept[0].entries) == len(ENTRIES) - 1
    assert "One line cannot be read" in read.problems[0]


@given(st.binary(max_size=300), st.booleans())
def test_whatever_the_bytes_reading_ends_in_a_session_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, headed: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes((HEAD + b"\n" if headed else b"") + data)
    session, problem = read_session(path)
    assert session or problem
    assert not headed or session


def test_a_thousand_sessions_are_read_in_no_time_to_speak_of(tmp_path: Path) -> None:
    many(tmp_path, 1000, timedelta(hours=3))
    began = time.process_time()
    read = read_sessions(tmp_path)
    assert len(read.kept) == 1000
    assert read.kept[0].started == STARTED.astimezone(UTC)
    assert time.process_time() - began < 1.0
