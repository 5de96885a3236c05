"""Where things lie: what was shipped, and what belongs to the person."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from voiceground.errors import VoicegroundError

PACKAGE = Path(__file__).resolve().parent

NOWHERE = Path(os.devnull) / "no home"
"""Where a home is unknown: nothing is there and nothing can be made, and everything else works."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The person's own folders. None of them is made before something is put there.

    Attributes:
        config: the file with the settings.
        journal: the records of sessions.
        cache: rendered lines of the shipped scripts.
        scripts: the person's own scripts.
        recordings: the person's own recorded lines.
        plan: the file of "my people, my plan", in a folder of its own.
        confirmed: the file that says which numbers were checked, and when.
    """

    config: Path
    journal: Path
    cache: Path
    scripts: Path
    recordings: Path
    plan: Path
    confirmed: Path


def folders() -> Folders:
    """The folders of this platform, or those below VOICEGROUND_HOME where that is set."""
    home = os.environ.get("VOICEGROUND_HOME")
    if home:
        return _below(Path(home).expanduser())
    dirs = platformdirs.PlatformDirs("voiceground", appauthor=False)
    try:
        data, config, cache = dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path
    except RuntimeError:
        return _below(NOWHERE)
    if not data.is_absolute():  # what an older platformdirs says when nobody's home is known
        return _below(NOWHERE)
    return Folders(
        config / "config.toml",
        data / "journal",
        cache,
        data / "scripts",
        data / "recordings",
        data / "plan" / "plan.json",
        data / "confirmed.toml",
    )


def _below(root: Path) -> Folders:
    return Folders(
        root / "config.toml",
        root / "journal",
        root / "cache",
        root / "scripts",
        root / "recordings",
        root / "plan" / "plan.json",
        root / "confirmed.toml",
    )


def shipped(kind: str) -> Path:
    """The folder of shipped ``scripts`` or ``audio``: inside a wheel, or beside the package in a checkout.

    Raises:
        VoicegroundError: neither is there.
    """
    for folder in (PACKAGE / "data" / kind, PACKAGE.parent / kind):
        if folder.is_dir():
            return folder
    raise VoicegroundError(f"This installation has no {kind}. Install voiceground again.")
