"""The wheel: built from the tree, installed into an empty environment elsewhere, and used there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent
NO_NETWORK = re.compile(r"Failed to establish a new connection|Temporary failure in name resolution")


@dataclass(frozen=True)
class Elsewhere:
    """An environment that knows nothing of the tree, and the folder to use it from."""

    bin: Path
    folder: Path

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))
        }
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.folder,
            env={**kept, "VOICEGROUND_HOME": str(self.folder / "home"), **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(TREE)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("voiceground-*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=True)
    there = Elsewhere(folder / "venv" / "bin", folder)
    options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    installed = there.run("python", "-m", "pip", "install", *options, str(wheel))
    if installed.returncode and NO_NETWORK.search(installed.stderr):
        pytest.skip("the package index cannot be reached, so that nothing can be installed from it")
    assert installed.returncode == 0, installed.stderr
    return there


def names_below(folder: str) -> set[str]:
    return {
        path.relative_to(TREE).as_posix()
        for path in (TREE / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_the_wheel_carries_every_script_and_every_recorded_line(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"voiceground/data/{name}" for name in names_below("scripts") | names_below("audio")}
    assert "voiceground/data/scripts/five-senses.yaml" in wanted
    assert wanted - inside == set()


def test_the_wheel_carries_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {re.sub(r"-[\d.]+\w*\.dist-info", ".dist-info", top) for top in tops} == {
        "voiceground",
        "voiceground.dist-info",
    }


def test_the_wheel_carries_its_licence_and_notices(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    assert {Path(name).name for name in inside if "/licenses/" in name} == {"LICENSE", "NOTICE"}


@pytest.mark.slow
def test_an_empty_environment_lists_the_scripts_of_the_wheel(elsewhere: Elsewhere) -> None:
    listed = elsewhere.run("voiceground", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    scripts = json.loads(listed.stdout)
    assert {"five-senses", "easy-breath", "quiet-company"} <= {script["id"] for script in scripts}
    inside = elsewhere.folder / "venv"
    assert all(inside in Path(script["path"]).parents for script in scripts)
    assert all("data/scripts" in Path(script["path"]).as_posix() for script in scripts)


@pytest.mark.slow
def test_the_recorded_lines_are_looked_for_inside_the_wheel(elsewhere: Elsewhere) -> None:
    asked = elsewhere.run("python", "-c", "from voiceground.folders import shipped; print(shipped('audio'))")
    assert asked.returncode == 0, asked.stderr
    assert Path(asked.stdout.strip()).as_posix().endswith("voiceground/data/audio")
    assert elsewhere.folder in Path(asked.stdout.strip()).parents


@pytest.mark.slow
def test_an_empty_environment_runs_a_whole_session(elsewhere: Elsewhere) -> None:
    session = elsewhere.run("voiceground", "run", "five-senses", "--room", "silent", "--speed", "100")
    assert session.returncode == 0, session.stderr
    assert "Traceback" not in session.stderr
    said = session.stdout.splitlines()
    assert "I'm here. There is something solid under you." in said
    assert said[-1] == "That is all for now. This voice is here whenever you want it."
    (record,) = (elsewhere.folder / "home" / "journal").glob("*.jsonl")
    assert json.loads(record.read_text().splitlines()[-1])["ended"] == "done"
