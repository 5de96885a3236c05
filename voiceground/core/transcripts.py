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
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeAlias

from voiceground.core import languages
from voiceground.core.forms import is_turned
from voiceground.core.languages import Language
from voiceground.core.languages.language import STOP, Kind
from voiceground.core.model import Vocabulary
from voiceground.core.need import need_in
from voiceground.core.replies import folded, kind_of_phrase, normal

Words: TypeAlias = tuple[str, ...]


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
    language = languages.of(heard.language)
    need = need_in(text, language)
    if need and any(option.name == need for option in heard.always):
        return need
    known = _phrases(heard)
    clauses = _clauses(text, _alphabet(known, language), language)
    words = tuple(word for clause in clauses for word in clause)
    if not words:
        return None
    whole = (
        _plain(words, known, language)
        or _listed(text, heard)
        or _sounds_like_a_number(words, heard, language)
    )
    if whole:
        return whole
    if _means_stop(clauses, known, language):
        return STOP
    return _corrected(words, known, language) or _at_the_end(clauses, known, language)


# --- one utterance that is nothing but a reply ------------------------------------------------------


@lru_cache(maxsize=64)
def _phrases(heard: Vocabulary) -> Mapping[Words, Phrase]:
    """Every phrase of a moment; the first option that has it owns it, but stop owns its own."""
    language = languages.of(heard.language)
    known: dict[Words, Phrase] = {}
    for option in reversed(heard.options):
        is_global = option in heard.always
        for phrase in option.phrases:
            kind = kind_of_phrase(phrase, language)
            if is_global and kind is not Kind.STOP:
                kind = Kind.GLOBAL
            known[tuple(phrase.split())] = Phrase(option.name, kind)
    return known


def _plain(words: Words, known: Mapping[Words, Phrase], language: Language) -> str | None:
    """The one option that the words are, with nothing but carriers around it; None for none or for two."""
    found: dict[str, int] = {}
    longest = max(map(len, known), default=0)
    for start in range(len(words)):
        for stop in range(start + 1, min(len(words), start + longest) + 1):
            phrase = known.get(words[start:stop])
            if (
                phrase
                and not is_turned(words, language)
                and _leads(words[:start], words[start], phrase.kind, language)
                and _trails(words[stop:], phrase, known, language)
            ):
                found[phrase.name] = max(found.get(phrase.name, 0), stop - start)
    if STOP in found:
        return STOP
    best = [name for name, length in found.items() if length == max(found.values())]
    return best[0] if len(best) == 1 else None


def _leads(words: Words, first: str, kind: Kind, language: Language) -> bool:
    """Whether words are carriers that may stand before a phrase of that kind that begins with ``first``."""
    carriers = language.carriers
    table = carriers.before[kind]
    if kind in {Kind.STOP, Kind.GLOBAL} and first in carriers.verbs:
        table = {**table, **carriers.requests}
    return _made_of(words, frozenset(table) | _hesitant(language))


def _trails(words: Words, phrase: Phrase, known: Mapping[Words, Phrase], language: Language) -> bool:
    """Whether words may stand after a phrase: carriers, hesitations, and the same reply once more."""
    again = frozenset(words for words, other in known.items() if other.name == phrase.name)
    carriers = language.carriers
    return _made_of(
        words, frozenset(carriers.after[phrase.kind]) | _hesitant(language) - carriers.keen | again
    )


@cache
def _hesitant(language: Language) -> frozenset[Words]:
    return frozenset((word,) for word in language.carriers.hesitations)


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


def _sounds_like_a_number(words: Words, heard: Vocabulary, language: Language) -> str | None:
    rest = [word for word in words if word not in language.carriers.hesitations]
    number = language.transcripts.homophones.get(rest[0]) if len(rest) == 1 else None
    return next((option.name for option in heard.answers if number in option.phrases), None)


# --- longer ones ------------------------------------------------------------------------------------


def _means_stop(clauses: tuple[Words, ...], known: Mapping[Words, Phrase], language: Language) -> bool:
    """Rule 4: stop as a clause, at the beginning or at the end, neither negated nor a noun."""
    stops = {
        words: phrase for words, phrase in known.items() if phrase.name == STOP and phrase.kind is Kind.STOP
    }
    if not stops:
        return False
    words = tuple(word for clause in clauses for word in clause)
    hard_stops = language.transcripts.hard_stops
    ends = {len(words) - len(hard) for hard in hard_stops if words[-len(hard) :] == hard}
    return (
        any(_plain(clause, stops, language) for clause in clauses)
        or any(_begins_with_stop(clause, language) for clause in clauses)
        or any(_ends_with_stop(words[:start], language) for start in ends)
    )


def _begins_with_stop(clause: Words, language: Language) -> bool:
    rules = language.transcripts
    rest = clause
    while rest and ((rest[0],) in _hesitant(language) or rest[0] in rules.stop_leads):
        rest = rest[1:]
    return any(rest[: len(hard)] == hard for hard in rules.hard_stops) and not (
        set(rest[1:2]) & rules.no_stop_before
    )


