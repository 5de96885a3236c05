"""Nodes to one step: a row a key, in the order in which a step is done.

A reader never stops at a problem: it notes it and leaves its part out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from voiceground.core.model import (
    DEFAULT_WINDOW,
    Band,
    Ending,
    Line,
    Pause,
    Question,
    Reply,
    SayItem,
    Step,
    Way,
)
from voiceground.core.replies import options
from voiceground.script.draft import Answer, By, Draft, Lead, Quiet, Ranges, Spoken
from voiceground.script.nodes import Node, Pairs, Text
from voiceground.script.problems import Findings, Place, did_you_mean
from voiceground.script.values import duration, line, parts, rows, span, text, wrong_kind


@dataclass(slots=True)
class _Step:
    """A step as far as it has been read. ``quiet`` is the silence since ``said``, in seconds."""

    id: str
    draft: Draft
    say: list[SayItem] = field(default_factory=list)
    ask: str | None = None
    replies: tuple[Reply, ...] = ()
    bands: tuple[Band, ...] = ()
    window: float | None = DEFAULT_WINDOW
    silence: Way | None = None
    unclear: Way | None = None
    then: str | None = None
    end: Ending | None = None
    said: str = ""
    quiet: float = 0.0

    @property
    def findings(self) -> Findings:
        return self.draft.findings

    def step(self) -> Step:
        question = None
        if self.ask is not None:
            question = Question(self.ask, self.replies, self.bands, self.window, self.silence, self.unclear)
        return Step(self.id, tuple(self.say), question, self.then, self.end)


_Reader: TypeAlias = Callable[[_Step, Text, Node], None]


def read_step(draft: Draft, name: Text, node: Node) -> Step:
    """Read one step; what cannot be read is missing from it."""
    step = _Step(name.text, draft)
    if (isinstance(node, Text) and not node.text) or (isinstance(node, Pairs) and not node.pairs):
        draft.findings.add("empty-step", name.place, step=name.text)
        return step.step()
    keys: dict[str, Place] = {}
    for read, key, value in sorted(rows(draft.findings, node, STEP, "a step"), key=_turn):
        keys[key.text] = key.place
        read(step, key, value)
    if isinstance(node, Pairs) and len(keys) == len(node.pairs):
        _fits_together(draft.findings, name, keys)
    return step.step()


def _turn(row: tuple[_Reader, Text, Node]) -> int:
    """A step is done in the order of its table, whatever the order in the file."""
    return _ORDER[row[1].text]


def _fits_together(findings: Findings, name: Text, keys: Mapping[str, Place]) -> None:
    """The keys of a step that need each other, or exclude each other."""
    if "ask" in keys:
        if not {"replies", "number"} & keys.keys():
            findings.add("question-without-answers", keys["ask"])
        if "end" in keys:
            findings.add("end-after-question", keys["end"])
    else:
        for key in ("replies", "number", "wait", "silence", "unclear"):
            if key in keys:
                findings.add("answers-without-question", keys[key], key=key)
        if not {"then", "end"} & keys.keys():
            findings.add("step-leads-nowhere", name.place, step=name.text)
    if {"then", "end"} <= keys.keys():
        findings.add("then-and-end", keys["end"])


# --- what is said -----------------------------------------------------------------------------------


def _say(step: _Step, key: Text, node: Node) -> None:
    for part in parts(node):
        if isinstance(part, Pairs):
            for read, name, value in rows(step.findings, part, SAY, f"an item of `{key.text}`"):
                read(step, name, value)
        else:
            said = _speak(step, key.text, part)
            if said:
                step.say.append(Line(said))


def _speak(step: _Step, key: str, node: Node) -> str:
    said = line(step.findings, key, node)
    if said:
        step.draft.spoken.append(Spoken(step.id, said, node.place))
        step.said, step.quiet = said, 0.0
    return said


def _pause(step: _Step, key: Text, node: Node) -> None:
    seconds = duration(step.findings, key.text, node)
    if seconds is not None:
        step.say.append(Pause(seconds))
        step.quiet += seconds
        step.draft.quiets.append(Quiet(step.id, step.quiet, step.said, node.place))


def _ask(step: _Step, key: Text, node: Node) -> None:
    step.ask = _speak(step, key.text, node)


# --- what may be answered ---------------------------------------------------------------------------


def _replies(step: _Step, key: Text, node: Node) -> None:
    if not isinstance(node, Pairs):
        wrong_kind(step.findings, node, key.text, "answers with steps", 'Write {"yes": one, "no": other}.')
        return
    listed = []
    for reply, value in node.pairs:
        then = _lead(step, By.REPLY, reply.text, value)
        step.draft.answers.append(Answer(step.id, reply.text, reply.place))
        listed.append((reply.text, then))
    found = options(answer for answer, _ in listed)
    step.replies = tuple(Reply(option, then) for option, (_, then) in zip(found, listed, strict=True))


def _number(step: _Step, key: Text, node: Node) -> None:
    if not isinstance(node, Pairs):
        example = "Write {0-3: one, 4-7: two, 8-10: three}."
        wrong_kind(step.findings, node, key.text, "ranges with steps", example)
        return
    bands = []
    for numbers, value in node.pairs:
        ends = span(numbers.text)
        then = _lead(step, By.NUMBER, numbers.text, value)
        if ends is None:
            step.findings.add("bad-range", numbers.place, value=numbers.text)
        else:
            bands.append((Band(*ends, then), numbers.place))
    whole = len(bands) == len(node.pairs)
    step.draft.ranges.append(Ranges(step.id, tuple(bands), whole, key.place))
    step.bands = tuple(band for band, _ in bands)


def _wait(step: _Step, key: Text, node: Node) -> None:
    if isinstance(node, Text) and node.text == "none":
        step.window = None
    else:
        step.window = duration(step.findings, key.text, node) or DEFAULT_WINDOW


def _silence(step: _Step, key: Text, node: Node) -> None:
    step.silence = _way(step, By.SILENCE, key, node)


def _unclear(step: _Step, key: Text, node: Node) -> None:
    step.unclear = _way(step, By.UNCLEAR, key, node)


def _way(step: _Step, by: By, key: Text, node: Node) -> Way:
    if not isinstance(node, Pairs):
        return Way(_lead(step, by, key.text, node) or None)
    say: list[str] = []
    then = None
    for name, _, value in rows(step.findings, node, WAY, f"`{key.text}`"):
        if name == "say":
            say += [said for part in parts(value) if (said := _speak(step, "say", part))]
        else:
            then = _lead(step, by, key.text, value) or None
    return Way(then, tuple(say))


# --- where it leads ---------------------------------------------------------------------------------


def _lead(step: _Step, by: By, answer: str, node: Node) -> str:
    if isinstance(node, Text) and not node.text:
        step.findings.add("answer-leads-nowhere", node.place, answer=answer)
        return ""
    target = text(step.findings, answer, node)
    if target:
        step.draft.leads.append(Lead(step.id, target, by, node.place))
    return target


def _then(step: _Step, key: Text, node: Node) -> None:
    step.then = _lead(step, By.THEN, key.text, node) or None


def _end(step: _Step, key: Text, node: Node) -> None:
    value = text(step.findings, key.text, node)
    if value in LATER_ENDS:
        step.findings.add("not-yet", node.place, key=value)
    elif value in ENDS:
        step.end = ENDS[value]
    elif value:
        step.findings.add(
            "unknown-end", node.place, hint=did_you_mean(step.findings.meant(value, ENDS)), value=value
        )


ENDS: Mapping[str, Ending] = {"done": Ending.DONE, "left": Ending.LEFT}
LATER_ENDS = frozenset({"person"})

SAY: Mapping[str, _Reader | None] = {"pause": _pause, "play": None}

WAY: Mapping[str, str | None] = {"say": "say", "then": "then"}

STEP: Mapping[str, _Reader | None] = {
    "if": None,
    "set": None,
    "say": _say,
    "breathe": None,
    "pause": _pause,
    "hold": None,
    "ask": _ask,
    "replies": _replies,
    "number": _number,
    "choose": None,
    "wait": _wait,
    "silence": _silence,
    "unclear": _unclear,
    "save": None,
    "log": None,
    "run": None,
    "then": _then,
    "end": _end,
}
_ORDER = {key: turn for turn, key in enumerate(STEP)}
