"""Plans: how a script is tested, written like a play (docs/script-language.md, "Plans").

Only read here; the runner stands elsewhere. ``...`` and comments are for people and mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from voiceground.core.model import Ending
from voiceground.errors import ScriptError
from voiceground.script.problems import Findings, Place, Problem, did_you_mean, rendered
from voiceground.script.source import read

SUFFIX = ".plan"
SILENCE = "(silence)"
UNCLEAR = "(unclear)"
"""What a person says who is not understood."""

LONGEST_TALK = 600.0
"""Seconds that a person of a plan may speak freely in one go."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The voice says this, as soon as it can; ``line`` is that of the plan."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Signal:
    """The person taps, knocks, claps or hums so many times."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Press:
    """The person presses a key, named as in ``core.keymap``."""

    key: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The person speaks freely for so many seconds; nothing of it is a reply."""

    seconds: float


Doing: TypeAlias = Signal | Press | Talk
"""What a person can do who does not answer in words."""


@dataclass(frozen=True, slots=True)
class Person:
    """The person says this (``UNCLEAR`` where it cannot be understood), or nothing at all (None).

    Where ``doing`` is given, it is done instead, and ``reply`` is how it stands in the plan.
    """

    reply: str | None
    line: int
    doing: Doing | None = None


Move: TypeAlias = Voice | Person


@dataclass(frozen=True, slots=True)
class Scene:
    """One kind of person, what is said on both sides, and how it ends.

    Attributes:
        name: what it is called.
        moves: what is said on both sides.
        ends: how the session ends.
        line: where it begins.
        within: the id of a script that runs this one as a part of itself; empty where none does.
        given: what the session knows under a name in this scene, as ``given: NAME = VALUE`` has it.
    """

    name: str
    moves: tuple[Move, ...]
    ends: Ending
    line: int
    within: str = ""
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """The scenes that test a script, in order; at least one."""

    scenes: tuple[Scene, ...]


def plan_path(script: Path) -> Path:
    """Where the plan of a script is looked for: beside it."""
    return script.with_suffix(SUFFIX)


def load_plan(path: Path) -> Plan:
    """Read a plan.

    Raises:
        ScriptError: it is missing or has errors; the message names all of them.
    """
    plan, problems = examine(path)
    if problems or plan is None:
        raise ScriptError(f"The plan {path} cannot be used as it is.\n\n{rendered(problems)}")
    return plan


def examine(path: Path) -> tuple[Plan | None, list[Problem]]:
    """Read a plan and everything that is wrong with it; without a plan there is at least one problem."""
    findings = Findings(str(path))
    if read(path, findings) is None:
        return None, findings.sorted()
    reader = _Reader(findings)
    for number, line in enumerate(findings.lines, 1):
        reader.take(number, line)
    return reader.plan(), findings.sorted()


@dataclass(slots=True)
class _Open:
    """A scene that is being read."""

    name: str
    place: Place
    moves: list[Move]
    ends: Ending | None = None
    ended: int = 0
    within: str = ""
    given: dict[str, str] = field(default_factory=dict)


_LINE = re.compile(r"\s*(?P<key>[^\s:]+)\s*:\s*(?P<value>.*?)\s*(?:\s#.*)?")
_KEYS = ("scene", "within", "given", "voice", "person", "ends")


class _Reader:
    """Takes a plan line by line."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.scenes: dict[str, _Open] = {}
        self.scene: _Open | None = None

    def plan(self) -> Plan | None:
        """The whole plan, once every line has been taken."""
        if not self.scenes and not self.findings.problems:
            self.findings.add("plan-no-scenes")
        for scene in self.scenes.values():
            if not scene.ended:
                self.findings.add("plan-no-end", scene.place, scene=scene.name)
        if self.findings.problems:
            return None
        return Plan(
            tuple(
                Scene(
                    scene.name,
                    tuple(scene.moves),
                    scene.ends or Ending.DONE,
                    scene.place.line,
                    scene.within,
                    scene.given,
                )
                for scene in self.scenes.values()
            )
        )

    def take(self, number: int, line: str) -> None:
        """The next line."""
        text = line.strip()
        if not text or text.startswith("#") or text == "...":
            return
        place = Place(number, len(line) - len(line.lstrip()) + 1, len(text))
        fits = _LINE.fullmatch(line)
        if fits is None or fits["key"] not in _KEYS:
            hint = did_you_mean(self.findings.meant(fits["key"] if fits else text, _KEYS))
            self.findings.add("plan-line", place, hint=hint)
        elif not fits["value"]:
            self.findings.add("plan-empty-line", place, key=fits["key"])
        elif fits["key"] == "scene":
            self._begin(fits["value"], place)
        elif self.scene is None:
            self.findings.add("plan-outside-scene", place)
        elif self.scene.ended:
            self.findings.add("plan-after-end", place, first=self.scene.ended)
        else:
            value = Place(number, fits.start("value") + 1, len(fits["value"]))
            self._move(self.scene, fits["key"], fits["value"], value)

    def _begin(self, name: str, place: Place) -> None:
        scene = _Open(name, place, [])
        if name in self.scenes:
            first = self.scenes[name].place.line
            self.findings.add("plan-repeated-scene", place, scene=name, first=first)
        else:
            self.scenes[name] = scene
        self.scene = scene

    def _move(self, scene: _Open, key: str, value: str, place: Place) -> None:
        match key:
            case "voice":
                scene.moves.append(Voice(value, place.line))
            case "person":
                self._person(scene, value, place)
            case "within":
                scene.within = value
            case "given":
                name, _, known = value.partition("=")
                scene.given[name.strip()] = known.strip()
            case _:
                scene.ended = place.line
                if value in set(Ending):
                    scene.ends = Ending(value)
                else:
                    hint = did_you_mean(self.findings.meant(value, tuple(Ending)))
                    self.findings.add("plan-unknown-end", place, hint=hint, value=value)

    def _person(self, scene: _Open, value: str, place: Place) -> None:
        if value == SILENCE:
            scene.moves.append(Person(None, place.line))
        elif value == UNCLEAR or not value.startswith("("):
            scene.moves.append(Person(value, place.line))
        elif (doing := doing_of(value)) is not None:
            scene.moves.append(Person(value, place.line, doing))
        else:
            self.findings.add("plan-unknown-doing", place, value=value.strip("()"))


_COUNTS = {"": 1, "a": 1, "one": 1, "two": 2, "three": 3, "1": 1, "2": 2, "3": 3}
_SIGNAL = re.compile(r"(?:(?P<count>\w+) )?(?P<kind>tap|knock|clap|hum)s?")
_PRESS = re.compile(r"(?:presses )?(?:key )?(?P<key>enter|space|escape|\S)")
_TALK = re.compile(r"(?:talks|speaks)(?: for)? (?P<number>\d+(?:\.\d+)?)(?P<unit>s|m)")


def doing_of(text: str) -> Doing | None:
    """What brackets say, such as ``(two taps)``, ``(key enter)`` or ``(talks for 20s)``; None for nothing."""
    inside = " ".join(text.strip("()").lower().split())
    if fits := _SIGNAL.fullmatch(inside):
        count = _COUNTS.get(fits["count"] or "")
        return Signal(fits["kind"], count) if count else None
    if fits := _TALK.fullmatch(inside):
        seconds = float(fits["number"]) * (60 if fits["unit"] == "m" else 1)
        return Talk(min(seconds, LONGEST_TALK))
    if fits := _PRESS.fullmatch(inside):
        return Press(fits["key"])
    return None