def _ends_with_stop(before: Words, language: Language) -> bool:
    """Whether a last "stop" after these words is meant."""
    rules = language.transcripts
    if not before or before[-1] in rules.stop_leads:
        return not set(before[-2:-1]) & rules.forbidding
    return before[-1] not in rules.no_stop_after | rules.quoting and not _negated(before, language)


def _negated(before: Words, language: Language) -> bool:
    """Whether a negation reaches the word that follows these."""
    for word in reversed(before):
        if word in language.transcripts.negations:
            return True
        if word not in language.transcripts.links:
            return False
    return False


def _corrected(words: Words, known: Mapping[Words, Phrase], language: Language) -> str | None:
    """The last of two replies where the words between them say that it counts: "seven, I mean eight"."""
    rules = language.transcripts
    for start in range(len(words) - 1, 0, -1):
        for marker in (*rules.corrections, *rules.number_corrections):
            stop = start + len(marker)
            if words[start:stop] != marker:
                continue
            first = _plain(words[:start], known, language)
            second = _plain(words[stop:], known, language)
            if first and second and (marker in rules.corrections or (first + second).isdecimal()):
                return second
    return None


def _at_the_end(clauses: tuple[Words, ...], known: Mapping[Words, Phrase], language: Language) -> str | None:
    """Rule 2: what the end of a longer utterance answers, where nothing before it answers otherwise."""
    firm = {
        words: phrase
        for words, phrase in known.items()
        if phrase.kind is not Kind.GLOBAL and " ".join(words) not in language.transcripts.tags
    }
    earlier = {name for clause in clauses[:-1] if (name := _plain(clause, known, language))}
    for end in _endings(clauses, language):
        name = _plain(end, firm, language)
        if name:
            return name if earlier <= {name} else None
    return None


def _endings(clauses: tuple[Words, ...], language: Language) -> Iterator[Words]:
    """What may be the answer at the end of an utterance, the longest first."""
    rules = language.transcripts
    for count in range(len(clauses) - 1, 0, -1):
        if clauses[-count - 1][-1] not in rules.quoting:
            yield tuple(word for clause in clauses[-count:] for word in clause)
    last = clauses[-1]
    for start in range(1, len(last) - 1):
        if last[start] in rules.turns and not _negated(last[:start], language):
            yield last[start:]


# --- text to words ----------------------------------------------------------------------------------

_OUT_OF_TEN = re.compile(r"\b(\d+)\s*/\s*10\b")
_BREAK = re.compile(r"[.!?;:,\u2026]+(?=\s|$)|\s[-\u2013\u2014]+\s|\u2014")
_RUN = re.compile(r"(.)\1{2,}")


@cache
def _digits(language: Language) -> Mapping[str, str]:
    return {str(number): spoken[0] for number, spoken in language.replies.numbers.items()}


def _alphabet(known: Mapping[Words, Phrase], language: Language) -> Mapping[str, str]:
    """Every word that a reply of the moment can be made of, without its accents, and as it is written."""
    words = _carrying(language) | {word for words in known for word in words}
    return {folded(word, language): word for word in words} | {word: word for word in words}


@cache
def _carrying(language: Language) -> frozenset[str]:
    carriers = language.carriers
    tables = (*carriers.before.values(), *carriers.after.values(), carriers.requests)
    return frozenset(word for table in tables for carrier in table for word in carrier)


def _clauses(text: str, known: Mapping[str, str], language: Language) -> tuple[Words, ...]:
    """A transcript as clauses of words: folded, with digits spoken, stutters and long letters taken out."""
    text = " ".join(text.split()[-MOST_WORDS:])
    parts = _BREAK.split(_OUT_OF_TEN.sub(rf"\1 {language.transcripts.out_of_ten}", text))
    clauses = (
        _unstuttered([_shortened(word, known, language) for word in normal(part).split()], language)
        for part in parts
        if normal(part)
    )
    return tuple(clause for clause in clauses if clause)


def _shortened(word: str, known: Mapping[str, str], language: Language) -> str:
    """A word without its long letters: "yeees" is yes, "threee" is three."""
    if word not in known and _RUN.search(word):
        twice, once = _RUN.sub(r"\1\1", word), _RUN.sub(r"\1", word)
        word = twice if twice in known else once
    word = known.get(folded(word, language), word)
    return language.transcripts.spellings.get(word, _digits(language).get(word, word))


def _unstuttered(words: list[str], language: Language) -> Words:
    """Without the beginnings of a word that stand before it: "y yes", "se seven"."""
    spoken = " ".join(words).split()  # a spelling may stand for two words
    whole = language.transcripts.whole
    return tuple(
        word
        for word, after in pairwise([*spoken, ""])
        if not (len(word) <= 2 and word not in whole and word != after and after.startswith(word))
    )
