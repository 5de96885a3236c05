"""Small scripts for the core's tests, and a hypothesis strategy that makes any number of them."""

from __future__ import annotations

from hypothesis import strategies as st

from voiceground.core.model import Band, Ending, Line, Pause, Question, Reply, Script, Step, Way
from voiceground.core.replies import options


def script(*steps: Step, start: str | None = None) -> Script:
    return Script("test", "Test", start or steps[0].id, {step.id: step for step in steps})


def ask(text: str, replies: dict[str, str], **more: object) -> Question:
    made = tuple(Reply(o, then) for o, then in zip(options(replies), replies.values(), strict=True))
    return Question(text, replies=made, **more)  # type: ignore[arg-type]


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


def _ways() -> st.SearchStrategy[Way | None]:
    say = st.lists(st.just("Another way."), max_size=2).map(tuple)
    return st.none() | st.builds(Way, st.none() | st.sampled_from(IDS), say)


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
    bands: tuple[Band, ...] = ()
    if not replies or draw(st.booleans()):
        cut = draw(st.integers(0, 9))
        bands = (Band(0, cut, draw(st.sampled_from(IDS))), Band(cut + 1, 10, draw(st.sampled_from(IDS))))
    window = draw(st.none() | st.floats(1.0, 60.0))
    return Question("A question?", replies, bands, window, draw(_ways()), draw(_ways()))


@st.composite
def _steps(draw: st.DrawFn, id_: str) -> Step:
    items = st.lists(st.builds(Line, st.just("A line.")) | st.builds(Pause, st.floats(0.1, 60.0)), max_size=3)
    say = tuple(draw(items))
    if draw(st.booleans()):
        return Step(id_, say, draw(_questions()), then=draw(st.none() | st.sampled_from(IDS)))
    if draw(st.booleans()):
        return Step(id_, say, then=draw(st.sampled_from(IDS)))
    return Step(id_, say, end=draw(st.sampled_from([Ending.DONE, Ending.LEFT])))


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """Any script at all, loops and dead ends included: the dialogue may not rely on the checker."""
    return script(*(draw(_steps(id_)) for id_ in IDS))
