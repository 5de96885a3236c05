"""`voiceground history` as a person, a screen reader and a program meet it."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.journal.journals import by_dice, kept, used, write
from voiceground.cli import main

FIVE = "Five senses"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEGROUND_HOME", str(tmp_path))
    return tmp_path


def keep(home: Path, count: int = 1) -> None:
    """Sessions of which-one: panicky, five senses, better."""
    entries = used("panicky", "five-senses", "better", before=7, after=4)
    write(home / "journal", iter([kept(entries, day=day) for day in range(count)]))


class TestTheTable:
    def test_nothing_kept_is_said_and_is_no_mistake(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["history"]) == 0
        assert capsys.readouterr().out == "Nothing is kept yet.\n"
        assert list(home.iterdir()) == []

    def test_is_newest_first_a_line_each(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        keep(home, 2)
        assert main(["history"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "started           script                    minutes  ended        before  after",
            "2026-03-02 21:30  which-one                     1.5  done              7      4",
            "2026-03-01 21:30  which-one                     1.5  done              7      4",
        ]

    def test_shows_twenty_and_says_how_to_see_all(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        keep(home, 25)
        assert main(["history"]) == 0
        few = capsys.readouterr().out.splitlines()
        assert (len(few), few[-1].startswith("The newest 20 of 25.")) == (23, True)
        assert main(["history", "--all"]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 26

    def test_fits_eighty_columns_whatever_is_in_it(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(
            home / "journal", iter([kept(script="a-very-long-name-" * 6, ended="x" * 60), kept(ended=None)])
        )
        assert main(["history"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines)) <= 80
        assert "..." in lines[2]
        assert "not yet" in lines[1] or "not yet" in lines[2]

    def test_what_cannot_be_read_costs_a_sentence_and_no_other_session(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        keep(home, 2)
        (home / "journal" / "20260303T213000-which-one-ffff.jsonl").write_bytes(b"\x00\xff\n")
        assert main(["history"]) == 0
        out, err = capsys.readouterr()
        assert len(out.splitlines()) == 3
        assert len(err.splitlines()) == 1
        assert "20260303T213000-which-one-ffff" in err

    def test_what_it_does_not_show_is_not_opened(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A long history costs the table nothing: broken files among the old ones go unnoticed."""
        keep(home, 20)
        (home / "journal" / "20200101T000000-which-one-ffff.jsonl").write_bytes(b"{")
        assert main(["history"]) == 0
        out, err = capsys.readouterr()
        assert "The newest 20 of 21." in out
        assert err == ""

    def test_hundreds_of_broken_files_are_not_told_one_by_one(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (home / "journal").mkdir()
        for number in range(300):
            (home / "journal" / f"{number}.jsonl").write_bytes(b"{\n")
        assert main(["history", "--all"]) == 0
        err = capsys.readouterr().err.splitlines()
        assert len(err) == 11
        assert "290 more" in err[-1]

    def test_a_journal_that_cannot_be_opened_is_a_sentence(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (home / "journal").write_text("in the way")
        assert main(["history"]) == 5
        assert "cannot be opened" in capsys.readouterr().err


class TestJson:
    def test_has_the_keys_that_programs_rely_on(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        keep(home, 2)
        assert main(["history", "--json"]) == 0
        newest, oldest = json.loads(capsys.readouterr().out)
        assert newest["started"] > oldest["started"]
        assert newest == {
            "id": newest["id"],
            "script": "which-one",
            "started": "2026-03-02T21:30:00+01:00",
            "ended": "done",
            "seconds": 90.0,
            "numbers": {"before": 7, "after": 4},
        }
        assert (home / "journal" / f"{newest['id']}.jsonl").is_file()

    def test_of_nothing_is_an_empty_list(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["history", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == []

    def test_has_every_session_and_null_for_one_that_has_not_ended(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(home / "journal", by_dice(120))
        write(home / "journal", iter([kept(day=-1, ended=None)]))
        assert main(["history", "--json"]) == 0
        listed = json.loads(capsys.readouterr().out)
        assert len(listed) == 121
        assert listed[-1]["ended"] is None


class TestThePage:
    def test_is_written_whole_for_its_owner_alone(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        keep(home)
        before = os.umask(0)
        try:
            assert main(["history", "--html", str(home / "page.html")]) == 0
        finally:
            os.umask(before)
        assert stat.S_IMODE((home / "page.html").stat().st_mode) == 0o600
        assert sorted(path.name for path in home.iterdir()) == ["journal", "page.html"]
        assert (home / "page.html").read_text().endswith("</html>\n")
        assert "page.html shows it." in capsys.readouterr().out

    def test_names_scripts_by_their_titles(self, home: Path) -> None:
        keep(home)
        assert main(["history", "--html", str(home / "page.html")]) == 0
        assert FIVE in (home / "page.html").read_text()

    def test_replaces_a_page_of_ours_and_nothing_else(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page, letter = home / "page.html", home / "letter.html"
        letter.write_text("<p>Dear")
        assert main(["history", "--html", str(page)]) == 0
        assert main(["history", "--html", str(page)]) == 0
        assert main(["history", "--html", str(letter)]) == 2
        assert "Name another file, or add --force" in capsys.readouterr().err
        assert letter.read_text() == "<p>Dear"
        assert main(["history", "--html", str(letter), "--force"]) == 0
        assert letter.read_text() != "<p>Dear"

    @pytest.mark.parametrize("place", ["", "missing/page.html"])
    def test_a_place_that_cannot_hold_it_is_a_sentence(
        self, home: Path, place: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["history", "--html", str(home / place)]) == 2
        err = capsys.readouterr().err
        assert "Name another file" in err
        assert list(home.iterdir()) == []

    def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(self, home: Path) -> None:
        (home / "far.txt").write_text("mine")
        (home / "page.html").symlink_to(home / "far.txt")
        assert main(["history", "--html", str(home / "page.html"), "--force"]) == 0
        assert (home / "far.txt").read_text() == "mine"
        assert not (home / "page.html").is_symlink()


class TestWhy:
    def test_says_the_rule_and_each_door(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        keep(home, 2)
        assert main(["history", "--why"]) == 0
        told = capsys.readouterr().out
        assert told.startswith("At each door, what felt better more often comes first.\n")
        assert "five-senses was used twice. It felt better twice. Your number went down by 3" in told
        assert "Nothing is known of this door yet" in told

    @pytest.mark.parametrize("other", ["--json", "--html=x"])
    def test_is_asked_for_alone(self, home: Path, other: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["history", "--why", other]) == 2
        assert "not allowed with" in capsys.readouterr().err
