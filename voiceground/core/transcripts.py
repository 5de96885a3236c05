"""Which reply a whole transcript is: for ears that write down freely, and for what is typed.

Rule 1: an utterance is a reply when it is one phrase of one option and nothing but carriers around it.
Rule 2: a longer one is a reply only where the reply plausibly ends it: as a sentence or clause of its own
("I was thinking about it. Yes."), after a word that turns to the answer ("... so no"), or as a correction
("seven, I mean eight"). A sentence that only holds a "no" is none. Words that often close a sentence by
themselves ("okay", "nothing") count only as a whole utterance, and so do the global words.
Rule 3: a negation is never turned round: no carrier holds one, so "not yes" is no reply at all.
Rule 4: "stop" needs less, because to miss it is the worst mistake: it counts as any clause, at the
beginning and at the end, unless it is negated ("I don't want to stop") or a noun ("the bus stop").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from voiceground.core.carriers import AFTER, BEFORE, HESITATIONS, REQUESTS, VERBS
from voiceground.core.model import Vocabulary
from voiceground.core.replies import NUMBER_WORDS, STOP, Kind, kind_of_phrase, normal

Words: TypeAlias = tuple[str, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPELLINGS: Mapping[str, str] = {
    "yea": "yeah",
    "yeh": "yeah",
    "ya": "yeah",
    "uhhuh": "uh huh",
    "uhuh": "uh uh",
    "mhm": "mm hmm",
    "mmhm": "mm hmm",
    "mmhmm": "mm hmm",
    "umm": "um",
    "uhm": "um",
    "uhh": "uh",
    "ohh": "oh",
    "hm": "hmm",
    "im": "i'm",
    "ive": "i've",
    "dont": "don't",
    "its": "it's",
    "thats": "that's",
    "cant": "can't",
    "isnt": "isn't",
    "doesnt": "doesn't",
    "wouldnt": "wouldn't",
    "lets": "let's",
    "thankyou": "thank you",
}
"""Other ways in which the same words are written."""

HOMOPHONES: Mapping[str, str] = {"to": "two", "too": "two", "for": "four", "ate": "eight", "won": "one"}
"""What is written for a number by an ear that knows no numbers; only where it is all that was said."""

CORRECTIONS: tuple[Words, ...] = (
    *(("i", "mean"), ("no", "i", "mean"), ("sorry",), ("no", "sorry"), ("actually",), ("no", "actually")),
    *(("or", "rather"), ("no", "wait"), ("wait", "no")),
)
"""After these the last word counts."""

NUMBER_CORRECTIONS: tuple[Words, ...] = (("no",), ("make", "it"), ("make", "that"))
"""After these only between two numbers: "seven, no, eight"."""

TURNS = frozenset({"so", "okay", "well", "um", "uh", "er", "hmm", "then", "anyway", "but"})
"""Words that turn from a long sentence to the answer: "I can't tell any more, so no"."""

QUOTING = _words("said says say saying told me called word asked that like")
"""What follows these is somebody else's word: "she said, no"."""

TAGS = frozenset(
    (
        *("okay", "ok", "sure", "alright", "all right", "uh huh", "mm hmm", "of course", "correct"),
        *("it is", "it does", "i am", "i do", "i would", "i will", "i don't", "i'm not", "i can't"),
        *("it's not", "it isn't", "it doesn't", "don't", "nothing", "none", "oh", "nil"),
        *("same", "that's it", "that's all"),
    )
)
"""Phrases that close a longer sentence without answering anything."""

NEGATIONS = _words(
    "not don't never can't cannot won't didn't doesn't wouldn't couldn't shouldn't isn't wasn't nobody "
    "without"
)
FORBIDDING = _words("not don't never isn't doesn't didn't")
"""Those that turn even a "please stop" round; "I can't, please stop" is a stop."""

LINKS = _words(
    "want need like have going wish you to ever even let make me it him her us them this that think should "
    "we i really just be able please can could would will they he she"
)
"""Words through which a negation reaches a "stop" behind them: "I don't think that we should stop"."""

NO_STOP_AFTER = _words(
    "the a an to bus tram train truck pit full next last first every each my your his her their non "
    "will would does did can could he she they i we not"
)
"""Words that make the last "stop" of a sentence a noun or a statement."""

NO_STOP_BEFORE = _words("sign signs light lights watch over")
HARD_STOPS: tuple[Words, ...] = (("stop",), ("stop", "it"), ("please", "stop"), ("stop", "now"))
"""The phrases for stop that count at the two ends of a longer sentence; "enough" and "no more" do not."""

MOST_WORDS = 60
"""Of a transcript longer than this only the end is looked at; nobody answers in more."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a string of words means at a moment: the option's name, and the kind of the phrase."""

    name: str
    kind: Kind


