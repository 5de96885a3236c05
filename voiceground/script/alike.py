"""Which replies sound alike: by the distance of their pronunciations, and by what recordings showed.

Rule 1: only what a script lists is compared, not the everyday variants that come along: a writer can
    change the one and not the other.
Rule 2: every verdict names the distance, so that a writer can see how near a second try comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice, product
from operator import itemgetter
from typing import TypeAlias

from voiceground.core.languages import Language
from voiceground.core.phonetics import Phones, distance, gap
from voiceground.core.replies import global_of
from voiceground.script.around import Ways

LEAST = 0.7
"""How far apart two replies of a question have to be, in phones (``core.phonetics``).

Of the pairs that the ear was measured to confuse (docs/ear.md), three / tree has 0.35, no / go 0.61 and
up / off 0.69. Ordinary pairs lie above: slow / low 0.75, tap / talk 0.96, walk / talk 1.00, see / hear 1.12,
left / right 1.27, yes / no 1.66, better / worse 2.01. Of all 3,570 pairs of 85 everyday words 41 lie
below (1.1 %); at 0.95 it would be three times as many, with same / near and leave / move among them.
"""

LEAST_LIVE = 0.6
"""The same to a global word, which nobody chose: lake / wait has 0.55, step / skip 0.46, yes / wait 0.82."""

CONFUSED = frozenset({frozenset({"yes", "left"}), frozenset({"no", "down"})})
"""Pairs that lie further apart (1.02 and 1.51), and that people's recordings were confused between."""

MOST_WAYS = 16
"""Ways to say a whole phrase that are compared; a phrase of many words has hundreds."""

COMPARED = 10_000
"""Pairs of one file that are compared (about 0.2 s); a script that is used has a few hundred."""

LONGEST = 8
"""Words of a phrase that are compared; a longer one is told from its rivals by its length."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two phrases sound, and why that is too much."""

    apart: float
    why: str


Rival: TypeAlias = tuple[str, Verdict]


class Sounds:
    """Compares phrases; what it has found out it remembers.

    Args:
        said: the ways to say a word of a language.
        language: what the script is spoken in.
    """

    def __init__(self, said: Callable[[str, str], Ways], language: Language) -> None:
        self._said: Callable[[str], Ways] = lambda word: said(word, language.code)
        self._globals = global_of(language)
        self._ways: dict[str, tuple[tuple[Phones, ...], ...]] = {}
        self._verdicts: dict[tuple[str, str], Verdict | None] = {}
        self._live: dict[str, Rival | None] = {}

    def rival(self, phrase: str, others: Iterable[str]) -> Rival | None:
        """The phrase of these that this one is most easily taken for, if it can be at all."""
        if len(self._verdicts) >= COMPARED:
            return None
        found = [
            (verdict.apart, other, verdict) for other in others if (verdict := self.verdict(phrase, other))
        ]
        return min(found, key=itemgetter(0))[1:] if found else None

    def live_rival(self, phrase: str) -> Rival | None:
        """The global word that a phrase can be taken for, if there is one and it is none itself."""
        if phrase not in self._live:
            rival = None if phrase in self._globals else self.rival(phrase, self._globals)
            self._live[phrase] = rival if rival and rival[1].apart < LEAST_LIVE else None
        return self._live[phrase]

    def verdict(self, one: str, other: str) -> Verdict | None:
        """Why two phrases cannot be told apart; None where they can, and where too many were compared."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._verdicts and len(self._verdicts) < COMPARED:
            self._verdicts[pair] = self._compared(one, other)
        return self._verdicts.get(pair)

    def _compared(self, one: str, other: str) -> Verdict | None:
        mine, theirs = self._phrase(one), self._phrase(other)
        joined = [(sum(a, ()), sum(b, ())) for a, b in product(mine, theirs)]
        if not joined:
            return None
        if frozenset({one, other}) in CONFUSED:
            return Verdict(_nearest(joined), "but people's recordings of the one were heard as the other")
        near = [pair for pair in joined if _may_be_near(*pair)]
        apart = _nearest(near) if near else LEAST
        if apart < LEAST:
            return Verdict(apart, "which is too near to tell them apart")
        if any(_begins(a, b) or _begins(b, a) for a, b in product(mine, theirs)):
            return Verdict(_nearest(joined), "but the one begins like the whole of the other")
        return None

    def _phrase(self, phrase: str) -> tuple[tuple[Phones, ...], ...]:
        """The ways to say a phrase, each as the phones of its words; empty where it cannot be said."""
        if phrase not in self._ways:
            words = phrase.split()
            ways = [self._said(word) for word in words] if len(words) <= LONGEST else []
            every = product(*ways) if ways else ()
            self._ways[phrase] = tuple(islice(every, MOST_WAYS))
        return self._ways[phrase]


def _nearest(pairs: Iterable[tuple[Phones, Phones]]) -> float:
    return min(distance(one, other) for one, other in pairs)


def _may_be_near(one: Phones, other: Phones) -> bool:
    """Whether their lengths leave two strings a chance to be near; it saves most of the work."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    cheapest = sorted(gap(phone) for phone in longer)
    return sum(cheapest[: len(longer) - len(shorter)]) < LEAST


def _begins(short: tuple[Phones, ...], long: tuple[Phones, ...]) -> bool:
    """Whether a phrase is over in the middle of the other's word, as "four" is in "forward".

    Where it is over between two words ("see" in "see nothing"), the ear waits for the second.
    """
    end = len(sum(short, ()))
    bounds = {sum(len(word) for word in long[:count]) for count in range(len(long) + 1)}
    return end > 1 and end not in bounds and sum(long, ())[:end] == sum(short, ())
