"""``voiceground doctor`` as it is printed, on a machine without sound and on one where much is broken."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pulse_room import PulseRoom, missing_tools
from voiceground.care import plan as plans
from voiceground.care.plan import Plan
from voiceground.checkup.finding import Status
from voiceground.cli import main

GOLDEN = Path(__file__).parent / "checkup"
NO_SOUND = {
    "PULSE_SERVER": "unix:/nonexistent",
    "PULSE_CLIENTCONFIG": "/dev/null",
    "XDG_RUNTIME_DIR": "/nonexistent",
}
OF_THIS_MACHINE = (
    (r"espeak [\d.]+", "espeak 1.0"),
    (r"all \d+ can be run", "all 3 can be run"),
    (r"\d+ MB are free", "5000 MB are free"),
    (r"on \((seccomp filter|audit hook.*)\)", "on (a filter)"),
)


def doctor(home: Path, *options: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "voiceground", "doctor", *options],
        env={**os.environ, **(NO_SOUND if env is None else env), "VOICEGROUND_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def like(shown: str, home: Path) -> str:
    """What was printed, without what differs from machine to machine."""
    for found, instead in OF_THIS_MACHINE:
        shown = re.sub(found, instead, shown)
    return shown.replace(str(home), "HOME")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A home in which much is wrong."""
    (tmp_path / "config.toml").write_text(
        'country = "nz"\noutput_device = "headset"\nvoice = "gmw/nowhere"\n'
    )
    (tmp_path / "config.toml").chmod(0o644)
    (tmp_path / "journal").mkdir(mode=0o755)
    (tmp_path / "journal" / "20260101T000000-x-aaaa.jsonl").write_text("half a l")
    (tmp_path / "journal" / "20260101T000000-x-aaaa.jsonl").chmod(0o600)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "mine.yaml").write_text("voiceground: 1\n")
    plans.write(tmp_path / "plan" / "plan.json", Plan(alone=("Tea",)))
    (tmp_path / "plan" / "plan.json").write_text("{")
    return tmp_path


def test_on_a_machine_without_sound(tmp_path: Path) -> None:
    done = doctor(tmp_path)
    assert like(done.stdout, tmp_path) == (GOLDEN / "without-sound.expected").read_text()
    assert (done.returncode, done.stderr) == (4, "")
    assert list(tmp_path.iterdir()) == []  # to look is not to make


def test_where_much_is_broken_every_line_says_what_to_do(broken: Path) -> None:
    done = doctor(broken)
    assert like(done.stdout, broken) == (GOLDEN / "broken.expected").read_text()
    assert (done.returncode, done.stderr) == (4, "")


def test_json_is_one_list_and_mending_mends(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICEGROUND_HOME", str(broken))
    for name, value in NO_SOUND.items():
        monkeypatch.setenv(name, value)
    assert main(["doctor", "--json", "--mend"]) == 4
    shown = capsys.readouterr()
    rows = json.loads(shown.out)
    assert all(set(row) == {"check", "status", "found", "remedy"} for row in rows)
    assert {row["status"] for row in rows} == set(Status)
    assert "for your eyes alone" in shown.err
    (permissions,) = [row for row in rows if row["check"] == "permissions"]
    assert permissions["status"] == "ok"


@pytest.mark.e2e
@pytest.mark.skipif(missing_tools() is not None, reason=str(missing_tools()))
def test_in_a_room_it_listens_and_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    with PulseRoom() as room:
        done = doctor(tmp_path, "--listen", env=room.env)
    assert re.search(r"ok +level +-[67]\d dBFS on average", done.stdout), done.stdout
    assert "warning numbers" in done.stdout
    assert "error" not in done.stdout
    assert done.returncode == 0
