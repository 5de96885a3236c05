"""What a person can set, in one TOML file that is never needed.

Every value has a default that works. A file with a mistake is refused in one sentence, before anything
is spoken, because a setting that is silently ignored is worse than none.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from voiceground.core import languages
from voiceground.core.languages import ENGLISH, LANGUAGES
from voiceground.core.pacing import GAIN_LIMIT, RATE_DEFAULT, RATE_FASTEST, RATE_SLOWEST
from voiceground.ear.choices import EarChoice, chosen
from voiceground.errors import UsageError
from voiceground.journal.levels import DAYS, Keep, upcast
from voiceground.voice.defaults import DEFAULT_PITCH, default_voice


@dataclass(frozen=True, slots=True)
class Config:
    """The settings.

    Attributes:
        voice: the voice's name as the engine calls it; "" for the house's own choice (docs/voice.md).
        rate: words a minute, 80 to 150.
        pitch: 0 to 100; 50 is the voice's own.
        volume: dB against the house's loudness, -12 to 12.
        input_device: a part of the microphone's name; "" for the system's default.
        output_device: a part of the speaker's name; "" for the system's default.
        patience: seconds of silence that end a long reply, 1.5 to 3 (people who stutter need more).
        signals: whether taps, claps, knocks and hums are answers: one yes, two no, three stop.
        keep: what is kept of each session on this machine: "nothing", "numbers", or "full".
        keep_days: after how many days a session that was kept is removed; 0 for never.
        name: what you want to be called, for lines that say it; "" for no name.
        place: where you usually are, in words that can stand after "in", such as "my room"; "" for nowhere.
        country: two letters, such as "DE", for the numbers of a hard moment; "" for none.
        cover: one word or two that end everything at once and leave an ordinary screen; "" for none.
        whisper: whether the voice speaks softly, where others must not hear it.
        ear: what understands words: "built-in", or one of `voiceground.ear.choices` that was installed.
        language: of scripts that are named by their ids, such as "es"; see `voiceground.core.languages`.
    """

    voice: str = ""
    rate: int = RATE_DEFAULT
    pitch: int = DEFAULT_PITCH
    volume: float = 0.0
    input_device: str = ""
    output_device: str = ""
    patience: float = 1.5
    signals: bool = False
    keep: str = Keep.NUMBERS.value
    keep_days: int = DAYS
    name: str = ""
    place: str = ""
    country: str = ""
    cover: str = ""
    whisper: bool = False
    ear: str = EarChoice.BUILT_IN.value
    language: str = ENGLISH.code

    def voice_in(self, language: str) -> str:
        """The voice for a language: the person's own for their language, else the house's choice for it."""
        own = self.voice if languages.of(language).code == self.language else ""
        return own or default_voice(language)


LIMITS: Mapping[str, tuple[float, float]] = {
    "rate": (RATE_SLOWEST, RATE_FASTEST),
    "pitch": (0, 100),
    "volume": (-GAIN_LIMIT, GAIN_LIMIT),
    "patience": (1.5, 3.0),
    "keep_days": (0, 36_500),
}


def read(path: Path) -> Config:
    """The settings of a file; the defaults where there is none.

    Raises:
        UsageError: the file cannot be read, is no TOML, or sets something that is not there.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The settings in {path} cannot be read ({error}). Mend or remove the file."
        ) from error
    return parsed(path, text)


def parsed(path: Path, text: str) -> Config:
    """The settings of a file's text.

    Raises:
        UsageError: as for ``read``.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"The settings in {path} are not valid TOML: {error}. Mend or remove the file."
        ) from error
    return Config(**{name: _checked(path, name, value) for name, value in values.items()})


def _checked(path: Path, name: str, value: Any) -> Any:
    kinds: dict[str, Any] = {field.name: type(field.default) for field in fields(Config)}
    if name not in kinds:
        near = difflib.get_close_matches(name, kinds, 1)
        hint = f" Did you mean {near[0]}?" if near else f" There are: {', '.join(kinds)}."
        raise UsageError(f"{path}: there is no setting called {name}.{hint}")
    kind = kinds[name]
    if name == "keep":
        return _keep(path, value)
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        raise UsageError(f"{path}: {name} = {value!r} should be {_example(kind)}.")
    if name == "ear":
        value = _ear(path, value)
    if name == "country" and not re.fullmatch("([A-Za-z]{2})?", value):
        raise UsageError(f'{path}: country = "{value}" should be two letters, such as "DE".')
    if name == "language":
        value = _language(path, value)
    low, high = LIMITS.get(name, (value, value))
    if not low <= value <= high:
        raise UsageError(f"{path}: {name} = {value} should lie between {low:g} and {high:g}.")
    return value


def _keep(path: Path, value: Any) -> str:
    kept = upcast(value)
    if kept not in set(Keep):
        raise UsageError(f'{path}: keep = {value!r} should be "nothing", "numbers" or "full".')
    return str(kept)


def _ear(path: Path, name: str) -> str:
    try:
        return chosen(name).value
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None


def language_named(name: str) -> str:
    """The code of a language that there is.

    Raises:
        UsageError: there is none of that name; the message names those that there are.
    """
    for code, language in LANGUAGES.items():
        if name.lower() in {code, language.name.lower()}:
            return code
    there = ", ".join(f"{code} ({language.name})" for code, language in LANGUAGES.items())
    raise UsageError(f'There is no language "{name}". There are: {there}.')


def _language(path: Path, name: str) -> str:
    try:
        return language_named(name)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None


def _example(kind: type) -> str:
    return {str: 'text in quotes, such as "name"', bool: "true or false"}.get(kind, "a number")
