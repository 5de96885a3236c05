"""From a listed spelling to everything that may be said for it, and what the ear accepts at a moment.

Rule 1: every everyday variant lives in the tables of ``languages`` once; scripts, keys, checker and ear all
come here for them.
Rule 2: where an answer of the moment owns a phrase, it wins over a global word; ``stop`` and the words of
need always win.

A script that says nothing about its language is English; so are these functions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache

from voiceground.core import languages
from voiceground.core.languages import ENGLISH, Language
from voiceground.core.languages.language import COVER, FIRST, KINDS, STOP, Kind
from voiceground.core.model import Option, Vocabulary


def normal(text: str) -> str:
    """Fold case, curly apostrophes, hyphens and spaces, so that equal phrases compare equal."""
    folded = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("-", " ")
    if not folded.isalnum():
        folded = "".join(char if char.isalnum() or char in "' " else " " for char in folded)
    return " ".join(folded.split())


def folded(phrase: str, language: Language) -> str:
    """A phrase without the accents that people leave out, as the language folds them."""
    letters = language.replies.folded
    return "".join(letters.get(letter, letter) for letter in phrase) if letters else phrase


# --- the tables of a language, turned round -----------------------------------------------------------


@cache
def number_of(language: Language) -> Mapping[str, int]:
    """Every word and every digit for a number, without accents, and the number."""
    words = language.replies.numbers
    table = {folded(word, language): number for number, row in words.items() for word in row}
    return table | {str(number): number for number in words}


@cache
def global_of(language: Language) -> Mapping[str, str]:
    """Every phrase that is always live, and the global word that it means; no phrase means two."""
    return {phrase: name for name, spoken in language.replies.always.items() for phrase in spoken}


@cache
def first_phrases(language: Language) -> frozenset[str]:
    """Every phrase of the words that win over all answers."""
    return frozenset(phrase for name in FIRST for phrase in language.replies.always[name])


@cache
def _family_of(language: Language) -> Mapping[str, tuple[str, ...]]:
    families = language.replies.families
    return {folded(phrase, language): family for family in reversed(families) for phrase in family}


@cache
def _kind_by_phrase(language: Language) -> Mapping[str, Kind]:
    """The kind of every phrase in the tables, as an answer of a moment; stop is always stop."""
    replies = language.replies
    rows = [(Kind.GLOBAL, row) for row in replies.always.values()]
    rows += [(kind, family) for kind, family in reversed(list(zip(KINDS, replies.families, strict=True)))]
    rows += [(Kind.NUMBER, tuple(number_of(language))), (Kind.STOP, replies.always[STOP])]
    return {folded(phrase, language): kind for kind, row in rows for phrase in row}


@cache
def _spelt(language: Language) -> Mapping[str, str]:
    """Every phrase of the tables without its accents, and as it is written."""
    replies = language.replies
    rows = (*replies.always.values(), *replies.numbers.values(), *replies.families)
    return {folded(phrase, language): phrase for row in rows for phrase in row}


@cache
def globals_of(language: Language) -> tuple[Option, ...]:
    """The words that always work, each an option."""
    return tuple(Option(name, phrases) for name, phrases in language.replies.always.items())


# --- options ------------------------------------------------------------------------------------------


def number_option(number: int, language: Language = ENGLISH) -> Option:
    """The option of a number 0 to 10, named by its digits."""
    return Option(str(number), language.replies.numbers[number])


def option(listed: str, language: Language = ENGLISH) -> Option:
    """The option that a listed spelling such as ``yes / okay``, ``too much`` or ``seven`` stands for.

    The name is the spelling as listed. Every way in it brings its family's variants along; a number
    word brings the other words for that number, and a writer's own noun comes without its article too.
    """
    replies = language.replies
    phrases: dict[str, None] = {}
    for way in listed.split("/"):
        key = folded(normal(way), language)
        phrase = _spelt(language).get(key, normal(way))
        if phrase:
            phrases[phrase] = None
            if key in number_of(language):
                phrases.update(dict.fromkeys(replies.numbers[number_of(language)[key]]))
            phrases.update(dict.fromkeys(_family_of(language).get(key, ())))
            phrases.update(dict.fromkeys(replies.always.get(phrase, ())))
            article, _, rest = phrase.partition(" ")
            if rest and article in replies.articles and kind_of_phrase(phrase, language) is Kind.FREE:
                phrases.setdefault(rest)
    spoken = tuple(phrase for phrase in phrases if not phrase.isdigit())
    return Option(listed.strip(), spoken)


def options(listed: Iterable[str], language: Language = ENGLISH) -> tuple[Option, ...]:
    """Options for several listed spellings; a phrase listed outright belongs to nobody else's family."""
    found = [option(spelling, language) for spelling in listed]
    outright = {normal(way): index for index, item in enumerate(found) for way in item.name.split("/")}
    taken: set[str] = set()
    result = []
    for index, item in enumerate(found):
        own = tuple(p for p in item.phrases if outright.get(p, index) == index and p not in taken)
        taken.update(own)
        result.append(Option(item.name, own))
    return tuple(result)


