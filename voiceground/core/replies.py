"""Which phrases mean which reply: the one table of families, numbers and global words.

Rule 1: every everyday variant lives here once; scripts, keys, checker and ear all read this table.
Rule 2: where an answer of the moment owns a phrase, it wins over a global word; ``stop`` and the words of
need always win.
Rule 3: a variant says one thing whatever the question was. "Fine" and "right" are no yes: the first is
often a polite no, the second a direction.
Rule 4: within a row the commonest comes first (judged, not counted): ``forms`` gives it the best odds.

What may stand around a phrase ("um", "I think", "please") is in ``carriers``, not here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from voiceground.core.model import Option, Vocabulary

NUMBER_WORDS: Mapping[int, tuple[str, ...]] = {
    0: ("zero", "nothing", "none", "oh", "nil", "nought"),
    1: ("one",),
    2: ("two",),
    3: ("three",),
    4: ("four",),
    5: ("five",),
    6: ("six",),
    7: ("seven",),
    8: ("eight",),
    9: ("nine",),
    10: ("ten",),
}

YES = (
    *("yes", "yeah", "okay", "yep", "sure", "yes please", "uh huh", "mm hmm", "yup", "alright", "all right"),
    *("of course", "please do", "i think so", "ok", "i guess so", "i do", "i would", "i'd like that"),
    *("i would like that", "i'd like to", "sounds good", "definitely", "absolutely", "that's right"),
    *("correct", "it is", "it does", "i am", "i will", "why not", "go ahead", "okay go on"),
    *("yes go on", "let's do it", "let's do that", "aye"),
)
NO = (
    *("no", "nope", "nah", "no thanks", "no thank you", "not really", "not now", "not yet", "uh uh"),
    *("i don't think so", "not today", "not right now", "i'd rather not", "i would rather not"),
    *("rather not", "please don't", "don't", "i don't want to", "i don't", "i'm not", "i can't"),
    *("it isn't", "it's not", "it doesn't", "i wouldn't", "not at all", "no way", "probably not"),
    *("maybe not", "i guess not", "maybe later", "of course not", "definitely not", "absolutely not"),
)
NEXT = (
    *("next", "ready", "i'm ready", "go on", "continue", "ready now", "i'm ready now", "i am ready"),
    *("carry on", "keep going", "go ahead", "move on", "all set"),
)
DONE = (
    "done",
    "finished",
    "i'm done",
    "i'm finished",
    "all done",
    "i've finished",
    "that's it",
    "that's all",
)
BETTER = (
    *("better", "a bit better", "a little better", "much better", "i feel better", "a lot better"),
    *("somewhat better", "slightly better", "getting better"),
)
SAME = (
    *("same", "the same", "about the same", "no change", "no different", "still the same", "unchanged"),
    *("much the same", "just the same"),
)
WORSE = (
    *("worse", "a bit worse", "a little worse", "much worse", "i feel worse", "a lot worse"),
    *("somewhat worse", "slightly worse", "getting worse"),
)
TOO_MUCH = (
    *("too much", "it's too much", "that's too much", "this is too much", "way too much", "far too much"),
    *("a bit too much", "too much for me"),
)

FAMILIES: tuple[tuple[str, ...], ...] = (YES, NO, NEXT, DONE, BETTER, SAME, WORSE, TOO_MUCH)
"""Reply families. The first word names the family; ``ready`` brings the family of ``next`` along."""

STOP = "stop"
GO_ON = "go on"
WHAT = "what can i say"
HELP = "help"
NOT_ALONE = "not alone here"
COVER = "cover word"
"""Ends everything at once; what is said for it is the person's own choice, and nobody else's."""

DISMISS = "put away"
"""Puts away what is pinned to the screen. It has a key and no words: it makes no difference to the talk."""

GLOBAL_WORDS: Mapping[str, tuple[str, ...]] = {
    STOP: (
        *("stop", "stop it", "please stop", "no more", "enough", "quit", "i want to stop", "that's enough"),
        *("stop now", "stop this", "stop that", "make it stop", "i need to stop", "i'd like to stop"),
        *("stop talking", "leave me alone", "shut up", "i quit"),
    ),
    # The words of the content guide (2.5) that a closed grammar can hold: a floor, and no detector.
    HELP: (
        *("help", "help me", "i need help", "please help me", "not safe", "i'm not safe", "hurt myself"),
        *("i want to hurt myself", "kill myself", "i want to kill myself", "want to die", "i want to die"),
        *("end it", "i want to end it", "can't go on", "i can't go on"),
    ),
    # Somebody is near who does harm: nothing that is said aloud may tell what this is.
    NOT_ALONE: (
        *("not alone here", "i'm not alone here", "i'm not alone", "someone is hurting me"),
        "somebody is hurting me",
    ),
    "wait": (
        *("wait", "pause", "hold on", "one moment", "wait a minute", "wait a moment", "just a moment"),
        *("just a minute", "hang on", "one second", "one minute", "give me a moment", "give me a minute"),
        *("i need a moment", "i need a minute"),
    ),
    GO_ON: ("go on", "continue", "resume", "carry on", "keep going", "go ahead", "move on"),
    "repeat": (
        *("repeat", "repeat that", "again", "say that again", "say it again", "one more time"),
        *("what did you say", "come again"),
    ),
    "back": ("back", "go back"),
    "skip": ("skip", "skip it", "skip this", "skip that", "skip this one"),
    "slower": ("slower", "slow down", "too fast", "more slowly", "go slower", "speak slower"),
    "faster": ("faster", "speed up", "too slow", "go faster", "speak faster"),
    "louder": ("louder", "speak up", "too quiet", "turn it up"),
    WHAT: ("what can i say", "what can i do", "what are my options", "what are the options"),
    "quieter": ("quieter", "softer", "too loud", "turn it down", "more quietly"),
}
"""Always live, in every step: the name, then everything that may be said for it (the name included)."""

FIRST = (STOP, HELP, NOT_ALONE)
"""The global words that win over every answer of a moment, and that are understood in a ``hold`` too."""

FIRST_PHRASES = frozenset(phrase for name in FIRST for phrase in GLOBAL_WORDS[name])


ARTICLES = frozenset({"the", "a", "an"})
"""Left away in speech: who is offered "the window" says "window"."""


class Kind(StrEnum):
    """What sort of thing a reply is: it decides what may stand around it, and what a mistake costs."""

    STOP = "stop"
    YES = "yes"
    NO = "no"
    NUMBER = "number"
    NEXT = "next"  # ready, done
    STATE = "state"  # better, same
    EASING = "easing"  # worse, too much: like no, they ask for less
    FREE = "free"  # a writer's own words
    GLOBAL = "global"


GLOBALS: tuple[Option, ...] = tuple(Option(name, phrases) for name, phrases in GLOBAL_WORDS.items())


def normal(text: str) -> str:
    """Fold case, curly apostrophes, hyphens and spaces, so that equal phrases compare equal."""
    folded = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("-", " ")
    if not folded.isalnum():
        folded = "".join(char if char.isalnum() or char in "' " else " " for char in folded)
    return " ".join(folded.split())


def _numbers_by_word() -> dict[str, int]:
    table = {word: number for number, words in NUMBER_WORDS.items() for word in words}
    table.update({str(number): number for number in NUMBER_WORDS})
    return table


_NUMBERS = _numbers_by_word()
_FAMILY_OF = {phrase: family for family in reversed(FAMILIES) for phrase in family}
GLOBAL_OF: Mapping[str, str] = {phrase: name for name, spoken in GLOBAL_WORDS.items() for phrase in spoken}
"""Every phrase that is always live, and the global word that it means; no phrase means two."""

_KINDS = dict(
    zip(FAMILIES, (Kind.YES, Kind.NO, *[Kind.NEXT] * 2, *[Kind.STATE] * 2, *[Kind.EASING] * 2), strict=True)
)


def number_option(number: int) -> Option:
    """The option of a number 0 to 10, named by its digits."""
    return Option(str(number), NUMBER_WORDS[number])


def option(listed: str) -> Option:
    """The option that a listed spelling such as ``yes / okay``, ``too much`` or ``seven`` stands for.

    The name is the spelling as listed. Every way in it brings its family's variants along; a number
    word brings the other words for that number, and a writer's own noun comes without its article too.
    """
    phrases: dict[str, None] = {}
    for way in listed.split("/"):
        phrase = normal(way)
        if phrase:
            phrases[phrase] = None
            if phrase in _NUMBERS:
                phrases.update(dict.fromkeys(NUMBER_WORDS[_NUMBERS[phrase]]))
            phrases.update(dict.fromkeys(_FAMILY_OF.get(phrase, ())))
            phrases.update(dict.fromkeys(GLOBAL_WORDS.get(phrase, ())))
            article, _, rest = phrase.partition(" ")
            if rest and article in ARTICLES and kind_of_phrase(phrase) is Kind.FREE:
                phrases.setdefault(rest)
    spoken = tuple(phrase for phrase in phrases if not phrase.isdigit())
    return Option(listed.strip(), spoken)


def options(listed: Iterable[str]) -> tuple[Option, ...]:
    """Options for several listed spellings; a phrase listed outright belongs to nobody else's family."""
    found = [option(spelling) for spelling in listed]
    outright = {normal(way): index for index, item in enumerate(found) for way in item.name.split("/")}
    taken: set[str] = set()
    result = []
    for index, item in enumerate(found):
        own = tuple(p for p in item.phrases if outright.get(p, index) == index and p not in taken)
        taken.update(own)
        result.append(Option(item.name, own))
    return tuple(result)


