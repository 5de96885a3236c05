"""What can be checked of a script as a whole: one function a rule, all of them in ``CHECKS``.

A rule reads a ``Draft``, which may have holes where something could not be read; it must not complain
about a hole a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

from voiceground.core.conditions import looks_up
from voiceground.core.languages.language import GO_ON
from voiceground.core.menus import MOST_ITEMS
from voiceground.core.model import Band
from voiceground.core.naming import GIVEN, WITHIN
from voiceground.core.pacing import LONGEST_SILENCE
from voiceground.core.replies import global_of, normal, number_option, option
from voiceground.script.advice import ADVICE
from voiceground.script.alike import Sounds
from voiceground.script.around import ALONE, Around
from voiceground.script.draft import START, Answer, By, Draft, Ranges
from voiceground.script.names import KEEPING, OUTSIDE
from voiceground.script.problems import TOP, Place, did_you_mean
from voiceground.script.ways import all_reached, backwards, by_itself, loops, ways_of, when_nobody_answers

NUMBERS = range(11)
OWNABLE = frozenset({GO_ON, "skip"})
"""The global words that an answer of the moment may take over (docs/script-language.md)."""

SHOWN_STEPS = 12
"""How many steps a hint names."""

CHOSEN_BY = ("summary", "level", "minutes", "reviewed")
"""Keys of the head that people choose a script by."""


def check(draft: Draft, around: Around = ALONE) -> None:
    """Apply every rule; what they find is in ``draft.findings``."""
    for rule in CHECKS:
        rule(draft)
    for wider in WITH_AROUND:
        wider(draft, around)


# --- the head ---------------------------------------------------------------------------------------


def head_is_complete(draft: Draft) -> None:
    """The keys that people choose by are there."""
    missing = [f"`{key}`" for key in CHOSEN_BY if key not in draft.head]
    if missing and draft.head:
        draft.findings.add("head-incomplete", TOP, keys=", ".join(missing))


# --- the steps as a graph ---------------------------------------------------------------------------


def targets_exist(draft: Draft) -> None:
    """Every step that is named is there."""
    for lead in draft.leads:
        if draft.steps and lead.target not in draft.steps:
            steps = ", ".join(islice(draft.steps, SHOWN_STEPS))
            hint = did_you_mean(draft.meant(lead.target))
            draft.findings.add("unknown-step", lead.place, hint=hint, target=lead.target, steps=steps)


def steps_are_reached(draft: Draft) -> None:
    """Every step can be reached from the first one."""
    ways = ways_of(draft)
    reached = all_reached(ways, [START])
    for step, place in draft.steps.items():
        if ways[START] and not draft.torn and step not in reached:
            draft.findings.add("unreached-step", place, step=step)


def ends_are_reached(draft: Draft) -> None:
    """From every step there is a way to an end. A group without one is told once, at its first step."""
    ways = ways_of(draft)
    back = backwards(ways)
    torn = {lead.step for lead in draft.leads if draft.meant(lead.target) is None}
    ends = [step for step in draft.steps if draft.script.steps[step].end or step in torn or not ways[step]]
    lost = draft.steps.keys() - all_reached(back, ends)
    near = {step: [other for other in ways[step] + back[step] if other in lost] for step in lost}
    told: set[str] = set()
    for step in draft.steps:
        if step in lost and step not in told:
            told |= all_reached(near, [step])
            draft.findings.add("no-way-to-an-end", draft.steps[step], step=step)


def loops_ask(draft: Draft) -> None:
    """No loop goes round for ever while nobody does anything; without a question nobody can leave it."""
    silent = {
        step for loop in loops(draft, by_itself) for step in _told(draft, "loop-without-a-choice", loop)
    }
    for loop in loops(draft, when_nobody_answers):
        if not silent & {*loop}:
            _told(draft, "endless-silence", loop)


def _told(draft: Draft, code: str, loop: list[str]) -> list[str]:
    around = " -> ".join([*loop, loop[0]]) if len(loop) < 5 else f"{loop[0]} -> ... -> {loop[0]}"
    draft.findings.add(code, draft.steps[loop[0]], loop=around)
    return loop


# --- answers ----------------------------------------------------------------------------------------


def ranges_fit(draft: Draft) -> None:
    """The ranges of a question take every number from 0 to 10, once."""
    for ranges in draft.ranges:
        taken: dict[int, Band] = {}
        for band, place in ranges.bands:
            both = [number for number in range(band.low, band.high + 1) if number in taken]
            if both:
                draft.findings.add("ranges-overlap", place, low=both[0], high=both[-1])
            taken.update(dict.fromkeys(range(band.low, band.high + 1), band))
        _no_gap(draft, ranges, taken)


def _no_gap(draft: Draft, ranges: Ranges, taken: Mapping[int, Band]) -> None:
    missing = [str(number) for number in NUMBERS if number not in taken]
    if missing and ranges.whole:
        draft.findings.add("ranges-gap", ranges.place, missing=", ".join(missing))


def replies_differ(draft: Draft) -> None:
    """No phrase is listed for two answers of one question, and every answer can be said."""
    numbers = {
        phrase: str(number)
        for number in NUMBERS
        for phrase in (str(number), *number_option(number, draft.language).phrases)
    }
    asked = {ranges.step for ranges in draft.ranges}
    owner: dict[tuple[str, str], Answer] = {}
    for answer in draft.answers:
        for phrase in _listed(answer):
            other = owner.setdefault((answer.step, phrase), answer)
            if other is not answer:
                _same(draft, answer, other.listed, phrase)
            elif answer.step in asked and phrase in numbers:
                _same(draft, answer, numbers[phrase], phrase)
        if not option(answer.listed, draft.language).phrases:
            draft.findings.add("unsayable-reply", answer.place, answer=answer.listed)


def _same(draft: Draft, answer: Answer, other: str, phrase: str) -> None:
    draft.findings.add("repeated-reply", answer.place, answer=answer.listed, other=other, phrase=phrase)


def _listed(answer: Answer) -> dict[str, None]:
    """The phrases that an answer lists outright."""
    return dict.fromkeys(phrase for way in answer.listed.split("/") if (phrase := normal(way)))


def replies_sound_different(draft: Draft, around: Around) -> None:
    """No two answers of a question can be taken for each other, and none for a global word."""
    if around.said is None:
        return
    sounds = Sounds(around.said, draft.language)
    asked = {ranges.step for ranges in draft.ranges}
    counted = [words[0] for words in draft.language.replies.numbers.values()]
    others: dict[str, dict[str, None]] = {}
    items = [Answer(menu.step, said, place) for menu in draft.menus for said, place in menu.items]
    items += [
        Answer(offered.step, head.title, offered.place)
        for offered in draft.offered
        for head in around.offered(offered.door)
    ]
    for answer in (*draft.answers, *items):
        numbers = counted if answer.step in asked else []
        before = others.setdefault(answer.step, dict.fromkeys(numbers))
        mine = [phrase for phrase in _listed(answer) if phrase not in before]
        for phrase in mine:
            for code, rival in (
                ("sounds-alike", sounds.rival(phrase, before)),
                ("sounds-like-global", sounds.live_rival(phrase)),
            ):
                if rival:
                    other, verdict = rival
                    place = draft.findings.within(answer.place, phrase)
                    apart = f"{verdict.apart:.2f}"
                    draft.findings.add(code, place, answer=phrase, other=other, apart=apart, why=verdict.why)
        before.update(dict.fromkeys(mine))


def global_words_are_free(draft: Draft) -> None:
    """No answer takes over a word that is always live, but for those that a moment may own."""
    for answer in draft.answers:
        for phrase in _listed(answer):
            word = global_of(draft.language).get(phrase)
            if word is not None and word not in OWNABLE:
                draft.findings.add("global-word", answer.place, phrase=phrase, word=word)


def given_names_stay(draft: Draft) -> None:
    """What the session tells a script is not kept over."""
    for named in draft.names:
        if named.naming in KEEPING and named.name in GIVEN:
            draft.findings.add("given-name", named.place, name=named.name)


def menus_are_short(draft: Draft) -> None:
    """A spoken menu has at most three items: more cannot be kept in mind."""
    for menu in draft.menus:
        if len(menu.items) > MOST_ITEMS:
            said, place = menu.items[MOST_ITEMS]
            draft.findings.add("too-many-options", place, count=len(menu.items), most=MOST_ITEMS, said=said)


# --- what is said -----------------------------------------------------------------------------------


def pauses_are_announced(draft: Draft) -> None:
    """After a line that does not say how long, at most 10 s of silence."""
    for quiet in draft.quiets:
        _is_announced(draft, quiet.seconds, quiet.announced, quiet.place)
    for held in draft.held:
        _is_announced(draft, held.hold.seconds, held.announced, held.place)


def _is_announced(draft: Draft, seconds: float, announced: str, place: Place) -> None:
    if seconds > LONGEST_SILENCE and not draft.wording.how_long.search(normal(announced)):
        draft.findings.add("unannounced-pause", place, seconds=f"{seconds:g}")


def breathing_is_possible(draft: Draft) -> None:
    """Every part of a pattern lasts as long as people can do it."""
    for paced in draft.paced:
        breathing = paced.breathing
        lasting = {"in": breathing.inhale, "out": breathing.exhale}
        lasting |= {"hold": breathing.hold} if breathing.hold else {}
        lasting |= {"top-up": breathing.top_up} if breathing.top_up else {}
        for part, seconds in lasting.items():
            least, most = BREATHS[part]
            if not least <= seconds <= most:
                told = {"part": part, "seconds": f"{seconds:g}", "least": f"{least:g}", "most": f"{most:g}"}
                draft.findings.add("breath-range", paced.place, **told)


BREATHS: Mapping[str, tuple[float, float]] = {
    "in": (1.0, 8.0),
    "hold": (0.5, 8.0),
    "top-up": (0.5, 3.0),
    "out": (1.0, 12.0),
}
"""Seconds that each part of a breath may last; from below the quickest paced breath to above the slowest in
use (4-7-8, and twelve seconds out of a five-breath minute)."""


def holds_can_end(draft: Draft) -> None:
    """The silence that ends a ``hold`` is shorter than the hold itself, and longer than a breath."""
    for held in draft.held:
        silence = held.hold.silence
        if silence is not None and not SHORTEST_END <= silence < held.hold.seconds:
            told = {"silence": f"{silence:g}", "least": f"{SHORTEST_END:g}", "most": f"{held.hold.seconds:g}"}
            draft.findings.add("hold-range", held.place, **told)


SHORTEST_END = 3.0
"""Seconds of silence that may end a ``hold``; less is a pause for breath."""


def ends_land(draft: Draft) -> None:
    """Before an end something is said; not where a part of another script goes back to that."""
    spoken = {line.step for line in draft.spoken}
    for id_, step in draft.script.steps.items():
        if step.end and id_ not in spoken and not step.run and not _goes_back(draft, id_):
            draft.findings.add("no-landing", draft.steps[id_], step=id_)


def _goes_back(draft: Draft, step: str) -> bool:
    """Whether a step is only come to by rules on ``within``."""
    rules = [rule for other in draft.script.steps.values() for rule in other.rules if rule.then == step]
    leads = [lead for lead in draft.leads if lead.target == step]
    by_rules = bool(rules) and all(lead.by is By.IF for lead in leads)
    return by_rules and all(looks_up(rule.when, WITHIN) for rule in rules)


CHECKS: tuple[Callable[[Draft], None], ...] = (
    head_is_complete,
    targets_exist,
    steps_are_reached,
    ends_are_reached,
    loops_ask,
    ranges_fit,
    replies_differ,
    global_words_are_free,
    given_names_stay,
    menus_are_short,
    pauses_are_announced,
    breathing_is_possible,
    holds_can_end,
    ends_land,
    *ADVICE,
)

WITH_AROUND: tuple[Callable[[Draft, Around], None], ...] = (replies_sound_different, *OUTSIDE)
"""Rules that need to know what lies beside the script."""
