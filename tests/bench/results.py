"""What a bench of turns found, for people and for programs."""

from __future__ import annotations

import json
import os
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from tests.bench.job import SETTINGS
from tests.bench.partner import AUDIBLE, BEFORE_THE_REPLY_SECONDS
from tests.bench.people import Prompt
from tests.bench.systems import Outcome, System
from voiceground.measuring.machine import Machine


@dataclass(frozen=True, slots=True)
class Result:
    """One turn of one system.

    Attributes:
        word: what was said.
        speaker: by whom.
        outcome: what became of it.
        heard: the listed word that the system took it for.
        gap_ms: from the end of the word to the answer or the apology; None where nothing was heard.
        note: what else went wrong: why it hung, a question or an answer that was not to be heard.
    """

    word: str
    speaker: str
    outcome: Outcome
    heard: str | None = None
    gap_ms: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of one system, in milliseconds.

    Attributes:
        n: how many could be measured.
        p95: the 95th percentile, interpolated linearly.
    """

    n: int
    median: float
    p95: float
    shortest: float
    longest: float


@dataclass(frozen=True, slots=True)
class Run:
    """A whole bench.

    Attributes:
        asked: the questions, and who answered what.
        seed: that they were chosen with.
        found: every system with its turns.
        machine: where, when and with which versions; its load is that before the start.
    """

    asked: Sequence[Prompt]
    seed: int
    found: Sequence[tuple[System, Sequence[Result]]]
    machine: Machine


def gaps(results: Sequence[Result]) -> Gaps | None:
    """The gaps to an answer together, or None where there was none; apologies are no answers."""
    answered = [result for result in results if result.outcome in (Outcome.RIGHT, Outcome.WRONG)]
    all_ms = [result.gap_ms for result in answered if result.gap_ms is not None]
    if not all_ms:
        return None
    median, p95 = (round(float(value), 1) for value in np.percentile(all_ms, (50, 95)))
    return Gaps(len(all_ms), median, p95, min(all_ms), max(all_ms))


def counts(results: Sequence[Result], *outcomes: Outcome) -> int:
    """How many of the turns ended in one of these ways."""
    return sum(result.outcome in outcomes for result in results)


# --- for people ----------------------------------------------------------------------------------------

COLUMNS = f"{'':20}{'n':>4}{'right':>7}{'wrong':>7}{'not heard':>11}{'hung':>6}"
COLUMNS += f"{'gaps':>7}{'median':>11}{'p95':>10}{'shortest-longest':>20}"


def table(run: Run) -> list[str]:
    """The systems below each other."""
    return [COLUMNS, *(_row(system.label, results) for system, results in run.found)]


def _row(label: str, results: Sequence[Result]) -> str:
    right = counts(results, Outcome.RIGHT)
    wrong = counts(results, Outcome.WRONG)
    missed = counts(results, Outcome.NO_MATCH, Outcome.NO_INPUT)
    hung = counts(results, Outcome.HUNG, Outcome.NOT_ASKED)
    row = f"{label:20}{len(results):>4}{right:>7}{wrong:>7}{missed:>11}{hung:>6}"
    measured = gaps(results)
    if measured is None:
        return f"{row}{0:>7}{'no answer to measure':>41}"
    spread = f"{measured.shortest:.0f}-{measured.longest:.0f} ms"
    return f"{row}{measured.n:>7}{measured.median:>8.0f} ms{measured.p95:>7.0f} ms{spread:>20}"


def header(run: Run) -> str:
    """What was done, so that the figures can be judged."""
    people = len({prompt.speaker for prompt in run.asked})
    thresholds = [f"{name} {value:g}" for name, value in SETTINGS["tuned"].thresholds.items()]
    tuned = textwrap.fill(", ".join(thresholds), 90, subsequent_indent="       ", break_long_words=False)
    return f"""\
From the end of the person's word to the first sample of the answer, at the device

{len(run.asked)} questions, recordings of {people} people (seed {run.seed}), the same for all, in one room
and one run. The word begins {BEFORE_THE_REPLY_SECONDS} s after the question's end. Both ends of a gap are
read off the room's own recording, at {AUDIBLE:.0f} of 32768. Gaps are those to a right or a wrong answer;
where nothing was understood, an apology is no answer.
The tutorial loop: Recognizer.listen, recognize_sphinx, pyttsx3 say and runAndWait, all unchanged.
Its microphone is an AudioSource on sounddevice, because PyAudio has no wheel for Linux, and is
closed while it speaks. It has its own pace of speech, and the person waits until it listens.
Tuned: {tuned}.
"""


def report(run: Run) -> str:
    """All of it."""
    notes = Counter(
        f"{system.label}: {result.note}" for system, results in run.found for result in results if result.note
    )
    lines = [header(run), *table(run), ""]
    lines += [f"{system.label:20}{system.about}" for system, _ in run.found]
    lines += ["", *(f"{note} ({count} times)" for note, count in notes.items())]
    lines += [*run.machine.lines(), f"load      {os.getloadavg()[0]:.1f} at the end, this bench included"]
    if run.machine.busy:
        lines.append("The machine was busy with other work: take the figures again when it is quiet.")
    return "\n".join(lines)


# --- for programs --------------------------------------------------------------------------------------


def as_json(run: Run) -> str:
    """All of it, with every turn."""
    whole = {
        "n": len(run.asked),
        "seed": run.seed,
        "audible": AUDIBLE,
        "seconds_before_the_reply": BEFORE_THE_REPLY_SECONDS,
        "systems": [_system(system, results) for system, results in run.found],
        "machine": asdict(run.machine),
        "busy": run.machine.busy,
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _system(system: System, results: Sequence[Result]) -> dict[str, object]:
    measured = gaps(results)
    return {
        "label": system.label,
        "about": system.about,
        "outcomes": {str(outcome): counts(results, outcome) for outcome in Outcome},
        "gaps_ms": asdict(measured) if measured else None,
        "turns": [asdict(result) for result in results],
    }
