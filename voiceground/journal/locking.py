"""The lock of the journal: written with a public key by anybody at any time, read with a passphrase only.

All of the cryptography is libsodium's, through PyNaCl, and this file alone knows it:

* a line of a file is a sealed box (X25519, XSalsa20-Poly1305): what writes it cannot read it again;
* the private key lies in the key file, under XChaCha20-Poly1305, its header bound to it;
* its key is the passphrase, stretched by Argon2id: 64 MiB and 3 passes, which RFC 9106 (section 4) gives for
  machines with little memory; libsodium has one lane where that names four. It is a few times what OWASP's
  password storage sheet asks for (19 MiB, 2 passes), and fits a Raspberry Pi with 512 MiB beside the rest.

Rule 1: a line tells nothing but its length in blocks. Inside it carries a mark of its file and its number
there, so that lines cannot be moved between files, repeated or put in another order.
Rule 2: nothing here asks for a passphrase, and nothing here prints.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from voiceground.errors import JournalError

FORMAT = 1
PREFIX = b"vg1."
"""How a sealed line begins: our name, the format of the line, and a sign that base64 has not."""

BLOCK = 128
"""Bytes to which a line is filled up, so that its length does not tell which step it names."""

PASSES = 3
MEMORY = 64 << 20
MOST_PASSES, MOST_MEMORY = 20, 1 << 30
"""What a key file may ask for: a forged one is not to bring the machine down."""

SHORTEST_PASSPHRASE = 8
LARGEST_KEY_FILE = 1 << 16
MARK_BYTES, NUMBER_BYTES = 16, 4


class WrongPassphraseError(JournalError):
    """This is not the passphrase that the lock was made with."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What the key file holds. Sealing takes no more than this, and this opens nothing.

    Attributes:
        public: the key that seals.
        guarded: the key that opens, encrypted with the stretched passphrase.
        salt: 16 random bytes that make the stretching this lock's own.
        passes: how often Argon2id goes over its memory.
        memory: how many bytes of memory it takes.
    """

    public: bytes
    guarded: bytes
    salt: bytes
    passes: int = PASSES
    memory: int = MEMORY

    def opened(self, passphrase: str) -> bytes:
        """The private key; takes a fifth of a second on a laptop, some on a Raspberry Pi.

        Raises:
            WrongPassphraseError: this is not the passphrase.
        """
        from nacl.exceptions import CryptoError
        from nacl.public import PrivateKey
        from nacl.secret import Aead

        key = _stretched(passphrase, self.salt, self.passes, self.memory)
        try:
            private = Aead(key).decrypt(self.guarded, aad=_header(self))
        except CryptoError as error:
            raise WrongPassphraseError("This passphrase does not open the journal.") from error
        if PrivateKey(private).public_key.encode() != self.public:
            raise _damaged("its two keys do not belong together")
        return private


def made(passphrase: str) -> Lock:
    """A new lock with keys of its own.

    Raises:
        JournalError: the passphrase is too short.
    """
    from nacl.public import PrivateKey

    private = PrivateKey.generate()
    return guarded(private.encode(), passphrase)


def guarded(private: bytes, passphrase: str) -> Lock:
    """The lock of this private key, with a new passphrase and a new salt.

    Raises:
        JournalError: the passphrase is too short.
    """
    from nacl.public import PrivateKey
    from nacl.secret import Aead
    from nacl.utils import random

    check(passphrase)
    lock = Lock(public=PrivateKey(private).public_key.encode(), guarded=b"", salt=random(16))
    key = _stretched(passphrase, lock.salt, lock.passes, lock.memory)
    return replace(lock, guarded=bytes(Aead(key).encrypt(private, aad=_header(lock))))


def check(passphrase: str) -> None:
    """Refuse a passphrase that would be no hindrance.

    Raises:
        JournalError: it is too short.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise JournalError(
            f"A passphrase has {SHORTEST_PASSPHRASE} letters or more. Nothing was changed. Four or five "
            "words that have nothing to do with each other are easy to keep in mind."
        )


def _stretched(passphrase: str, salt: bytes, passes: int, memory: int) -> bytes:
    from nacl.pwhash import argon2id
    from nacl.secret import Aead

    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return argon2id.kdf(Aead.KEY_SIZE, typed, salt, opslimit=passes, memlimit=memory)


# --- the key file -----------------------------------------------------------------------------------


def as_file(lock: Lock) -> bytes:
    """What is written into the key file."""
    values = {**_public_part(lock), "private": _text(lock.guarded)}
    return (json.dumps({**values, "check": _check(values)}, indent=1) + "\n").encode()


