"""Each check of the doctor in a situation that is really broken, and in one that is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from voiceground import guard
from voiceground.care import plan as plans
from voiceground.care.confirming import confirm
from voiceground.care.lines import lines_for
from voiceground.care.plan import Plan
from voiceground.checkup import care, files, privacy, sound
from voiceground.checkup.finding import Finding, Patient, Status
from voiceground.config import Config
from voiceground.folders import Folders
from voiceground.journal import locking, lockup

TODAY = date(2026, 12, 24)
NO_SOUND = {
    "PULSE_SERVER": "unix:/nonexistent",
    "PULSE_CLIENTCONFIG": "/dev/null",
    "XDG_RUNTIME_DIR": "/nonexistent",
}

posix = pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")


@pytest.fixture
def here(tmp_path: Path) -> Folders:
    names = ("config.toml", "journal", "cache", "scripts", "recordings", "plan/plan.json", "confirmed.toml")
    return Folders(*(tmp_path / name for name in names))


def patient(here: Folders, **settings: object) -> Patient:
    return Patient(here, Config(**settings), TODAY)  # type: ignore[arg-type]


def one(findings: Iterable[Finding]) -> Finding:
    (found,) = findings
    return found


def is_bad(found: Finding, status: Status, *words: str, code: int = 0) -> None:
    """It is told, with what to do."""
    assert found.status is status
    assert all(word in found.found for word in words), found.found
    assert found.remedy
    assert found.exit_code == code


class TestSettings:
    def test_none_is_fine(self, here: Folders) -> None:
        assert one(files.settings(patient(here))).status is Status.OK

    def test_a_mistake_is_told_in_its_own_sentence(self, here: Folders) -> None:
        here.config.write_text("rates = 3\n")
        is_bad(one(files.settings(patient(here))), Status.ERROR, "Did you mean rate?", code=2)


class TestSound:
    @pytest.fixture(autouse=True)
    def no_sound(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in NO_SOUND.items():
            monkeypatch.setenv(name, value)

    def test_no_speaker_is_an_error_and_no_microphone_a_warning(self, here: Folders) -> None:
        is_bad(one(sound.speaker(patient(here))), Status.ERROR, "no speaker", code=4)
        is_bad(one(sound.microphone(patient(here))), Status.WARNING, "no microphone")

    def test_a_device_that_was_chosen_and_is_not_there_is_an_error(self, here: Folders) -> None:
        chosen = patient(here, input_device="my headset", output_device="my headset")
        is_bad(one(sound.speaker(chosen)), Status.ERROR, "no speaker called 'my headset'", code=4)
        is_bad(one(sound.microphone(chosen)), Status.ERROR, "no microphone called 'my headset'", code=4)

    def test_there_is_no_level_without_a_device(self, here: Folders) -> None:
        is_bad(one(sound.level(patient(here))), Status.ERROR, "neither a speaker nor a microphone", code=4)


class TestVoice:
    def test_a_voice_that_is_not_installed_is_replaced_and_told(self, here: Folders) -> None:
        is_bad(one(sound.voice(patient(here, voice="gmw/nowhere"))), Status.WARNING, "gmw/nowhere")

    def test_an_engine_that_does_not_start_is_an_error(
        self, here: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "pyttsx3.py").write_text("raise RuntimeError('this installation is broken')\n")
        path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
        monkeypatch.setenv("PYTHONPATH", path)
        is_bad(one(sound.voice(patient(here))), Status.ERROR, "There is no voice", code=4)


class TestEar:
    def test_weights_that_are_damaged_are_an_error(self, here: Folders, tmp_path: Path) -> None:
        (tmp_path / "ear.npz").write_bytes(b"half a file")
        is_bad(one(sound.ear(patient(here), tmp_path)), Status.ERROR, code=4)

    def test_a_borrowed_ear_that_is_not_installed_is_a_warning(self, here: Folders) -> None:
        is_bad(one(sound.ear(patient(here, ear="vosk"))), Status.WARNING, "vosk")


class TestScripts:
    def test_one_that_cannot_be_run_is_named(self, here: Folders) -> None:
        here.scripts.mkdir()
        (here.scripts / "mine.yaml").write_text("voiceground: 1\nid: mine\n")
        is_bad(one(sound.scripts(patient(here))), Status.ERROR, "mine.yaml", code=3)

    def test_all_that_are_shipped_can_be_run(self, here: Folders) -> None:
        assert one(sound.scripts(patient(here))).status is Status.OK


class TestNumbers:
    LINES = lines_for("NZ")

    def test_no_country_is_a_warning(self, here: Folders) -> None:
        is_bad(one(care.numbers(patient(here))), Status.WARNING, "no country is set")

    def test_a_country_that_the_list_does_not_have_is_a_warning(self, here: Folders) -> None:
        is_bad(one(care.numbers(patient(here, country="jp"))), Status.WARNING, "no checked number for JP")

    def test_each_number_that_was_never_checked_is_named_with_its_digits(self, here: Folders) -> None:
        found = list(care.numbers(patient(here, country="NZ")))
        assert len(found) == len(self.LINES)
        for line, finding in zip(self.LINES, found, strict=True):
            is_bad(finding, Status.WARNING, line.number, "not checked by you (list of 2026-11)")

    @pytest.mark.parametrize(("days", "old"), [(0, False), (365, False), (366, True)])
    def test_a_number_is_old_after_twelve_months(self, here: Folders, days: int, old: bool) -> None:
        for line in self.LINES:
            confirm(here.confirmed, line, TODAY - timedelta(days=days))
        found = list(care.numbers(patient(here, country="NZ")))
        if old:
            assert len(found) == len(self.LINES)
            is_bad(found[0], Status.WARNING, "checked on 2025-12-23, more than twelve months ago")
        else:
            assert one(found).status is Status.OK

    def test_a_list_that_is_old_says_so(self, here: Folders) -> None:
        later = Patient(here, Config(country="NZ"), date(2028, 1, 1))
        assert "the list is more than twelve months old" in next(iter(care.numbers(later))).found

    def test_what_was_confirmed_and_cannot_be_read_is_an_error(self, here: Folders) -> None:
        here.confirmed.write_text("= = =")
        is_bad(one(care.numbers(patient(here, country="NZ"))), Status.ERROR, "cannot be read", code=1)


class TestCover:
    def test_none_and_a_plain_one_are_fine(self, here: Folders) -> None:
        assert one(care.cover(patient(here))).status is Status.OK
        found = one(care.cover(patient(here, cover="umbrella")))
        assert (found.status, found.found) == (Status.OK, "a cover word is set")  # it is not told

    def test_one_that_is_an_everyday_answer_is_an_error(self, here: Folders) -> None:
        is_bad(one(care.cover(patient(here, cover="yeah"))), Status.ERROR, "everyday answer", code=2)

    def test_one_that_sounds_like_what_always_works_is_a_warning(self, here: Folders) -> None:
        is_bad(one(care.cover(patient(here, cover="weight"))), Status.WARNING, 'sounds like "wait"')


class TestDisk:
    def test_there_is_room_here(self, here: Folders) -> None:
        assert one(files.disk(patient(here))).status is Status.OK

    def test_little_room_is_a_warning_and_none_an_error(self, here: Folders) -> None:
        more = 1 << 60  # than any disk has
        is_bad(one(files.disk(patient(here), little=more)), Status.WARNING, "MB are free")
        is_bad(one(files.disk(patient(here), little=more, too_little=more)), Status.ERROR, "free", code=5)


@posix
class TestPermissions:
    @pytest.fixture(autouse=True)
    def kept(self, here: Folders) -> None:
        here.journal.mkdir(mode=0o700)
        (here.journal / "one.jsonl").touch(mode=0o600)
        here.config.touch(mode=0o600)
        plans.write(here.plan, Plan(alone=("Tea",)))

    def test_what_is_closed_to_others_is_fine(self, here: Folders) -> None:
        assert one(files.permissions(patient(here))).status is Status.OK

    @pytest.mark.parametrize(
        "what", ["config.toml", "journal", "journal/one.jsonl", "plan", "plan/plan.json"]
    )
    def test_what_is_open_to_others_is_named_and_can_be_mended(
        self, here: Folders, tmp_path: Path, what: str
    ) -> None:
        path = tmp_path / what
        path.chmod(0o755)
        found = one(files.permissions(patient(here)))
        is_bad(found, Status.WARNING, str(path), "open to others (0755)")
        assert found.remedy.startswith(f"chmod {'700' if path.is_dir() else '600'} {path}")
        assert files.mend(patient(here)) == (path,)
        assert one(files.permissions(patient(here))).status is Status.OK
        assert files.mend(patient(here)) == ()

    def test_what_is_closed_to_its_owner_is_an_error_and_can_be_mended(self, here: Folders) -> None:
        here.journal.chmod(0o500)
        is_bad(one(files.permissions(patient(here))), Status.ERROR, "closed to you", code=5)
        files.mend(patient(here))
        assert one(files.permissions(patient(here))).status is Status.OK

    @pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
    def test_what_belongs_to_somebody_else_is_an_error(self, here: Folders) -> None:
        os.chown(here.plan, 12345, -1)
        is_bad(one(files.permissions(patient(here))), Status.ERROR, "somebody else", code=5)

    def test_a_link_is_left_alone(self, here: Folders, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.touch(mode=0o644)
        (here.journal / "link.jsonl").symlink_to(elsewhere)
        assert files.mend(patient(here)) == ()
        assert elsewhere.stat().st_mode & 0o777 == 0o644


class TestJournal:
    def test_no_journal_is_fine(self, here: Folders) -> None:
        assert one(files.journal(patient(here))).status is Status.OK

    def test_a_file_in_its_place_is_an_error(self, here: Folders) -> None:
        here.journal.write_text("in the way")
        is_bad(one(files.journal(patient(here))), Status.ERROR, "is no folder", code=5)

    def test_a_damaged_session_is_named_and_the_others_are_read(self, here: Folders) -> None:
        here.journal.mkdir()
        (here.journal / "broken.jsonl").write_bytes(b"\x00\xff")
        is_bad(one(files.journal(patient(here))), Status.WARNING, "broken.jsonl")

    def test_of_many_damaged_sessions_a_few_are_named(self, here: Folders) -> None:
        here.journal.mkdir()
        for number in range(5):
            (here.journal / f"{number}.jsonl").write_bytes(b"\x00")
        found = list(files.journal(patient(here)))
        assert len(found) == files.SHOWN + 1
        assert found[-1].found.startswith("and 2 more")


class TestLock:
    def test_no_lock_is_fine(self, here: Folders) -> None:
        assert one(files.lock(patient(here))).found == "the journal is not locked"

    def test_a_locked_journal_is_fine_and_a_key_file_that_is_damaged_is_not(self, here: Folders) -> None:
        here.journal.mkdir()
        key = here.journal / lockup.LOCKED_NAME
        key.write_bytes(locking.as_file(locking.made("four plain words here")))
        sealed = b"vg1." + b"QUJDREVGR0g=" * 20 + b"\n"
        (here.journal / "20260101T000000-x-aaaa.jsonl").write_bytes(sealed)
        assert one(files.lock(patient(here))).found == "the journal is locked"
        assert one(files.journal(patient(here))).found == "locked"
        key.write_bytes(key.read_bytes()[:-20])
        is_bad(one(files.lock(patient(here))), Status.ERROR, str(key), code=5)

    def test_an_opening_that_was_cut_off_is_a_warning(self, here: Folders) -> None:
        here.journal.mkdir()
        key = here.journal / lockup.OPENING_NAME
        key.write_bytes(locking.as_file(locking.made("four plain words here")))
        is_bad(one(files.lock(patient(here))), Status.WARNING, "not opened to its end")


class TestPlan:
    def test_a_damaged_plan_is_an_error(self, here: Folders) -> None:
        here.plan.parent.mkdir()
        here.plan.write_text("{")
        is_bad(one(files.plan(patient(here))), Status.ERROR, "is damaged", code=5)

    def test_a_plan_that_is_locked_is_fine(self, here: Folders) -> None:
        plans.write(here.plan, Plan(alone=("Tea",)), seal=lambda line: b"vg1." + line.hex().encode())
        found = one(files.plan(patient(here)))
        assert found.status is Status.OK
        assert found.found.startswith("locked")

    def test_a_plan_that_can_be_read_shows_no_word_of_it(self, here: Folders) -> None:
        plans.write(here.plan, Plan(alone=("Tea",)))
        found = one(files.plan(patient(here)))
        assert (found.status, found.found) == (Status.OK, "can be read")


class TestPrivacy:
    def test_a_process_that_was_not_closed_says_so(self, here: Folders) -> None:
        assert not guard.state().startswith("on")  # a test's process is no command
        is_bad(one(privacy.network(patient(here))), Status.WARNING, "not closed")

    def test_a_module_that_can_send_is_named(self, here: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
        import urllib.request

        monkeypatch.setitem(sys.modules, "urllib.request", urllib.request)
        is_bad(one(privacy.modules(patient(here))), Status.WARNING, "urllib.request")