def reply_in(text: str, heard: Vocabulary) -> str | None:
    """The name of the option that a transcript means at a moment, or None. Never raises.

    Understands carriers, doubled and stuttered words, digits, other spellings and punctuation.
    """
    known = _phrases(heard)
    clauses = _clauses(text, _alphabet(known))
    words = tuple(word for clause in clauses for word in clause)
    if not words:
        return None
    whole = _plain(words, known) or _listed(text, heard) or _sounds_like_a_number(words, heard)
    if whole:
        return whole
    if _means_stop(clauses, known):
        return STOP
    return _corrected(words, known) or _at_the_end(clauses, known)


# --- one utterance that is nothing but a reply ------------------------------------------------------


@lru_cache(maxsize=64)
def _phrases(heard: Vocabulary) -> Mapping[Words, Phrase]:
    """Every phrase of a moment; the first option that has it owns it, but stop owns its own."""
    known: dict[Words, Phrase] = {}
    for option in reversed(heard.options):
        is_global = option in heard.always
        for phrase in option.phrases:
            kind = kind_of_phrase(phrase)
            if is_global and kind is not Kind.STOP:
                kind = Kind.GLOBAL
            known[tuple(phrase.split())] = Phrase(option.name, kind)
    return known


def _plain(words: Words, known: Mapping[Words, Phrase]) -> str | None:
    """The one option that the words are, with nothing but carriers around it; None for none or for two."""
    found: dict[str, int] = {}
    longest = max(map(len, known), default=0)
    for start in range(len(words)):
        for stop in range(start + 1, min(len(words), start + longest) + 1):
            phrase = known.get(words[start:stop])
            if (
                phrase
                and _leads(words[:start], words[start], phrase.kind)
                and _trails(words[stop:], phrase, known)
            ):
                found[phrase.name] = max(found.get(phrase.name, 0), stop - start)
    if STOP in found:
        return STOP
    best = [name for name, length in found.items() if length == max(found.values())]
    return best[0] if len(best) == 1 else None


def _leads(words: Words, first: str, kind: Kind) -> bool:
    """Whether words are carriers that may stand before a phrase of that kind that begins with ``first``."""
    table = BEFORE[kind]
    if kind in {Kind.STOP, Kind.GLOBAL} and first in VERBS:
        table = {**table, **REQUESTS}
    return _made_of(words, frozenset(table) | _HESITANT)


def _trails(words: Words, phrase: Phrase, known: Mapping[Words, Phrase]) -> bool:
    """Whether words may stand after a phrase: carriers, hesitations, and the same reply once more."""
    again = frozenset(words for words, other in known.items() if other.name == phrase.name)
    return _made_of(words, frozenset(AFTER[phrase.kind]) | _HESITANT - _KEEN | again)


_HESITANT = frozenset((word,) for word in HESITATIONS)
_KEEN = frozenset({("okay",), ("so",), ("oh",), ("well",)})
"""Hesitations that may lead a reply and not trail one: "no, okay" is half a yes."""


def _made_of(words: Words, parts: frozenset[Words]) -> bool:
    """Whether words can be cut into these parts, without a rest."""
    longest = max(map(len, parts), default=0)
    reached = {0}
    for end in range(1, len(words) + 1):
        if any(start in reached and words[start:end] in parts for start in range(max(0, end - longest), end)):
            reached.add(end)
    return len(words) in reached


def _listed(text: str, heard: Vocabulary) -> str | None:
    """The option that is written just as it is listed, such as "yes / okay"."""
    return next((option.name for option in heard.options if normal(text) == normal(option.name)), None)


def _sounds_like_a_number(words: Words, heard: Vocabulary) -> str | None:
    rest = [word for word in words if word not in HESITATIONS]
    number = HOMOPHONES.get(rest[0]) if len(rest) == 1 else None
    return next((option.name for option in heard.answers if number in option.phrases), None)


# --- longer ones ------------------------------------------------------------------------------------


def _means_stop(clauses: tuple[Words, ...], known: Mapping[Words, Phrase]) -> bool:
    """Rule 4: stop as a clause, at the beginning or at the end, neither negated nor a noun."""
    stops = {
        words: phrase for words, phrase in known.items() if phrase.name == STOP and phrase.kind is Kind.STOP
    }
    if not stops:
        return False
    words = tuple(word for clause in clauses for word in clause)
    ends = {(len(words) - len(hard), hard) for hard in HARD_STOPS if words[-len(hard) :] == hard}
    return (
        any(_plain(clause, stops) for clause in clauses)
        or any(_begins_with_stop(clause) for clause in clauses)
        or any(_ends_with_stop(words[:start]) for start, _ in ends)
    )


