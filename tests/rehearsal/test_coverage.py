"""Which branches scenes walk: each kind of branch, and those that nobody walks."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import pytest

from tests.core.scripts import LOOK, ask, script
from voiceground.core.model import Band, Ending, Level, Line, Question, Step, Way
from voiceground.core.offers import Head, with_offers
from voiceground.rehearsal.coverage import coverage
from voiceground.script.plan import UNCLEAR, Move, Person, Press, Scene, Signal, Voice


def scene(*said: str | Person | Voice | None) -> Scene:
    moves: list[Move] = [one if isinstance(one, Person | Voice) else Person(one, 1) for one in said]
    return Scene("a scene", tuple(moves), Ending.DONE, 1)


def unvisited(*scenes: Scene) -> list[str]:
    return [str(edge) for edge in coverage(LOOK, scenes).unvisited]


ALL = [
    "hello: yes -> see",
    "hello: no -> rest",
    "hello: silence -> see",
    "hello: unclear -> see",
    "see: ready -> number",
    "see: too much -> rest",
    "see: silence -> number",
    "see: unclear -> number",
    "number: 0-3 -> rest",
    "number: 4-7 -> rest",
    "number: 8-10 -> see",
    "number: silence -> rest",
    "number: unclear -> rest",
]


def test_what_nobody_walks_is_told_in_the_order_of_the_file() -> None:
    assert unvisited() == ALL


@pytest.mark.parametrize(
    ("said", "walked"),
    [
        (("yes", "ready", "seven"), {"hello: yes -> see", "see: ready -> number", "number: 4-7 -> rest"}),
        ((None, None, None), {"hello: silence -> see", "see: silence -> number", "number: silence -> rest"}),
        (("no",), {"hello: no -> rest"}),
        ((UNCLEAR, UNCLEAR), {"hello: unclear -> see", "see: silence -> number", "number: silence -> rest"}),
        ((UNCLEAR, "no"), {"hello: no -> rest"}),
        (
            ("yes", "ready", UNCLEAR, "yes", "too much"),  # "Is it above five?"
            {"hello: yes -> see", "see: ready -> number", "number: 8-10 -> see", "see: too much -> rest"},
        ),
        ((Person("(tap)", 1, Signal("tap", 1)), "too much"), {"hello: yes -> see", "see: too much -> rest"}),
        ((Person("(key n)", 1, Press("n")),), {"hello: no -> rest"}),
        (
            (Voice("Would you like to?", 1), "skip", "too much"),
            {"see: too much -> rest"},
        ),  # a way past the question is not silence
        (("stop",), set()),
    ],
)
def test_each_kind_of_answer_walks_its_branch_and_no_other(
    said: tuple[str | Person | Voice | None, ...], walked: set[str]
) -> None:
    assert set(ALL) - set(unvisited(scene(*said))) == walked


def test_scenes_add_up() -> None:
    left = unvisited(scene("no"), scene("yes", "too much"), scene(UNCLEAR, UNCLEAR, UNCLEAR, UNCLEAR))
    assert left == [
        "hello: silence -> see",
        "see: ready -> number",
        "see: silence -> number",
        "number: 0-3 -> rest",
        "number: 4-7 -> rest",
        "number: 8-10 -> see",
        "number: unclear -> rest",
    ]


def test_two_replies_to_one_step_are_two_branches() -> None:
    same = script(
        Step("a", question=ask("Well?", {"better": "z", "same": "z"}, silence=Way("z"))),
        Step("n", question=Question("Number?", bands=(Band(0, 5, "z"), Band(6, 10, "z")), silence=Way("z"))),
        Step("z", say=(Line("Bye."),), end=Ending.DONE),
        start="a",
    )
    left = [str(edge) for edge in coverage(same, [scene("better")]).unvisited]
    assert "a: same -> z" in left
    assert "a: better -> z" not in left


class TestOffers:
    """What is offered depends on the scripts that there are; that something was chosen is one branch."""

    WRITTEN = script(
        Step("hello", question=Question("Which one?", silence=Way("bye")), offer="panicky", then="after"),
        Step("after", say=(Line("After it."),), then="bye"),
        Step("bye", say=(Line("That is all."),), end=Ending.DONE),
    )
    HEADS = tuple(Head(id_, id_.title(), Level.HIGH, ("panicky",)) for id_ in ("ash", "birch", "cedar"))
    LIBRARY: ClassVar = {
        head.id: replace(script(Step("a", say=(Line(f"Under the {head.id}."),), end=Ending.DONE)), id=head.id)
        for head in HEADS
    }

    def unvisited(self, *scenes: Scene) -> list[str]:
        whole = with_offers(self.WRITTEN, self.HEADS)
        return [str(edge) for edge in coverage(whole, scenes, self.LIBRARY, self.WRITTEN).unvisited]

    @pytest.mark.parametrize("said", [("Ash",), ("Something else", "Cedar")])
    def test_whatever_is_chosen_on_whichever_page_counts_once(self, said: tuple[str, ...]) -> None:
        assert self.unvisited(scene(*said)) == ["hello: silence -> bye", "hello: unclear -> bye"]

    @pytest.mark.parametrize("said", [(None,), ("Something else", None)])
    def test_silence_on_any_page_is_silence(self, said: tuple[str | None, ...]) -> None:
        assert self.unvisited(scene(*said)) == ["hello: one for panicky -> after", "hello: unclear -> bye"]
