"""A page to print or to hand over: what its owner ticked, and nothing else.

One file that loads nothing and runs nothing: its policy forbids all of it but its own style.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from html import escape

from voiceground.journal.reading import KeptSession


class Tick(StrEnum):
    """What can be put on the page."""

    DATES = "dates"
    LENGTHS = "lengths"
    SCRIPTS = "scripts"
    NUMBERS = "numbers"
    STEPS = "steps"
    ANSWERS = "answers"
    ENDS = "ends"

    @property
    def question(self) -> str:
        """What is asked about it."""
        return _QUESTIONS[self]


_QUESTIONS: Mapping[Tick, str] = {
    Tick.DATES: "the day and the time of each session",
    Tick.LENGTHS: "how long each one was",
    Tick.SCRIPTS: "which script it was",
    Tick.NUMBERS: "the numbers you gave",
    Tick.STEPS: "which steps you went through",
    Tick.ANSWERS: "how each question was answered (a word, a key, silence)",
    Tick.ENDS: "how each one ended",
}

_TITLES: Mapping[Tick, str] = {
    Tick.DATES: "When",
    Tick.LENGTHS: "How long",
    Tick.SCRIPTS: "Script",
    Tick.NUMBERS: "Numbers",
    Tick.STEPS: "Steps",
    Tick.ANSWERS: "Answers",
    Tick.ENDS: "End",
}

STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .5rem 0; }
th, td { border-bottom: 1px solid; padding: .4rem .8rem .4rem 0; text-align: left; vertical-align: top; }
.dates, .lengths, .scripts, .ends { white-space: nowrap; }
@media print {
  body { color: #000; background: #fff; margin: 0; max-width: none; font-size: 10pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Grounding sessions</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>Grounding sessions</h1>
<p>{count}. This page holds what its owner ticked: {ticked}.</p>
{numbers}<div class="wide" tabindex="0" role="region" aria-label="Sessions">
<table>
<caption>Sessions, the oldest first</caption>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</main>
</body>
</html>
"""

_ABOUT_NUMBERS = "<p>The numbers are the person's own, from 0 to 10. They measure nothing but that.</p>\n"


def page(sessions: Sequence[KeptSession], ticks: Collection[Tick]) -> str:
    """The whole page.

    Args:
        sessions: what is put on it, the oldest first.
        ticks: what of them.
    """
    columns = [tick for tick in Tick if tick in ticks]
    heads = "".join(
        f'<th scope="col">{text}</th>' for text in ("Session", *(_TITLES[tick] for tick in columns))
    )
    count = "One session" if len(sessions) == 1 else f"{len(sessions)} sessions"
    return _PAGE.format(
        digest=b64encode(hashlib.sha256(STYLE.encode()).digest()).decode(),
        style=STYLE,
        count=count,
        ticked=", ".join(columns) or "nothing but how many there were",
        numbers=_ABOUT_NUMBERS if Tick.NUMBERS in ticks else "",
        heads=heads,
        rows="\n".join(_row(number, session, columns) for number, session in enumerate(sessions, 1)),
    )


def _row(number: int, session: KeptSession, columns: Sequence[Tick]) -> str:
    cells = "".join(f'<td class="{tick}">{escape(_CELLS[tick](session))}</td>' for tick in columns)
    return f'<tr><th scope="row">{number}</th>{cells}</tr>'


def _length(session: KeptSession) -> str:
    minutes, seconds = divmod(round(session.seconds), 60)
    return f"{minutes} min {seconds:02} s"


def _numbers(session: KeptSession) -> str:
    return ", ".join(f"{name} {value}" for name, value in session.numbers.items())


def _steps(session: KeptSession) -> str:
    return ", ".join(str(entry["step"]) for entry in session.entries if "step" in entry)


def _answers(session: KeptSession) -> str:
    replies = [entry["reply"] for entry in session.entries if isinstance(entry.get("reply"), dict)]
    kinds = [str(reply.get("kind", "")) for reply in replies if isinstance(reply, dict)]
    return ", ".join(kinds)


_CELLS: Mapping[Tick, Callable[[KeptSession], str]] = {
    Tick.DATES: lambda session: f"{session.started:%Y-%m-%d %H:%M}",
    Tick.LENGTHS: _length,
    Tick.SCRIPTS: lambda session: session.script,
    Tick.NUMBERS: _numbers,
    Tick.STEPS: _steps,
    Tick.ANSWERS: _answers,
    Tick.ENDS: lambda session: session.ended or "cut off",
}
