"""Small scripts for the core's tests, and a hypothesis strategy that makes any number of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from voiceground.core.conditions import parse_condition
from voiceground.core.menus import choice_options
from voiceground.core.model import (
    Band,
    Breathing,
    Choice,
    Cue,
    Ending,
    Hold,
    Line,
    Pause,
    Question,
    Reply,
    Rule,
    Script,
    Step,
    Way,
)
from voiceground.core.replies import options


def script(*steps: Step, start: str | None = None) -> Script:
    return Script("test", "Test", start or steps[0].id, {step.id: step for step in steps})


def ask(text: str, replies: dict[str, str], **more: Any) -> Question:
    made = tuple(Reply(o, then) for o, then in zip(options(replies), replies.values(), strict=True))
    return Question(text, replies=made, **more)


LOOK = script(
    Step(
        "hello",
        say=(Line("I'm with you."), Line("We could look around.")),
        question=ask("Would you like to?", {"yes": "see", "no": "rest"}, silence=Way("see")),
    ),
    Step(
        "see",
        say=(Line("Let your eyes wander."), Pause(3.0), Line("Fewer is fine.")),
        question=ask(
            "Say ready when you are.", {"ready": "number", "too much": "rest"}, silence=Way("number")
        ),
    ),
    Step(
        "number",
        question=Question(
            "What is your number?",
            bands=(Band(0, 3, "rest"), Band(4, 7, "rest"), Band(8, 10, "see")),
            silence=Way("rest"),
        ),
    ),
    Step("rest", say=(Line("One sound near you."), Pause(25.0)), then="landing"),
    Step("landing", say=(Line("That's it for now."),), end=Ending.DONE),
)

IDS = ("a", "b", "c", "d")
PART = "part"
"""The id of another script, which steps may run."""

NAMES = ("mood", "hard")
CONDITIONS = ("mood == yes", "hard > 6 and not mood == no", "(hard < 3 or mood != blue)", "mood")
MENU = ("Look at the window.", "A breath together", "Some rain")


def _ways() -> st.SearchStrategy[Way | None]:
    say = st.lists(st.just("Another way."), max_size=2).map(tuple)
    return st.none() | st.builds(Way, st.none() | st.sampled_from(IDS), say)


@st.composite
def _choices(draw: st.DrawFn, taken: list[str]) -> tuple[Choice, ...]:
    items = MENU[: draw(st.integers(1, 3))]
    made = choice_options(items, taken)
    return tuple(
        Choice(say, option, draw(st.sampled_from(IDS))) for say, option in zip(items, made, strict=True)
    )


@st.composite
def _questions(draw: st.DrawFn) -> Question:
    words = draw(
        st.lists(
            st.sampled_from(["yes", "no", "ready", "too much", "skip", "back", "blue"]),
            unique=True,
            max_size=3,
        )
    )
    replies = tuple(Reply(o, draw(st.sampled_from(IDS))) for o in options(words))
    choices = draw(_choices(words)) if draw(st.booleans()) else ()
    bands: tuple[Band, ...] = ()
    if not (replies or choices) or (not choices and draw(st.booleans())):
        cut = draw(st.integers(0, 9))
        bands = (Band(0, cut, draw(st.sampled_from(IDS))), Band(cut + 1, 10, draw(st.sampled_from(IDS))))
    return Question(
        draw(st.sampled_from(["A question?", ""])) if choices else "A question?",
        replies,
        bands,
        draw(st.none() | st.floats(1.0, 60.0)),
        draw(_ways()),
        draw(_ways()),
        choices,
        draw(st.none() | st.sampled_from(NAMES)),
        draw(st.booleans()),
    )


def _breathing() -> st.SearchStrategy[Breathing]:
    lengths = st.floats(1.0, 8.0)
    return st.builds(Breathing, lengths, lengths, st.integers(1, 12), st.just(0.0) | lengths)


@st.composite
def _steps(draw: st.DrawFn, id_: str, parts: tuple[str, ...]) -> Step:
    lines = st.builds(Line, st.sampled_from(["A line.", "You said {mood} and {hard}.", "It is {time}."]))
    items = st.lists(
        lines | st.builds(Pause, st.floats(0.1, 60.0)) | st.builds(Cue, st.sampled_from(["bell", "none"])),
        max_size=3,
    )
    steps = st.sampled_from(IDS)
    rules = st.lists(st.builds(Rule, st.sampled_from(CONDITIONS).map(parse_condition), steps), max_size=2)
    common: dict[str, Any] = {
        "say": tuple(draw(items)),
        "rules": tuple(draw(rules)),
        "sets": draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["yes", "7"]), max_size=1)),
        "breathing": draw(st.none() | _breathing()),
        "pause": draw(st.none() | st.builds(Pause, st.floats(0.1, 60.0))),
        "hold": draw(st.none() | st.builds(Hold, st.floats(1, 120), st.none() | st.floats(1, 15))),
        "run": draw(st.none() | st.sampled_from(parts)) if parts else None,
    }
    if draw(st.booleans()):
        return Step(id_, question=draw(_questions()), then=draw(st.none() | steps), **common)
    if draw(st.booleans()):
        return Step(id_, then=draw(steps), **common)
    return Step(
        id_,
        end=draw(st.sampled_from(list(Ending)[:2])) if not draw(st.booleans()) else Ending.PERSON,
        **common,
    )


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """Any script at all, with every key, loops and dead ends included: the checker is not relied upon."""
    return script(*(draw(_steps(id_, (PART, "nowhere", "test"))) for id_ in IDS))


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, Script]:
    """What such scripts may run: one of their like, which may run itself, and them."""
    part = script(*(draw(_steps(id_, (PART, "test"))) for id_ in IDS))
    return {PART: part, "test": script(*(draw(_steps(id_, ())) for id_ in IDS))}
