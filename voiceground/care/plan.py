"""My people, my plan: a few lines of the person's own, kept for a moment in which they are hard to find.

The idea that such a plan helps is Stanley and Brown's (2012, doi 10.1016/j.cbpra.2011.01.001). Their form is
theirs; the sections, their names and their order here are our own.

Rule 1: nothing of it is counted, praised or asked about, and any part may stay empty.
Rule 2: a file that cannot be read is told in one sentence and left as it is. Nothing is ever deleted here
but by ``forget``.
Rule 3: what a later version added to the file is kept when this one writes it.
"""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from voiceground import private
from voiceground.care.saying import spoken
from voiceground.errors import JournalError

FORMAT = 1

MOST_ITEMS = 12
"""Items a section holds: more could not be listened to."""

LONGEST_ITEM = 200
"""Characters of an item."""

LARGEST_FILE = 256 * 1024
"""Bytes of a file that is read at all."""

OBEYED = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Kinds of characters that are no part of a line: controls, halves of characters, line ends."""

Sealing: TypeAlias = Callable[[bytes], bytes]
"""One line of a file in, one line out, both without the newline."""

_SEALED = re.compile(rb"[A-Za-z0-9+/=_.,:;$@-]{64,}")
"""A line that was sealed: one long run of letters, digits and a few signs."""


class LockedError(JournalError):
    """The plan is sealed, and nothing was given that opens it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the plan.

    Attributes:
        key: its name in the file.
        title: its name on the screen.
        spoken: its name where the voice reads it to the person.
        about: what may stand in it.
    """

    key: str
    title: str
    spoken: str
    about: str


SECTIONS = (
    Section("notice", "What I notice", "What you may notice.", "Signs that a hard time may be coming."),
    Section("alone", "What helps alone", "What helps on your own.", "What can be done without anyone."),
    Section("places", "Places and people", "Places and people.", "Where to be, and whom to be near."),
    Section("people", "Who I call", "Who you could call.", "Names and numbers, nearest first."),
    Section("safer", "Making it safer", "What makes it safer around you.", "What to put further away."),
)
"""The sections, in the order in which they are shown and read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan. Each section is a few short lines in the person's words.

    Attributes:
        notice: signs that a hard time may be coming.
        alone: what helps without anybody.
        places: where to be, and whom to be near.
        people: who is called, with the number if there is one.
        safer: what makes it safer around the person.
        others: what else the file holds, of a later version; kept as it is.
    """

    notice: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    safer: tuple[str, ...] = ()
    others: Mapping[str, Any] = field(default_factory=dict)

    def items(self, section: Section) -> tuple[str, ...]:
        """The lines of a section."""
        found: tuple[str, ...] = getattr(self, section.key)
        return found

    def changed(self, section: Section, items: Iterable[str]) -> Plan:
        """The plan with other lines in a section: tidied, empty and repeated ones left out."""
        kept = dict.fromkeys(filter(None, map(tidied, items)))
        change: dict[str, Any] = {section.key: tuple(kept)[:MOST_ITEMS]}
        return replace(self, **change)

    @property
    def is_empty(self) -> bool:
        """Whether no section holds anything."""
        return not any(self.items(section) for section in SECTIONS)


def tidied(text: str) -> str:
    """A line as it is kept: single spaces, nothing that a terminal would obey, no longer than it may be."""
    plain = "".join(" " if unicodedata.category(char) in OBEYED else char for char in text)
    return " ".join(plain.split())[:LONGEST_ITEM].rstrip()


# --- on the disk ------------------------------------------------------------------------------------


def read(path: Path, unseal: Sealing | None = None) -> Plan:
    """The plan of a file; an empty one where there is none.

    Args:
        path: the file.
        unseal: opens a line that was sealed.

    Raises:
        LockedError: it is sealed, and there is no ``unseal``.
        JournalError: the file cannot be read, is damaged, or of a later version. It is left as it is.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return Plan()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise JournalError(
            f"Your plan in {path} cannot be read: {reason}. It is left as it is. "
            "`voiceground doctor` says how to mend that."
        ) from error
    return _plan(path, _values(path, data, unseal))


