"""Scripts that are offered for a trouble: ``offer: DOOR`` becomes a spoken menu as a session is put together.

Rule 1: who is asked what they need is never read a list. A page of the menu is two titles and "Something
else"; the last "Something else" leads on as silence does.
Rule 2: what is offered is known by its head alone, so that it need not be loaded before it is chosen.
Rule 3: the care script is never one of them, because which one was chosen is kept.
Rule 4: a step that runs what was chosen is called ``DOOR.SCRIPT``: so the record tells which was used where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from voiceground.core import languages
from voiceground.core.languages import ENGLISH, Language
from voiceground.core.menus import choice_options
from voiceground.core.model import Choice, Level, Question, Script, Step
from voiceground.core.state import CARE

DOORS = (
    *("panicky", "far-away", "frozen", "a-memory", "angry", "low", "worried-about-someone"),
    *("after-a-hard-talk", "practise"),
)
"""The troubles that a person can come with, as the front door names them."""

TITLES = 2
"""Titles on a page; with "Something else" they are three items."""

NO_ORDER: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Head:
    """What a script is chosen by.

    Attributes:
        id: the script's id.
        title: what it is called when it is offered.
        level: how much distress it is fit for.
        doors: the troubles it is offered for, the one it fits best first.
        language: the language that it is spoken in.
    """

    id: str
    title: str
    level: Level = Level.CALM
    doors: tuple[str, ...] = ()
    language: str = "en"


def candidates(heads: Iterable[Head]) -> dict[str, tuple[str, ...]]:
    """The scripts of each door in their usual order, by their ids.

    What names the door sooner in its ``doors`` comes first; among equals what is for higher distress, then
    what is for fewer doors, then the id.
    """
    heads = list(heads)
    doors = dict.fromkeys(door for head in heads for door in head.doors)
    return {door: tuple(head.id for head in _usual(door, heads)) for door in doors}


def _usual(door: str, heads: Iterable[Head]) -> list[Head]:
    levels = tuple(Level)
    return sorted(
        (head for head in heads if door in head.doors),
        key=lambda head: (head.doors.index(door), levels.index(head.level), len(head.doors), head.id),
    )


def with_offers(
    script: Script, heads: Iterable[Head], order: Mapping[str, Sequence[str]] = NO_ORDER
) -> Script:
    """A script in which every ``offer`` is the menu that it stands for.

    Args:
        script: it may offer scripts, or not.
        heads: the scripts that there are; those of another language, and the script itself, are not offered.
        order: what a door offers, best first; a door that is not in it offers all that it has.
    """
    if not any(step.offer for step in script.steps.values()):
        return script
    others = [head for head in heads if head.id not in {script.id, CARE}]
    known = {head.id: head for head in others if head.language == script.language}
    usual = candidates(known.values())
    language = languages.of(script.language)
    steps: dict[str, Step] = {}
    for step in script.steps.values():
        ids = order.get(step.offer, usual.get(step.offer, ())) if step.offer else ()
        offered = [known[id_] for id_ in ids if id_ in known]
        steps.update((made.id, made) for made in _made(step, offered, language))
    return replace(script, steps=steps)


def pages(titles: Sequence[str], language: Language = ENGLISH) -> list[tuple[str, ...]]:
    """What is read on each page of a menu of these titles."""
    return [(*page, language.lines.something_else) for page in _by_page(titles)]


def _by_page(items: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(items[first : first + TITLES]) for first in range(0, len(items), TITLES)]


def _made(step: Step, offered: Sequence[Head], language: Language) -> Iterator[Step]:
    """The steps that an offer becomes: its pages, and for each script one that runs it."""
    question = step.question
    if step.offer is None or question is None:
        yield step
        return
    if not offered:  # nothing to choose from: on, without a question
        yield replace(step, offer=None, question=None)
        return
    door, kept = step.offer, question.save
    silent = question.silence.then if question.silence else None
    last = silent or step.then or step.id
    read = pages([head.title for head in offered], language)
    names = [step.id, *(f"{step.id}+{number}" for number in range(2, len(read) + 1))]
    chosen = _by_page([f"{door}.{head.id}" for head in offered])
    for name, page, ways, on in zip(names, read, chosen, [*names[1:], last], strict=True):
        asked = _page(question, page, (*ways, on), language, is_first=name == step.id)
        if name == step.id:
            yield replace(step, offer=None, question=asked)
        else:
            yield Step(name, question=asked, then=step.then)
    for head in offered:
        sets = {kept: head.id} if kept else {}
        yield Step(f"{door}.{head.id}", sets=sets, run=head.id, then=step.then)


def _page(
    question: Question, read: Sequence[str], ways: Sequence[str], language: Language, *, is_first: bool
) -> Question:
    taken = {phrase for reply in question.replies for phrase in reply.option.phrases}
    options = choice_options(read, taken, language)
    choices = tuple(
        Choice(said, option, then) for said, option, then in zip(read, options, ways, strict=True)
    )
    return replace(question, ask=question.ask if is_first else "", choices=choices, save=None)
