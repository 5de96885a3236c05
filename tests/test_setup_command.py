"""``voiceground setup`` as somebody meets it: by keys, in silence, interrupted, with settings of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from voiceground import config, keys
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


class Screen:
    """Everything that was printed so far."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._text = ""

    @property
    def text(self) -> str:
        self._text += self._capsys.readouterr().out
        return self._text


class Fingers:
    """Somebody at the keyboard: presses one key at each of certain lines. A ``keys.KeySource``."""

    def __init__(self, screen: Screen, presses: Mapping[str, str]) -> None:
        self._screen = screen
        self._left = dict(presses)

    def read(self) -> str:
        last = self._screen.text.rstrip().rpartition("\n")[2]
        at = next((said for said in self._left if said in last), None)
        return self._left.pop(at) if at else ""

    def close(self) -> None:
        """Nothing was changed about the keyboard."""


@pytest.fixture
def screen(capsys: pytest.CaptureFixture[str]) -> Screen:
    return Screen(capsys)


def setup(monkeypatch: pytest.MonkeyPatch, screen: Screen, presses: Mapping[str, str]) -> int:
    fingers = [Fingers(screen, presses), Fingers(screen, presses)]  # one for each of the two sessions

    def open_source(*, always: bool) -> Fingers:
        return fingers.pop()

    monkeypatch.setattr(keys, "open_source", open_source)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    return main(["setup", "--room", "silent", "--speed", "500"])


def test_by_keys_alone_everything_can_be_set(
    home: Path, monkeypatch: pytest.MonkeyPatch, screen: Screen
) -> None:
    assert setup(monkeypatch, screen, KEYS) == 0
    assert config.read(home / "config.toml") == Config(country="DE")
    (line, *_) = lines_for("DE")
    assert list(confirmed(home / "confirmed.toml")) == [line.key]
    assert f"{line.name}: {line.number} (checked by you today)" in screen.text
    assert not (home / "journal").exists()


def test_what_is_not_wanted_is_set_too(home: Path, monkeypatch: pytest.MonkeyPatch, screen: Screen) -> None:
    presses = {
        **KEYS,
        "overhear me": "\n",
        "more softly": "\n",
        "one of these?": "2",
        "choose a country": "n",
    }
    assert setup(monkeypatch, screen, {**presses, "What could be in it?": "3"}) == 0
    settings = config.read(home / "config.toml")
    assert (settings.whisper, settings.cover, settings.country) == (True, "shopping list", "")
    assert settings.keep == "nothing"
    assert "# words a minute" in (home / "config.toml").read_text()


def test_ctrl_c_in_the_second_part_keeps_the_country_that_was_chosen(
    home: Path, monkeypatch: pytest.MonkeyPatch, screen: Screen
) -> None:
    presses = {**KEYS, "looked it up yourself": "n", "What could be in it?": keys.CONTROL_C}
    assert setup(monkeypatch, screen, presses) == 0
    assert config.read(home / "config.toml").country == "DE"
    assert confirmed(home / "confirmed.toml") == {}
    assert "not checked yet; it was taken from http" in screen.text


def test_silence_all_the_way_changes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup", "--room", "silent", "--speed", "200"]) == 0
    assert "Nothing was changed." in capsys.readouterr().out
    assert list(home.iterdir()) == []


def test_a_whisper_is_not_written_down_as_a_loudness(home: Path) -> None:
    assert main(["setup", "--room", "silent", "--speed", "500", "--whisper"]) == 0
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
