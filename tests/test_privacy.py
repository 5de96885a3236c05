"""Nothing leaves the machine: proven from outside (strace) and from inside (an audit hook)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e import scripts
from tests.pulse_room import PulseRoom, missing_tools

HOOKED = """
import sys
def hook(event, arguments):
    if event.startswith("socket."):
        print("AUDIT", event, arguments, file=sys.stderr, flush=True)
sys.addaudithook(hook)
from voiceground.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run_by(code: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command run to its good end by a few lines that watch it from inside its process."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "VOICEGROUND_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_no_socket_is_made_by_any_of_our_code(tmp_path: Path) -> None:
    """The whole house at work, voice and ear included; every socket that Python makes would be told."""
    path = scripts.one_question(tmp_path, window="2s")
    done = run_by(HOOKED, tmp_path, "run", str(path), "--room", "simulated")
    assert "AUDIT" not in done.stderr
    assert "That is all for now." in done.stdout


LOADS = """
import sys
from voiceground.cli import main
code = main(sys.argv[1:])
print("LOADED", *sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""
CLIP = Path(__file__).parent / "ear" / "recordings" / "yes-1.wav"


def loaded_by(home: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded by its end."""
    done = run_by(LOADS, home, *arguments)
    return set(done.stderr.rpartition("LOADED")[2].split())


def test_a_session_and_hear_never_load_speech_recognition(tmp_path: Path) -> None:
    """It imports urllib and knows how to send sound away; only a borrowed ear or the bench loads it."""
    path = scripts.one_question(tmp_path, window="2s")

    for command in (("run", str(path), "--room", "simulated"), ("hear", str(CLIP))):
        loaded = loaded_by(tmp_path, *command)
        assert "voiceground.ear.ear" in loaded
        assert {"speech_recognition", "voiceground.ear.borrowed", "urllib.request"} & loaded == set()


def test_the_list_of_what_is_loaded_would_tell(tmp_path: Path) -> None:
    loading = LOADS.replace(
        "code =", "from voiceground.ear import borrowed; list(borrowed.methods()); code ="
    )
    done = subprocess.run(
        [sys.executable, "-c", loading, "list"], capture_output=True, text=True, timeout=120, check=True
    )
    assert {"speech_recognition", "urllib.request"} <= set(done.stderr.rpartition("LOADED")[2].split())


def test_the_hook_would_tell(tmp_path: Path) -> None:
    code = HOOKED.replace("from voiceground.cli import main", "import socket; socket.socket()")
    code = code.replace("sys.exit(main(sys.argv[1:]))", "")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "AUDIT socket.__new__" in done.stderr


@pytest.mark.e2e
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.skipif(missing_tools() is not None, reason=str(missing_tools()))
def test_a_session_opens_no_socket_but_the_sound_servers(tmp_path: Path) -> None:
    """Every system call about the network, of every process and thread of a session on the real device."""
    log = tmp_path / "strace.log"
    path = scripts.one_question(tmp_path, window="2s")
    with PulseRoom() as room:
        command = ["strace", "-f", "-qq", "-e", "trace=network,io_uring_setup", "-o", str(log)]
        command += [sys.executable, "-m", "voiceground", "run", str(path), "--room", "device"]
        done = subprocess.run(
            command,
            env={**room.env, "VOICEGROUND_HOME": str(tmp_path)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    calls = log.read_text()
    families = set(re.findall(r"\b(?:AF|PF)_[A-Z0-9]+", calls))
    assert families == {"AF_UNIX"}
    assert "io_uring_setup" not in calls, "the guard's filter does not see what is asked for in a ring"
    reached = set(re.findall(r'connect\(\d+, \{sa_family=AF_UNIX, sun_path=(@?"[^"]*")', calls))
    assert len(reached) >= 1
    # PulseAudio; a look for JACK; and the voice's child, whose own sound is led to nowhere.
    assert all(re.search(r"/native|/jack_|/dev/null", place) for place in reached)
