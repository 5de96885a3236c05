"""Everything that may be said at a moment, word by word: what a recogniser of closed forms listens for.

Bare phrases, doubled ones ("no no", "stop stop stop") and phrases with a carrier on a side or on both
("um yes please"). They are bounded: at most ``MOST_FORMS``, the likeliest first, and every bare phrase is
always among them. A moment of twelve options and all global words is made in about 15 ms, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from voiceground.core import languages
from voiceground.core.languages import Language
from voiceground.core.languages.language import STOP, Kind
from voiceground.core.model import Option, Vocabulary
from voiceground.core.replies import kind_of_phrase

Words: TypeAlias = tuple[str, ...]
Grown: TypeAlias = tuple[Words, int, int, float]
Way: TypeAlias = tuple[float, Words, str, int, int]
"""Forms in the making: words, start, stop and cost; and weight, words, name, start and stop."""

MOST_FORMS = 1500

LEAST_WEIGHT = -4.5
"""Forms less likely than this (about one in 90 of the bare reply) are left out."""

LIGHTEST = -1.5
"""The weight of the likeliest carrier: a phrase that cannot afford it gets none."""

GLOBAL_WEIGHT = -1.5
"""What a global word other than "stop" costs: it is said less often than an answer."""

BOTH_SIDES = -2.5
"""Only carriers at least so likely stand on both sides at once, or after a hesitation."""

RANK_WEIGHT, LEAST_RANK_WEIGHT = -0.4, -3.2
"""What each place further down in an option's phrases costs, and the most that it costs."""

DOUBLED, TRIPLED = -2.5, -3.5
CARRIED_WORDS = 2
"""Phrases longer than this are whole sentences already and get no carriers here (``heard_in`` gives them)."""

MOST_DECOYS = 150


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying one option.

    Attributes:
        name: the option's listed spelling.
        words: everything that is said, lower case.
        start: index of the first word of the reply itself; what stands before it is a carrier.
        stop: index one past its last word; what stands after it is a carrier.
        weight: natural logarithm of how likely the form is against the option's commonest phrase, at most
            0. Judged, not counted (see ``carriers``): a prior to be scaled by whoever uses it.
    """

    name: str
    words: tuple[str, ...]
    start: int
    stop: int
    weight: float

    @property
    def before(self) -> tuple[str, ...]:
        """The carrier before the reply."""
        return self.words[: self.start]

    @property
    def core(self) -> tuple[str, ...]:
        """The reply itself."""
        return self.words[self.start : self.stop]

    @property
    def after(self) -> tuple[str, ...]:
        """The carrier after the reply."""
        return self.words[self.stop :]


@lru_cache(maxsize=64)
def spoken_forms(heard: Vocabulary) -> tuple[Form, ...]:
    """All forms of a moment, at most ``MOST_FORMS``, no string of words twice, the likeliest first.

    A form whose words are a phrase of another option belongs to that option: "no more" is a stop.
    """
    owner = {tuple(p.split()): option.name for option in reversed(heard.options) for p in option.phrases}
    language = languages.of(heard.language)
    bare: list[Form] = []
    more: dict[Words, Way] = {}
    for option in heard.options:
        for core, kind, weight in _phrases(option, language, is_global=option in heard.always):
            if owner[core] == option.name:
                bare.append(Form(option.name, core, 0, len(core), weight))
                if weight + LIGHTEST >= LEAST_WEIGHT:
                    _add(more, option.name, weight, _grown(core, kind, language))
    kept = sorted((way for way in more.values() if way[1] not in owner), reverse=True)
    grown = [Form(name, words, start, stop, weight) for weight, words, name, start, stop in kept]
    return tuple(sorted([*bare, *grown[: max(0, MOST_FORMS - len(bare))]], key=lambda f: -f.weight))


@lru_cache(maxsize=64)
def decoys(heard: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Strings of words that hold a reply and are none: "not seven", "I don't want to stop".

    A recogniser that scores them beside the forms does not turn a negation round. At most ``MOST_DECOYS``.
    """
    forms = {form.words for form in spoken_forms(heard)}
    carriers = languages.of(heard.language).carriers
    made: dict[tuple[str, ...], None] = {}
    for option in heard.options:
        is_order = option in heard.always
        for phrase in option.phrases[:2]:
            if phrase.split()[0] in carriers.negated:
                continue
            turned = carriers.turned_orders if is_order else carriers.turned_answers
            made.update(dict.fromkeys(tuple(f"{before} {phrase}".split()) for before in turned))
    return tuple(words for words in made if words not in forms)[:MOST_DECOYS]


