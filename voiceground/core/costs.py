"""What a mistake costs, and so how sure the ear has to be: the one table behind every threshold.

The unit is one asking: a question has to be asked once more, three seconds and a little effort. The order
is the house's own (docs/architecture.md): a missed stop is the worst, then a wrong yes, then asking again.
The figures are judged, not measured: nobody has asked people in distress what a mistake cost them. They
are kept in one place so that they can be argued about, and so that no threshold is set anywhere else.

Both rules are the same inequality. To act on something that is so with probability ``p`` is cheaper than
not to act when ``p * cost of not acting > (1 - p) * cost of acting wrongly``; the two balance at
``wrong / (wrong + missed)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from voiceground.core import languages
from voiceground.core.languages.language import COVER, HELP, NAMES, NEEDS, NOT_ALONE, STOP, Kind
from voiceground.core.model import Vocabulary
from voiceground.core.replies import kind_of


class Moment(StrEnum):
    """What is going on while something is heard."""

    OPEN = "open"  # a question waits for its answer
    READING = "reading"  # the voice speaks: hotwords only
    QUIET = "quiet"  # a pause of the script, or after "wait"
    OWN_WORD = "own word"  # it may be the voice itself: it says this very word


@dataclass(frozen=True, slots=True)
class Cost:
    """What mistakes with one sort of reply cost, in askings.

    Attributes:
        missed: it was said, and nothing came of it.
        wrong: it was not said, and was acted upon.
        asked: it was not said, and was asked about ("Seven, was that right?").
        needless: it was said, and was asked about all the same.
    """

    missed: float
    wrong: float
    asked: float | None = None
    needless: float = 0.6

    @property
    def lightest(self) -> float:
        """What the mildest wrong hearing costs: to be asked about it, where that is done."""
        return self.wrong if self.asked is None else self.asked


COSTS: Mapping[Kind, Cost] = {
    # Said in need, and then again, over a voice that does not obey: the worst there is. One that was not
    # said hushes the voice; "go on" within eight seconds takes it back, or the session is over too soon.
    Kind.STOP: Cost(missed=10.0, wrong=2.5),
    # A wrong yes leads where somebody did not agree to go (breath, body, a call): nearly as bad as asking
    # twice. To be asked about one takes four words, half of what the whole question takes.
    Kind.YES: Cost(missed=1.0, wrong=1.9, asked=0.5),
    # A wrong no leads to the gentler branch and takes one thing away. It is never asked about, because
    # "No, was that right?" can be answered with neither a yes nor a no that means one thing only.
    Kind.NO: Cost(missed=1.0, wrong=0.55),
    # A wrong number leads to the wrong branch, and may be kept. Silence after the second asking keeps it.
    # To be asked about one takes four words; to be asked once more takes the whole question.
    Kind.NUMBER: Cost(missed=1.0, wrong=1.84, asked=0.44),
    # "Ready" and "done" lead on: too early is a nuisance, and "back" or "wait" repairs it.
    Kind.NEXT: Cost(missed=1.0, wrong=1.6, asked=1.0),
    # "Better" and "same" lead on or to an end, where help may have been wanted.
    Kind.STATE: Cost(missed=1.0, wrong=1.9, asked=1.0),
    # "Too much" and "worse" ask for less, like a no: what they lead to is gentler. To miss one is to go on
    # with what hurts. So they need little, and are not asked about.
    Kind.EASING: Cost(missed=1.5, wrong=1.0),
    # A writer's own words: nobody knows what they lead to. To be asked about one takes a quarter of what it
    # takes to hear all choices again.
    Kind.FREE: Cost(missed=1.0, wrong=1.15, asked=0.25),
    # One word too many and a line is said again or left out; one missed is said a second time.
    Kind.GLOBAL: Cost(missed=1.0, wrong=1.0),
}

GLOBAL_COSTS: Mapping[str, Cost] = {
    # To miss a call for help is nearly as bad as to miss a stop. One too many costs a "go on" (content
    # guide, 2.5: prefer to hear it, and let a wrong one cost a single word).
    HELP: Cost(missed=4.5, wrong=1.2),
    NOT_ALONE: Cost(missed=4.5, wrong=1.2),
    # Said because somebody comes in. One that was not said ends a session that can be begun again.
    COVER: Cost(missed=4.0, wrong=3.0),
    # Somebody who asks for time and does not get it is being pressed; a "wait" too many waits quietly.
    "wait": Cost(missed=2.0, wrong=0.8),
    # These change where we are, which is confusing when nobody asked for it.
    "back": Cost(missed=1.0, wrong=1.5),
    "skip": Cost(missed=1.0, wrong=1.5),
    # Too loud or too fast hurts now; a step of 3 dB or 8 % that nobody asked for is hardly noticed.
    "quieter": Cost(missed=1.2, wrong=0.5),
    "slower": Cost(missed=1.0, wrong=0.5),
    # Louder is the one of the four that may startle.
    "louder": Cost(missed=1.0, wrong=1.2),
    "faster": Cost(missed=0.8, wrong=0.8),
}
"""The global words that differ from ``COSTS[Kind.GLOBAL]``."""

_ANSWER = {
    Moment.OPEN: 1.0,
    Moment.READING: 1 / 60,
    Moment.QUIET: 1 / 2,
    Moment.OWN_WORD: 0.0,
}
_GLOBAL = {
    Moment.OPEN: 1 / 4,
    Moment.READING: 1 / 30,
    Moment.QUIET: 1 / 6,
    Moment.OWN_WORD: 0.0,
}
# While a question waits, stop needs 0.29, and less than its easiest answer where that is less (``bar``).
# At the bar of reading, of people whom the verdict had not met 95, 97 and 93 of 100 "stop"s were heard 6 dB
# over the echo, level with it and 6 dB under it (n = 88 each); in 20 minutes of our own voice nothing came
# near it (0.58 was the most), and in 20 minutes of other people's talk nothing passed (0.88; five-fold,
# calibration part, November 2026).
_STOP = {
    Moment.OPEN: 6 / 10,
    Moment.READING: 1 / 40,
    Moment.QUIET: 3 / 10,
    Moment.OWN_WORD: 1 / 780,
}

# Whoever is asked something, or is waited for, may say that they are in need instead: as likely as a "stop".
# While the voice reads, the bar is what it was at 1/100 and a lower cost: our own voice never asks for it.
NEED_ODDS: Mapping[Moment, float] = {
    Moment.OPEN: 1 / 2,
    Moment.READING: 1 / 150,
    Moment.QUIET: 1 / 4,
    Moment.OWN_WORD: 0.0,
}

ODDS: Mapping[Kind, Mapping[Moment, float]] = {
    kind: {Kind.STOP: _STOP, Kind.GLOBAL: _GLOBAL}.get(kind, _ANSWER) for kind in Kind
}
"""How likely a sound that is taken for such a word is meant as one, against an answer to an open question.