def write(path: Path, plan: Plan, seal: Sealing | None = None) -> None:
    """Keep a plan: the whole of it or nothing, for its owner alone.

    Args:
        path: the file; its folder is the plan's own.
        plan: what is kept.
        seal: closes a line, where the plan is locked.

    Raises:
        JournalError: it cannot be written; what was kept before is untouched.
    """
    values = {**plan.others, "format": FORMAT}
    values.update({section.key: list(plan.items(section)) for section in SECTIONS})
    line = json.dumps(values, ensure_ascii=False).encode()
    try:
        private.write(path, (seal(line) if seal else line) + b"\n")
        path.parent.chmod(private.FOLDER_MODE)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise JournalError(
            f"Your plan cannot be kept in {path.parent}: {reason}. What was kept before is still there. "
            "Free some space, or set VOICEGROUND_HOME to a folder that can be written to."
        ) from error


def forget(path: Path) -> bool:
    """Delete the plan; whether there was one.

    Raises:
        JournalError: it cannot be deleted.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise JournalError(f"Your plan in {path} cannot be deleted: {reason}.") from error
    with contextlib.suppress(OSError):  # something else of the person's may lie there
        path.parent.rmdir()
    return True


def _values(path: Path, data: bytes, unseal: Sealing | None) -> Mapping[str, Any]:
    line = data.strip()
    if _SEALED.fullmatch(line):
        if unseal is None:
            raise LockedError(f"Your plan in {path} is locked. `voiceground unlock` opens it.")
        line = unseal(line)
    try:
        values = json.loads(line) if len(data) <= LARGEST_FILE else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict) or type(values.get("format")) is not int:
        raise _damaged(path)
    if values["format"] > FORMAT:
        raise JournalError(
            f"Your plan in {path} was written by a later voiceground. It is left as it is. "
            "Install the newest one to read it."
        )
    return values


def _plan(path: Path, values: Mapping[str, Any]) -> Plan:
    known = {section.key for section in SECTIONS} | {"format"}
    plan = Plan(others={key: value for key, value in values.items() if key not in known})
    for section in SECTIONS:
        items = values.get(section.key, [])
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise _damaged(path)
        plan = plan.changed(section, items)
    return plan


def _damaged(path: Path) -> JournalError:
    return JournalError(
        f"Your plan in {path} is damaged and cannot be read. It is left as it is, and nothing is deleted. "
        "Everything else works; a copy of it can be put in its place."
    )


# --- read aloud -------------------------------------------------------------------------------------

_CALLABLE = re.compile(r"\+?\d[\d\s()/.\u2013-]*\d")
"""A number as somebody writes it to be called."""

SHORTEST_NUMBER = 3
"""Digits that make a number to be called when they stand together, such as 112."""

SHORTEST_IN_GROUPS = 6
"""Digits that make one when they stand in groups, such as 13 11 14; fewer are a count, such as 10-15."""

BRACKETS = str.maketrans("{}", "()")
"""Braces would be names in a script."""


def lines(plan: Plan) -> tuple[str, ...]:
    """What is read aloud, line by line: the name of each section that holds something, then its lines."""
    return tuple(line for section in SECTIONS for line in lines_of(plan, section))


def lines_of(plan: Plan, section: Section) -> tuple[str, ...]:
    """A section as it is read aloud: its name and its lines, numbers digit by digit; empty if it is."""
    items = plan.items(section)
    return (section.spoken, *map(_sentence, items)) if items else ()


def _sentence(item: str) -> str:
    text = _CALLABLE.sub(lambda found: _number(found[0]), item).translate(BRACKETS).strip()
    return text if text.endswith((".", "!", "?", "\u2026")) else f"{text}."


def _number(written: str) -> str:
    """A number to be called digit by digit; what is only a count stays as it is."""
    groups = re.findall(r"\d+", written)
    is_count = sum(map(len, groups)) < (SHORTEST_NUMBER if len(groups) == 1 else SHORTEST_IN_GROUPS)
    return written if is_count else spoken(written)
