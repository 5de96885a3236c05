"""``voiceground unlock``: make the journal readable again, for good."""

from __future__ import annotations

import argparse

from voiceground import report
from voiceground.folders import folders
from voiceground.journal import lockup
from voiceground.journal.lockup import State, Turned

SUMMARY = "Make a locked journal readable again, for good."
EXAMPLE = "voiceground unlock"

STAYS_LOCKED = "The journal stays locked."


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def run(options: argparse.Namespace) -> int:
    """Ask for the passphrase, and unseal everything that is sealed."""
    del options
    here = folders()
    lock = lockup.lock_of(here.journal)
    if lock is None:
        report.say("The journal is not locked.")
        return 0
    from voiceground import passphrase

    key = passphrase.key_of(lock, STAYS_LOCKED)
    turned = lockup.unlock(
        here.journal, key, here.plan, lambda done, of: report.progress("Opening", done, of)
    )
    report.say(_told(turned, lockup.state(here.journal)))
    tell_busy(turned.busy, "It is opened", "unlock")
    for name in turned.gaps:
        report.error(f"{name}: sealed lines are missing between others. What is there can be read.")
    for name in turned.damaged:
        report.error(
            f"{name} is damaged, or was sealed with another key. It stays as it is, and so does the key "
            "file. `voiceground history` reads what can be read of it."
        )
    return 5 if turned.damaged else 0


def _told(turned: Turned, after: State) -> str:
    opened = {0: "", 1: " One session was unsealed."}.get(
        turned.done, f" {turned.done} sessions were unsealed."
    )
    if after is State.OPEN:
        return f"The journal is open.{opened} The passphrase is not needed any more."
    return f"The journal is open for what comes.{opened} Some of it is sealed still."


def tell_busy(names: tuple[str, ...], then: str, command: str) -> None:
    """Say that sessions are going on that cannot be turned now."""
    if not names:
        return
    going = "A session is" if len(names) == 1 else f"{len(names)} sessions are"
    report.error(f"{going} going on. {then} when you run `voiceground {command}` once more after that.")
