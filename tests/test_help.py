"""``voiceground help`` as somebody types it: at once, with or without a country, and no trace of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import voiceground


def helped(home: Path, *arguments: str) -> list[str]:
    """What is shown until something has been asked."""
    command = [sys.executable, "-m", "voiceground", "help", "--room", "silent", "--speed", "20", *arguments]
    shown: list[str] = []
    with subprocess.Popen(
        command,
        env={**os.environ, "VOICEGROUND_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        for row in child.stdout or ():
            shown.append(row.rstrip("\n"))
            if shown[-1].endswith("?"):
                break
        child.kill()
    return shown


def test_the_numbers_are_on_the_screen_before_the_first_word_and_nothing_is_kept(tmp_path: Path) -> None:
    shown = helped(tmp_path, "--country", "gb")
    numbers = next(at for at, row in enumerate(shown) if "116 123" in row)
    assert numbers < shown.index("I'm here. There is something solid under you.")
    assert "I can't call anyone, and nobody else listens." in shown
    assert list(tmp_path.iterdir()) == []


def test_without_a_country_it_says_that_none_is_set_and_how_to_set_one(tmp_path: Path) -> None:
    shown = " ".join(helped(tmp_path))
    assert "No country is set" in shown
    assert 'country = "GB"' in shown


def test_a_mistake_in_the_settings_keeps_nobody_from_being_helped(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('cover = "stop"\ncountry = "GB"\n', encoding="utf-8")
    assert any("116 123" in row for row in helped(tmp_path))
    (tmp_path / "config.toml").write_text("nonsense = [", encoding="utf-8")
    assert "I can't call anyone, and nobody else listens." in helped(tmp_path)


@pytest.mark.parametrize("country", ["GBR", "1", "united kingdom"])
def test_a_country_is_two_letters(tmp_path: Path, country: str) -> None:
    done = voiceground("help", "--country", country, home=tmp_path)
    assert done.returncode == 2
    assert 'should be two letters, such as "GB"' in done.stderr


def test_in_another_language_it_is_that_languages_script(tmp_path: Path) -> None:
    shown = helped(tmp_path, "--language", "es", "--country", "ES")
    assert "024" in " ".join(shown)
    assert "I'm here. There is something solid under you." not in shown
