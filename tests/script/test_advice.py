"""What the content guide advises against: one table a rule, with what passes and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.texts import HEAD, codes, examined, steps
from voiceground.script.problems import Problem
from voiceground.script.wording import closed_eyes, imperatives, inward

BYE = "bye: {say: Bye for now., end: done}"


def _problems(folder: Path, *lines: str) -> list[Problem]:
    return examined(folder, steps("\n".join([*lines, BYE])))[1]


@pytest.mark.parametrize(
    ("line", "ordered"),
    [
        ("Look around you.", ["Look around you."]),
        ("If you like, look around you.", []),
        ("Look around you, or listen.", []),
        ("You could look around you.", []),
        ("Now slowly breathe out. That is all.", ["Now slowly breathe out."]),
        ("Hello there. Don't move.", ["Don't move."]),
        ("Look at what you can see.", ["Look at what you can see."]),  # the choice is not in the order
        ("Rest is fine.", []),
        ("Touch may be too much.", []),
        ("Smell and taste are left.", []),
        ("Rest a little.", ["Rest a little."]),
        ("Take your time.", []),
        ("Stay a little?", []),
        ("Call your emergency number.", []),
        ("Call a friend.", ["Call a friend."]),
        ("Looking around is one choice.", []),
        ("In. Out.", []),
        ("", []),
    ],
)
def test_orders(line: str, ordered: list[str]) -> None:
    assert [*imperatives(line)] == ordered


@pytest.mark.parametrize(
    ("before", "line", "found"),
    [
        ("", "You could close your eyes.", "close your eyes"),
        ("", "With your eyes closed, you might listen.", "with your eyes closed"),
        ("", "Your eyes can close.", "your eyes can close"),
        ("", "Shutting your eyes is one choice.", "shutting your eyes"),
        ("", "Open eyes are fine. You could close your eyes.", None),
        ("Your eyes can stay open.", "Or you could close your eyes.", None),
        ("", "You could close your eyes. Open is fine too.", "close your eyes"),  # too late
        ("", "You could close the door.", None),
    ],
)
def test_closed_eyes(before: str, line: str, found: str | None) -> None:
    assert closed_eyes(line, before) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("You might notice your breath.", "breath"),
        ("We leave the breath alone.", None),
        ("Nothing is asked of the body.", None),
        ("Imagine a lake.", "imagine"),
        ("You could look for straight edges.", None),
        ("We leave the breath. Your heart may beat.", "heart"),
    ],
)
def test_inward(line: str, found: str | None) -> None:
    assert inward(line) == found


def test_the_opening_may_say_stop_and_nothing_after_it(tmp_path: Path) -> None:
    found = _problems(
        tmp_path, "hello: {say: You can say stop., then: on}", "on: {say: It does not stop., then: bye}"
    )
    assert [(problem.code, problem.line) for problem in found] == [("spoken-global", 16)]


SEVEN = "One two three four five six seven eight nine ten."  # 5.5 s


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([f"hello: {{say: [{', '.join([SEVEN] * 4)}], then: bye}}"], []),
        ([f"hello: {{say: [{', '.join([SEVEN] * 5)}], then: bye}}"], ["long-speech"]),
        ([f"hello: {{say: [{', '.join([SEVEN] * 3)}, pause: 1s, {SEVEN}, {SEVEN}], then: bye}}"], []),
        (
            [
                f"hello: {{say: [{', '.join([SEVEN] * 3)}], then: on}}",
                f"on: {{say: [{SEVEN}, {SEVEN}], then: bye}}",
            ],
            ["long-speech"],
        ),
        (
            [
                f"hello: {{say: [{', '.join([SEVEN] * 4)}], ask: Well?, replies: {{yes: on, no: bye}}}}",
                f"on: {{say: [{SEVEN}, {SEVEN}], then: bye}}",
            ],
            [],
        ),
        (
            [
                f"hello: {{say: [{', '.join([SEVEN] * 4)}], pause: 2s, then: on}}",
                f"on: {{say: [{SEVEN}], then: bye}}",
            ],
            [],
        ),
    ],
)
def test_speech_has_pauses(tmp_path: Path, lines: list[str], found: list[str]) -> None:
    assert codes(_problems(tmp_path, *lines)) == found


@pytest.mark.parametrize(
    ("hello", "found"),
    [
        ("silence: breath", ["inward-by-silence"]),
        ("silence: first", ["inward-by-silence"]),  # and on by itself
        ("silence: bye", []),
        ("silence: offer", []),  # a question may offer it
        ("then: breath", ["inward-by-silence"]),  # the gentlest way, where nothing else is said
        ("wait: 20s", []),  # the gentlest way is that of no
        ("silence: paced", ["inward-by-silence"]),
    ],
)
def test_silence_leads_outward(tmp_path: Path, hello: str, found: list[str]) -> None:
    told = _problems(
        tmp_path,
        "hello: {ask: Would you?, replies: "
        f"{{yes: breath, ready: first, better: offer, worse: paced, no: bye}}, {hello}}}",
        "first: {say: Fine., then: breath}",
        "breath: {say: You might notice your breath., then: bye}",
        "offer: {ask: Would you like to notice your breath?, replies: {yes: breath, no: bye}}",
        "paced: {breathe: {in: 4s, out: 6s, rounds: 2}, then: bye}",
    )
    assert codes(told) == found


@pytest.mark.parametrize(
    ("level", "breathe", "found"),
    [
        ("high", "{in: 4s, out: 6s, rounds: 6}", []),
        ("high", "{in: 4s, hold: 4s, out: 6s, rounds: 6}", ["hold-at-high"]),
        ("calm", "{in: 4s, hold: 7s, out: 8s, rounds: 4}", []),
        ("calm", "{in: 4s, out: 6s, rounds: 18}", []),
        ("calm", "{in: 4s, out: 6s, rounds: 19}", ["long-breathing"]),
        ("calm", "{in: 900ms, out: 6s, rounds: 3}", ["breath-range"]),
        ("calm", "{in: 4s, out: 13s, rounds: 3}", ["breath-range"]),
        ("calm", "{in: 4s, top-up: 1s, out: 8s, rounds: 3}", []),
    ],
)
def test_breathing(tmp_path: Path, level: str, breathe: str, found: list[str]) -> None:
    head = HEAD.replace("level: high", f"level: {level}")
    text = f"{head}steps:\n  hello: {{say: Small breaths., breathe: {breathe}, then: bye}}\n  {BYE}\n"
    assert codes(examined(tmp_path, text)[1]) == found
