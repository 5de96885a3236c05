"""Scripts on disk: what is found, what is meant, what is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.texts import FIVE_SENSES, codes
from voiceground.errors import ScriptError, UsageError
from voiceground.script.load import check_paths, find, library, load


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with three scripts, one of them broken, and a plan."""
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "five-senses.yaml").write_text(FIVE_SENSES)
    (folder / "easy-breath.yml").write_text(FIVE_SENSES.replace("id: five-senses", "id: easy-breath"))
    (folder / "broken.yaml").write_text("steps: {}\n")
    (folder / "five-senses.plan").write_text("scene: one\n")
    return folder


def test_a_script_is_loaded(shelf: Path) -> None:
    script = load(shelf / "five-senses.yaml")
    assert (script.id, script.start, list(script.steps)[-1]) == ("five-senses", "hello", "landing")


def test_a_broken_script_says_everything_that_is_wrong_with_it(shelf: Path) -> None:
    with pytest.raises(ScriptError) as raised:
        load(shelf / "broken.yaml")
    said = str(raised.value)
    assert said.startswith(f"{shelf / 'broken.yaml'} cannot be run as it is: 5 things to put right.\n\n")
    assert said.count(" missing-key ") == 4
    assert "warning" not in said


def test_a_script_with_advice_can_be_run(shelf: Path) -> None:
    path = shelf / "five-senses.yaml"
    path.write_text(FIVE_SENSES.replace("I'm with you.", "We relax."))
    assert codes(check_paths([path])) == ["wording"]
    assert load(path).id == "five-senses"


def test_a_folder_is_checked_with_its_plans(shelf: Path) -> None:
    problems = check_paths([shelf, shelf / "none.yaml"])
    assert [
        (Path(problem.file).name, problem.code) for problem in problems if problem.code != "missing-key"
    ] == [
        ("broken.yaml", "no-steps"),
        ("broken.yaml", "head-incomplete"),
        ("five-senses.plan", "plan-no-end"),
        ("none.yaml", "no-such-file"),
    ]


def test_a_folder_without_scripts_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no scripts in the folder"):
        check_paths([tmp_path])


@pytest.mark.parametrize("name", ["five-senses", "scripts/five-senses.yaml", "./scripts/easy-breath.yml"])
def test_a_script_is_found_by_id_and_by_file(shelf: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shelf.parent)
    assert find(name, [shelf]).is_file()


def test_the_first_folder_wins(shelf: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "five-senses.yaml").write_text(FIVE_SENSES.replace("Five senses", "Mine"))
    assert find("five-senses", [own, shelf]) == own / "five-senses.yaml"
    assert [entry.script.title for entry in library([own, shelf]).shelved] == ["Five senses", "Mine"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("five-sense", 'There is no script called "five-sense". Did you mean "five-senses"?'),
        ("Five-Senses", 'There is no script called "Five-Senses". Did you mean "five-senses"?'),
        ("xyz", 'There is no script called "xyz". See `voiceground list` for those that there are.'),
        ("", 'There is no script called "". See `voiceground list` for those that there are.'),
        (
            "scripts/five-sense.yaml",
            'There is no file scripts/five-sense.yaml. Did you mean "five-senses.yaml"?',
        ),
        ("nowhere/five-senses.yaml", "There is no file nowhere/five-senses.yaml."),
    ],
)
def test_a_misspelt_name_gets_a_guess(
    shelf: Path, name: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shelf.parent)
    with pytest.raises(UsageError) as raised:
        find(name, [shelf])
    assert str(raised.value) == hint


def test_a_library_lists_what_can_be_run_and_names_the_rest(shelf: Path) -> None:
    found = library([shelf, shelf / "no such folder"])
    assert [(entry.script.id, entry.path.name) for entry in found.shelved] == [
        ("easy-breath", "easy-breath.yml"),
        ("five-senses", "five-senses.yaml"),
    ]
    assert [path.name for path in found.broken] == ["broken.yaml"]
