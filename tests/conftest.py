"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of real recordings, or a skip that says how to get it."""
    folder = os.environ.get("VOICEGROUND_RECORDINGS", "")
    if not folder or not (Path(folder) / "manifest.csv").is_file():
        pytest.skip("set VOICEGROUND_RECORDINGS to a folder of recordings with a manifest.csv")
    return Path(folder)
