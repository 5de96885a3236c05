"""From a file to lines of text, without trusting either: the only reader of files in this room."""

from __future__ import annotations

import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from voiceground.script.problems import Findings, Place

LARGEST = 256 * 1024
"""Bytes that a script may have."""

_ODD = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 (5.1) calls unprintable, and a byte order mark in the middle of a text."""

_LINE_ENDS = re.compile("\r\n?")
_BLANKS = re.compile("^[ \t]+$", re.MULTILINE)
"""In a line without text a tab is harmless, though not to every parser."""

_RARE_BREAKS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})
"""YAML 1.1 ends a line at these and editors do not; as spaces, both count the same lines."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that can be read: lines end with a newline, and nothing in it is unprintable.

    ``odd`` are the lines, from 0, in which something unprintable stood; nothing is to be made of them.
    """

    text: str
    lines: tuple[str, ...]
    odd: frozenset[int] = frozenset()


def read(path: Path, findings: Findings) -> Source | None:
    """Read a text file of at most ``LARGEST`` bytes; None when problems were found."""
    data = _bytes(path, findings)
    return None if data is None else decode(data, findings)


def _bytes(path: Path, findings: Findings) -> bytes | None:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            findings.add("not-a-file", found="a folder" if stat.S_ISDIR(mode) else "a device")
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        findings.add("no-such-file")
    except OSError as error:
        findings.add("unreadable", reason=(error.strerror or "unknown reason").lower())
    except ValueError:  # a zero byte in the name
        findings.add("unreadable", reason="no file can have this name")
    else:
        if len(data) <= LARGEST:
            return data
        findings.add("too-large", limit=LARGEST // 1024)
    return None


def decode(data: bytes, findings: Findings) -> Source | None:
    """Bytes to text; None when problems were found."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        findings.add("not-utf8")
        return None
    if b"\0" in data:
        findings.add("binary")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _take(data[: error.start].decode("utf-8-sig", "ignore") + "\N{REPLACEMENT CHARACTER}", findings)
        findings.add("not-utf8", _end(findings.lines))
        return None
    return _printable(_take(text, findings), findings)


def _take(text: str, findings: Findings) -> str:
    text = _BLANKS.sub("", _LINE_ENDS.sub("\n", text).translate(_RARE_BREAKS))
    findings.lines = tuple(text.split("\n"))
    return text


def _end(lines: tuple[str, ...]) -> Place:
    return Place(len(lines), max(1, len(lines[-1])))


def _printable(text: str, findings: Findings) -> Source:
    odd: dict[int, None] = {}
    for number, line in enumerate(findings.lines if _ODD.search(text) else ()):
        found = _ODD.search(line)
        if found:
            odd[number] = None
            findings.add("odd-character", Place(number + 1, found.start() + 1), name=name_of(found[0]))
    text = _ODD.sub("\N{REPLACEMENT CHARACTER}", text) if odd else text
    return Source(text, tuple(text.split("\n")), frozenset(odd))


def odd_character(text: str) -> str | None:
    """The name of the first character in a text that cannot be spoken or seen, if there is one."""
    odd = _ODD.search(text)
    return name_of(odd[0]) if odd else None


def name_of(char: str) -> str:
    """What to call a character in a message."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" ({name.lower()})" if name else "")
