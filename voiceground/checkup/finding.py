"""What a check found, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from voiceground.config import Config
from voiceground.errors import VoicegroundError
from voiceground.folders import Folders


class Status(StrEnum):
    """How things stand. A warning leaves everything working, if less well."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor.

    Attributes:
        check: what was looked at.
        status: how it stands.
        found: what is there, in a few words.
        remedy: what to do; empty where nothing is to be done.
        exit_code: of the whole command, where this is the first error.
    """

    check: str
    status: Status
    found: str
    remedy: str = ""
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Patient:
    """What the checks are given.

    Attributes:
        here: the person's own folders.
        settings: the settings; the defaults where the file has a mistake.
        today: the date.
    """

    here: Folders
    settings: Config
    today: date


Check: TypeAlias = Callable[[Patient], Iterable[Finding]]


def ok(check: str, found: str) -> Finding:
    """All is well with this."""
    return Finding(check, Status.OK, found)


def warning(check: str, found: str, remedy: str) -> Finding:
    """Something works less well, or may be looked at."""
    return Finding(check, Status.WARNING, found, remedy)


def failed(check: str, error: VoicegroundError, remedy: str) -> Finding:
    """Something does not work. The error says what, and brings the exit code."""
    return Finding(check, Status.ERROR, str(error), remedy, error.exit_code)
