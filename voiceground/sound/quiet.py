"""Keeps what C libraries say to themselves off the person's screen.

PortAudio, ALSA and JACK write their worries to stderr: while they look for devices, and from their own
threads whenever a device stumbles.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
from collections.abc import Iterator


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send file descriptor 2 nowhere for a moment.

    It is the whole process's, so what another thread writes meanwhile (some 100 ms) is lost as well.
    """
    try:
        saved = os.dup(2)
    except OSError:  # there is no stderr to keep quiet
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)


def quiet_c_stderr() -> None:
    """Give C code a stderr that leads nowhere, for good; Python's own is not touched.

    In glibc ``stderr`` is a variable that may be assigned; elsewhere this does nothing. Only this way
    are the words of threads caught that nobody started knowingly ("underrun occurred").
    """
    if platform.libc_ver()[0] != "glibc":
        return
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    nowhere = libc.fopen(os.devnull.encode(), b"w")
    if nowhere:
        ctypes.c_void_p.in_dll(libc, "stderr").value = nowhere
