"""A process of its own to be guarded: the guard cannot be taken off again."""

from __future__ import annotations

import subprocess
import sys

GUARDED = """
import ctypes, os, socket, subprocess, sys, threading
from voiceground import guard
libc = ctypes.CDLL(None, use_errno=True)

def tried(*arguments):
    try:
        socket.socket(*arguments).close()
    except OSError as error:
        return error.strerror
    return "open"

"""


def guarded(code: str, *, before: str = "", install: str = "guard.install()") -> list[str]:
    """Lines that a process prints which was guarded before ``code`` and after ``before``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{GUARDED}{before}\n{install}\n{code}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
