"""Copying, taking in and forgetting what is kept, as a person types it."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.journal.files import ENTRIES, STARTED, session_file
from voiceground import cli
from voiceground.commands import kept
from voiceground.journal import lockup
from voiceground.journal.reading import read_sessions


class Typed(io.StringIO):
    """What is typed at a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass
class Person:
    """Somebody at a terminal, or a program where nobody answers.

    Attributes:
        home: where everything of theirs lies.
        answers: what they type; None where no one is there.
    """

    home: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    said: str = ""
    told: str = ""

    @property
    def journal(self) -> Path:
        return self.home / "journal"

    @property
    def ids(self) -> list[str]:
        return [session.id for session in read_sessions(self.journal).kept]

    def types(self, *words: str | Path, answers: str | None = None) -> int:
        self.patch.setattr(kept, "somebody_is_there", lambda: answers is not None)
        self.patch.setattr(sys, "stdin", Typed(answers or ""))
        code = cli.main([str(word) for word in words])
        self.said, self.told = self.capture.readouterr()
        return code


@pytest.fixture
def person(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setenv("VOICEGROUND_HOME", str(tmp_path / "here"))
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path / "here", capsys, monkeypatch)


def three(person: Person) -> list[Path]:
    return [
        session_file(person.journal, "easy-breath", STARTED - timedelta(days=2)),
        session_file(person.journal, "five-senses", STARTED),
        session_file(person.journal, "five-senses", STARTED + timedelta(days=1)),
    ]


class TestExport:
    def test_json_holds_everything_that_was_kept(self, person: Person) -> None:
        (path,) = [session_file(person.journal, weather="grey")]
        assert person.types("export") == 0
        (session,) = json.loads(person.said)["sessions"]
        assert session["weather"] == "grey"
        assert session["id"] == path.stem
        assert session["entries"] == list(ENTRIES)

    def test_a_table_has_a_row_for_each_session_and_a_column_for_each_number(self, person: Person) -> None:
        three(person)
        assert person.types("export", "--csv") == 0
        rows = list(csv.DictReader(io.StringIO(person.said)))
        assert [row["script"] for row in rows] == ["easy-breath", "five-senses", "five-senses"]
        assert {(row["number before"], row["number after"], row["ended"]) for row in rows} == {
            ("7", "4", "done")
        }

    def test_no_spreadsheet_runs_what_a_name_says(self, person: Person) -> None:
        session_file(person.journal, "=1+1", nonce="@x")
        person.types("export", "--csv")
        (row,) = csv.DictReader(io.StringIO(person.said))
        assert row["script"] == "'=1+1"

    def test_only_some_of_them(self, person: Person) -> None:
        first, second, third = three(person)
        person.types("export", "--since", f"{STARTED:%Y-%m-%d}")
        assert [s["id"] for s in json.loads(person.said)["sessions"]] == [second.stem, third.stem]
        person.types("export", "--script", "easy-breath")
        assert [s["id"] for s in json.loads(person.said)["sessions"]] == [first.stem]
        person.types("export", third.stem)
        assert [s["id"] for s in json.loads(person.said)["sessions"]] == [third.stem]

    def test_a_file_is_for_its_owner_alone_and_never_written_over(self, person: Person) -> None:
        three(person)
        assert person.types("export", "--to", "copy.json") == 0
        assert "3 sessions in copy.json" in person.told
        assert stat.S_IMODE(Path("copy.json").stat().st_mode) == 0o600
        before = Path("copy.json").read_bytes()
        assert person.types("export", "--csv", "--to", "copy.json") == 2
        assert "stays as it is" in person.told
        assert Path("copy.json").read_bytes() == before

    def test_what_cannot_be_read_is_told_and_the_rest_is_copied(self, person: Person) -> None:
        three(person)
        for number in range(8):
            (person.journal / f"broken-{number}.jsonl").write_text("?")
        assert person.types("export") == 0
        assert len(json.loads(person.said)["sessions"]) == 3
        assert len(person.told.splitlines()) == 6
        assert "3 more files could not be read" in person.told

    def test_with_nothing_kept_it_is_empty_and_makes_nothing(self, person: Person) -> None:
        assert person.types("export") == 0
        assert json.loads(person.said)["sessions"] == []
        assert not person.home.exists()


