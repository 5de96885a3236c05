"""Three levels of what is kept, seen from outside: at the lowest a session leaves no file at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import scripts

MAKES = re.compile(r"(?:openat|open|creat|mkdir|mkdirat|link|linkat|rename\w*|symlink\w*|mknod\w*)\((.*)")
NAMED = re.compile(r'"([^"]+)"')
IN_MEMORY = re.compile(r"^/dev/(?:shm/voiceground-[0-9a-f]{16}(?:/\d+\.wav)?|null|tty|snd/.*)$")
"""Where the voice's own process leaves a line for an instant: memory, not the disk."""


def home(folder: Path, keep: str) -> dict[str, str]:
    """An environment in which everything that could be written lies below one folder."""
    for name in ("home", "here", "tmp"):
        (folder / name).mkdir()
    (folder / "here" / "config.toml").write_text(f'keep = "{keep}"\n')
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "VOICEGROUND_HOME": str(folder / "here"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


SIMULATED = ("--room", "simulated")
SILENT = ("--room", "silent", "--speed", "100")


def session(
    folder: Path, keep: str, options: tuple[str, ...], *watched_by: str
) -> subprocess.CompletedProcess[str]:
    path = scripts.one_question(folder, window="1s")
    done = subprocess.run(
        [*watched_by, sys.executable, "-m", "voiceground", "run", str(path), *options],
        env=home(folder, keep),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "That is all for now." in done.stdout
    return done


def strace(log: Path) -> tuple[str, ...]:
    calls = "open,openat,creat,mkdir,mkdirat,link,linkat,rename,renameat,renameat2,symlink,symlinkat"
    return ("strace", "-f", "-qq", "--seccomp-bpf", "-e", f"trace={calls}", "-o", str(log))


def below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def made(log: Path) -> Iterator[str]:
    """What a log of system calls tells to have been made or to have been opened for writing."""
    for line in log.read_text(errors="replace").splitlines():
        call = MAKES.search(line)
        if (
            call
            and "= -1" not in line
            and ("open" not in call[0][:6] or re.search("O_CREAT|O_WR|O_RDWR", line))
        ):
            yield from NAMED.findall(call[1])[-1:]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_at_nothing_no_process_makes_a_file_even_for_an_instant(tmp_path: Path) -> None:
    """Voice, ear and all: whatever is made or opened for writing is memory, and nothing is left behind."""
    log = tmp_path / "strace.log"
    done = session(tmp_path, "nothing", SIMULATED, *strace(log))
    assert [place for place in set(made(log)) if not IN_MEMORY.match(place)] == []
    assert below(tmp_path) == {"here/config.toml", "one-question.yaml", "strace.log"}
    assert "are kept" not in done.stdout


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_the_watch_would_tell(tmp_path: Path) -> None:
    log = tmp_path / "strace.log"
    session(tmp_path, "numbers", SILENT, *strace(log))
    (record,) = (tmp_path / "here" / "journal").iterdir()
    assert {str(record), str(record.parent)} <= set(made(log))


def test_without_a_watch_nothing_is_left_behind_either(tmp_path: Path) -> None:
    session(tmp_path, "nothing", SILENT)
    assert below(tmp_path) == {"here/config.toml", "one-question.yaml"}


@pytest.mark.parametrize(
    ("keep", "told"), [("numbers", "kinds of answers are kept"), ("full", "the listed answers are kept")]
)
def test_what_is_kept_is_said_once_before_it_is_kept(tmp_path: Path, keep: str, told: str) -> None:
    done = session(tmp_path, keep, SILENT)
    assert told in done.stdout.splitlines()[0]
    assert len(list((tmp_path / "here" / "journal").iterdir())) == 1
