"""A journal file is lines of JSON: this is one line of it, there and back.

Files may have been cut by a power loss, changed by hand, or written by a newer voiceground. Whatever is in
them, reading a line ends in an entry or in None, and costs no more than the line is long.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeAlias

from voiceground.errors import JournalError

FORMAT = 1
"""What is written. Older formats are upcast when they are read; newer ones are left alone, and told."""

MOST_BYTES = 1 << 20
"""As much of one file is read: some days of talking without a pause."""

Entry: TypeAlias = Mapping[str, Any]
Seal: TypeAlias = Callable[[bytes], bytes]
"""One line in, one line out, without the newline. A sealed line is printable and begins with no brace."""

Unseal: TypeAlias = Callable[[bytes], bytes]
"""The same backwards; raises JournalError where it cannot."""

UPCASTS: Mapping[int, Callable[[list[Entry]], list[Entry]]] = {}
"""From a format to the next: all lines in, the first one included, all lines out. Format 1 is the first."""


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def written(entry: Entry) -> bytes:
    """An entry as its line, without the newline."""
    return json.dumps(dict(entry), ensure_ascii=False).encode()


def is_sealed(line: bytes) -> bool:
    """Whether a line looks like one that was sealed, and not like garbage."""
    return bool(line) and not line.startswith(b"{") and all(33 <= byte < 127 for byte in line)


def read_lines(data: bytes, unseal: Unseal | None = None) -> list[Entry | None]:
    """What the lines of a file hold, None for each that cannot be read; empty lines do not count."""
    whole = _read_whole(data)
    if whole is not None:
        return whole
    return [_read(line, unseal) for line in data.split(b"\n") if line.strip()]


def _read_whole(data: bytes) -> list[Entry | None] | None:
    """All lines with one call, which is ten times as fast; None where one of them needs a closer look."""
    if not data.startswith(b"{") or not data.endswith(b"}\n") or b"\\u" in data:
        return None
    try:
        read = _DECODER.decode(f"[{data[:-1].decode().replace(chr(10), ',')}]")
    except (ValueError, RecursionError):
        return None
    return read if set(map(type, read)) == {dict} else None


def _read(line: bytes, unseal: Unseal | None) -> Entry | None:
    try:
        if not line.startswith(b"{"):
            if unseal is None or not is_sealed(line):
                return None
            line = unseal(line)
        entry = _DECODER.decode(line.decode())
        if not isinstance(entry, dict):
            return None
        written(entry)  # half a surrogate pair can be read, and never be shown
    except (JournalError, ValueError, RecursionError):
        return None
    return entry
