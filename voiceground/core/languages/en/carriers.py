"""What may stand before and after a reply in English: "um, I think it's a seven, thank you".

Rule 1: no carrier holds a negation, so none can turn a reply round. "Not", "don't" and "never" stand in
no row but after a no, where they agree with it ("no, I don't").
Rule 2: a carrier stands only beside the kinds that it can be said with: "it's a" before numbers, "no"
before stop, "I would" after yes; "please" after anything.

The weights are judged and not counted: there is no corpus of replies in distress. They order the forms,
and no more than that.
"""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core.languages.language import Carriers, Kind, Row, table

ANY = frozenset(Kind)
ORDERS = frozenset({Kind.STOP, Kind.GLOBAL})
ANSWERS = ANY - ORDERS
YES_NO = frozenset({Kind.YES, Kind.NO})
FEELINGS = frozenset({Kind.STATE, Kind.EASING})
YES, NO, STOP, GLOBAL, NUMBER, NEXT, FREE = (
    frozenset({kind})
    for kind in (Kind.YES, Kind.NO, Kind.STOP, Kind.GLOBAL, Kind.NUMBER, Kind.NEXT, Kind.FREE)
)

HESITATIONS = ("um", "uh", "oh", "er", "well", "okay", "so", "hmm", "ah", "erm", "mm")
"""Sounds and words that gain time. They may also stand within a reply ("yes, um, please")."""

_BEFORE: tuple[Row, ...] = (
    (ANY, -2.0, ("um", "uh", "oh")),
    (ANY, -3.0, ("er", "well", "okay", "so", "hmm", "ah")),
    (ANY, -4.5, ("erm", "mm", "and", "just", "hey", "right", "alright", "now")),
    (ANY, -6.0, ("but", "then", "anyway", "look")),
    (ANSWERS, -2.5, ("i think", "i guess", "maybe")),
    (ANSWERS, -3.5, ("i'd say", "probably", "perhaps", "i suppose", "i would say")),
    (ANSWERS, -4.5, ("i think it's", "i think i'm", "let's say", "like", "the answer is", "my answer is")),
    (NUMBER, -1.5, ("a", "about", "it's a", "it's")),
    (NUMBER, -2.5, ("like a", "around", "maybe a", "i'm at a", "i'm at", "i think a", "i think it's a")),
    (
        NUMBER,
        -3.5,
        ("it's about", "about a", "around a", "it's like a", "only", "still", "still a", "just a"),
    ),
    (
        NUMBER,
        -4.0,
        ("it is", "it is a", "i'd say a", "probably a", "more like", "more like a", "number", "i'm a"),
    ),
    (
        NUMBER,
        -4.5,
        ("it's still", "now it's", "say", "my number is", "it's around", "it's like", "i guess a"),
    ),
    (FEELINGS, -2.0, ("it's", "i'm", "i feel", "it feels")),
    (
        FEELINGS,
        -3.5,
        (
            "still",
            "a bit",
            "a little",
            "it's getting",
            "i'm feeling",
            "it is",
            "i am",
            "it's a bit",
            "this is",
        ),
    ),
    (YES_NO, -4.0, ("it's a", "that's a", "i said", "it's still a", "still")),
    (YES, -4.5, ("please",)),
    (NO, -3.5, ("please", "sorry", "actually")),
    (NEXT, -2.5, ("i'm", "i am", "let's", "please", "we can", "you can", "i think we can")),
    (FREE, -2.0, ("the", "a", "it's", "it's the", "it's a", "an")),
    (FREE, -3.5, ("i'd like", "i'd like the", "i want", "let's do", "let's try", "i choose", "i pick")),
    (ORDERS, -1.5, ("please",)),
    (ORDERS, -3.5, ("a bit", "a little", "i said", "sorry", "actually")),
    (GLOBAL, -3.5, ("no", "oh please")),
    (STOP, -1.5, ("no",)),
    (STOP, -2.5, ("no no", "just", "okay please", "no please", "please please")),
    (STOP, -3.5, ("oh god", "god", "yes", "please just")),
)

REQUESTS: Mapping[tuple[str, ...], float] = {
    tuple(words.split()): weight
    for weight, row in (
        (-2.0, ("can you", "can we", "could you", "could we", "let's")),
        (-3.0, ("can i", "i want to", "i'd like to", "can you please", "would you", "could i", "i need to")),
        (
            -4.0,
            ("i want you to", "i need you to", "can you just", "could you please", "you can", "i want it to"),
        ),
        (-5.0, ("i just want to", "i just want it to", "i just need to", "i really want to")),
    )
    for words in row
}
"""What may stand before an order that is a verb, and before no other."""

VERBS = frozenset(
    (
        "stop",
        "quit",
        "wait",
        "pause",
        "hold",
        "hang",
        "go",
        "continue",
        "resume",
        "carry",
        "keep",
        "move",
        "repeat",
        "say",
        "skip",
        "slow",
        "speed",
        "speak",
        "turn",
    )
)
"""First words of the orders that are verbs: "can you repeat that", but not "can you again"."""

_AFTER: tuple[Row, ...] = (
    (ANY, -1.5, ("please",)),
    (ANY, -2.5, ("thanks", "thank you")),
    (ANY - YES_NO - FREE, -2.0, ("now",)),
    (ANY - YES_NO - FREE, -3.5, ("right now",)),
    (ANSWERS, -2.5, ("i think", "i guess")),
    (ANSWERS, -4.0, ("maybe", "i suppose", "actually", "i'd say", "probably")),
    (FEELINGS | NUMBER, -3.5, ("today", "at the moment", "for now", "still")),
    (FEELINGS, -4.0, ("than before", "as before", "really", "i feel", "for me")),
    (NUMBER, -2.5, ("out of ten", "or so")),
    (YES, -2.5, ("i do", "i would", "it is", "i am", "i'd like that", "of course", "it does", "i can")),
    (YES, -3.5, ("let's", "that's right", "i think so", "definitely", "i would like that", "go ahead")),
    (YES, -4.5, ("that would be nice", "that's fine", "i'd love to", "i'd like to", "we can", "you can")),
    (NO, -2.5, ("i don't", "i'm not", "it isn't", "it's not", "i can't", "not really", "not now", "sorry")),
    (
        NO,
        -3.5,
        ("i don't think so", "i wouldn't", "not yet", "i'd rather not", "i don't want to", "it doesn't"),
    ),
    (NO, -4.5, ("not today", "not right now", "not at all", "i don't want that", "that's fine", "i am not")),
    (NEXT, -3.0, ("okay", "to go on", "for the next", "when you are", "if you are")),
    (ORDERS, -3.5, ("okay", "for me", "a bit", "a little", "for a moment", "a moment", "here")),
    (ORDERS, -4.5, ("for a minute", "for a second", "one more time", "would you", "will you", "can you")),
)

CARRIERS = Carriers(
    hesitations=HESITATIONS,
    before=table(_BEFORE),
    after=table(_AFTER),
    requests=REQUESTS,
    verbs=VERBS,
    keen=frozenset({("okay",), ("so",), ("oh",), ("well",)}),
    gaining=(("um",), ("uh",), ("well",)),
    shouted=frozenset({"yes", "no", "stop", "yeah", "wait", "stop it", "please stop", "no more", "enough"}),
    undoubled=frozenset({"oh", "nothing", "none", "nil", "nought", "don't"}),
    respelt={"ok": "okay"},
    negated=frozenset({"no", "not", "nope"}),
    turned_orders=("don't", "i don't want to", "i can't", "do not"),
    turned_answers=("not", "no not", "it's not"),
)