def _begins_with_stop(clause: Words) -> bool:
    rest = clause
    while rest and ((rest[0],) in _HESITANT or rest[0] in {"please", "no", "just"}):
        rest = rest[1:]
    return rest[:1] == (STOP,) and not set(rest[1:2]) & NO_STOP_BEFORE


def _ends_with_stop(before: Words) -> bool:
    """Whether a last "stop" after these words is meant."""
    if not before or before[-1] in {"please", "just", "no"}:
        return not set(before[-2:-1]) & FORBIDDING
    return before[-1] not in NO_STOP_AFTER | QUOTING and not _negated(before)


def _negated(before: Words) -> bool:
    """Whether a negation reaches the word that follows these."""
    for word in reversed(before):
        if word in NEGATIONS:
            return True
        if word not in LINKS:
            return False
    return False


def _corrected(words: Words, known: Mapping[Words, Phrase]) -> str | None:
    """The last of two replies where the words between them say that it counts: "seven, I mean eight"."""
    for start in range(len(words) - 1, 0, -1):
        for marker in (*CORRECTIONS, *NUMBER_CORRECTIONS):
            stop = start + len(marker)
            if words[start:stop] != marker:
                continue
            first, second = _plain(words[:start], known), _plain(words[stop:], known)
            if first and second and (marker in CORRECTIONS or (first + second).isdecimal()):
                return second
    return None


def _at_the_end(clauses: tuple[Words, ...], known: Mapping[Words, Phrase]) -> str | None:
    """Rule 2: what the end of a longer utterance answers, where nothing before it answers otherwise."""
    firm = {
        words: phrase
        for words, phrase in known.items()
        if phrase.kind is not Kind.GLOBAL and " ".join(words) not in TAGS
    }
    earlier = {name for clause in clauses[:-1] if (name := _plain(clause, known))}
    for end in _endings(clauses):
        name = _plain(end, firm)
        if name:
            return name if earlier <= {name} else None
    return None


def _endings(clauses: tuple[Words, ...]) -> Iterator[Words]:
    """What may be the answer at the end of an utterance, the longest first."""
    for count in range(len(clauses) - 1, 0, -1):
        if clauses[-count - 1][-1] not in QUOTING:
            yield tuple(word for clause in clauses[-count:] for word in clause)
    last = clauses[-1]
    for start in range(1, len(last) - 1):
        if last[start] in TURNS and not _negated(last[:start]):
            yield last[start:]


# --- text to words ----------------------------------------------------------------------------------

_OUT_OF_TEN = re.compile(r"\b(\d+)\s*/\s*10\b")
_BREAK = re.compile(r"[.!?;:,\u2026]+(?=\s|$)|\s[-\u2013\u2014]+\s|\u2014")
_RUN = re.compile(r"(.)\1{2,}")
_DIGITS = {str(number): spoken[0] for number, spoken in NUMBER_WORDS.items()}
_WHOLE_WORDS = _words("i a oh no so um uh er ah mm to it is ok go")


def _alphabet(known: Mapping[Words, Phrase]) -> frozenset[str]:
    """Every word that a reply of the moment can be made of."""
    return _CARRYING | {word for words in known for word in words}


_CARRYING = frozenset(
    word for table in (*BEFORE.values(), *AFTER.values(), REQUESTS) for carrier in table for word in carrier
)


def _clauses(text: str, known: frozenset[str]) -> tuple[Words, ...]:
    """A transcript as clauses of words: folded, with digits spoken, stutters and long letters taken out."""
    text = " ".join(text.split()[-MOST_WORDS:])
    parts = _BREAK.split(_OUT_OF_TEN.sub(r"\1 out of ten", text))
    clauses = (
        _unstuttered([_shortened(word, known) for word in normal(part).split()])
        for part in parts
        if normal(part)
    )
    return tuple(clause for clause in clauses if clause)


def _shortened(word: str, known: frozenset[str]) -> str:
    """A word without its long letters: "yeees" is yes, "threee" is three."""
    if word not in known and _RUN.search(word):
        twice, once = _RUN.sub(r"\1\1", word), _RUN.sub(r"\1", word)
        word = twice if twice in known else once
    return SPELLINGS.get(word, _DIGITS.get(word, word))


def _unstuttered(words: list[str]) -> Words:
    """Without the beginnings of a word that stand before it: "y yes", "se seven"."""
    spoken = " ".join(words).split()  # a spelling may stand for two words
    return tuple(
        word
        for word, after in pairwise([*spoken, ""])
        if not (len(word) <= 2 and word not in _WHOLE_WORDS and word != after and after.startswith(word))
    )
