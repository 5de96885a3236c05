"""A lock, its key, and a journal's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journal.sealed import PASSPHRASE
from voiceground.journal import locking
from voiceground.journal.locking import Lock


@pytest.fixture(scope="session")
def made() -> Lock:
    """Stretching a passphrase takes a fifth of a second, so it is done once."""
    return locking.made(PASSPHRASE)


@pytest.fixture(scope="session")
def key(made: Lock) -> bytes:
    return made.opened(PASSPHRASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"
