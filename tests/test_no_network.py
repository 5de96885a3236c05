"""No command talks to a network: every system call about sockets, of every process and thread it starts.

`tests/test_privacy.py` has the same of a session on the real sound device. Here are the commands that read
and show what is kept, and a session in a silent room; a command that is not there yet is left out.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e import scripts
from tests.journal.journals import by_dice, write
from voiceground.commands import COMMANDS

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")

TREE = Path(__file__).parent.parent
EXAMPLES = ("export", "doctor", "forget", "plan")
"""Commands of which the example in their own help is run."""
CASES = [
    ("run", ["run", "one-question.yaml", "--room", "silent", "--speed", "100"]),
    ("history", ["history", "--all"]),
    ("history", ["history", "--html", "page.html"]),
    ("history", ["history", "--why"]),
    *((name, shlex.split(COMMANDS[name].EXAMPLE)[1:]) for name in EXAMPLES if name in COMMANDS),
]


def families(words: Sequence[str], home: Path) -> tuple[set[str], subprocess.CompletedProcess[str]]:
    """The families of sockets that a process and its children touched, and how it ended."""
    log = home / "strace.log"
    done = subprocess.run(
        ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=network", "-o", str(log), *words],
        env={**os.environ, "VOICEGROUND_HOME": str(home), "PYTHONPATH": str(TREE)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=home,
    )
    return set(re.findall(r"\b(?:AF|PF)_[A-Z0-9]+", log.read_text())), done


@pytest.mark.parametrize(("name", "words"), CASES, ids=[" ".join(words) for _, words in CASES])
def test_it_touches_no_socket_that_leaves_the_machine(tmp_path: Path, name: str, words: list[str]) -> None:
    scripts.one_question(tmp_path, window="1s")
    write(tmp_path / "journal", by_dice(20))
    touched, done = families([sys.executable, "-m", "voiceground", *words], tmp_path)
    assert touched <= {"AF_UNIX"}, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or done.stderr
    if name in {"run", "history", "export"}:
        assert done.returncode == 0, done.stderr


def test_the_watch_would_tell(tmp_path: Path) -> None:
    """A child of a child that sends a word to this very machine, and to nobody."""
    code = "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}], check=True)"
    touched, done = families([sys.executable, "-c", outer], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "AF_INET" in touched
