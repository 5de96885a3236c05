"""Nodes to one step: a row a key, in the order in which a step is done.

A reader never stops at a problem: it notes it and leaves its part out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from voiceground.core.menus import choice_options
from voiceground.core.model import DEFAULT_WINDOW, Band, Choice, Ending, Reply, Step, Way
from voiceground.core.replies import options
from voiceground.script import acts
from voiceground.script.draft import Answer, By, Draft, Menu, Named, Naming, Offered, Ranges
from voiceground.script.nodes import Node, Pairs, Text
from voiceground.script.partial import Partial, Reader, lead, speak
from voiceground.script.problems import Findings, Place, did_you_mean
from voiceground.script.values import duration, name, parts, rows, span, text, truth, wrong_kind


def read_step(draft: Draft, called: Text, node: Node) -> Step:
    """Read one step; what cannot be read is missing from it."""
    step = Partial(called.text, draft)
    if (isinstance(node, Text) and not node.text) or (isinstance(node, Pairs) and not node.pairs):
        draft.findings.add("empty-step", called.place, step=called.text)
        return step.step()
    keys: dict[str, Place] = {}
    for read, key, value in sorted(rows(draft.findings, node, STEP, "a step"), key=_turn):
        keys[key.text] = key.place
        read(step, key, value)
    if isinstance(node, Pairs) and len(keys) == len(node.pairs):
        _fits_together(draft.findings, called, keys)
    return step.step()


def _turn(row: tuple[Reader, Text, Node]) -> int:
    """A step is done in the order of its table, whatever the order in the file."""
    return _ORDER[row[1].text]


def _fits_together(findings: Findings, called: Text, keys: Mapping[str, Place]) -> None:
    """The keys of a step that need each other, or exclude each other."""
    if "ask" in keys and not ANSWERED_BY & keys.keys():
        findings.add("question-without-answers", keys["ask"])
    if {"ask", "choose", "offer"} & keys.keys():
        for key in ("run", "end"):
            if key in keys:
                findings.add(f"{key}-after-question", keys[key])
    else:
        _asks_nothing(findings, called, keys)
    if "offer" in keys:
        _offers(findings, called, keys)
    if "log" in keys and not {"save", "number"} <= keys.keys():
        findings.add("log-without-number", keys["log"])
    if {"then", "end"} <= keys.keys():
        findings.add("then-and-end", keys["end"])


def _asks_nothing(findings: Findings, called: Text, keys: Mapping[str, Place]) -> None:
    for key in NEED_A_QUESTION:
        if key in keys:
            findings.add("answers-without-question", keys[key], key=key)
    if not {"then", "end"} & keys.keys():
        findings.add("step-leads-nowhere", called.place, step=called.text)


def _offers(findings: Findings, called: Text, keys: Mapping[str, Place]) -> None:
    """What is offered is all that can be answered, and afterwards it goes on."""
    for key in NOT_BESIDE_AN_OFFER:
        if key in keys:
            findings.add("offer-with-answers", keys[key], key=key)
    if "then" not in keys:
        findings.add("step-leads-nowhere", called.place, step=called.text)


ANSWERED_BY = frozenset({"replies", "number", "choose", "offer"})
NOT_BESIDE_AN_OFFER = ("replies", "number", "choose")
NEED_A_QUESTION = ("replies", "number", "wait", "silence", "unclear", "save", "log")


# --- what may be answered ---------------------------------------------------------------------------


def _ask(step: Partial, key: Text, node: Node) -> None:
    step.ask = speak(step, key.text, node)


def _replies(step: Partial, key: Text, node: Node) -> None:
    if not isinstance(node, Pairs):
        wrong_kind(step.findings, node, key.text, "answers with steps", 'Write {"yes": one, "no": other}.')
        return
    _not_empty(step, key, node.pairs)
    listed = []
    for reply, value in node.pairs:
        then = lead(step, By.REPLY, reply.text, value)
        step.draft.answers.append(Answer(step.id, reply.text, reply.place))
        listed.append((reply.text, then))
    found = options((answer for answer, _ in listed), step.draft.language)
    step.replies = tuple(Reply(option, then) for option, (_, then) in zip(found, listed, strict=True))


def _not_empty(step: Partial, key: Text, parts_: Sequence[object]) -> None:
    if not parts_:
        step.findings.add("empty-value", key.place, key=key.text)


def _number(step: Partial, key: Text, node: Node) -> None:
    if not isinstance(node, Pairs):
        example = "Write {0-3: one, 4-7: two, 8-10: three}."
        wrong_kind(step.findings, node, key.text, "ranges with steps", example)
        return
    _not_empty(step, key, node.pairs)
    bands = []
    for numbers, value in node.pairs:
        ends = span(numbers.text)
        then = lead(step, By.NUMBER, numbers.text, value)
        if ends is None:
            step.findings.add("bad-range", numbers.place, value=numbers.text)
        else:
            bands.append((Band(*ends, then), numbers.place))
    whole = len(bands) == len(node.pairs)
    step.draft.ranges.append(Ranges(step.id, tuple(bands), whole, key.place))
    step.bands = tuple(band for band, _ in bands)


def _choose(step: Partial, key: Text, node: Node) -> None:
    _not_empty(step, key, parts(node))
    items = [item for part in parts(node) if (item := _item(step, key, part))]
    step.draft.menus.append(Menu(step.id, tuple((said, place) for said, _, place in items), key.place))
    taken = {phrase for reply in step.replies for phrase in reply.option.phrases}
    found = choice_options([said for said, _, _ in items], taken, step.draft.language)
    step.choices = tuple(
        Choice(said, option, then) for option, (said, then, _) in zip(found, items, strict=True)
    )


def _item(step: Partial, key: Text, node: Node) -> tuple[str, str, Place] | None:
    """One item of a menu: what is read, where it leads, and where it stands."""
    said, then, place = "", "", node.place
    found = set()
    for row, _, value in rows(step.findings, node, WAY, f"an item of `{key.text}`"):
        found.add(row)
        if row == "say":
            said, place = speak(step, row, value), value.place
        else:
            then = lead(step, By.CHOOSE, key.text, value)
    if isinstance(node, Pairs) and node.pairs:
        for missing in WAY.keys() - found:
            step.findings.add("missing-part", node.place, key=missing, owner=key.text, example=_CHOOSE)
    return (said, then, place) if said and then else None


_CHOOSE = "choose: [{say: Look around, then: see}]"


def _offer(step: Partial, key: Text, node: Node) -> None:
    step.offer = text(step.findings, key.text, node) or None
    if step.offer:
        step.draft.offered.append(Offered(step.id, step.offer, node.place))


def _save(step: Partial, key: Text, node: Node) -> None:
    step.save = name(step.findings, key.text, node) or None
    if step.save:
        step.draft.names.append(Named(step.id, step.save, Naming.SAVED, node.place))


def _log(step: Partial, key: Text, node: Node) -> None:
    step.log = truth(step.findings, key.text, node)


def _wait(step: Partial, key: Text, node: Node) -> None:
    if isinstance(node, Text) and node.text == "none":
        step.window = None
    else:
        step.window = duration(step.findings, key.text, node) or DEFAULT_WINDOW


def _silence(step: Partial, key: Text, node: Node) -> None:
    step.silence = _way(step, By.SILENCE, key, node)


def _unclear(step: Partial, key: Text, node: Node) -> None:
    step.unclear = _way(step, By.UNCLEAR, key, node)


def _way(step: Partial, by: By, key: Text, node: Node) -> Way:
    if not isinstance(node, Pairs):
        return Way(lead(step, by, key.text, node) or None)
    say: list[str] = []
    then = None
    for row, _, value in rows(step.findings, node, WAY, f"`{key.text}`"):
        if row == "say":
            say += [said for part in parts(value) if (said := speak(step, "say", part))]
        else:
            then = lead(step, by, key.text, value) or None
    return Way(then, tuple(say))


# --- where it leads ---------------------------------------------------------------------------------


def _then(step: Partial, key: Text, node: Node) -> None:
    step.then = lead(step, By.THEN, key.text, node) or None


def _end(step: Partial, key: Text, node: Node) -> None:
    value = text(step.findings, key.text, node)
    if value in ENDS:
        step.end = ENDS[value]
    elif value:
        step.findings.add(
            "unknown-end", node.place, hint=did_you_mean(step.findings.meant(value, ENDS)), value=value
        )


ENDS: Mapping[str, Ending] = {"done": Ending.DONE, "left": Ending.LEFT, "person": Ending.PERSON}

WAY: Mapping[str, str] = {"say": "say", "then": "then"}

STEP: Mapping[str, Reader] = {
    "if": acts.rules,
    "set": acts.sets,
    "say": acts.say,
    "breathe": acts.breathe,
    "pause": acts.pause,
    "hold": acts.hold,
    "ask": _ask,
    "replies": _replies,
    "number": _number,
    "choose": _choose,
    "offer": _offer,
    "wait": _wait,
    "silence": _silence,
    "unclear": _unclear,
    "save": _save,
    "log": _log,
    "run": acts.run,
    "then": _then,
    "end": _end,
}
_ORDER = {key: turn for turn, key in enumerate(STEP)}
