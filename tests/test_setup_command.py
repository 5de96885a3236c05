"""``voiceground setup`` as somebody meets it: by keys, in silence, interrupted, with settings of its own."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from voiceground import config
from voiceground.care.confirming import confirmed
from voiceground.care.lines import lines_for
from voiceground.cli import main
from voiceground.config import Config

KEYS: Mapping[str, str] = {
    "press Enter now": "\n",
    "overhear me": "n",
    "choose a country": "\n",
    "Is it Germany?": "\n",
    "looked it up yourself": "\n",
    "What could be in it?": "1",
    "You could try stop": "\x1b",
}
"""What somebody without any sound presses at which line."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEGROUND_HOME", str(tmp_path))
    return tmp_path


def setup(home: Path, keys: Mapping[str, str], *, interrupt: str = "") -> tuple[int, str, str]:
    """Run it, pressing a key or Ctrl-C at certain lines; the code, and what was printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "voiceground", "setup", "--room", "silent", "--keys", "--speed", "15"],
        env={**os.environ, "VOICEGROUND_HOME": str(home), "LANG": "de_DE.UTF-8", "LC_ALL": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    shown = []
    for line in process.stdout:
        shown.append(line)
        if interrupt and interrupt in line:
            process.send_signal(signal.SIGINT)
        for said, key in keys.items():
            if said in line:
                process.stdin.write(key)
                process.stdin.flush()
    _, errors = process.communicate(timeout=30)
    return process.returncode, "".join(shown), errors


def test_by_keys_alone_everything_can_be_set(home: Path) -> None:
    code, shown, errors = setup(home, KEYS)
    assert (code, errors) == (0, "")
    assert config.read(home / "config.toml") == Config(country="DE", keep=config.Config().keep)
    (line, *_) = lines_for("DE")
    assert list(confirmed(home / "confirmed.toml")) == [line.key]
    assert f"{line.name}: {line.number} (checked by you today)" in shown
    assert not (home / "journal").exists()


def test_ctrl_c_in_the_second_part_keeps_the_country_that_was_chosen(home: Path) -> None:
    keys = {**KEYS, "looked it up yourself": "n"}
    code, shown, errors = setup(home, keys, interrupt="What could be in it?")
    assert (code, errors) == (0, "")
    assert config.read(home / "config.toml").country == "DE"
    assert confirmed(home / "confirmed.toml") == {}
    assert "not checked yet; it was taken from http" in shown


def test_silence_all_the_way_changes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup", "--room", "silent", "--speed", "200"]) == 0
    assert "Nothing was changed." in capsys.readouterr().out
    assert list(home.iterdir()) == []


def test_settings_with_a_mistake_are_told_before_a_word_is_said(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config.toml").write_text("rates = 3\n")
    assert main(["setup", "--room", "silent"]) == 2
    shown = capsys.readouterr()
    assert "Did you mean rate?" in shown.err
    assert shown.out == ""


def test_a_device_that_was_asked_for_and_is_not_there_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    assert main(["setup", "--room", "device", "--output-device", "no such thing"]) == 4


def test_numbers_are_confirmed_one_by_one_in_the_terminal(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config.toml").write_text('country = "NZ"\n')
    lines = lines_for("NZ")
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\nn\n\nyes\n"))
    assert main(["setup", "--numbers"]) == 0
    assert set(confirmed(home / "confirmed.toml")) == {lines[0].key, lines[3].key}
    shown = capsys.readouterr().out
    assert all(line.number in shown and line.source in shown for line in lines)


@pytest.mark.parametrize(
    ("settings", "told"), [("", "No country is set"), ('country = "JP"', "no checked number")]
)
def test_without_numbers_it_says_why(
    home: Path, capsys: pytest.CaptureFixture[str], settings: str, told: str
) -> None:
    (home / "config.toml").write_text(settings)
    assert main(["setup", "--numbers"]) == 0
    assert told in capsys.readouterr().out
