"""Scripts to begin from, so that a test shows only what it is about."""

from __future__ import annotations

from pathlib import Path

from voiceground.script.draft import Draft
from voiceground.script.load import examine
from voiceground.script.problems import Problem

ROOT = Path(__file__).parents[2]

HEAD = """\
voiceground: 1
id: five-senses
title: Five senses
language: en
summary: Look, touch and listen your way back into the room.
level: high
minutes: 4
doors: [far-away, panicky]
cautions: [Smell and taste are optional.]
sources: [Content guide 2.3]
reviewed: nobody yet
start: hello

"""

FIVE_SENSES = (
    HEAD
    + """\
steps:
  hello:
    say:
      - I'm with you.
      - We could look around the room together. It takes about four minutes.
      - You can say stop at any point.
    ask: Would you like to look around?
    replies: {"yes": see, "no": listen}
    silence: see                   # silence is an answer
  see:
    say:
      - If you like, let your eyes wander.
      - pause: 3s
      - Some people find five things they can see. Fewer is fine.
    ask: Say ready when you are, or say nothing.
    replies: {ready: listen, "too much": listen}
    silence: listen
  listen:
    say: You might notice one sound near you, and one further away.
    pause: 8s
    then: number
  number:
    ask: From zero to ten, what is your number now? Skipping is fine.
    number: {0-3: landing, 4-7: landing, 8-10: once-more}
    silence: landing
  once-more:
    then: see
  landing:
    say: That's it for now. If you like, look around once more. This voice is here whenever you want it.
    end: done
"""
)
"""The example at the top of the language's description, with the keys that this version has."""


def steps(text: str) -> str:
    """A whole script with these steps, each indented by nothing."""
    return HEAD + "steps:\n" + "".join(f"  {line}\n" for line in text.strip().splitlines())


def examined(
    folder: Path, text: str | bytes, name: str = "five-senses.yaml"
) -> tuple[Draft | None, list[Problem]]:
    """What becomes of a text, once it is a file in a folder."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return examine(path)


def codes(problems: list[Problem]) -> list[str]:
    """What is wrong, in short."""
    return [problem.code for problem in problems]