A probability is calibrated where half of what is heard are answers. While the voice reads, most of what is
heard is none of ours (other people, television, our own echo), so the same evidence is worth less. Stop
falls less than the others: who speaks up over the voice often means it. While the voice itself says a
word, only stop is taken from the microphone at all, and on evidence stronger still. Judged, but for that
of stop while the voice reads, which follows from what was counted.
"""

STOP_SHARE = 0.96
"""Where an answer needs less than stop would, stop needs this share of what that answer needs."""


def cost(name: str, heard: Vocabulary | None = None) -> Cost:
    """The row of the table for an option. What is listed among the answers of a moment is no global word.

    Args:
        name: the option's listed spelling.
        heard: the moment's vocabulary; without it the name of a global word means the global word.
    """
    kind = _kind(name, heard)
    return COSTS[kind] if _is_answer(name, heard) else GLOBAL_COSTS.get(name, COSTS[kind])


def bar(name: str, moment: Moment, heard: Vocabulary | None = None) -> float:
    """The probability above which taking a word for heard is cheaper than not; 1.0 means never.

    Args:
        name: the option's listed spelling.
        moment: what is going on.
        heard: the moment's vocabulary (see ``cost``). Stop needs less than any answer in it.
    """
    needed = _balanced(name, moment, heard)
    if heard is None or _kind(name, heard) is not Kind.STOP:
        return needed
    easiest = min((_balanced(o.name, moment, heard) for o in heard.answers if o.name != name), default=1.0)
    return needed if needed < easiest else STOP_SHARE * easiest


def _balanced(name: str, moment: Moment, heard: Vocabulary | None) -> float:
    """Where both mistakes with that name cost the same."""
    is_need = name in NEEDS and not _is_answer(name, heard)
    odds = (NEED_ODDS if is_need else ODDS[_kind(name, heard)])[moment]
    row = cost(name, heard)
    return row.lightest / (row.lightest + row.missed * odds)


def sure(name: str, heard: Vocabulary | None = None) -> float:
    """The probability below which an answer is asked about before it is acted upon; 0.0 means never.

    0.7 for a yes and for numbers, 0.6 for better and same and a writer's words, 0.5 for ready and done.
    Global words, stop above all, no, worse and too much are never asked about.
    """
    row = cost(name, heard)
    if row.asked is None:
        return 0.0
    worse = row.wrong - row.asked
    return round(worse / (worse + row.needless), 6)


def _is_answer(name: str, heard: Vocabulary | None) -> bool:
    return heard is not None and any(option.name == name for option in heard.answers)


def _kind(name: str, heard: Vocabulary | None) -> Kind:
    """The kind of a name: a global word's own, unless it is listed among the answers of the moment."""
    language = languages.of(heard.language) if heard else languages.ENGLISH
    if _is_answer(name, heard):
        kind = kind_of(name, language)
        return Kind.FREE if kind is Kind.GLOBAL else kind
    if name in {*NAMES, COVER}:
        return Kind.STOP if name == STOP else Kind.GLOBAL
    return kind_of(name, language)