class TestPage:
    def test_it_shows_what_was_ticked_and_nothing_else(self, person: Person) -> None:
        three(person)
        assert person.types("export", "--page", "page.html", "--with", "numbers") == 0
        page = Path("page.html").read_text()
        assert "before 7, after 4" in page
        for hidden in ("five-senses", "2026", "look", "done", "min", "silence"):
            assert hidden not in page

    def test_all_of_it_can_be_ticked(self, person: Person) -> None:
        three(person)
        everything = "dates,lengths,scripts,numbers,steps,answers,ends"
        assert person.types("export", "--page", "page.html", "--with", everything) == 0
        page = Path("page.html").read_text()
        for shown in ("five-senses", "2026-11-22 03:04", "hello, look", "done", "1 min 02 s", "number"):
            assert shown in page

    def test_in_a_terminal_each_thing_is_asked_and_no_answer_is_no(self, person: Person) -> None:
        three(person)
        assert person.types("export", "--page", "page.html", answers="y\n\nno\nYES\n\n\n\n") == 0
        page = Path("page.html").read_text()
        assert "what its owner ticked: dates, numbers." in page
        assert "Which steps you went through? [y/N]" in person.said

    def test_whoever_leaves_the_questions_gets_no_page(self, person: Person) -> None:
        assert person.types("export", "--page", "page.html", answers="y\n") == 2
        assert not Path("page.html").exists()

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["--page", "page.html"], "Say what the page shows: --with dates,"),
            (["--page", "page.html", "--with", "moods"], 'A page cannot show "moods".'),
            (["--with", "dates"], "--with goes with --page"),
            (["--page", "page.html", "--with", "dates", "--to", "x"], "leave --to out"),
            (["--since", "yesterday"], "is no day"),
            (["20260101"], "There is no session 20260101"),
        ],
    )
    def test_a_mistake_is_one_sentence_and_no_file(
        self, person: Person, words: list[str], sentence: str
    ) -> None:
        assert person.types("export", *words) == 2
        assert sentence in person.told
        assert person.said == ""
        assert not Path("page.html").exists()

    def test_it_loads_nothing_and_runs_nothing(self, person: Person) -> None:
        session_file(person.journal, "<script>alert(1)")
        person.types("export", "--page", "page.html", "--with", "scripts")
        page = Path("page.html").read_text()
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert re.search(r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='\"", page)
        assert not re.search(r"https?:|src=|href=|url\(|@import", page)


class TestImport:
    def exported(self, person: Person) -> Path:
        three(person)
        assert person.types("export", "--to", "copy.json") == 0
        return Path("copy.json")

    def test_what_was_exported_and_forgotten_comes_back_as_it_was(self, person: Person) -> None:
        copy = self.exported(person)
        before = read_sessions(person.journal).kept
        person.types("forget", "--all", "--yes")
        assert person.ids == []
        assert person.types("import", copy) == 0
        assert read_sessions(person.journal).kept == before
        assert person.said == "3 sessions added.\n"
        modes = {stat.S_IMODE(path.stat().st_mode) for path in person.journal.iterdir()}
        assert modes == {0o600}

    def test_into_a_locked_journal_nothing_is_written_unlocked(self, person: Person) -> None:
        copy = self.exported(person)
        person.types("forget", "--all", "--yes")
        (person.journal / lockup.LOCKED_NAME).write_text("{}")
        assert person.types("import", copy) == 5
        assert "Take the lock off" in person.told
        assert person.ids == []

    def test_a_second_time_adds_nothing(self, person: Person) -> None:
        copy = self.exported(person)
        assert person.types("import", copy) == 0
        assert person.said == "No session added. 3 sessions there already.\n"
        assert len(person.ids) == 3

    def test_another_one_of_the_same_name_stays(self, person: Person) -> None:
        copy = self.exported(person)
        path = next(person.journal.iterdir())
        session_file(person.journal, entries=[{"at": 1.0, "step": "mine"}]).replace(path)
        before = path.read_bytes()
        assert person.types("import", copy) == 0
        assert path.read_bytes() == before
        assert path.stem in person.said

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{}",
            "not JSON",
            '{"export": "voiceground sessions", "format": 1}',
            "[" * 50_000,
            '{"export": "somebody else", "format": 1, "sessions": []}',
        ],
    )
    def test_what_is_not_ours_is_refused_in_a_sentence(self, person: Person, text: str) -> None:
        Path("x.json").write_text(text)
        assert person.types("import", "x.json") == 2
        assert "is no export of voiceground. Nothing was imported." in person.told
        assert not person.home.exists()

    def test_one_from_the_future_is_left_for_a_newer_voiceground(self, person: Person) -> None:
        Path("x.json").write_text('{"export": "voiceground sessions", "format": 2, "sessions": []}')
        assert person.types("import", "x.json") == 2
        assert "newer voiceground" in person.told

    def test_a_file_that_is_not_there_is_a_sentence(self, person: Person) -> None:
        assert person.types("import", "never.json") == 2
        assert "never.json cannot be read" in person.told

    @pytest.mark.parametrize("id_", ["../outside", "a/b", ".hidden", "", "x" * 300, 7, None, "a\nb"])
    def test_no_session_leads_out_of_the_journal(self, person: Person, id_: object) -> None:
        session = {"format": 1, "id": id_, "script": "x", "started": STARTED.isoformat(), "entries": []}
        export = {"export": "voiceground sessions", "format": 1, "sessions": [session, 3, {"entries": []}]}
        Path("x.json").write_text(json.dumps(export))
        assert person.types("import", "x.json") == 0
        assert person.said == "No session added. 3 sessions could not be read.\n"
        assert [path.name for path in Path().rglob("*") if path.is_file()] == ["x.json"]

    def test_old_ones_are_told_to_be_on_their_way_out(self, person: Person) -> None:
        session_file(person.journal, started=datetime(2020, 1, 1, tzinfo=UTC))
        person.types("export", "--to", "copy.json")
        person.types("forget", "--all", "--yes")
        assert person.types("import", "copy.json", "--json") == 0
        assert len(json.loads(person.said)["added"]) == 1
        assert "began more than 90 days ago" in person.told


