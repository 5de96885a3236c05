"""Which phrases mean which reply: the one table of families, numbers and global words.

Rule 1: every everyday variant lives here once; scripts, keys, checker and ear all read this table.
Rule 2: where an answer of the moment owns a phrase, it wins over a global word; ``stop`` always wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voiceground.core.model import Option, Vocabulary

NUMBER_WORDS: Mapping[int, tuple[str, ...]] = {
    0: ("zero", "oh", "nothing", "none"),
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

FAMILIES: tuple[tuple[str, ...], ...] = (
    ("yes", "yeah", "yep", "yup", "yes please", "okay", "ok", "sure", "uh huh", "alright", "all right"),
    ("no", "nope", "nah", "no thanks", "no thank you", "not really", "not now"),
    ("next", "ready", "i'm ready", "go on", "continue", "carry on"),
    ("done", "finished", "i'm done"),
    ("better", "a bit better", "a little better"),
    ("same", "the same", "about the same", "no change"),
    ("worse", "a bit worse", "a little worse"),
    ("too much", "it's too much", "that's too much"),
)
"""Reply families. The first word names the family; ``ready`` brings the family of ``next`` along."""

STOP = "stop"
GO_ON = "go on"

GLOBAL_WORDS: Mapping[str, tuple[str, ...]] = {
    STOP: ("stop", "stop it", "please stop", "quit", "enough", "i want to stop"),
    "wait": ("wait", "pause", "hold on", "one moment"),
    GO_ON: ("go on", "resume", "continue", "carry on"),
    "repeat": ("repeat", "again", "say that again", "repeat that"),
    "back": ("back", "go back"),
    "skip": ("skip", "skip it", "skip this"),
    "slower": ("slower", "slow down"),
    "faster": ("faster", "speed up"),
    "louder": ("louder", "speak up"),
    "quieter": ("quieter", "softer"),
}
"""Always live, in every step: the name, then everything that may be said for it (the name included)."""

GLOBALS: tuple[Option, ...] = tuple(Option(name, phrases) for name, phrases in GLOBAL_WORDS.items())


def normal(text: str) -> str:
    """Fold case, curly apostrophes, hyphens and spaces, so that equal phrases compare equal."""
    folded = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("-", " ")
    kept = "".join(char if char.isalnum() or char in "' " else " " for char in folded)
    return " ".join(kept.split())


def _numbers_by_word() -> dict[str, int]:
    table = {word: number for number, words in NUMBER_WORDS.items() for word in words}
    table.update({str(number): number for number in NUMBER_WORDS})
    return table


_NUMBERS = _numbers_by_word()
_FAMILY_OF = {phrase: family for family in FAMILIES for phrase in family}


def number_option(number: int) -> Option:
    """The option of a number 0 to 10, named by its digits."""
    return Option(str(number), NUMBER_WORDS[number])


def option(listed: str) -> Option:
    """The option that a listed spelling such as ``yes / okay``, ``too much`` or ``seven`` stands for.

    The name is the spelling as listed. Every way in it brings its family's variants along; a number
    word brings the other words for that number.
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


def vocabulary(answers: tuple[Option, ...], *, is_open: bool) -> Vocabulary:
    """What the ear accepts at a moment: its answers, and the global words that they leave free."""
    stop_phrases = set(GLOBAL_WORDS[STOP])
    owned = {phrase for answer in answers for phrase in answer.phrases} - stop_phrases
    always = []
    for word in GLOBALS:
        left = tuple(phrase for phrase in word.phrases if phrase not in owned)
        if left:
            always.append(Option(word.name, left))
    mine = tuple(Option(a.name, tuple(p for p in a.phrases if p not in stop_phrases)) for a in answers)
    return Vocabulary(tuple(a for a in mine if a.phrases), tuple(always), is_open)


def meaning(heard: Vocabulary, text: str) -> str | None:
    """The name of the option that a typed or written phrase means at a moment, or None."""
    phrase = normal(text)
    for item in heard.options:
        if phrase == normal(item.name) or phrase in item.phrases:
            return item.name
    return None
