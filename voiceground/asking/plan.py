"""A first plan by voice: ready-made lines, each kept with a yes, for whoever has no hands for a keyboard.

Silence keeps nothing, and any part can be left out. What was kept stays, wherever the session ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from voiceground.care.plan import SECTIONS, Plan, Section
from voiceground.core.model import Script
from voiceground.script.load import load_text

PATH = Path("plan-by-voice.yaml")

READY: Mapping[str, tuple[str, ...]] = {
    "notice": ("I go quiet", "I leave messages unanswered", "I stay up late", "I leave meals out"),
    "alone": ("Looking around the room", "A warm drink", "A slow walk", "Music that I know"),
    "places": ("A room with other people in it", "A library or a café", "A bench outside"),
    "people": ("A friend", "Someone in my family", "My doctor or therapist", "A crisis line"),
    "safer": (
        "Putting what could hurt me further away",
        "Asking somebody to keep it for me",
        "Staying where other people are",
    ),
}
"""Lines that many people's plans could hold, by the key of their section."""

HEAD = """\
voiceground: 1
id: plan-by-voice
title: My people, my plan
summary: Fill a first plan from ready-made lines.
level: calm
minutes: 4
cautions: [It is for a calm moment.]
sources: [Content guide 2.5]
reviewed: nobody yet
start: hello
steps:
  hello:
    say:
      - We could fill a plan together, for about four minutes.
      - I read a line. With yes it is kept, with no it is left out.
      - You can say stop at any point. What you kept stays.
    then: {first}
"""

PART = """\
  {key}:
    say: {spoken}
    ask: Would you like some ready-made lines for this?
    replies: {{"yes": {key}-1, "no": {after}}}
    silence: {{say: No answer is fine. We leave this part., then: {after}}}
"""

LINE = """\
  {key}-{number}:
    ask: {question}
    replies: {{"yes": {after}, "no": {after}}}
    save: {key}-{number}
    silence: {after}
"""

LANDING = """\
  landing:
    say:
      - What you kept is in your plan. It can be changed at any time.
      - That is all for now. This voice is here whenever you want it.
    end: done
"""


def has_offers(plan: Plan) -> bool:
    """Whether there is a ready-made line that the plan does not hold yet."""
    return any(_offered(plan, section) for section in SECTIONS)


def script(plan: Plan) -> Script:
    """The session that offers what is not in the plan yet; there has to be something."""
    return load_text(text(plan), PATH)


def text(plan: Plan) -> str:
    """The same as it would stand in a file."""
    parts = [section for section in SECTIONS if _offered(plan, section)]
    after = [*(section.key for section in parts[1:]), "landing"]
    made = [HEAD.format(first=parts[0].key)]
    for section, then in zip(parts, after, strict=False):
        made += _part(section, _offered(plan, section), then)
    return "".join([*made, LANDING])


def _part(section: Section, offered: tuple[str, ...], then: str) -> Iterator[str]:
    yield PART.format(key=section.key, spoken=section.spoken, after=then)
    for number, line in enumerate(offered, 1):
        after = then if number == len(offered) else f"{section.key}-{number + 1}"
        question = json.dumps(f"{line}. Keep it?", ensure_ascii=False)
        yield LINE.format(key=section.key, number=number, question=question, after=after)


def kept(plan: Plan, names: Mapping[str, str]) -> Plan:
    """The plan with the lines that were answered with yes.

    Args:
        plan: the one that ``script`` was made for.
        names: what the session knew at its end.
    """
    changed = plan
    for section in SECTIONS:
        offered = enumerate(_offered(plan, section), 1)
        chosen = [line for number, line in offered if names.get(f"{section.key}-{number}") == "yes"]
        changed = changed.changed(section, [*plan.items(section), *chosen])
    return changed


def _offered(plan: Plan, section: Section) -> tuple[str, ...]:
    return tuple(line for line in READY[section.key] if line not in plan.items(section))
