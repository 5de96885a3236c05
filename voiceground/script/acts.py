"""Readers of what a step does before and beside its question: conditions, names, words, sounds, silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from voiceground.core.conditions import Condition, ConditionError, Words, names_in, parse_condition
from voiceground.core.model import Breathing, Cue, Hold, Line, Pause, Rule
from voiceground.script.draft import By, Called, Conditional, Held, Named, Naming, Paced, Quiet, Sounded
from voiceground.script.nodes import Node, Pairs, Text
from voiceground.script.partial import Partial, Reader, lead, speak
from voiceground.script.problems import Findings, Place
from voiceground.script.values import ID, count, duration, name, parts, rows, text, wrong_kind

_SOUND = re.compile(r"([A-Za-z0-9_-]{1,64})(\.(wav|flac|ogg|mp3))?")
_UNTIL = re.compile(r"silence +(.+)")

# --- where to, and what is kept ---------------------------------------------------------------------

RULE = {"when": "when", "then": "then"}


def rules(step: Partial, key: Text, node: Node) -> None:
    """``if``: a list of conditions, each with the step that it leads to."""
    for part in parts(node):
        found = {row: value for row, _, value in rows(step.findings, part, RULE, f"`{key.text}`")}
        if not found:
            continue
        for missing in RULE.keys() - found.keys():
            step.findings.add("missing-part", part.place, key=missing, owner=key.text, example=_IF)
        condition = _condition(step, found["when"]) if "when" in found else None
        then = lead(step, By.IF, key.text, found["then"]) if "then" in found else ""
        if condition is not None and then:
            step.rules.append(Rule(condition, then))


_IF = "if: [{when: after > 7, then: other-step}]"


def _condition(step: Partial, node: Node) -> Condition | None:
    written = text(step.findings, "when", node)
    if not written:
        return None
    try:
        condition = parse_condition(written)
    except ConditionError as error:
        where = _within(step.findings, node.place, written, error.column, error.length)
        step.findings.add("bad-condition", where, what=str(error))
        return None
    step.draft.conditions.append(Conditional(step.id, condition, node.place))
    for named in names_in(condition):
        bare = isinstance(named, Words)
        said = named.text if isinstance(named, Words) else named.name
        where = _within(step.findings, node.place, written, named.column, len(said))
        step.draft.names.append(Named(step.id, said, Naming.BARE if bare else Naming.COMPARED, where))
    return condition


def _within(findings: Findings, place: Place, written: str, column: int, length: int) -> Place:
    """Where a part of a text stands in the file, when the text stands there on one line as it is."""
    whole = findings.within(place, written)
    if whole.length != len(written):
        return place
    return Place(whole.line, whole.column + column - 1, length)


def sets(step: Partial, key: Text, node: Node) -> None:
    """``set``: names with the values that they get; an empty value makes a name as if it was never set."""
    if not isinstance(node, Pairs):
        wrong_kind(step.findings, node, key.text, "names with values", 'Write {again: "yes"}.')
        return
    for key_node, value in node.pairs:
        known = name(step.findings, key.text, key_node)
        empty = isinstance(value, Text) and not value.text
        kept = "" if empty else text(step.findings, known or key.text, value)
        if known:
            step.sets[known] = kept
            step.draft.names.append(Named(step.id, known, Naming.SET, key_node.place))


def run(step: Partial, key: Text, node: Node) -> None:
    """``run``: the id of another script."""
    value = text(step.findings, key.text, node)
    if value and not re.fullmatch(ID, value):
        step.findings.add("bad-id", node.place, value=value)
    elif value:
        step.run = value
        step.draft.called.append(Called(step.id, value, node.place))


# --- what is said and sounded -----------------------------------------------------------------------


def say(step: Partial, key: Text, node: Node) -> None:
    """``say``: a line, or lines with pauses and sounds between them."""
    for part in parts(node):
        if isinstance(part, Pairs):
            for read, inner, value in rows(step.findings, part, SAY, f"an item of `{key.text}`"):
                read(step, inner, value)
        else:
            said = speak(step, key.text, part)
            if said:
                step.say.append(Line(said))


def _pause_between(step: Partial, key: Text, node: Node) -> None:
    pause = _pause(step, key, node)
    if pause:
        step.say.append(pause)


def _play(step: Partial, key: Text, node: Node) -> None:
    value = text(step.findings, key.text, node)
    fits = _SOUND.fullmatch(value)
    if fits:
        step.say.append(Cue(fits[1]))
        step.draft.sounded.append(Sounded(step.id, fits[1], node.place))
        step.quiet = 0.0
    elif value:
        step.findings.add("bad-sound", node.place, value=value)


SAY: Mapping[str, Reader] = {"pause": _pause_between, "play": _play}


def pause(step: Partial, key: Text, node: Node) -> None:
    """``pause`` of a step: a silence after the words and the breathing."""
    step.pause = _pause(step, key, node)


def _pause(step: Partial, key: Text, node: Node) -> Pause | None:
    seconds = duration(step.findings, key.text, node)
    if seconds is None:
        return None
    step.quiet += seconds
    step.draft.quiets.append(Quiet(step.id, step.quiet, step.said, node.place))
    return Pause(seconds)


# --- breathing, and time to speak -------------------------------------------------------------------

_Value = Callable[[Findings, str, Node], float | int | None]

BREATHE: Mapping[str, _Value] = {
    "in": duration,
    "hold": duration,
    "top-up": duration,
    "out": duration,
    "rounds": count,
}
_BREATHE = "breathe: {in: 4s, out: 6s, rounds: 6}"


def breathe(step: Partial, key: Text, node: Node) -> None:
    """``breathe``: a pattern of breaths."""
    found: dict[str, float] = {}
    seen = set()
    for read, inner, value in rows(step.findings, node, BREATHE, f"`{key.text}`"):
        seen.add(inner.text)
        number = read(step.findings, inner.text, value)
        if number is not None:
            found[inner.text] = number
    step.quiet = 0.0
    whole = isinstance(node, Pairs) and _has(step, key, ("in", "out", "rounds"), seen, _BREATHE)
    if whole and seen == found.keys():
        step.breathing = Breathing(
            inhale=found["in"],
            exhale=found["out"],
            rounds=int(found["rounds"]),
            hold=found.get("hold", 0.0),
            top_up=found.get("top-up", 0.0),
        )
        step.draft.paced.append(Paced(step.id, step.breathing, key.place))


def _has(step: Partial, key: Text, needed: tuple[str, ...], found: Collection[str], example: str) -> bool:
    """Whether a table has what it needs."""
    missing = [part for part in needed if part not in found]
    for part in missing:
        step.findings.add("missing-part", key.place, key=part, owner=key.text, example=example)
    return not missing


HOLD = {"for": "for", "until": "until"}
_HOLD = "hold: {for: 5m, until: silence 10s}"


def hold(step: Partial, key: Text, node: Node) -> None:
    """``hold``: time in which the person speaks freely."""
    found = {row: (inner, value) for row, inner, value in rows(step.findings, node, HOLD, f"`{key.text}`")}
    step.quiet = 0.0
    if not isinstance(node, Pairs) or not _has(step, key, ("for",), found, _HOLD):
        return
    seconds = duration(step.findings, "for", found["for"][1])
    silence = _until(step, found["until"][1]) if "until" in found else None
    if seconds is not None:
        step.hold = Hold(seconds, silence)
        step.draft.held.append(Held(step.id, step.hold, step.said, key.place))


def _until(step: Partial, node: Node) -> float | None:
    value = text(step.findings, "until", node)
    fits = _UNTIL.fullmatch(value)
    if fits:
        return duration(step.findings, "until", Text(fits[1], step.findings.within(node.place, fits[1])))
    if value:
        step.findings.add("bad-until", node.place, value=value)
    return None
