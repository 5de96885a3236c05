"""A terminal with a person at it: a command is run in it, and what is typed answers what it asks."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

CTRL_C = "\x03"
CTRL_D = "\x04"


def at_terminal(home: Path, *command: str, typed: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run ``voiceground COMMAND`` with a terminal of its own.

    Args:
        home: VOICEGROUND_HOME.
        command: the command and its options.
        typed: an answer for each question that ends in ": ", without its newline, or a control character.

    Returns:
        The exit code, and everything that the terminal showed.
    """
    ours, theirs = os.openpty()

    def sit_down() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    child = subprocess.Popen(
        [sys.executable, "-m", "voiceground", *command],
        env={**os.environ, "VOICEGROUND_HOME": str(home)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=sit_down,  # noqa: PLW1509  the terminal becomes the one that it controls
    )
    os.close(theirs)
    try:
        return _conversation(child, ours, list(typed))
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def _conversation(child: subprocess.Popen[bytes], terminal: int, typed: list[str]) -> tuple[int, str]:
    shown, answered = "", 0
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.05)[0]:
            with contextlib.suppress(OSError):  # Linux tells so that the other end is closed
                read = os.read(terminal, 4096).decode()
                shown += read
                if read:
                    continue
        if shown.endswith(": ") and len(shown) > answered and typed:
            answered = len(shown)
            answer = typed.pop(0)
            os.write(terminal, answer.encode() + (b"" if answer in {CTRL_C, CTRL_D} else b"\n"))
        if child.poll() is not None and not select.select([terminal], [], [], 0)[0]:
            break
        if child.poll() is not None:
            with contextlib.suppress(OSError):
                if os.read(terminal, 4096):
                    continue
            break
    assert not typed, f"never asked for {typed}: {shown}"
    return child.wait(10), shown.replace("\r\n", "\n")