def read(path: Path) -> Lock | None:
    """The lock of a key file; None where there is none.

    Raises:
        JournalError: the file cannot be read, is damaged, or was written by a later version.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_KEY_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise JournalError(f"The journal's key file {path} cannot be read ({error.strerror}).") from error
    try:
        values = json.loads(data)
        if values["format"] > FORMAT:
            raise JournalError(
                f"The journal's key file {path} was written by a newer voiceground (format "
                f"{values['format']}). It stays as it is, and a newer one reads it."
            )
        return _lock(values)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged(f"{path} is not as it was written") from error


def _lock(values: dict[str, Any]) -> Lock:
    """Raises: ValueError, TypeError or KeyError where the values are no lock."""
    check = values.pop("check")
    stretching = values["stretching"]
    lock = Lock(
        public=_bytes(values["public"]),
        guarded=_bytes(values["private"]),
        salt=_bytes(stretching["salt"]),
        passes=int(stretching["passes"]),
        memory=int(stretching["memory"]),
    )
    bounded = 1 <= lock.passes <= MOST_PASSES and 1 << 20 <= lock.memory <= MOST_MEMORY
    if check != _check(values) or not bounded or (len(lock.public), len(lock.salt)) != (32, 16):
        raise ValueError("not as it was written")
    return lock


def _public_part(lock: Lock) -> dict[str, object]:
    stretching = {"name": "argon2id", "passes": lock.passes, "memory": lock.memory, "salt": _text(lock.salt)}
    return {"format": FORMAT, "public": _text(lock.public), "stretching": stretching}


def _header(lock: Lock) -> bytes:
    """What is bound to the private key: whoever changes the rest of the key file makes it useless."""
    return json.dumps(_public_part(lock), sort_keys=True).encode()


def _check(values: dict[str, object]) -> str:
    """Tells a damaged key file from a mistyped passphrase; against a forger stands the cipher."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, altchars=b"-_", validate=True)


def _damaged(how: str) -> JournalError:
    return JournalError(
        f"The journal's key file is damaged: {how}. What is sealed stays as it is. "
        "Put back a copy of the key file, if there is one."
    )


# --- lines ------------------------------------------------------------------------------------------


def is_sealed(line: bytes) -> bool:
    """Whether a line is one that was sealed here."""
    return line.startswith(PREFIX)


class Seal:
    """Seals the lines of one file, in their order. A new file takes a new one.

    Args:
        lock: whose passphrase will open them.
    """

    def __init__(self, lock: Lock) -> None:
        from nacl.public import PublicKey, SealedBox
        from nacl.utils import random

        self._box = SealedBox(PublicKey(lock.public))
        self._mark = random(MARK_BYTES)
        self._number = 0

    def __call__(self, line: bytes) -> bytes:
        """A line without its newline as printable ASCII without a brace, a space or a newline."""
        from nacl.bindings import sodium_pad

        inside = self._mark + self._number.to_bytes(NUMBER_BYTES, "big") + line
        self._number += 1
        return PREFIX + base64.urlsafe_b64encode(self._box.encrypt(sodium_pad(inside, BLOCK)))


class Unseal:
    """Opens sealed lines, file after file, the lines of a file in their order.

    Args:
        private: the key, as ``Lock.opened`` gives it.

    Attributes:
        gaps: how many lines were missing between others: a full disk leaves such a gap, and so does a hand
            that takes lines out.
    """

    def __init__(self, private: bytes) -> None:
        from nacl.public import PrivateKey, SealedBox

        self._box = SealedBox(PrivateKey(private))
        self._mark = b""
        self._next = 0
        self.gaps = 0

    def __call__(self, line: bytes) -> bytes:
        """What was sealed.

        Raises:
            JournalError: the line was changed, sealed by another lock or by a later version, or does not
                stand where it was written.
        """
        inside = self._opened(line)
        mark, rest = inside[:MARK_BYTES], inside[MARK_BYTES:]
        number = int.from_bytes(rest[:NUMBER_BYTES], "big")
        if number == 0:  # a file begins
            self._mark, self._next = mark, 0
        if mark != self._mark or number < self._next:
            raise JournalError("A line does not stand where it was written.")
        self.gaps += number - self._next
        self._next = number + 1
        return rest[NUMBER_BYTES:]

    def _opened(self, line: bytes) -> bytes:
        from nacl.bindings import sodium_unpad
        from nacl.exceptions import CryptoError

        if not line.startswith(PREFIX):
            raise JournalError("A line was sealed by another version, or is damaged.")
        try:
            sealed = base64.b64decode(line[len(PREFIX) :], altchars=b"-_", validate=True)
            return sodium_unpad(self._box.decrypt(sealed), BLOCK)
        except (binascii.Error, CryptoError, ValueError, TypeError) as error:
            raise JournalError("A line is damaged, or was sealed with another key.") from error
