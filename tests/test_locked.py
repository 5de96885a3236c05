"""The lock as a person meets it: at a terminal, and where there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voiceground import app, cli, passphrase, rooms
from voiceground.config import Config
from voiceground.core.model import Ending
from voiceground.core.tick import silence
from voiceground.folders import folders
from voiceground.journal import locking, lockup
from voiceground.journal.record import SessionRecord
from voiceground.keeping import may_cache
from voiceground.report import CaptionStyle
from voiceground.voice.cache import Cache, key

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

from tests.e2e import scripts
from tests.terminal import CTRL_C, CTRL_D, at_terminal

PASSPHRASE = "four small grey ducks"
SILENT = app.RunOptions(room=rooms.RoomKind.SILENT, caption=CaptionStyle.PLAIN, speed=200)
STARTED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def made() -> locking.Lock:
    return locking.made(PASSPHRASE)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one session of yesterday."""
    monkeypatch.setenv("VOICEGROUND_HOME", str(tmp_path))
    record = SessionRecord(tmp_path / "journal", "low-mood", STARTED, "0001")
    record.write({"at": 9.5, "ended": "done"})
    record.close()
    return tmp_path


def without_terminal(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "voiceground", *command],
        env={**os.environ, "VOICEGROUND_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
        check=False,
    )


def test_lock_a_session_history_unlock_history(home: Path) -> None:
    """The whole way, as somebody would walk it."""
    code, shown = at_terminal(home, "lock", typed=(PASSPHRASE, PASSPHRASE))
    assert code == 0
    assert shown.index("A forgotten passphrase cannot be found again") < shown.index("A new passphrase: ")
    assert "One session was sealed" in shown
    assert PASSPHRASE not in shown, "what is typed is not seen"

    path = scripts.one_question(home, window="2s")
    assert app.run(path, Config(), folders(), SILENT) is Ending.DONE, "and nobody was asked for anything"

    refused = without_terminal(home, "history", "--json")
    assert (refused.returncode, refused.stdout) == (5, "")
    assert "typed at a terminal" in refused.stderr

    code, shown = at_terminal(home, "history", "--json", typed=("four small grey dogs", PASSPHRASE))
    assert code == 0
    assert "does not open the journal. You can try again." in shown
    assert {kept["script"] for kept in json.loads(shown[shown.index("[\n") :])} == {"low-mood", path.stem}

    code, shown = at_terminal(home, "unlock", typed=(PASSPHRASE,))
    assert code == 0
    assert "2 sessions were unsealed" in shown
    after = without_terminal(home, "history", "--json")
    assert {kept["script"] for kept in json.loads(after.stdout)} == {"low-mood", path.stem}
    assert not (home / "journal" / lockup.LOCKED_NAME).exists()


def test_nothing_happens_when_somebody_leaves_at_the_question(home: Path) -> None:
    before = sorted((home / "journal").iterdir())
    for typed in ((CTRL_C,), (PASSPHRASE, CTRL_D)):
        code, shown = at_terminal(home, "lock", typed=typed)
        assert (code, shown.splitlines()[-1]) == (1, "voiceground: Nothing was changed.")
        assert sorted((home / "journal").iterdir()) == before


def test_a_passphrase_that_was_not_typed_twice_alike_locks_nothing(home: Path) -> None:
    code, shown = at_terminal(home, "lock", typed=(PASSPHRASE, "four small grey dogs"))
    assert code == 5
    assert "Those two were not the same. Nothing was changed." in shown
    assert lockup.state(home / "journal") is lockup.State.OPEN


def test_another_passphrase_can_be_chosen(home: Path, made: locking.Lock) -> None:
    lockup.lock(home / "journal", made)
    chosen = "nine tall blue herons"
    code, shown = at_terminal(home, "lock", "--change", typed=(PASSPHRASE, chosen, chosen))
    assert (code, "The passphrase is changed." in shown) == (0, True)
    code, shown = at_terminal(home, "unlock", typed=(PASSPHRASE, PASSPHRASE, PASSPHRASE))
    assert (code, shown.count("does not open the journal")) == (5, 3)
    assert at_terminal(home, "unlock", typed=(chosen,))[0] == 0