def vocabulary(
    answers: tuple[Option, ...] = (),
    *,
    is_open: bool,
    corrections: tuple[Option, ...] = (),
    pick: str | None = None,
) -> Vocabulary:
    """What the ear accepts at a moment: its answers, and the global words that they leave free.

    Args:
        answers: the options of the open question.
        is_open: whether its reply window is open.
        corrections: what puts the last answer right; the answers of this moment come first.
        pick: see ``Vocabulary``.
    """
    owned = {phrase for answer in answers for phrase in answer.phrases} - FIRST_PHRASES
    return Vocabulary(
        answers=_without(answers, FIRST_PHRASES),
        always=_without(GLOBALS, owned),
        open=is_open,
        corrections=_without(corrections, owned),
        pick=pick,
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


HOLDING = Vocabulary(always=tuple(word for word in GLOBALS if word.name in FIRST))
"""What the ear accepts while somebody speaks freely."""


def _without(options: tuple[Option, ...], taken: Collection[str]) -> tuple[Option, ...]:
    """Options without the phrases that are taken, and without those that have none left."""
    if not taken:
        return options
    left = (Option(item.name, tuple(p for p in item.phrases if p not in taken)) for item in options)
    return tuple(item for item in left if item.phrases)


def kind_of_phrase(phrase: str) -> Kind:
    """The kind of one phrase where it is an answer of the moment; a global word's own kind where it is not.

    "go on" and its like are both; as an answer they are NEXT, and the caller knows where it found them.
    """
    if phrase in GLOBAL_WORDS[STOP]:
        return Kind.STOP
    if phrase in _NUMBERS:
        return Kind.NUMBER
    family = _FAMILY_OF.get(phrase)
    if family is not None:
        return _KINDS[family]
    return Kind.GLOBAL if phrase in GLOBAL_OF else Kind.FREE


def kind_of(name: str) -> Kind:
    """The kind of an option by its listed spelling; of several ways in it, the one that costs most counts.

    "yes / ready" is a YES: to take it wrongly is to take a yes wrongly.
    """
    kinds = {kind_of_phrase(normal(way)) for way in name.split("/")}
    return next(kind for kind in Kind if kind in kinds)


def first_way(name: str) -> str:
    """The first way of a listed spelling, in words: ``Yes`` of "yes / okay", ``Seven`` of "7"."""
    phrase = normal(name.partition("/")[0])
    if phrase in _NUMBERS:
        phrase = NUMBER_WORDS[_NUMBERS[phrase]][0]
    return phrase[:1].upper() + phrase[1:]
