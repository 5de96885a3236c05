"""The same clips through pocketsphinx' closed grammar, as a tutorial on SpeechRecognition has it.

It gets the easier task: the recording alone, cut around the word, instead of a microphone that stays
open. What it hears and how long a call takes is measured in the same run as the ear.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing

from voiceground.ear.borrowed import ClosedGrammar
from voiceground.measuring.cells import Cell
from voiceground.measuring.hearing import Outcome, Stage


def through_baseline(
    cell: Cell, stage: Stage, count: int, call_ms: list[float], heard: Callable[[], None]
) -> Iterator[Outcome]:
    """What the baseline makes of the first ``count`` clips of a cell; the time of each call is appended."""
    with closing(ClosedGrammar()) as baseline:
        for clip, group in list(zip(cell.clips, cell.grouped, strict=True))[:count]:
            sound = stage.staged(clip, cell.condition).sound
            begun = time.perf_counter()
            got = baseline.hear(sound, cell.moment.listed)
            call_ms.append(1000.0 * (time.perf_counter() - begun))
            yield Outcome(clip, group, cell.moment.wanted(clip) if cell.replies else None, got)
            heard()
