"""Random walks through a script: a person who answers anything, or nothing, or asks for something else.

They hunt for what no plan foresees: a moment that nothing leads out of, a session that lasts far longer than
the script says, a step that nobody ever comes to. The same seed walks the same ways.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from voiceground.core.conditions import looks_up
from voiceground.core.events import Heard, Misheard
from voiceground.core.languages.language import GO_ON, STOP
from voiceground.core.model import Script
from voiceground.core.naming import OF_CARE, WITHIN
from voiceground.core.state import Phase
from voiceground.rehearsal.options import NAMES
from voiceground.rehearsal.stage import Stage
from voiceground.rehearsal.within import framed
from voiceground.script.graph.edges import edges

MOST_EVENTS = 20_000
"""Events after which a walk is called endless."""

LONGEST = 2.0
"""How many times as long as its ``minutes`` a script may take somebody who only answers, or does not; what
others take that it runs meanwhile is theirs."""

SILENCE, UNCLEAR = 0.2, 0.12
"""How often a question is met with silence, and with something that is not understood."""

RESTLESS = 0.3
"""How many of the walkers also use the global words."""

WORD = 0.03
"""How often such a walker says one, at each moment."""

WORDS = ("wait", GO_ON, "repeat", "back", "skip", "slower", "faster", "louder", "quieter", STOP)


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk.

    Attributes:
        number: counted from 1; with the seed it names the walk.
        told: what was said, line by line, as a plan would tell it.
        seconds: how long it took, by the voice's usual rate.
        events: how many things happened.
        ended: how, or None where it did not.
        is_restless: whether global words were used.
        elsewhere: the minutes that the scripts say which it ran as a part of itself.
    """

    number: int
    told: tuple[str, ...]
    seconds: float
    events: int
    ended: str | None
    is_restless: bool
    elsewhere: float = 0.0


@dataclass(frozen=True, slots=True)
class Trap:
    """What is wrong, in a sentence, and the walk that shows it, if one does."""

    problem: str
    walk: Walk | None


@dataclass(frozen=True, slots=True)
class Walks:
    """What the walks through a script found.

    Attributes:
        script: its id.
        count: how many walks there were.
        seed: of the random numbers.
        traps: what is wrong; of each kind, the walk that shows it most shortly.
        median_seconds: how long half of those took that used no global words.
        longest_seconds: the longest of those.
    """

    script: str
    count: int
    seed: int
    traps: tuple[Trap, ...]
    median_seconds: float
    longest_seconds: float


def walk(
    script: Script,
    count: int,
    seed: int,
    library: Mapping[str, Script] | None = None,
    written: Script | None = None,
) -> Walks:
    """Walk through a script so many times.

    Args:
        script: what is walked through.
        count: how often.
        seed: of the random numbers.
        library: the scripts that it may run, by their ids.
        written: the script as it is written, where its offers have been made menus: its steps are to be
            reached, and not each item of what is offered.
    """
    chance = random.Random(seed)  # noqa: S311  the same seed should walk the same ways
    taken: Counter[tuple[str, str]] = Counter()
    reached: set[str] = set()
    walks = []
    for number in range(1, count + 1):
        walker = _Walker(script, chance, taken, library or {})
        walks.append(walker.walked(number))
        reached.update(walker.stage.entered)
    traps = [*_dead_ends(walks), *_too_long(script, walks), *_unreached(written or script, reached)]
    times = [one.seconds for one in walks if not one.is_restless and one.ended] or [0.0]
    return Walks(script.id, count, seed, tuple(traps), median(times), max(times))


def _asks_about(script: Script, name: str) -> bool:
    """Whether a script does something else by what the session knows under a name."""
    return any(looks_up(rule.when, name) for step in script.steps.values() for rule in step.rules)


def _dead_ends(walks: Sequence[Walk]) -> list[Trap]:
    lost = [one for one in walks if one.ended is None]
    if not lost:
        return []
    why = "went on and on" if lost[0].events >= MOST_EVENTS else "came to a moment that nothing leads out of"
    problem = f"{len(lost)} of {len(walks)} walks never ended: the shortest {why}."
    return [Trap(problem, min(lost, key=lambda one: len(one.told)))]


