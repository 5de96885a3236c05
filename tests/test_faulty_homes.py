"""Sessions where little goes as it should: cut off before, at once, no place to write, a generous umask."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e import scripts
from tests.journal.files import session_file
from voiceground import config
from voiceground.core.languages.en.lines import LINES
from voiceground.errors import JournalError
from voiceground.folders import folders
from voiceground.journal.cut import close_cut_off
from voiceground.journal.reading import read_sessions
from voiceground.journal.record import SessionRecord
from voiceground.journal.tidying import tidy

NOW = datetime.now().astimezone().replace(microsecond=0)
BEGUN = [{"at": 0.0, "step": "hello"}, {"at": 9.0, "step": "more"}]


def session(folder: Path, home: Path | str, *, umask: int = 0o022) -> subprocess.Popen[str]:
    path = scripts.one_question(folder, window="1s")
    command = [sys.executable, "-m", "voiceground", "run", str(path), "--room", "silent", "--speed", "100"]
    return subprocess.Popen(
        command,
        env={**os.environ, "VOICEGROUND_HOME": str(home)},
        umask=umask,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended_well(running: subprocess.Popen[str]) -> tuple[list[str], list[str]]:
    """What it said, and what it told on the error stream, line by line."""
    out, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    assert out.splitlines()[-1] == "That is all for now."
    return out.splitlines(), err.splitlines()


def test_after_a_cut_it_asks_and_silence_begins_anew(tmp_path: Path) -> None:
    journal = tmp_path / "home" / "journal"
    cut = session_file(journal, "one-question", NOW - timedelta(minutes=5), BEGUN)
    said, _ = ended_well(session(tmp_path, tmp_path / "home"))
    hello = "I'm here with you."
    assert said[:3] == [hello, LINES.cut_off, LINES.go_on_from_there]
    assert said.count(hello) == 2
    old, new = read_sessions(journal).kept
    assert (old.path, old.ended, old.seconds) == (cut, "interrupted", 9.0)
    assert new.ended == "done"


def test_two_at_once_keep_a_record_each(tmp_path: Path) -> None:
    running = [session(tmp_path, tmp_path / "home") for _ in range(2)]
    for one in running:
        ended_well(one)
    read = read_sessions(tmp_path / "home" / "journal")
    assert read.problems == ()
    assert [kept.ended for kept in read.kept] == ["done", "done"]
    assert read.kept[0].entries == read.kept[1].entries


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_with_a_generous_umask_nobody_else_gets_anything(tmp_path: Path) -> None:
    ended_well(session(tmp_path, tmp_path / "new" / "home", umask=0))
    made = [tmp_path / "new", *(tmp_path / "new").rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_file()} == {0o600}


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="needs a folder where even root makes nothing"
)
def test_without_a_place_to_write_the_session_says_so_once_and_goes_on(tmp_path: Path) -> None:
    said, told = ended_well(session(tmp_path, "/proc/voiceground"))
    assert LINES.record_lost in said
    assert len(told) == 1
    assert "The session goes on without it." in told[0]


def test_who_has_no_home_gets_no_folder_called_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VOICEGROUND_HOME", raising=False)
    for name in [name for name in os.environ if name == "HOME" or name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(os.path, "expanduser", str)
    here = folders()
    assert config.read(here.config) == config.Config()
    assert read_sessions(here.journal).kept == ()
    with pytest.raises(JournalError, match="goes on without it"):
        SessionRecord(here.journal, "x", NOW, "00")
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_became_read_only_is_read_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_file(tmp_path, "five-senses", NOW - timedelta(days=300))
    cut = session_file(tmp_path, "five-senses", NOW - timedelta(minutes=5), BEGUN)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    opened = os.open

    def read_only(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return opened(path, flags, mode)

    def no_unlink(path: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", read_only)
    monkeypatch.setattr(Path, "unlink", no_unlink)
    assert close_cut_off(tmp_path) == 0
    tidy(tmp_path, NOW, 90)
    with pytest.raises(JournalError, match="Read-only file system"):
        SessionRecord(tmp_path, "x", NOW, "00")
    assert [kept.path for kept in read_sessions(tmp_path).kept][-1] == cut
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_clock_that_was_put_back_loses_nothing(tmp_path: Path) -> None:
    """The session of next year is there, and this one is kept beside it under its own time."""
    session_file(tmp_path, "five-senses", NOW + timedelta(days=365))
    record = SessionRecord(tmp_path, "five-senses", NOW, "ab12")
    record.write({"at": 0.0, "step": "hello"})
    tidy(tmp_path, NOW, 90)
    record.write({"at": 5.0, "ended": "left"})
    record.close()
    assert [kept.ended for kept in read_sessions(tmp_path).kept] == ["left", "done"]
    assert json.loads(record.path.read_text().splitlines()[0])["started"] == NOW.isoformat()
