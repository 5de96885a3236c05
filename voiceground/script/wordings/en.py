"""The words that do harm in distress, in English (content guide, sections 2.2, 2.4 and 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from voiceground.script.wordings.table import Wording, words

_PRAISE = 'Thank without praise: "Thank you", or say what comes next.'
_PRESSURE = 'Offer it: "If you like", "You could", "Some people".'
_STILL = "Being told to keep still can feel like being held down. Offer movement."
_PROMISE = "Say only what is known: where you are, what time it is, what comes next."

INSTEAD: Mapping[str, str] = {
    "relax": "Name something small to do instead of a state to reach.",
    "calm down": "Name something small to do instead of a state to reach.",
    "let go": 'It gives up control. Say "you could set it down for now".',
    "just": "It makes the hard sound easy. Leave it out.",
    "try harder": _PRESSURE,
    "should": _PRESSURE,
    "must": _PRESSURE,
    "i want you to": _PRESSURE,
    "good job": _PRAISE,
    "well done": _PRAISE,
    "perfect": _PRAISE,
    "you are safe": _PROMISE,
    "you're safe": _PROMISE,
    "nothing is wrong": _PROMISE,
    "nothing's wrong": _PROMISE,
    "you are fine": _PROMISE,
    "you're fine": _PROMISE,
    "everything happens for a reason": "Leave it out: it asks the person to agree that it was right.",
    "deep breath": 'It can set off a flashback. Say "one small, easy breath".',
    "deep breaths": 'They can set off a flashback. Say "small, easy breaths".',
    "breathe deeply": 'It can set off a flashback. Say "one small, easy breath".',
    "hold still": _STILL,
    "be still": _STILL,
    "remain still": _STILL,
    "surrender": 'It gives up control. Say "you could set it down for now".',
    "trust me": "Trust is not asked for. Leave it out.",
}

_VERBS = words("""
    accept allow answer ask be begin blink breathe bring call check choose close come concentrate continue
    count cross direct do don't drink drop exhale feel find focus follow gather get give go hear hold hum
    imagine inhale keep lean leave let lie lift listen look lower make move name notice observe open pay
    pick picture place pull push put reach relax release remember repeat rest return roll say scan see shake
    shift sing sip sit smell smile soften squeeze stand start stay stop stretch swallow take tap taste tell
    tense think touch try turn use visualise visualize wait walk watch wiggle wrap write
""")
_BEFORE_A_VERB = words("again also and first gently just next now please simply slowly softly so then")
_CHOICES = words("could if may maybe might optional or perhaps whenever")
_EMERGENCIES = words("ambulance danger doctor emergency medical")
_SUBJECT_ENDS = words("are can comes counts could has is may might was were")
_FRIENDLY = ("take your time", "as you like", "when you like", "when you are ready", "when you're ready")

_CLOSED = re.compile(
    r"\b((close|closing|shut|shutting) (your |the |both )?eyes|with (your )?(closed eyes|eyes (closed|shut))"
    r"|eyes (be |can be |are |may be |stay |can stay )?(closed|shut)|your eyes (can |may |could )?close)\b"
)
_OPEN = re.compile(r"\bopen\b")
_INWARD = re.compile(
    r"\b(breath|breaths|breathe|breathing|inhale|exhale|chest|heart|heartbeat|pulse|belly|stomach|lungs|body"
    r"|bodies|muscles?|jaw|throat|shoulders|tense|tension|touch|imagine|imagining|picture|visuali[sz]e|image"
    r"|images|mind's eye|memory|memories|remember)\b"
)
_OUTWARD = words("alone leave leaves left no not nothing without")

ENGLISH = Wording(
    instead=INSTEAD,
    verbs=_VERBS,
    before_verb=_BEFORE_A_VERB,
    choices=_CHOICES,
    emergencies=_EMERGENCIES,
    subject_ends=_SUBJECT_ENDS,
    joined="and",
    joined_ends=words("are"),
    friendly=_FRIENDLY,
    closed=_CLOSED,
    open=_OPEN,
    inward=_INWARD,
    outward=_OUTWARD,
    how_long=re.compile(r"\b(seconds?|minutes?|breaths|count(ing)? (of|to)|an? (\w+ )?while)\b"),
)
