"""docs/privacy.md says what is true: its places, levels, figures and families are those of the code."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import fields
from pathlib import Path

import platformdirs.macos
import platformdirs.unix
import pytest

from voiceground import guard
from voiceground.commands import COMMANDS
from voiceground.folders import folders
from voiceground.journal import locking, lockup
from voiceground.journal.levels import DAYS, Keep

PAGE = (Path(__file__).parent.parent / "docs" / "privacy.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if "%LOCALAPPDATA%" in line]


def column(number: int) -> set[str]:
    """The places of one platform, as the page names them."""
    return {place.strip("`| ") for row in ROWS for place in [row[number]]}


@pytest.mark.parametrize(("number", "kind"), [(2, platformdirs.unix.Unix), (3, platformdirs.macos.MacOS)])
def test_every_place_is_where_the_page_says(number: int, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VOICEGROUND_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setattr(platformdirs, "PlatformDirs", kind)
    here = folders()
    places = {getattr(here, field.name) for field in fields(here)}
    named = {place.replace("~", "/home/somebody", 1) for place in column(number)}
    told = {str(place.parent if place.suffix else place) for place in places}
    assert told == named - ({str(here.journal.parent)} - told)


def test_every_file_of_ours_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEGROUND_HOME", "/home/somebody/all")
    here = folders()
    names = [getattr(here, field.name).name for field in fields(here) if field.name != "cache"]
    table = "\n".join(" | ".join(row) for row in ROWS)
    assert [name for name in names if name not in table] == []
    assert lockup.LOCKED_NAME in PAGE


def test_every_command_on_the_page_is_there_with_its_options() -> None:
    for name, options in re.findall(r"`voiceground ([a-z]+)((?: --[a-z-]+)*)`", PAGE):
        shown = parser_of(name).format_help()
        assert [option for option in options.split() if option not in shown] == []


def parser_of(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    COMMANDS[name].arguments(parser)
    return parser


def test_the_levels_are_those_that_can_be_set() -> None:
    named = re.findall(r'^\| `"(\w+)"`', PAGE, re.MULTILINE)
    assert named == [level.value for level in Keep]
    assert f'`"{Keep.NUMBERS}"` (the default)' in PAGE
    assert f"`keep_days` ({DAYS})" in PAGE


def test_the_figures_of_the_lock_are_those_of_the_code() -> None:
    assert f"{locking.MEMORY >> 20} MiB in {locking.PASSES} passes" in PAGE
    assert f"blocks of {locking.BLOCK} bytes" in PAGE


def test_the_families_are_those_that_the_guard_refuses() -> None:
    named = set(re.findall(r"\bAF_[A-Z0-9]+", PAGE)) - {"AF_UNIX"}
    assert named == set(guard.REFUSED_FAMILIES)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's numbers")
def test_the_families_have_the_numbers_of_this_system() -> None:
    import socket

    assert {name: int(getattr(socket, name)) for name in guard.REFUSED_FAMILIES} == guard.REFUSED_FAMILIES
