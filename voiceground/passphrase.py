"""Asking for a passphrase: at a terminal, unseen, and only where something is to be read.

Nothing that a session does comes here: in a hard moment nobody is asked for a passphrase.
"""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import replace
from pathlib import Path

from voiceground import report
from voiceground.errors import JournalError, VoicegroundError
from voiceground.journal import lockup
from voiceground.journal.locking import Lock, Unseal, WrongPassphraseError
from voiceground.journal.reading import Sessions, read_sessions

TRIES = 3
PROMPT = "Passphrase of the journal: "


def ask(prompt: str, unchanged: str) -> str:
    """What is typed at the terminal, unseen.

    Args:
        prompt: what is asked.
        unchanged: what to say when the person leaves by Ctrl-C or Ctrl-D.

    Raises:
        JournalError: there is no terminal.
        VoicegroundError: the person left.
    """
    if not _is_terminal():
        raise JournalError(
            "The journal's passphrase is typed at a terminal, and there is none here. "
            "Run this command in a terminal window."
        )
    try:
        return getpass.getpass(prompt)
    except (KeyboardInterrupt, EOFError):
        report.problems("")  # the terminal is still on the line of the question
        raise VoicegroundError(unchanged) from None


def key_of(lock: Lock, unchanged: str, prompt: str = PROMPT) -> bytes:
    """The private key, for a passphrase that is asked for; a mistyped one is said, twice.

    Raises:
        WrongPassphraseError: none of the tries was the passphrase.
        JournalError: there is no terminal.
        VoicegroundError: the person left.
    """
    for left in reversed(range(TRIES)):
        try:
            return lock.opened(ask(prompt, unchanged))
        except WrongPassphraseError as error:
            if not left:
                raise
            report.error(f"{error} You can try again.")
    raise AssertionError("unreachable")


def unseal_for(folder: Path) -> Unseal | None:
    """What opens sealed lines of a journal, after asking once; None where nothing is locked.

    Raises:
        JournalError: the key file is damaged, there is no terminal, or the passphrase is another.
        VoicegroundError: the person left.
    """
    lock = lockup.lock_of(folder)
    return Unseal(key_of(lock, "The journal stays locked, and nothing was shown.")) if lock else None


def read_kept(folder: Path) -> Sessions:
    """All sessions of a journal, after asking for the passphrase where it is locked.

    Raises:
        JournalError: as ``unseal_for``.
        VoicegroundError: the person left.
    """
    unseal = unseal_for(folder)
    return with_gaps(read_sessions(folder, unseal), unseal)


def with_gaps(sessions: Sessions, unseal: Unseal | None) -> Sessions:
    """The sessions; where sealed lines were missing, with a sentence that says so."""
    if not unseal or not unseal.gaps:
        return sessions
    return replace(sessions, problems=(*sessions.problems, _gaps_told(unseal.gaps)))


def _gaps_told(count: int) -> str:
    lines = "One sealed line is" if count == 1 else f"{count} sealed lines are"
    return f"{lines} missing between others. What is there was read."


def _is_terminal() -> bool:
    """Whether a person can be asked: by the terminal itself where there is one, whatever is piped."""
    if os.name == "nt":
        return sys.stdin.isatty()
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return sys.stdin.isatty()
    return True