def _too_long(script: Script, walks: Sequence[Walk]) -> list[Trap]:
    if not script.minutes:
        return []
    calm = [one for one in walks if one.ended and not one.is_restless]
    slow = [one for one in calm if one.seconds > (script.minutes + one.elsewhere) * 60 * LONGEST]
    if not slow:
        return []
    worst = max(slow, key=lambda one: one.seconds)
    problem = (
        f"{len(slow)} of {len(walks)} walks took more than {LONGEST:g} times the {script.minutes:g} minutes "
        f"that the script says; the longest {worst.seconds / 60:.1f} minutes."
    )
    return [Trap(problem, worst)]


def _unreached(script: Script, reached: set[str]) -> list[Trap]:
    traps = []
    for step in script.steps:
        if step not in reached:
            ways = ", ".join(str(edge) for edge in edges(script) if edge.target == step) or "nothing"
            traps.append(Trap(f"No walk ever came to {step}. What leads there: {ways}.", None))
    return traps


SOMEBODY = "somebody"
"""The id of the script that runs the one that is walked through, where it asks for that."""


class _Walker:
    """One person on one walk. ``taken`` is shared by all: the less trodden way is tried more often."""

    def __init__(
        self,
        script: Script,
        chance: random.Random,
        taken: Counter[tuple[str, str]],
        library: Mapping[str, Script],
    ) -> None:
        within = SOMEBODY if _asks_about(script, WITHIN) and chance.random() < 0.5 else ""
        whole, around = framed(script, within, library)
        known = {name: chance.choice(("", "yes")) for name in OF_CARE if _asks_about(script, name)}
        self.stage = Stage(whole, {**NAMES, **known}, around)
        self._chance = chance
        self._taken = taken
        self._told: list[str] = []
        self._lines = 0
        self._window = (0, 0, 0, 0)
        self._used_word = False
        self._walked = script.id
        self._depth = 0
        self._elsewhere = 0.0

    def walked(self, number: int) -> Walk:
        """Walk to the end, or until it is clear that there is none."""
        is_restless = self._chance.random() < RESTLESS
        events = 0
        while not self.stage.over and events < MOST_EVENTS:
            events += 1
            self._listen()
            self._count_minutes()
            if is_restless and self._chance.random() < WORD:
                self._say(self._chance.choice(WORDS))
            elif not self._answers() and not self.stage.step():
                break
        self._listen()
        ended = self.stage.endings[0].value if self.stage.over else None
        told = (*self._told, f"ends: {ended or 'never'}")
        return Walk(number, told, self.stage.now, events, ended, self._used_word, self._elsewhere)

    def _count_minutes(self) -> None:
        """Add what the scripts say that were called since the last time; the one that is walked is none."""
        calls = self.stage.state.calls
        new = [self.stage.state.library[frame.script] for frame in calls[self._depth :]]
        self._elsewhere += sum(called.minutes for called in new if called.id != self._walked)
        self._depth = len(calls)

    def _listen(self) -> None:
        for text in self.stage.said[self._lines :]:
            self._told.append(f"voice: {text}")
        self._lines = len(self.stage.lines)

    def _say(self, word: str) -> None:
        self._used_word = True
        self._told.append(f"person: {word}")
        self.stage.happen(Heard(word))

    def _answers(self) -> bool:
        """At each reply window, once: an answer, a mumble, or silence (then it returns False)."""
        state = self.stage.state
        window = (len(self.stage.replies), state.clock, state.misses, state.offers)
        if state.phase is not Phase.LISTENING or self._window == window:
            return False
        self._window = window
        roll = self._chance.random()
        if roll < SILENCE or not state.vocabulary.answers:
            self._told.append("person: (silence)")
            return False
        if roll < SILENCE + UNCLEAR:
            self._told.append("person: (unclear)")
            self.stage.happen(Misheard())
            return True
        name = self._pick([answer.name for answer in state.vocabulary.answers])
        self._told.append(f"person: {name}")
        self.stage.happen(Heard(name))
        return True

    def _pick(self, names: Sequence[str]) -> str:
        step = self.stage.state.step
        name = self._chance.choice(names)
        if self._chance.random() < 0.5:
            name = min(names, key=lambda one: self._taken[step, one])
        self._taken[step, name] += 1
        return name