@pytest.mark.parametrize("command", [["lock"], ["lock", "--change"], ["unlock"], ["history"]])
def test_without_a_terminal_a_sentence_says_what_to_do(
    home: Path, made: locking.Lock, command: list[str]
) -> None:
    if command != ["lock"]:
        lockup.lock(home / "journal", made)
    done = without_terminal(home, *command)
    assert done.returncode == 5
    assert "typed at a terminal, and there is none here" in done.stderr


# --- the rest needs no terminal ---------------------------------------------------------------------


def test_locking_again_asks_for_nothing(
    home: Path, made: locking.Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    lockup.lock(home / "journal", made)
    assert cli.main(["lock"]) == 0
    assert capsys.readouterr().out == "The journal was locked already.\n"


def test_the_plan_is_sealed_only_when_asked_and_what_that_means_is_said(
    home: Path, made: locking.Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = folders().plan
    plan.parent.mkdir()
    plan.write_text('{"format": 1, "alone": ["tea"]}\n', encoding="utf-8")
    lockup.lock(home / "journal", made)
    assert cli.main(["lock"]) == 0
    assert "tea" in plan.read_text(encoding="utf-8")
    assert cli.main(["lock", "--plan"]) == 0
    assert "cannot be read aloud in a hard moment" in capsys.readouterr().out
    assert locking.is_sealed(plan.read_bytes())


def test_locking_removes_the_rendered_lines_because_they_tell_which_scripts_were_run(
    home: Path, made: locking.Lock
) -> None:
    cache = Cache(folders().cache)
    cache.put(key("Hello."), silence(1))
    (folders().cache / "of-another-program").write_text("")
    assert may_cache(Config(), folders().journal, log=True)

    lockup.lock(home / "journal", made)
    assert cli.main(["lock"]) == 0
    assert [path.name for path in folders().cache.iterdir()] == ["of-another-program"]
    assert not may_cache(Config(), folders().journal, log=True)


def test_what_is_not_locked_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["unlock"]) == 0
    assert capsys.readouterr().out == "The journal is not locked.\n"
    assert cli.main(["lock", "--change"]) == 2
    assert "`voiceground lock` locks it" in capsys.readouterr().err


def test_a_damaged_key_file_is_told_and_the_session_goes_on_without_a_record(
    home: Path, made: locking.Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = home / "journal"
    lockup.lock(journal, made)
    (journal / lockup.LOCKED_NAME).write_text("{")
    before = sorted(path.name for path in journal.iterdir())
    for command in (["history"], ["unlock"], ["lock"]):
        assert cli.main(command) == 5
        assert "key file is damaged" in capsys.readouterr().err

    path = scripts.one_question(home, window="2s")
    assert app.run(path, Config(), folders(), SILENT) is Ending.DONE
    assert "key file is damaged" in capsys.readouterr().err
    assert sorted(path.name for path in journal.iterdir()) == before


def test_sealed_lines_that_are_missing_are_told_with_what_is_read(
    home: Path, made: locking.Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrase, "ask", lambda *_: PASSPHRASE)
    journal = home / "journal"
    (path,) = journal.glob("*.jsonl")
    path.write_bytes(path.read_bytes() + b'{"at": 9.6, "note": "afterwards"}\n')
    lockup.lock(journal, made)
    (path,) = journal.glob("*.jsonl")
    first, _, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + third)

    sessions = passphrase.read_kept(journal)
    assert [entry["at"] for entry in sessions.kept[0].entries] == [9.6]
    assert sessions.problems == ("One sealed line is missing between others. What is there was read.",)


def test_whoever_forgot_the_passphrase_can_remove_everything_and_begin_anew(
    home: Path, made: locking.Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    lockup.lock(home / "journal", made)
    assert cli.main(["forget", "--all", "--yes"]) == 0
    assert "One session removed" in capsys.readouterr().out
    assert lockup.state(home / "journal") is lockup.State.OPEN
