"""``voiceground lock``: seal the journal, so that it is read with a passphrase only."""

from __future__ import annotations

import argparse

from voiceground import report
from voiceground.commands import unlock
from voiceground.errors import JournalError, UsageError
from voiceground.folders import Folders, folders
from voiceground.journal import lockup
from voiceground.journal.locking import Lock
from voiceground.journal.lockup import State

SUMMARY = "Seal what is kept, so that it is read with a passphrase only."
EXAMPLE = "voiceground lock"

BEFOREHAND = """\
You choose a passphrase. From then on the journal is read with it only.
Sessions go on as before, and never ask for it.
A forgotten passphrase cannot be found again: what is sealed is lost then.
Ctrl-C leaves everything as it is."""

PLAN_BEFOREHAND = """\
Your plan is sealed too. It cannot be read aloud in a hard moment then.
Without --plan it stays readable."""

UNCHANGED = "Nothing was changed."
TWICE_DIFFERENT = "Those two were not the same. Nothing was changed. Run the command again."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--change", action="store_true", help="give the journal another passphrase")
    parser.add_argument(
        "--plan",
        action="store_true",
        help="seal the plan too: it is not read aloud then, also in a hard moment",
    )


def run(options: argparse.Namespace) -> int:
    """Lock, or change the passphrase."""
    here = folders()
    if options.change:
        return _change(here)
    made = None
    state = lockup.state(here.journal)
    if state is State.OPEN:
        made = _made(plan=options.plan)
    elif options.plan:
        report.say(PLAN_BEFOREHAND)
    plan = here.plan if options.plan else None
    turned = lockup.lock(here.journal, made, plan, lambda done, of: report.progress("Sealing", done, of))
    _empty_cache(here)
    report.say(_told(state, turned.done))
    unlock.tell_busy(turned.busy, "It is sealed", "lock")
    return 0


def _made(*, plan: bool) -> Lock:
    from voiceground.journal import locking

    report.say(BEFOREHAND)
    if plan:
        report.say(PLAN_BEFOREHAND)
    return locking.made(_new())


def _empty_cache(here: Folders) -> None:
    """Rendered lines of scripts would tell anybody who listens to them which scripts were run."""
    from voiceground.voice.cache import empty

    empty(here.cache)


def _change(here: Folders) -> int:
    from voiceground import passphrase

    lock = lockup.lock_of(here.journal)
    if lock is None:
        raise UsageError(
            "The journal is not locked. `voiceground lock` locks it, with a passphrase of yours."
        )
    key = passphrase.key_of(lock, UNCHANGED, "Passphrase as it is now: ")
    lockup.change(here.journal, key, _new())
    report.say("The passphrase is changed. The old one opens copies that were made of the key file before.")
    return 0


def _new() -> str:
    """A passphrase, typed twice.

    Raises:
        JournalError: it is too short, or the second was another.
    """
    from voiceground import passphrase
    from voiceground.journal import locking

    chosen = passphrase.ask("A new passphrase: ", UNCHANGED)
    locking.check(chosen)
    if passphrase.ask("The same again: ", UNCHANGED) != chosen:
        raise JournalError(TWICE_DIFFERENT)
    return chosen


def _told(before: State, done: int) -> str:
    sealed = {0: "", 1: " One session was sealed."}.get(done, f" {done} sessions were sealed.")
    match before:
        case State.LOCKED:
            return f"The journal was locked already.{sealed}"
        case State.OPENING:
            return f"The journal is locked again, with the passphrase that it had.{sealed}"
        case State.OPEN:
            return (
                f"The journal is locked.{sealed} `voiceground unlock` opens it. Old, readable versions can "
                "stay in free parts of a disk or card for a while, and in your backups."
            )
