"""``voiceground setup``: two minutes while it is calm; every answer can be left open."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.commands.run import session_arguments, sit

if TYPE_CHECKING:
    from voiceground.asking.hearing import Microphone
    from voiceground.config import Config
    from voiceground.config_file import Value
    from voiceground.core.model import Manner
    from voiceground.folders import Folders

SUMMARY = "Two minutes of set-up by voice, while it is calm: the voice, whom to call, what to keep."
EXAMPLE = "voiceground setup"

KEYS = "Keys: [ slower   ] faster   + louder   - quieter   Esc stop"
AS_BEFORE = "Nothing was changed."

CHECKED = "Have you looked it up on a page that you trust? [y/N] "
ALL_CHECKED = "Every number of your country was checked within twelve months."
NO_COUNTRY = "No country is set. `voiceground setup` asks for it."
NO_LINES = "There is no checked number for your country. A name can stand in `voiceground plan`."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--numbers",
        action="store_true",
        help="in the terminal: each number of your country, where it is from, and whether you checked it",
    )
    session_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Hold both sessions; what is answered is kept at the end of each, however it ends."""
    from voiceground import config
    from voiceground.asking import choices, hearing
    from voiceground.core.model import Ending
    from voiceground.folders import folders

    here = folders()
    settings = config.read(here.config)
    if options.numbers:
        _numbers(here, settings)
        return 0
    keeper = _Keeper(here, settings, whispering=settings.whisper or options.whisper)
    found = _microphone(options, settings)
    if found is not hearing.Microphone.NO_SOUND:
        report.say(KEYS)
    ending = sit(options, lambda _: hearing.script(found), log=False, learn=keeper.hearing)
    if ending is Ending.DONE:
        settings = config.read(here.config)
        script = choices.script(_machine_country(), taps=settings.signals)
        sit(options, lambda _: script, log=False, learn=keeper.choices)
    keeper.tell()
    return 0


class _Keeper:
    """Turns answers into settings, and keeps them."""

    def __init__(self, here: Folders, settings: Config, *, whispering: bool) -> None:
        self._here = here
        self._whispering = whispering
        self._before = settings
        self._set: dict[str, Value] = {}
        self._about_line = ""

    def hearing(self, names: Mapping[str, str], manner: Manner) -> None:
        """What came of the first part."""
        from voiceground.asking import hearing

        changes: dict[str, Value] = hearing.changes(names, manner)
        if self._whispering:  # how loud it was is the whisper's, and no setting of its own
            del changes["volume"]
        self._keep(changes)

    def choices(self, names: Mapping[str, str], _manner: Manner) -> None:
        """What came of the second part."""
        from voiceground.asking import choices

        if names.get(choices.COUNTRY):
            self._confirm(names[choices.COUNTRY], checked=choices.checked(names))
        self._keep(choices.changes(names))

    def _confirm(self, country: str, *, checked: bool) -> None:
        from voiceground.asking.choices import line_of
        from voiceground.care.confirming import confirm

        line = line_of(country)
        if line is None:
            return
        if checked:
            confirm(self._here.confirmed, line, datetime.now().astimezone().date())
        state = "checked by you today" if checked else f"not checked yet; it was taken from {line.source}"
        self._about_line = f"{line.name}: {line.number} ({state})"

    def _keep(self, changes: Mapping[str, Value]) -> None:
        """Write what differs from the settings before; what is the same needs no line in the file."""
        from voiceground import config_file

        new = {name: value for name, value in changes.items() if getattr(self._before, name) != value}
        if new:
            config_file.change(self._here.config, new)
            self._set.update(new)

    def tell(self) -> None:
        """Say on the screen what was set, and where."""
        if not self._set and not self._about_line:
            report.say(AS_BEFORE)
            return
        if self._set:
            report.say(f"Set in {self._here.config}:")
        for name, value in self._set.items():
            report.say(f"  {name} = {value}")
        if self._about_line:
            report.say(self._about_line)


def _numbers(here: Folders, settings: Config) -> None:
    """Go through what was not checked, or long ago; anything but a yes leaves it as it is."""
    from voiceground.care.confirming import confirm, confirmed, doubts
    from voiceground.care.lines import lines_for

    today = datetime.now().astimezone().date()
    lines = lines_for(settings.country)
    if not lines:
        report.say(NO_LINES if settings.country else NO_COUNTRY)
        return
    found = doubts(lines, confirmed(here.confirmed), today)
    for doubt in found:
        report.say(f"\n{doubt.line.name}: {doubt.line.number}\n  from {doubt.line.source}")
        if report.is_yes(report.ask(CHECKED)):
            confirm(here.confirmed, doubt.line, today)
    if not found:
        report.say(ALL_CHECKED)


def _microphone(options: argparse.Namespace, settings: Config) -> Microphone:
    """Listen to the room for half a second, where there is one to be heard."""
    from voiceground import rooms
    from voiceground.asking.hearing import Microphone
    from voiceground.errors import DeviceError
    from voiceground.sound.level import LOUD, measure

    if options.room == "silent":
        return Microphone.NO_SOUND
    if options.room == "simulated":
        return Microphone.FINE
    try:
        room = rooms.device_room(settings)
    except DeviceError as error:
        if options.room == "device":
            raise
        report.error(f"{error} {rooms.WITHOUT_SOUND}")
        options.room = "silent"  # both sessions, and said once
        return Microphone.NO_SOUND
    try:
        level = measure(room)
    finally:
        room.close()
    if not level.hearing:
        return Microphone.NONE
    if level.withheld:
        return Microphone.WITHHELD
    return Microphone.LOUD if level.mean > LOUD else Microphone.FINE


def _machine_country() -> str:
    """The country that the machine's language is set to, two letters, or nothing: it is asked about."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        found = re.match(r"[a-z]{2,3}_([A-Z]{2})\b", os.environ.get(name, ""))
        if found:
            return found[1]
    return ""
