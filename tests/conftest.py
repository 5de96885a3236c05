"""What every test may ask for."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pulse_room import PulseRoom, missing_tools

# A shell's background jobs are born deaf to Ctrl-C, and so would be every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of real recordings, or a skip that says how to get it."""
    folder = os.environ.get("VOICEGROUND_RECORDINGS", "")
    if not folder or not (Path(folder) / "manifest.csv").is_file():
        pytest.skip("set VOICEGROUND_RECORDINGS to a folder of recordings with a manifest.csv")
    return Path(folder)


@pytest.fixture
def room() -> Iterator[PulseRoom]:
    """A quiet room with a speaker, a person and a microphone that hears only the person."""
    reason = missing_tools()
    if reason:
        pytest.skip(reason)
    with PulseRoom() as made:
        yield made
