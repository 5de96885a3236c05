"""What a language is to the house: everything that is spoken or understood and depends on the language.

Rule 1: a language is data. Whatever is done with it (menus, forms, transcripts, hints on the screen) is
done once, for all of them, in the core.
Rule 2: the names of replies are the house's own and the same in every language: ``STOP`` is "stop"
whatever is said for it, so that keys, signals and the journal need no translation.
Rule 3: nothing here imports anything else of the core, so that everything else may import this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TypeAlias

Phrases: TypeAlias = tuple[str, ...]
Words: TypeAlias = tuple[str, ...]
Carrying: TypeAlias = Mapping[Words, float]
Row: TypeAlias = tuple["frozenset[Kind]", float, Phrases]
"""Kinds of replies, the weight of a carrier beside them, and the carriers themselves."""


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


# --- the names of the words that always work ----------------------------------------------------------

STOP = "stop"
GO_ON = "go on"
WHAT = "what can i say"
HELP = "help"
NOT_ALONE = "not alone here"
COVER = "cover word"
"""Ends everything at once; what is said for it is the person's own choice, and nobody else's."""

DISMISS = "put away"
"""Puts away what is pinned to the screen. It has a key and no words: it makes no difference to the talk."""

FIRST = (STOP, HELP, NOT_ALONE)
"""The global words that win over every answer of a moment, and that are understood in a ``hold`` too."""

NEEDS = (NOT_ALONE, HELP)
"""The words of need, in the order in which they are looked for in a sentence."""

NAMES = (
    *(STOP, HELP, NOT_ALONE, "wait", GO_ON, "repeat", "back", "skip", "slower", "faster", "louder"),
    *(WHAT, "quieter"),
)
"""Every name of a word that always works; each language has phrases for all of them."""


# --- what is understood -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Replies:
    """Which phrases mean which reply; in each row the commonest first.

    Attributes:
        yes: the family of yes; the first phrase of a family names it.
        no: of no.
        next: of next and ready.
        done: of done.
        better: of better.
        same: of the same.
        worse: of worse.
        too_much: of too much.
        numbers: 0 to 10, and the words for each.
        always: the global words, by their names (``NAMES``).
        folded: letters that people leave out or put in, and what each counts as, such as ``á`` for ``a``.
        articles: left away in speech: who is offered "the window" says "window".
        meant: what stands before an answer that puts another one right, such as "i meant".
    """

    yes: Phrases
    no: Phrases
    next: Phrases
    done: Phrases
    better: Phrases
    same: Phrases
    worse: Phrases
    too_much: Phrases
    numbers: Mapping[int, Phrases]
    always: Mapping[str, Phrases]
    folded: Mapping[str, str] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    meant: Phrases = ()

    @property
    def families(self) -> tuple[Phrases, ...]:
        """Every family; ``KINDS`` are their kinds, in the same order."""
        return (
            *(self.yes, self.no, self.next, self.done),
            *(self.better, self.same, self.worse, self.too_much),
        )


KINDS = (Kind.YES, Kind.NO, *[Kind.NEXT] * 2, *[Kind.STATE] * 2, *[Kind.EASING] * 2)


@dataclass(frozen=True, slots=True, eq=False)
class Menus:
    """How the items of a spoken menu are picked.

    Attributes:
        places: what may be said for the first, the second and the third item.
        last: what may be said for the last one.
        empty: words that pick nothing by themselves.
        joints: words that a part of an item's words does not end with.
        neither: items that turn the others down: whoever says no to a menu means such an item.
    """

    places: tuple[Phrases, ...]
    last: Phrases = ()
    empty: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    neither: Phrases = ()


@dataclass(frozen=True, slots=True, eq=False)
class Carriers:
    """What may stand around a reply without changing it: "um, I think it's a seven, thank you".

    No carrier holds a negation but after a no, so that none can turn a reply round. A weight is the natural
    logarithm of how likely a carrier is, against the bare reply: judged, and not counted.

    Attributes:
        hesitations: sounds and words that gain time. They may also stand within a reply.
        before: kind -> carrier that may stand before it -> weight.
        after: the same, for what may stand after it.
        requests: what may stand before an order that is a verb, and before no other.
        verbs: first words of those orders.
        keen: hesitations that may lead a reply and not trail one: "no, okay" is half a yes.
        gaining: what may stand before another carrier: "um, I think seven".
        shouted: what people say three times over, and the phrases of two words that they say twice.
        undoubled: said twice, they are something else: "oh, oh" is pain and no zero.
        respelt: another spelling -> the phrase that sounds the same; it needs no form of its own.
        negated: first words of phrases that are a negation already.
        turned_orders: what turns an order round: "don't stop".
        turned_answers: what turns an answer round: "not seven".
        never: strings of words that carriers must not make of a phrase, because they turn it round: Spanish
            "no" leads a stop ("no, para"), but "no quiero parar" is none.
    """

    hesitations: Phrases = ()
    before: Mapping[Kind, Carrying] = field(default_factory=lambda: table(()))
    after: Mapping[Kind, Carrying] = field(default_factory=lambda: table(()))
    requests: Carrying = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()
    keen: frozenset[Words] = frozenset()
    gaining: tuple[Words, ...] = ()
    shouted: frozenset[str] = frozenset()
    undoubled: frozenset[str] = frozenset()
    respelt: Mapping[str, str] = field(default_factory=dict)
    negated: frozenset[str] = frozenset()
    turned_orders: Phrases = ()
    turned_answers: Phrases = ()
    never: tuple[Words, ...] = ()


def table(rows: tuple[Row, ...]) -> Mapping[Kind, Carrying]:
    """Rows of carriers by the kinds that they stand beside; the first row that has one counts."""
    made: dict[Kind, dict[Words, float]] = {kind: {} for kind in Kind}
    for kinds, weight, carriers in rows:
        for kind in kinds:
            for carrier in carriers:
                made[kind].setdefault(tuple(carrier.split()), weight)
    return made


@dataclass(frozen=True, slots=True, eq=False)
class Transcripts:
    """How a whole transcript is read (see ``core.transcripts``); all of it may be empty.

    Attributes:
        spellings: other ways in which the same words are written.
        homophones: what is written for a number by an ear that knows no numbers.
        corrections: after these the last word counts.
        number_corrections: after these only between two numbers: "seven, no, eight".
        turns: words that turn from a long sentence to the answer.
        quoting: what follows these is somebody else's word: "she said, no".
        tags: phrases that close a longer sentence without answering anything.
        negations: words that turn round what they reach.
        forbidding: those that turn even a "please stop" round; "I can't, please stop" is a stop.
        links: words through which a negation reaches a "stop" behind them.
        no_stop_after: words that make the last "stop" of a sentence a noun or a statement.
        no_stop_before: words that do so when they follow the first.
        hard_stops: the phrases for stop that count at the two ends of a longer sentence.
        stop_leads: words that may lead such a stop.
        whole: words of one or two letters that are no stutter.
        out_of_ten: how "7/10" is said.
    """

    spellings: Mapping[str, str] = field(default_factory=dict)
    homophones: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Words, ...] = ()
    number_corrections: tuple[Words, ...] = ()
    turns: frozenset[str] = frozenset()
    quoting: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    forbidding: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    no_stop_after: frozenset[str] = frozenset()
    no_stop_before: frozenset[str] = frozenset()
    hard_stops: tuple[Words, ...] = ()
    stop_leads: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    out_of_ten: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """How somebody says in a whole sentence that they are in need (see ``core.need``); all may be empty.

    Attributes:
        long: short or careless spellings as patterns of whole words, and what they count as, in order.
        unheard: words that make no difference.
        rows: a word of need, and the patterns of folded words that mean it.
    """

    long: Mapping[str, str] = field(default_factory=dict)
    unheard: frozenset[str] = frozenset()
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


# --- what is spoken and shown -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The voice's own lines: what it says when no script does.

    Written to the content guide: short, no blame, no persuasion. A line that holds a global word is masked
    from the ear while it is spoken (see ``ear``), so that the voice never answers itself.

    Attributes:
        landing: after ``stop``: one line, then eight seconds in which it can be taken back.
        help: after "help" and the words of need: what this is, and the two ways on. No number is said here.
        not_alone: somebody may overhear: nothing about help, and no more words until one is asked for.
        cut_off: at the start, when the session before ended in the middle, by a power cut, say.
        go_on_from_there: what is asked then.
        something_else: the last item of a menu of scripts.
        was_that_right: after a weak answer of one, two, three words: four words at the most.
        breathe_in: like ``breathe_top_up``, ``breathe_hold`` and ``breathe_out`` short enough for its phase.
        few_words: once in a session in which the ear takes few words, which they are.
        can_say: what may be answered, as a sentence with a hole for the list.
        or_: what stands before the last item of a list, with its comma and its spaces.
        or_before: the same before an item that begins so; the longest such beginning counts.
        joining: words that begin a part of a sentence, and may go when what they join has gone.
    """

    landing: str
    closing: str
    waiting: str
    waited_long: str
    nudges: Phrases
    wait_nudges: Phrases
    help: str
    not_alone: str
    cut_off: str
    go_on_from_there: str
    offer: str
    something_else: str
    apology: str
    is_it_above_five: str
    moving_along: str
    stop_works: str
    while_reading: str
    while_waiting: str
    a_number: str
    was_that_right: Phrases
    slower: str
    slowest: str
    faster: str
    fastest: str
    louder: str
    loudest: str
    quieter: str
    quietest: str
    breathe_in: str
    breathe_top_up: str
    breathe_hold: str
    breathe_out: str
    microphone_lost: str
    microphone_silent: str
    microphone_back: str
    record_lost: str
    voice_lost: str
    few_words: str
    can_say: str
    or_: str
    or_before: Mapping[str, str] = field(default_factory=dict)
    joining: Phrases = ()

    def fixed(self) -> Iterator[str]:
        """Every line that never changes, so that each can be rendered ahead and kept in the cache."""
        for place in fields(self):
            value = getattr(self, place.name)
            for line in (value,) if isinstance(value, str) else value:
                if line.endswith((".", "?", "!")) and "{}" not in line:
                    yield line


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """What is written on the screen beside the captions.

    Attributes:
        breath: the words of a paced breath: in, top up, hold, out.
        the_one_read: what Enter picks while a menu is read.
    """

    enter: str
    escape: str
    the_one_read: str
    a_number: str
    wait: str
    go_on: str
    repeat: str
    skip: str
    stop: str
    breath: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """How the time, the date and the signs of a telephone are said (see ``given``, ``care.saying``).

    Attributes:
        hours: twelve of them, beginning with that of noon and midnight.
        minutes: for each five minutes of an hour; ``{0}`` is that hour and ``{1}`` the next one.
        parts: until which hour, 1 to 24, which part of the day lasts.
        about: the whole, of the time and the part of the day.
        noon: instead of all that, at noon; ``midnight`` at midnight.
        weekdays: from Monday on.
        days: how days of the month are said that are not like ``other_days``.
        date: the whole, of weekday, day, month and year.
        month: a month and its year.
        signs: what stands among the digits of a number, and its word.
    """

    hours: Phrases
    minutes: Phrases
    parts: tuple[tuple[int, str], ...]
    about: str
    noon: str
    midnight: str
    weekdays: Phrases
    months: Phrases
    date: str
    month: str
    signs: Mapping[str, str]
    days: Mapping[int, str] = field(default_factory=dict)
    other_days: str = "{}"


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language, whole. Two are never equal, so that what is worked out for one can be remembered.

    Attributes:
        code: as a script's ``language`` has it, such as ``en``.
        ear: the kinds of answers that the built-in ear hears well enough to be trusted with; None for all.
        name: its name in itself.
    """

    code: str
    name: str
    replies: Replies
    menus: Menus
    lines: Lines
    screen: Screen
    clock: Clock
    carriers: Carriers = field(default_factory=Carriers)
    transcripts: Transcripts = field(default_factory=Transcripts)
    needs: Needs = field(default_factory=Needs)
    ear: frozenset[Kind] | None = None
