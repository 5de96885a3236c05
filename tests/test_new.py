"""``voiceground new``: what it writes is sound, and nothing that is there is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from voiceground import cli, desk
from voiceground.folders import folders
from voiceground.rehearsal import text
from voiceground.script.load import check_paths, load
from voiceground.script.plan import load_plan

IDS = ["quiet-evening", "a", "yes", "12", "no-2", "x" * 64]


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICEGROUND_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("id_", IDS)
def test_what_it_writes_is_sound_and_its_scenes_pass(id_: str, somewhere: Path) -> None:
    assert cli.main(["new", id_]) == 0
    script, plan = somewhere / f"{id_}.yaml", somewhere / f"{id_}.plan"
    assert check_paths([script, plan], desk.around(folders(), [somewhere])) == []
    results = [text.play(load(script), scene) for scene in load_plan(plan).scenes]
    assert [(result.name, result.problem) for result in results if not result.passed] == []
    assert "#" in script.read_text()


def test_its_scenes_visit_every_answer(somewhere: Path) -> None:
    cli.main(["new", "mine"])
    script = load(somewhere / "mine.yaml")
    results = [text.play(script, scene) for scene in load_plan(somewhere / "mine.plan").scenes]
    heard = {turn.heard for result in results for turn in result.turns}
    assert heard >= {"yes", "no", "3", "9", "stop"}
    assert any(not result.turns for result in results)  # one scene says nothing at all


def test_it_says_what_comes_next(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["new", "mine"])
    told = capsys.readouterr().out
    for command in ("check mine.yaml", "rehearse mine.yaml --text", "run mine.yaml"):
        assert f"voiceground {command}\n" in told


@pytest.mark.parametrize("there", ["mine.yaml", "mine.plan"])
def test_what_is_there_stays_as_it_is(
    there: str, somewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (somewhere / there).write_text("mine")
    assert cli.main(["new", "mine"]) == 2
    assert f"{there} is there already" in capsys.readouterr().err
    assert (somewhere / there).read_text() == "mine"
    assert len([*somewhere.iterdir()]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Quiet Evening"], "Did you mean quiet-evening?"),
        (["quiet_evening.yaml"], "Did you mean quiet-evening-yaml?"),
        (["../above"], "Did you mean above?"),
        (["\N{LATIN SMALL LETTER E WITH ACUTE}"], "An example is quiet-evening."),
        ([""], "cannot be an id"),
        (["x" * 65], "cannot be an id"),
        (["mine\n"], "Did you mean mine?"),
        (["mine", "--folder", "nowhere"], "cannot be written: no such file or directory"),
        ([], "required"),
    ],
)
def test_a_mistake_is_one_sentence(
    arguments: list[str], said: str, somewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", *arguments]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert [*somewhere.iterdir()] == []
