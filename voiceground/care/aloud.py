"""The plan as a script of its own lines, so that stop, repeat, back and slower work as everywhere.

It holds the person's own words: whoever runs it keeps nothing of it on the disk.
"""

from __future__ import annotations

import itertools

from voiceground.care.plan import SECTIONS, Plan, lines_of
from voiceground.core.model import Ending, Level, Line, Pause, SayItem, Script, Step

OPENING = ("Here is your plan, in your own words.", "You can say stop, repeat, or back at any point.")
CLOSING = ("That is your plan.", "That is all for now. This voice is here whenever you want it.")

AFTER_LINE = Pause(2.0)
AFTER_SECTION = Pause(3.0)
"""Time for a line to arrive."""


def script(plan: Plan) -> Script:
    """A plan that is not empty, as a script: one step for each section that holds something."""
    filled = [section for section in SECTIONS if plan.items(section)]
    order = ["hello", *(section.key for section in filled), "landing"]
    after = dict(itertools.pairwise(order))
    steps = {"hello": Step("hello", say=tuple(map(Line, OPENING)), then=after["hello"])}
    for section in filled:
        steps[section.key] = Step(section.key, say=_read(lines_of(plan, section)), then=after[section.key])
    steps["landing"] = Step("landing", say=tuple(map(Line, CLOSING)), end=Ending.DONE)
    return Script("plan", "My people, my plan", "hello", steps, level=Level.HIGH)


def _read(lines: tuple[str, ...]) -> tuple[SayItem, ...]:
    said: list[SayItem] = []
    for line in lines:
        said += [Line(line), AFTER_LINE]
    return (*said[:-1], AFTER_SECTION)
