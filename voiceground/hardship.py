"""What a session takes along for a hard moment: the care script, the country's numbers, the person's plan.

Rule: none of it may keep a session from beginning. What cannot be read is told in a sentence and left out;
a number that cannot be trusted is not said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voiceground import report
from voiceground.care import confirming, plan
from voiceground.care.cover import phrases_of
from voiceground.care.lines import Line, lines_for
from voiceground.care.panel import Country, panels
from voiceground.care.saying import names_of
from voiceground.config import Config
from voiceground.core import languages
from voiceground.core.care import with_plan
from voiceground.core.events import Panel
from voiceground.core.lookahead import fixed_lines
from voiceground.core.model import Script
from voiceground.core.naming import PLAN
from voiceground.core.state import CARE, NO_SCRIPTS
from voiceground.errors import CareError, JournalError, ScriptError, UsageError
from voiceground.folders import Folders
from voiceground.script.load import find, load, run_by


@dataclass(frozen=True, slots=True)
class Hardship:
    """What there is for a hard moment.

    Attributes:
        names: what the care script is given.
        panels: what can be pinned to the screen.
        plan: how many lines the person's plan has, as it is read aloud; they are among the names.
        cover: what ends everything at once; empty for nothing.
    """

    names: Mapping[str, str]
    panels: Mapping[Panel, Sequence[str]]
    plan: int
    cover: tuple[str, ...]

    def filled(self, script: Script) -> Script:
        """A script with the lines of the person's plan in it, where it is the care script; else as it is."""
        return with_plan(script, self.plan) if script.id == CARE else script

    def with_care(self, scripts: Mapping[str, Script], shelf: Path) -> dict[str, Script]:
        """These scripts, and the care script with what that runs.

        Only the one that was shipped is taken: no other file may stand in its place.
        """
        try:
            care = load(find(CARE, [shelf]))
            parts = run_by(care, lambda id_: scripts.get(id_) or load(find(id_, [shelf])))
        except (UsageError, ScriptError) as error:
            report.error(f"{error}\nThe session goes on. Words of need are answered in one line.")
            return dict(scripts)
        return {**parts, **scripts, CARE: self.filled(care)}


def prepared(config: Config, folders: Folders, script: Script, *, keys: bool) -> Hardship:
    """Read what there is.

    Args:
        config: the country and the cover word.
        folders: the person's own.
        script: what is run; numbers are said in its language.
        keys: whether there are keys, so that telling them is of use.

    Raises:
        UsageError: the cover word cannot be one.
    """
    code, language = config.country.strip().upper(), languages.of(script.language)
    known = Country(code, _lines(code), _confirmed(folders.confirmed))
    lines = _plan(folders.plan)
    names = {
        **names_of(code, known.lines, known.dates, language),
        "care-plan": "yes" if lines else "",
        **{f"{PLAN}-{number}": line for number, line in enumerate(lines, 1)},
    }
    return Hardship(
        names,
        panels(known, keys=keys, language=script.language),
        len(lines),
        phrases_of(config.cover, language),
    )


def unrevealing(script: Script, runs: Mapping[str, Script] = NO_SCRIPTS) -> frozenset[str]:
    """The fixed lines that may be cached on the disk: none of those that would tell that there was need."""
    if script.id == CARE:
        return frozenset()
    own = languages.of(script.language).lines
    others = {id_: part for id_, part in runs.items() if id_ != CARE}
    return fixed_lines(script, others) - {own.help, own.not_alone}


def _lines(country: str) -> tuple[Line, ...]:
    try:
        return lines_for(country)
    except CareError as error:
        report.error(str(error))
        return ()


def _confirmed(path: Path) -> Mapping[str, date]:
    try:
        return confirming.confirmed(path)
    except CareError as error:
        report.error(str(error))
        return {}


def _plan(path: Path) -> tuple[str, ...]:
    try:
        return plan.lines(plan.read(path))
    except JournalError as error:
        report.error(str(error))
        return ()
