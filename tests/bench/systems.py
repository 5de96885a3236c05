"""The systems that the bench compares: how each is started, and how its output is read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from tests.bench.job import LISTEN_SECONDS, SETTINGS, Job, heard_word
from tests.bench.people import DIGITS, Prompt


class Outcome(StrEnum):
    """What became of a reply. NO_INPUT: nothing was heard; NO_MATCH: something, but no listed word."""

    RIGHT = "right"
    WRONG = "wrong"
    NO_MATCH = "no-match"
    NO_INPUT = "no-input"
    HUNG = "hung"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a system took a reply for: a listed word, or why there is none."""

    outcome: Outcome
    word: str | None = None


def compared(prompt: Prompt, word: str) -> Understood:
    """A listed word beside the one that was said."""
    return Understood(Outcome.RIGHT if word == prompt.word else Outcome.WRONG, word)


class Program(Protocol):
    """One start of a system, for some questions, in a folder of its own.

    Attributes:
        command: the program and its arguments.
        stdin: what it reads.
        env: what it needs beside the room's environment.
    """

    @property
    def command(self) -> Sequence[str]: ...
    @property
    def stdin(self) -> str: ...
    @property
    def env(self) -> Mapping[str, str]: ...

    def begins(self, index: int, line: str) -> bool:
        """Whether a line of its output begins this question or, after the last one, ends it all."""

    def listens(self, line: str) -> bool:
        """Whether a line says that it listens from now on."""

    def understood(self, prompt: Prompt, lines: Sequence[str]) -> Understood:
        """What it took the reply for; the lines are those from the reply to the next question."""


@dataclass(frozen=True, slots=True)
class System:
    """Something that asks and answers.

    Attributes:
        label: what the table calls it.
        about: what it is, in words.
        start: (questions, folder) -> the program, ready to be started.
        says_when_it_listens: whether the person has to wait for that; else it always does.
    """

    label: str
    about: str
    start: Callable[[Sequence[Prompt], Path], Program]
    says_when_it_listens: bool


# --- ours ----------------------------------------------------------------------------------------------

OVER = "That is all for now."
MISSED = "I missed that."

HEAD = """\
voiceground: 1
id: turns
title: Turns
language: en
summary: One question after another.
level: calm
minutes: 5
start: t{first}
steps:
"""

QUESTION = """\
  t{number}:
    ask: {question}
    {answers}
    wait: {wait:.0f}s
    silence: t{number}-nothing
    unclear: {{say: [{missed}], then: t{number}-nothing}}
"""

ANSWER = """\
  t{number}-{word}:
    say: {line}
    then: {then}
"""

END = """\
  over:
    say: {over}
    end: done
"""


def script(asked: Sequence[Prompt]) -> str:
    """A script of these questions; the step that a reply leads to is named after it."""
    parts = [HEAD.format(first=asked[0].turn.number)]
    nexts = [f"t{prompt.turn.number}" for prompt in asked[1:]] + ["over"]
    for prompt, then in zip(asked, nexts, strict=True):
        parts.append(_question(prompt))
        lines = dict.fromkeys(prompt.turn.words, "All right.") | {"nothing": "That is fine."}
        for word, line in lines.items():
            parts.append(ANSWER.format(number=prompt.turn.number, word=word, line=line, then=then))
    return "".join([*parts, END.format(over=OVER)])


def _question(prompt: Prompt) -> str:
    number, words = prompt.turn.number, prompt.turn.words
    if words == DIGITS:
        bands = ", ".join(f"{digit}: t{number}-{word}" for digit, word in enumerate(words))
        answers = f"number: {{{bands}, 10: t{number}-nothing}}"
    else:
        answers = f"replies: {{{', '.join(f'{word}: t{number}-{word}' for word in words)}}}"
    return QUESTION.format(
        number=number, question=prompt.turn.question, answers=answers, wait=LISTEN_SECONDS, missed=MISSED
    )


class Voiceground:
    """``voiceground run`` with a script of the questions; what it understood stands in its journal."""

    stdin = ""

    def __init__(self, asked: Sequence[Prompt], folder: Path) -> None:
        self._asked = asked
        self._folder = folder
        file = folder / "turns.yaml"
        file.write_text(script(asked))
        self.command = (sys.executable, "-m", "voiceground", "run", str(file))
        self.env = {"VOICEGROUND_HOME": str(folder)}

    def begins(self, index: int, line: str) -> bool:
        """The caption of a question comes when it begins to be spoken."""
        return line == (self._asked[index].turn.question if index < len(self._asked) else OVER)

    def listens(self, line: str) -> bool:
        """It always does."""
        return True

    def understood(self, prompt: Prompt, lines: Sequence[str]) -> Understood:
        """The step that the reply led to; a question that was asked again counts as not understood."""
        if MISSED in lines:
            return Understood(Outcome.NO_MATCH)
        begin = f"t{prompt.turn.number}-"
        for choice in self._choices():
            if choice.startswith(begin) and choice.removeprefix(begin) in prompt.turn.words:
                return compared(prompt, choice.removeprefix(begin))
        return Understood(Outcome.NO_INPUT)

    def _choices(self) -> list[str]:
        (file,) = (self._folder / "journal").glob("*.jsonl")
        entries: list[dict[str, Any]] = [json.loads(line) for line in file.read_text().splitlines()]
        return [entry["reply"]["choice"] for entry in entries if "reply" in entry]


# --- the usual loop ------------------------------------------------------------------------------------


class Tutorial:
    """``tests.bench.baseline``, which tells as JSON what it does."""

    env: Mapping[str, str] = {}

    def __init__(self, setting: str, asked: Sequence[Prompt]) -> None:
        self._asked = asked
        self.command = (sys.executable, "-m", "tests.bench.baseline")
        self.stdin = json.dumps(asdict(Job(setting, tuple(prompt.turn for prompt in asked))))

    def begins(self, index: int, line: str) -> bool:
        """It says which question it asks, and when it is over."""
        if index == len(self._asked):
            return _told(line).get("at") == "over"
        return _is(line, "asking", self._asked[index])

    def listens(self, line: str) -> bool:
        """It says that the microphone is open."""
        return _told(line).get("at") == "listening"

    def understood(self, prompt: Prompt, lines: Sequence[str]) -> Understood:
        """The listed word in its transcription."""
        text = next((_told(line)["text"] for line in lines if _is(line, "heard", prompt)), None)
        if text is None:
            return Understood(Outcome.NO_INPUT)
        word = heard_word(text, prompt.turn.words)
        return compared(prompt, word) if word else Understood(Outcome.NO_MATCH)


def _is(line: str, at: str, prompt: Prompt) -> bool:
    told = _told(line)
    return (told.get("at"), told.get("turn")) == (at, prompt.turn.number)


def _told(line: str) -> dict[str, Any]:
    """A line of the program's own; libraries print there too."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def systems() -> tuple[System, ...]:
    """Ours, and the loop in each of its settings."""

    def tutorial(key: str) -> System:
        setting = SETTINGS[key]
        return System(setting.label, setting.about, lambda asked, _: Tutorial(key, asked), True)

    ours = System("voiceground", "voiceground run, nothing changed", Voiceground, False)
    return (ours, *(tutorial(key) for key in SETTINGS))
