"""``voiceground doctor``: a line for each check, and what to do."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from voiceground import report

if TYPE_CHECKING:
    from voiceground.checkup.finding import Check, Finding, Patient

SUMMARY = "Check the machine: sound, voice, scripts, numbers, files and privacy; says what to do."
EXAMPLE = "voiceground doctor --listen"

WIDTH = 12
"""Columns of a check's name."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--listen", action="store_true", help="listen for half a second, for the level")
    parser.add_argument("--mend", action="store_true", help="first give your files their right permissions")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Look at everything; the first error brings the exit code."""
    patient = _patient()
    if options.mend:
        _mend(patient)
    findings: list[Finding] = []
    for found in _findings(_checks(listen=options.listen), patient):
        findings.append(found)
        if not options.json:
            _tell(found)
    if options.json:
        report.as_json([_row(found) for found in findings])
    return next((found.exit_code for found in findings if found.exit_code), 0)


def _checks(*, listen: bool) -> tuple[Check, ...]:
    """The table of checks, in their order."""
    from voiceground.checkup import care, files, privacy, sound

    return (
        files.settings,
        sound.speaker,
        sound.microphone,
        *((sound.level,) if listen else ()),
        sound.voice,
        sound.ear,
        sound.scripts,
        care.numbers,
        care.cover,
        files.plan,
        files.journal,
        files.lock,
        files.permissions,
        files.disk,
        privacy.network,
        privacy.modules,
    )


def _findings(checks: Iterable[Check], patient: Patient) -> Iterator[Finding]:
    for check in checks:
        yield from check(patient)


def _patient() -> Patient:
    """Folders and settings; a file of settings with a mistake is a finding, and no end."""
    from voiceground import config
    from voiceground.checkup.finding import Patient
    from voiceground.errors import UsageError
    from voiceground.folders import folders

    here = folders()
    try:
        settings = config.read(here.config)
    except UsageError:
        settings = config.Config()
    return Patient(here, settings, datetime.now().astimezone().date())


def _mend(patient: Patient) -> None:
    from voiceground.checkup.files import mend

    for path in mend(patient):
        report.error(f"{path} is now for your eyes alone.")


def _tell(found: Finding) -> None:
    report.say(f"{found.status:<8}{found.check:<{WIDTH}}{found.found}")
    if found.remedy:
        report.say(f"{'':<8}{'':<{WIDTH}}-> {found.remedy}")


def _row(found: Finding) -> dict[str, str]:
    return {
        "check": found.check,
        "status": found.status.value,
        "found": found.found,
        "remedy": found.remedy,
    }
