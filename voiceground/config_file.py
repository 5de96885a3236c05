"""The file of settings, written: set-up changes a few lines of it, and all that a person wrote stays.

Comments, order and blanks are kept. A new file lists every setting with what it means, switched off by a
``#``, so that whoever opens it can see what there is.
"""

from __future__ import annotations

import inspect
import re
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import TypeAlias

import tomlkit

from voiceground import private
from voiceground.config import Config, parsed
from voiceground.errors import UsageError

Value: TypeAlias = str | int | float | bool

HEAD = """\
# The settings of voiceground. None is needed: what is not set here has its default.
# A line that begins with # is a comment. Take its # away to set something.
"""

_ATTRIBUTE = re.compile(r"^    (\w+): ", re.MULTILINE)


def change(path: Path, changes: Mapping[str, Value]) -> None:
    """Set some settings and leave the others as they are; the file is made where there is none.

    Args:
        path: the file.
        changes: values by the names of ``Config``.

    Raises:
        UsageError: the file has a mistake, or cannot be written. It is then as it was before.
    """
    try:
        old = path.read_text(encoding="utf-8") if path.exists() else template()
        text = changed(old, changes)
        parsed(path, text)
        private.write(path, text.encode())
    except (OSError, UnicodeDecodeError) as error:
        reason = str(getattr(error, "strerror", None) or "it is no text").lower()
        raise UsageError(
            f"The settings in {path} cannot be changed: {reason}. They are as before."
        ) from error


def changed(text: str, changes: Mapping[str, Value]) -> str:
    """The text of a file with other values in it."""
    for name, value in changes.items():
        text = _with(text, name, value)
    return text


def template() -> str:
    """A file that sets nothing and explains everything."""
    about = _about()
    defaults = asdict(Config())
    return "\n".join([HEAD, *(f"{about[name]}# {_line(name, defaults[name])}\n" for name in defaults)])


def _with(text: str, name: str, value: Value) -> str:
    """The text with one setting: in its own line, else where it stands as a comment, else at the end."""
    try:
        document = tomlkit.parse(text)
        wanted = {**tomllib.loads(text), name: value}
    except ValueError:  # told in its own sentence by whoever reads the settings
        return text
    if name in document:
        document[name] = value
        return tomlkit.dumps(document)
    line = _line(name, value)
    in_place = re.sub(rf"^#[ \t]*{name}[ \t]*=.*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    if in_place != text and _read(in_place) == wanted:  # not where the comment was a part of some text
        return in_place
    return f"{text.rstrip()}\n\n{_about().get(name, '')}{line}\n".lstrip()


def _read(text: str) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _line(name: str, value: Value) -> str:
    return f"{name} = {tomlkit.item(value).as_string()}"


def _about() -> Mapping[str, str]:
    """What each setting means, as comment lines: the words of ``Config`` itself."""
    told = dict.fromkeys((field.name for field in fields(Config)), "")
    parts = _ATTRIBUTE.split((inspect.getdoc(Config) or "").partition("Attributes:\n")[2])
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        told[name] = (
            textwrap.fill(" ".join(words.split()), 96, initial_indent="# ", subsequent_indent="# ") + "\n"
        )
    return told
