"""Whether anything could leave the machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from voiceground import guard
from voiceground.checkup.finding import Finding, Patient, ok, warning

OUTWARD = ("ssl", "http.client", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp")
"""Modules that know how to send something away. None of them is needed here."""


def network(_patient: Patient) -> Iterator[Finding]:
    """Whether this process is closed to the internet."""
    state = guard.state()
    if state.startswith("on"):
        yield ok("network", f"closed to this program: {state}")
    else:
        yield warning(
            "network", f"not closed: {state}", "Start voiceground as a command: it closes it first."
        )


def modules(patient: Patient) -> Iterator[Finding]:
    """Whether something that could send is loaded, after everything else has been."""
    loaded = [name for name in OUTWARD if name in sys.modules]
    if not loaded:
        yield ok("modules", "nothing that could send is loaded")
    else:
        yield warning(
            "modules",
            f"loaded: {', '.join(loaded)}",
            f"The ear {patient.settings.ear} brings them along; the built-in one does not.",
        )