class TestForget:
    def test_it_asks_once_with_what_will_be_gone(self, person: Person) -> None:
        first, second, third = three(person)
        assert person.types("forget", second.stem, answers="yes\n") == 0
        assert f"This removes one session ({second.stem}), for good." in person.said
        assert person.ids == [first.stem, third.stem]
        assert "One session removed." in person.said

    def test_it_says_what_it_cannot_promise(self, person: Person) -> None:
        three(person)
        person.types("forget", "--all", "--yes")
        assert "their traces can outlive that" in person.said
        assert "Copies and backups are not touched." in person.said

    @pytest.mark.parametrize("answers", ["\n", "no\n", "ye\n", ""])
    def test_anything_but_yes_keeps_everything(self, person: Person, answers: str) -> None:
        three(person)
        assert person.types("forget", "--all", answers=answers) == 2
        assert "Nothing was removed." in person.told
        assert len(person.ids) == 3

    def test_where_nobody_can_be_asked_nothing_is_removed(self, person: Person) -> None:
        three(person)
        assert person.types("forget", "--all") == 2
        assert "Add --yes" in person.told
        assert len(person.ids) == 3

    def test_those_since_a_day_and_those_of_a_script(self, person: Person) -> None:
        first, second, third = three(person)
        assert person.types("forget", "--since", f"{third.stem[:4]}-11-23", "--yes", "--json") == 0
        assert json.loads(person.said) == {"removed": [third.stem]}
        assert person.types("forget", "--script", "easy-breath", "--yes") == 0
        assert person.ids == [second.stem]
        assert first.exists() is False

    def test_all_is_all_of_it_and_the_cache_and_leaves_what_is_the_persons_own(self, person: Person) -> None:
        three(person)
        leave = ["config.toml", "plan.yaml", "scripts/mine.yaml", "recordings/hello.wav", "cache/other.txt"]
        gone = ["journal/broken.jsonl", "journal/.20261122T030405-x.new", "cache/ab12.line"]
        for name in (*leave, *gone):
            (person.home / name).parent.mkdir(exist_ok=True)
            (person.home / name).write_text("")
        assert person.types("forget", "--all", answers="yes\n") == 0
        left = [path for path in person.home.rglob("*") if path.is_file()]
        assert sorted(path.relative_to(person.home).as_posix() for path in left) == sorted(leave)
        assert "and every rendered line of the cache" in person.said
        assert "Your settings, your plan, your scripts and your recordings stay." in person.said

    def test_a_broken_or_locked_one_can_be_removed_by_its_name(self, person: Person) -> None:
        three(person)
        (person.journal / "broken.jsonl").write_text("c2VhbGVk\n")
        assert person.types("forget", "broken", "--yes") == 0
        assert len(list(person.journal.iterdir())) == 3

    @pytest.mark.parametrize("words", [[], ["--all", "x"], ["--all", "--since", "2026-01-01"]])
    def test_what_to_remove_has_to_be_said(self, person: Person, words: list[str]) -> None:
        three(person)
        assert person.types("forget", *words, "--yes") == 2
        assert "Say what to remove" in person.told
        assert len(person.ids) == 3

    def test_nothing_there_is_no_mistake(self, person: Person) -> None:
        assert person.types("forget", "--all", "--yes") == 0
        assert "nothing of that to remove" in person.said
        assert person.types("forget", "never", "--yes") == 2

    def test_what_the_system_does_not_let_go_is_told(self, person: Person) -> None:
        first, *_ = three(person)
        unlink = Path.unlink

        def refuses(path: Path, missing_ok: bool = False) -> None:
            if path == first:
                raise OSError(30, "Read-only file system")
            unlink(path, missing_ok)

        person.patch.setattr(Path, "unlink", refuses)
        assert person.types("forget", "--all", "--yes") == 5
        assert "One file could not be removed (Read-only file system)." in person.told
        assert person.ids == [first.stem]
