"""Heads of scripts are read without the steps, and say the same as the whole script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.texts import ROOT
from voiceground.core.model import Script
from voiceground.core.offers import DOORS, candidates
from voiceground.script.assembly import assembled
from voiceground.script.heads import head_of, heads, read_head
from voiceground.script.load import by_id, find, load, scripts_in

SHIPPED = scripts_in(ROOT / "scripts")

OWN = """\
voiceground: 1
id: {id}
title: My own walk
doors: [panicky]
level: high
start: a
steps:
  a: {{say: I walk., end: done}}
"""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_head_says_what_the_whole_script_says(path: Path) -> None:
    assert read_head(path) == head_of(load(path))


@pytest.mark.parametrize("text", ["", "steps:\n  a: {}\n", "- a list\n", "id: [a\n", "id: other\ntitle: T\n"])
def test_what_has_no_head_is_not_offered(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    assert list(heads([path, tmp_path / "missing.yaml"])) == []


def test_a_script_of_ones_own_is_offered_with_the_others(tmp_path: Path) -> None:
    (tmp_path / "my-walk.yaml").write_text(OWN.format(id="my-walk"), encoding="utf-8")
    known = list(heads(by_id([tmp_path, ROOT / "scripts"]).values()))
    assert "my-walk" in candidates(known)["panicky"]


def test_what_is_offered_is_loaded_and_what_is_not_is_left_alone(tmp_path: Path) -> None:
    caller = OWN.format(id="caller").replace("doors: [panicky]\n", "")
    offering = caller.replace(
        "{say: I walk., end: done}", "{offer: panicky, then: b}\n  b: {say: Bye., end: done}"
    )
    for id_, text in {"caller": offering, "my-walk": OWN.format(id="my-walk"), "other": caller}.items():
        (tmp_path / f"{id_}.yaml").write_text(text.replace("id: caller", f"id: {id_}"), encoding="utf-8")
    asked: list[str] = []

    def get(id_: str) -> Script:
        asked.append(id_)
        return load(find(id_, [tmp_path]))

    whole = assembled(load(tmp_path / "caller.yaml"), get, lambda: heads(scripts_in(tmp_path)))
    assert asked == list(whole.library) == ["my-walk"]
    assert "panicky.my-walk" in whole.script.steps


@pytest.mark.parametrize("door", DOORS)
def test_every_door_has_at_least_two_scripts(door: str) -> None:
    assert len(candidates(heads(SHIPPED)).get(door, ())) >= 2
