"""Which key means which reply at a moment: a key twin for each spoken answer.

Keys are named as a person would: ``enter``, ``space``, ``escape``, or the character itself. A switch or
a pedal that types Enter is enough to get through every script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from voiceground.core import languages
from voiceground.core.languages import Language
from voiceground.core.languages.language import COVER, DISMISS, GO_ON, HELP, NOT_ALONE, STOP, WHAT
from voiceground.core.model import Option, Vocabulary
from voiceground.core.replies import means_no, means_yes

ALWAYS: Mapping[str, str] = {
    "escape": STOP,
    "w": "wait",
    "g": GO_ON,
    "r": "repeat",
    "b": "back",
    "s": "skip",
    "[": "slower",
    "]": "faster",
    "+": "louder",
    "=": "louder",
    "-": "quieter",
    "h": HELP,
    "?": WHAT,
    "q": NOT_ALONE,
    "x": COVER,
    "d": DISMISS,
}
"""Keys of the global words; ``=`` is ``+`` without the shift key."""

ASSENT = ("enter", "space")

DIGITS = 9
"""How many answers have a digit of their own: one key, one press."""


def keys(vocabulary: Vocabulary) -> dict[str, str]:
    """Key -> name of the reply that it gives at this moment.

    Enter and space are the yes, or the first answer; n is the no; digits are numbers where a number is
    asked, else they pick an answer by its place. With no question open, Enter goes on. While a menu is read
    Enter picks what is being read, so that a single switch is enough. Just after an answer, the keys of the
    others put it right, where this moment needs them for nothing else.
    """
    table = dict(ALWAYS)
    numbers = [a for a in vocabulary.answers if a.name.isdecimal()]
    words = [a for a in vocabulary.answers if not a.name.isdecimal()]
    table.update({str(place): answer.name for place, answer in enumerate(words[:DIGITS], 1)})
    table.update({answer.name: answer.name for answer in numbers})
    language = languages.of(vocabulary.language)
    no = next((a.name for a in words if means_no(a, language)), None)
    yes = next((a.name for a in words if means_yes(a, language)), None)
    yes = yes or next((a.name for a in words if a.name != no), None)
    if no:
        table["n"] = no
    if yes:
        table["y"] = yes
    if vocabulary.pick is not None:
        table.update(dict.fromkeys(ASSENT, vocabulary.pick))
    elif yes or not vocabulary.answers:
        table.update(dict.fromkeys(ASSENT, yes or GO_ON))
    for key, correction in _corrections(vocabulary.corrections, language):
        table.setdefault(key, correction)
    return {key: meaning for key, meaning in table.items() if meaning}


def _corrections(corrections: Sequence[Option], language: Language) -> Iterator[tuple[str, str]]:
    """The keys that put the last answer right. Enter is none of them: it may have been pressed twice."""
    replies = language.replies
    digits = {words[0]: str(number) for number, words in replies.numbers.items()}
    keys_of = {replies.yes[0]: "y", replies.no[0]: "n", **digits}
    for option in corrections:
        for phrase in option.phrases:
            if phrase in keys_of:
                yield keys_of[phrase], option.name


def hint(vocabulary: Vocabulary) -> str:
    """What can be typed at this moment, for the screen, such as ``[Enter] yes  [n] no  [Esc] stop``."""
    screen = languages.of(vocabulary.language).screen
    if not vocabulary.answers:
        whole = (f"[w] {screen.wait}", f"[g] {screen.go_on}", f"[r] {screen.repeat}", f"[s] {screen.skip}")
        return "  ".join((*whole, f"[{screen.escape}] {screen.stop}"))
    table = keys(vocabulary)
    parts = [] if vocabulary.pick is None else [f"[{screen.enter}] {screen.the_one_read}"]
    numbers = [a.name for a in vocabulary.answers if a.name.isdecimal()]
    words = [a for a in vocabulary.answers if not a.name.isdecimal()][:DIGITS]
    for place, answer in enumerate(words, 1):
        is_enter = vocabulary.pick is None and table.get("enter") == answer.name
        key = screen.enter if is_enter else str(place)
        if table.get("n") == answer.name:
            key = "n"
        parts.append(f"[{key}] {answer.name.partition('/')[0].strip()}")
    if numbers:
        parts.append(f"[{numbers[0]}-{numbers[-1]}] {screen.a_number}")
    parts += [f"[w] {screen.wait}", f"[s] {screen.skip}", f"[{screen.escape}] {screen.stop}"]
    return "  ".join(parts)