def _phrases(option: Option, language: Language, *, is_global: bool) -> Iterator[tuple[Words, Kind, float]]:
    """The phrases of an option that have a sound of their own, each with its kind and its weight."""
    respelt, stops = language.carriers.respelt, language.replies.always[STOP]
    spoken = [phrase for phrase in option.phrases if respelt.get(phrase) not in option.phrases]
    for rank, phrase in enumerate(spoken):
        kind, weight = kind_of_phrase(phrase, language), max(LEAST_RANK_WEIGHT, RANK_WEIGHT * rank)
        if is_global and phrase not in stops:
            kind, weight = Kind.GLOBAL, weight + GLOBAL_WEIGHT
        yield tuple(phrase.split()), kind, weight


def _add(more: dict[Words, Way], name: str, base: float, grown: tuple[Grown, ...]) -> None:
    """Add what a bare phrase becomes, where the same words are not there more likely."""
    for words, start, stop, cost in grown:
        weight = base + cost
        if weight < LEAST_WEIGHT:
            return
        if words not in more or more[words][0] < weight:
            more[words] = (weight, words, name, start, stop)


@lru_cache(maxsize=1024)
def _grown(core: Words, kind: Kind, language: Language) -> tuple[Grown, ...]:
    """What a phrase becomes by doubling and by carriers: words, start, stop and cost; the likeliest first."""
    found = [(core * times, 0, times * len(core), cost) for times, cost in _times(core, language)]
    if len(core) <= CARRIED_WORDS:
        afters = _beside(language.carriers.after[kind], core)
        likely = [(after, cost) for after, cost in afters if cost >= BOTH_SIDES]
        for before, cost in _befores(core, kind, language):
            start, stop = len(before), len(before) + len(core)
            found.append(((*before, *core), start, stop, cost))
            if cost >= BOTH_SIDES:
                once = frozenset(before).isdisjoint
                found += [
                    ((*before, *core, *after), start, stop, cost + more)
                    for after, more in likely
                    if once(after)
                ]
        found += [((*core, *after), 0, len(core), cost) for after, cost in afters]
    kept = [form for form in found if form[3] >= LEAST_WEIGHT and not is_turned(form[0], language)]
    return tuple(sorted(kept, key=lambda form: -form[3]))


def is_turned(words: Words, language: Language) -> bool:
    """Whether words hold a phrase that a carrier turned round."""
    return any(
        words[start : start + len(never)] == never
        for never in language.carriers.never
        for start in range(len(words) - len(never) + 1)
    )


def _times(core: Words, language: Language) -> Iterator[tuple[int, float]]:
    """How many times over a phrase may be said, with the costs."""
    phrase = " ".join(core)
    shouted, undoubled = language.carriers.shouted, language.carriers.undoubled
    if phrase not in undoubled and (len(core) == 1 or phrase in shouted):
        yield 2, DOUBLED
    if phrase in shouted and len(core) == 1:
        yield 3, TRIPLED


def _befores(core: Words, kind: Kind, language: Language) -> Iterator[tuple[Words, float]]:
    """What may stand before a phrase: a carrier, or a hesitation and a carrier."""
    carriers = language.carriers
    before_all, table = carriers.before[kind], dict(carriers.before[kind])
    if kind in {Kind.STOP, Kind.GLOBAL} and core[0] in carriers.verbs:
        table |= carriers.requests
    hesitant = {(word,) for word in carriers.hesitations}
    for before, cost in _beside(table, core):
        yield before, cost
        if cost >= BOTH_SIDES and before not in hesitant:
            yield from (((*time, *before), cost + before_all[time]) for time in carriers.gaining)


def _beside(table: Mapping[Words, float], core: Words) -> list[tuple[Words, float]]:
    """The carriers of a table that share no word with a phrase: "please stop please" is one too many."""
    apart = frozenset(core).isdisjoint
    return [(carrier, cost) for carrier, cost in table.items() if cost >= LEAST_WEIGHT and apart(carrier)]