def means_yes(item: Option, language: Language) -> bool:
    """Whether an option can be answered with a plain yes."""
    return language.replies.yes[0] in item.phrases


def means_no(item: Option, language: Language) -> bool:
    """Whether an option can be answered with a plain no."""
    return language.replies.no[0] in item.phrases


# --- what is accepted at a moment ---------------------------------------------------------------------


def vocabulary(
    answers: tuple[Option, ...] = (),
    *,
    is_open: bool,
    corrections: tuple[Option, ...] = (),
    pick: str | None = None,
    language: Language = ENGLISH,
) -> Vocabulary:
    """What the ear accepts at a moment: its answers, and the global words that they leave free.

    Args:
        answers: the options of the open question.
        is_open: whether its reply window is open.
        corrections: what puts the last answer right; the answers of this moment come first.
        pick: see ``Vocabulary``.
        language: what is spoken.
    """
    first = first_phrases(language)
    owned = {phrase for answer in answers for phrase in answer.phrases} - first
    return Vocabulary(
        answers=_without(answers, first),
        always=_without(globals_of(language), owned),
        open=is_open,
        corrections=_without(corrections, owned),
        pick=pick,
        language=language.code,
    )


def with_cover(heard: Vocabulary, cover: tuple[str, ...]) -> Vocabulary:
    """A moment in which the cover word works too, whoever else would have had it."""
    if not cover or any(option.name == COVER for option in heard.always):
        return heard
    return replace(
        heard,
        answers=_without(heard.answers, cover),
        corrections=_without(heard.corrections, cover),
        always=(*heard.always, Option(COVER, cover)),
    )


@cache
def holding(language: Language = ENGLISH) -> Vocabulary:
    """What the ear accepts while somebody speaks freely."""
    always = tuple(word for word in globals_of(language) if word.name in FIRST)
    return Vocabulary(always=always, language=language.code, free=True)


def within_earshot(heard: Vocabulary) -> Vocabulary:
    """What the built-in ear is trusted with of a moment, where its language limits it (``Language.ear``).

    The words of need stay: one that is heard is worth more than one too many costs.
    """
    language = languages.of(heard.language)
    kinds = language.ear
    if kinds is None:
        return heard

    def trusted(option_: Option) -> Option:
        return Option(option_.name, tuple(p for p in option_.phrases if kind_of_phrase(p, language) in kinds))

    return replace(
        heard,
        answers=tuple(kept for answer in heard.answers if (kept := trusted(answer)).phrases),
        always=tuple(word for word in heard.always if word.name in FIRST),
        corrections=(),
    )


def _without(options: tuple[Option, ...], taken: Collection[str]) -> tuple[Option, ...]:
    """Options without the phrases that are taken, and without those that have none left."""
    if not taken:
        return options
    left = (Option(item.name, tuple(p for p in item.phrases if p not in taken)) for item in options)
    return tuple(item for item in left if item.phrases)


# --- kinds --------------------------------------------------------------------------------------------


def kind_of_phrase(phrase: str, language: Language = ENGLISH) -> Kind:
    """The kind of one phrase where it is an answer of the moment; a global word's own kind where it is not.

    "go on" and its like are both; as an answer they are NEXT, and the caller knows where it found them.
    """
    return _kind_by_phrase(language).get(folded(phrase, language), Kind.FREE)


def kind_of(name: str, language: Language = ENGLISH) -> Kind:
    """The kind of an option by its listed spelling; of several ways in it, the one that costs most counts.

    "yes / ready" is a YES: to take it wrongly is to take a yes wrongly.
    """
    kinds = {kind_of_phrase(normal(way), language) for way in name.split("/")}
    return next(kind for kind in Kind if kind in kinds)


def first_way(name: str, language: Language = ENGLISH) -> str:
    """The first way of a listed spelling, in words: ``Yes`` of "yes / okay", ``Seven`` of "7"."""
    phrase = normal(name.partition("/")[0])
    number = number_of(language).get(folded(phrase, language))
    if number is not None:
        phrase = language.replies.numbers[number][0]
    return phrase[:1].upper() + phrase[1:]
