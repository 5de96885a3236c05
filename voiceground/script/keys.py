"""Every key of the language: where it stands, what its value is, what it means, and an example.

The reference for writers and the JSON Schema are made of this table (``tools/write_docs.py``); the readers
in ``parse`` and ``steps`` have a row for each of its rows, and a test sees to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Of(StrEnum):
    """What a key belongs to."""

    SCRIPT = "script"
    STEP = "step"
    SAY = "say"
    BREATHE = "breathe"
    HOLD = "hold"
    CHOOSE = "choose"
    WAY = "way"
    IF = "if"


class Shape(StrEnum):
    """What a value is; the words of the reference, and the name in the schema."""

    VERSION = "`1`"
    TEXT = "text"
    TEXTS = "text, or a list of texts"
    ID = "id"
    LANGUAGE = "language code"
    LEVEL = "`high`, `middle` or `calm`"
    MINUTES = "number"
    STEPS = "steps by name"
    TARGET = "step"
    LINE = "line"
    LINES = "line, or a list of lines"
    SAYING = "line, or a list of lines, `pause` and `play`"
    DURATION = "duration"
    WINDOW = "duration, or `none`"
    COUNT = "number from 1 to 200"
    SOUND = "name of a sound"
    BREATHING = "`in`, `out`, `rounds`, and if wanted `hold`, `top-up`"
    HOLDING = "`for`, and if wanted `until`"
    UNTIL = "`silence` and a duration"
    REPLIES = "reply -> step"
    NUMBERS = "range -> step"
    DOOR = "door"
    MENU = "list of up to 3 `{say, then}`"
    WAY = "step, or `{say, then}`"
    NAME = "name"
    TRUTH = "`true`"
    VALUES = "name -> value"
    RULES = "list of `{when, then}`"
    CONDITION = "condition"
    ENDING = "`done`, `left` or `person`"


@dataclass(frozen=True, slots=True)
class Key:
    """One row. ``example`` is YAML as it stands in a script; ``needed`` where there is none without it."""

    of: Of
    name: str
    shape: Shape
    meaning: str
    example: str
    needed: bool = False


def _script(name: str, shape: Shape, meaning: str, example: str, *, needed: bool = False) -> Key:
    return Key(Of.SCRIPT, name, shape, meaning, example, needed)


def _step(name: str, shape: Shape, meaning: str, example: str) -> Key:
    return Key(Of.STEP, name, shape, meaning, example)


_HEAD = (
    _script("voiceground", Shape.VERSION, "The version of this language.", "voiceground: 1", needed=True),
    _script("id", Shape.ID, "The same as the file's name without `.yaml`.", "id: five-senses", needed=True),
    _script("title", Shape.TEXT, "What the script is called in lists.", "title: Five senses", needed=True),
    _script("language", Shape.LANGUAGE, "The language that is spoken; `en` unless said.", "language: en"),
    _script("summary", Shape.TEXT, "One sentence that people choose by.", "summary: Look and listen."),
    _script("level", Shape.LEVEL, "How much distress it is fit for; `calm` unless said.", "level: high"),
    _script("minutes", Shape.MINUTES, "About how long it takes, up to 60.", "minutes: 4"),
    _script("doors", Shape.TEXTS, "Which troubles it is offered for.", "doors: [far-away, panicky]"),
    _script("cautions", Shape.TEXTS, "When it is not the thing to do.", "cautions: [Leave taste out.]"),
    _script("sources", Shape.TEXTS, "What it rests on.", "sources: [Content guide 2.3]"),
    _script("reviewed", Shape.TEXT, "By whom and when, or `nobody yet`.", "reviewed: nobody yet"),
    _script("start", Shape.TARGET, "The first step.", "start: hello", needed=True),
    _script(
        "steps",
        Shape.STEPS,
        "Every step by its name.",
        "steps: {hello: {say: Hello., end: done}}",
        needed=True,
    ),
)

_STEPS = (
    _step(
        "if",
        Shape.RULES,
        "Where to go instead of doing this step; the first condition that holds counts.",
        "if: [{when: again == yes, then: landing}]",
    ),
    _step(
        "set",
        Shape.VALUES,
        "Keeps a value under a name for this session; an empty one forgets it.",
        'set: {again: "yes"}',
    ),
    _step(
        "say",
        Shape.SAYING,
        "Spoken, with 1 s between lines. `{name}`, `{time}`, `{date}`, `{place}` and saved names may "
        "stand in a line; where one is empty, its part of the sentence is left out.",
        "say: [I'm with you., pause: 3s, You could look around.]",
    ),
    _step(
        "breathe",
        Shape.BREATHING,
        "Breaths, paced with two soft tones and the words in and out.",
        "breathe: {in: 4s, out: 6s, rounds: 6}",
    ),
    _step(
        "pause",
        Shape.DURATION,
        'A silence to act in, after the words. Every 10 s a soft "still here" comes by itself; over 10 s the '
        "line before it must say how long.",
        "pause: 8s",
    ),
    _step(
        "hold",
        Shape.HOLDING,
        "The person speaks freely; only stop and the crisis words are understood, and nothing is kept.",
        "hold: {for: 5m, until: silence 10s}",
    ),
    _step("ask", Shape.LINE, "The question.", "ask: Would you like to look around?"),
    _step(
        "replies",
        Shape.REPLIES,
        "What may be answered. Several ways stand in one key, and known ones bring their everyday variants.",
        'replies: {"yes / okay": see, "no": listen}',
    ),
    _step(
        "number",
        Shape.NUMBERS,
        "A number from 0 to 10; together the ranges take each of them once.",
        "number: {0-3: landing, 4-7: landing, 8-10: once-more}",
    ),
    _step(
        "choose",
        Shape.MENU,
        "A spoken menu. An item is picked by its words, by its place, or by any signal while it is read.",
        "choose: [{say: Look around, then: see}, {say: Something else, then: listen}]",
    ),
    _step(
        "offer",
        Shape.DOOR,
        "A spoken menu of the scripts whose head names this door in `doors`, two titles and something else "
        "at a time. The one that is chosen is run; then, and when none is, the step goes on.",
        "offer: panicky",
    ),
    _step(
        "wait",
        Shape.WINDOW,
        'How long an answer may take; 20 s unless said. The person\'s "wait" takes the limit away.',
        "wait: 30s",
    ),
    _step(
        "silence",
        Shape.WAY,
        "The way on when nothing came. Unless said: one soft second asking, then the gentlest way.",
        "silence: {say: No answer is fine., then: listen}",
    ),
    _step(
        "unclear",
        Shape.WAY,
        "The way on when nothing was understood. Unless said: one apology that makes the question smaller, "
        "then the gentlest way.",
        "unclear: {say: [I missed that. That was me.], then: listen}",
    ),
    _step("save", Shape.NAME, "Keeps the answer under a name for this session.", "save: after"),
    _step("log", Shape.TRUTH, "Keeps a saved number in the journal too.", "log: true"),
    _step(
        "run",
        Shape.ID,
        "Another script, as a part of this one; stop in it stops everything.",
        "run: easy-breath",
    ),
    _step("then", Shape.TARGET, "The step that comes next.", "then: landing"),
    _step(
        "end",
        Shape.ENDING,
        "The end and its reason; `person` hands over to a person, and the journal says `done`.",
        "end: done",
    ),
)

_INNER = (
    Key(Of.SAY, "pause", Shape.DURATION, "A silence between two lines.", "say: [Look., pause: 3s, Listen.]"),
    Key(Of.SAY, "play", Shape.SOUND, "A sound of the folder `audio`.", "say: [A bell comes., play: bell]"),
    Key(Of.BREATHE, "in", Shape.DURATION, "The breath comes in, 1 s to 8 s.", "in: 4s", needed=True),
    Key(Of.BREATHE, "hold", Shape.DURATION, "It is held, 0.5 s to 8 s; not at level high.", "hold: 2s"),
    Key(Of.BREATHE, "top-up", Shape.DURATION, "A second small breath in, 0.5 s to 3 s.", "top-up: 1s"),
    Key(Of.BREATHE, "out", Shape.DURATION, "It goes out, 1 s to 12 s.", "out: 6s", needed=True),
    Key(Of.BREATHE, "rounds", Shape.COUNT, "How many breaths.", "rounds: 6", needed=True),
    Key(Of.HOLD, "for", Shape.DURATION, "How long it lasts at the most.", "for: 5m", needed=True),
    Key(Of.HOLD, "until", Shape.UNTIL, "It is over after so much silence.", "until: silence 10s"),
    Key(
        Of.CHOOSE,
        "say",
        Shape.LINE,
        "What is read, in six words at the most.",
        "say: Look around",
        needed=True,
    ),
    Key(Of.CHOOSE, "then", Shape.TARGET, "Where it leads.", "then: see", needed=True),
    Key(Of.WAY, "say", Shape.LINES, "What is said first.", "say: No answer is fine."),
    Key(Of.WAY, "then", Shape.TARGET, "Where it leads.", "then: listen"),
    Key(
        Of.IF, "when", Shape.CONDITION, "A condition on names that are kept.", "when: after > 7", needed=True
    ),
    Key(Of.IF, "then", Shape.TARGET, "Where it leads when that holds.", "then: once-more", needed=True),
)

KEYS: tuple[Key, ...] = (*_HEAD, *_STEPS, *_INNER)
"""The one table of keys, in the order in which they are read."""


def keys_of(of: Of) -> tuple[Key, ...]:
    """The keys that belong to one part of the language."""
    return tuple(key for key in KEYS if key.of is of)
