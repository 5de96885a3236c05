"""Short scripts for the sound room: a session need not last four minutes to show one thing."""

from __future__ import annotations

from pathlib import Path

ONE_QUESTION = """\
voiceground: 1
id: one-question
title: One question
language: en
summary: One question, two ways on.
level: calm
minutes: 1
start: hello
steps:
  hello:
    say: I'm here with you.
    ask: Would you like another line?
    replies: {"yes": more, "no": less}
    wait: %s
    silence: less
  more:
    say: Here is one more line, as you asked.
    then: landing
  less:
    say: Then we leave it there.
    then: landing
  landing:
    say: That is all for now.
    end: done
"""

LONG_LINE = """\
voiceground: 1
id: long-line
title: Long line
language: en
summary: A reading that goes on for a while.
level: calm
minutes: 1
start: hello
steps:
  hello:
    say:
      - There is a table, and on it there is a cup.
      - Beside the cup there is a book with a blue cover.
      - pause: 2s
      - On the wall there is a picture of a small harbour.
      - pause: 4s
      - The boats in it are red and white and green.
    then: landing
  landing:
    say: That is all for now.
    end: done
"""


def one_question(folder: Path, *, window: str = "20s") -> Path:
    path = folder / "one-question.yaml"
    path.write_text(ONE_QUESTION % window)
    return path


def long_line(folder: Path) -> Path:
    path = folder / "long-line.yaml"
    path.write_text(LONG_LINE)
    return path
