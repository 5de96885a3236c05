"""What is wrong with a script as a whole: one table a rule, with what passes and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.texts import codes, examined, steps
from voiceground.script.problems import Problem

BYE = "bye: {say: Bye for now., end: done}"


def _problems(folder: Path, *lines: str) -> list[Problem]:
    return examined(folder, steps("\n".join([*lines, BYE])))[1]


def _asked(folder: Path, answers: str) -> list[str]:
    return codes(_problems(folder, f"hello: {{ask: Would you like that?, {answers}}}"))


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ("replies: {yes: bye, no: bye}", []),
        ("replies: {skip: bye, continue: bye}", []),  # a moment may own these
        ("replies: {next / go on: bye}", []),
        ("replies: {stop: bye}", ["global-word"]),
        ("replies: {yes: bye, no / that will do / Quit: bye}", ["global-word"]),
        ("replies: {again: bye, slower: bye}", ["global-word", "global-word"]),
        ("replies: {Wait: bye}", ["global-word"]),
        ("replies: {yes: bye, Yes!: bye}", ["repeated-reply"]),
        ("replies: {yes: bye, okay: bye}", []),  # listed outright, so it leaves the family of yes
        ("replies: {seven: bye}", []),
        ("replies: {'7': bye}", []),
        ("replies: {'...': bye}", ["unsayable-reply"]),
        ("replies: {' / ': bye}", ["unsayable-reply"]),
        ("replies: {'': bye}", ["unsayable-reply"]),
        ("number: {0-10: bye}", []),
        ("number: {0-10: bye}, replies: {seven: bye}", ["repeated-reply"]),
        ("number: {0-10: bye}, replies: {none: bye}", ["repeated-reply"]),
        ("number: {0-10: bye}, replies: {'3': bye}", ["repeated-reply"]),
        ("number: {0-10: bye}, replies: {not now: bye}", []),
        ("number: {0-5: bye, 5-10: bye}", ["ranges-overlap"]),
        ("number: {1-10: bye}", ["ranges-gap"]),
        ("number: {0-9: bye}", ["ranges-gap"]),
        ("number: {0-4: bye, 5-11: bye}", ["bad-range"]),
        ("number: {low: bye, 0-10: bye}", ["bad-range"]),
    ],
)
def test_answers(tmp_path: Path, answers: str, found: list[str]) -> None:
    assert _asked(tmp_path, answers) == found


@pytest.mark.parametrize(
    ("say", "found"),
    [
        ("You could look around., pause: 10s", []),
        ("You could look around., pause: 11s", ["unannounced-pause"]),
        ("Some people find five things., pause: 15s", ["unannounced-pause"]),
        ("I am quiet for fifteen seconds., pause: 15s", []),
        ("Half a minute for you., pause: 30s", []),
        ("I am quiet for a little while., pause: 12s", []),
        ("You could look while I stay., pause: 12s", ["unannounced-pause"]),
        ("Here are ten seconds., pause: 6s, Still here., pause: 11s", ["unannounced-pause"]),
        ("You could look around., pause: 6s, pause: 6s", ["unannounced-pause"]),
        ("pause: 11s, Hello.", ["unannounced-pause"]),
    ],
)
def test_pauses(tmp_path: Path, say: str, found: list[str]) -> None:
    assert codes(_problems(tmp_path, f"hello: {{say: [{say}], then: bye}}")) == found


def test_a_pause_of_the_step_counts_from_its_last_line(tmp_path: Path) -> None:
    problems = _problems(
        tmp_path, "hello: {say: [A minute for you., pause: 5s, Here.], pause: 20s, then: bye}"
    )
    assert codes(problems) == ["unannounced-pause"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["hello: {say: Hi., then: bye}"], []),
        (["hello: {say: Hi., then: bye}", "lost: {say: Hi., then: bye}"], ["unreached-step"]),
        (["hello: {say: Hi., then: hello}"], ["no-way-to-an-end", "loop-without-a-choice", "unreached-step"]),
        (["hello: {ask: Again?, replies: {no: bye, yes: hello}}"], []),
        (["hello: {ask: Again?, replies: {no: bye, yes: on}}", "on: {say: Once more., then: hello}"], []),
        (["hello: {ask: Again?, replies: {no: bye, yes: hello}, silence: hello}"], ["endless-silence"]),
        (["hello: {ask: Again?, replies: {no: bye}, silence: {say: Hm.}}"], []),
        (["hello: {ask: More?, replies: {no: bye, yes: bye}, then: hello}"], ["endless-silence"]),
        (["hello: {ask: More?, replies: {yes: bye}, unclear: hello}"], []),
        (["hello: {say: Hi., then: byee}"], ["unknown-step"]),  # and no second complaint about "bye"
        (["hello: {say: Hi., then: elsewhere}"], ["unknown-step", "unreached-step"]),
        (["hello: {say: Hi.}"], ["step-leads-nowhere", "unreached-step"]),
        (["hello: {ask: More?, replies: {no: bye, yes: }}"], ["answer-leads-nowhere"]),
    ],
)
def test_ways_through(tmp_path: Path, lines: list[str], found: list[str]) -> None:
    assert codes(_problems(tmp_path, *lines)) == found


ROUND = "on: {say: Once more., then: hello}"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # the condition can change on the way round, so it gets out
        (
            [
                'hello: {if: [{when: again == yes, then: bye}], set: {again: "yes"}, say: Hm., then: on}',
                ROUND,
            ],
            [],
        ),
        # nothing on the way changes it
        (
            ["hello: {if: [{when: tired == yes, then: bye}], say: Hm., then: on}", ROUND],
            ["unknown-name", "loop-without-a-choice"],
        ),
        # the condition leads back, and may hold each time
        (
            [
                "hello: {ask: Tired?, replies: {yes: on, no: on}, save: tired, silence: on}",
                "on: {if: [{when: tired == yes, then: more}], say: Hm., then: bye}",
                "more: {say: Hm., then: on}",
            ],
            ["loop-without-a-choice"],
        ),
        (["hello: {if: [{when: name, then: on}], say: Hm., then: bye}", "on: {say: Hm., then: bye}"], []),
        (
            ["hello: {choose: [{say: This, then: bye}, {say: Something else, then: on}]}", ROUND],
            ["endless-silence"],
        ),
        (["hello: {choose: [{say: Something else, then: on}, {say: This, then: bye}]}", ROUND], []),
        (["hello: {say: Hm., run: other, then: bye}"], []),  # alone, nobody knows which scripts there are
    ],
)
def test_ways_through_conditions_and_menus(tmp_path: Path, lines: list[str], found: list[str]) -> None:
    assert sorted(codes(_problems(tmp_path, *lines))) == sorted(found)


def test_each_group_without_an_end_is_told_once(tmp_path: Path) -> None:
    lines = ["hello: {ask: Which?, replies: {yes: a, no: c, skip: bye}}"]
    lines += [f"{one}: {{say: Round., then: {other}}}" for one, other in ("ab", "ba", "cd", "dc")]
    problems = [problem for problem in _problems(tmp_path, *lines) if problem.code == "no-way-to-an-end"]
    assert [problem.message.split('"')[1] for problem in problems] == ["a", "c"]


def test_a_long_chain_is_no_trouble(tmp_path: Path) -> None:
    chain = [f"s{number}: {{then: s{number + 1}}}" for number in range(5000)]
    problems = _problems(tmp_path, "hello: {then: s0}", *chain, "s5000: {then: bye}")
    assert problems == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("If you like, look around.", []),
        ("You could unjustly relaxation.", []),  # whole words only
        ("We relax.", ["relax"]),
        ("We JUST sit.", ["just"]),
        ("You\N{RIGHT SINGLE QUOTATION MARK}re safe.", ["you're safe"]),
        ("You are safe, and well done.", ["you are safe", "well done"]),
        ("Some take deep breaths.", ["deep breaths"]),
        ("To let  go, and be-still.", ["let go", "be still"]),
    ],
)
def test_words_to_avoid(tmp_path: Path, line: str, found: list[str]) -> None:
    problems = _problems(tmp_path, f'hello: {{say: "{line}", then: bye}}')
    assert [(problem.code, problem.message.split('"')[1]) for problem in problems] == [
        ("wording", phrase) for phrase in found
    ]


def test_every_line_of_the_voice_is_read(tmp_path: Path) -> None:
    problems = _problems(
        tmp_path,
        "hello:",
        "  say: [We relax., pause: 1s, We relax.]",
        "  ask: Relax?",
        "  replies: {yes: bye}",
        "  silence: {say: We relax., then: bye}",
        "  unclear: {say: [We relax., We relax.], then: bye}",
    )
    assert codes(problems) == ["wording"] * 6


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("One two three four five six seven eight nine ten eleven twelve.", []),
        ("One two three four five six seven eight nine ten eleven twelve thirteen.", [13]),
        ("One two three. Four five six. Seven eight nine. Ten eleven twelve! Thirteen?", []),
        ("In 3.5 minutes, or in four, or in five, you could say what you like.", [15]),
        ("Slow - and - easy - and - slow - and - easy - and - slow.", []),
    ],
)
def test_long_sentences(tmp_path: Path, line: str, words: list[int]) -> None:
    problems = _problems(tmp_path, f'hello: {{say: "{line}", then: bye}}')
    assert [problem.message for problem in problems] == [f"This sentence has {n} words." for n in words]


def test_a_word_is_underlined_where_it_stands(tmp_path: Path) -> None:
    problems = _problems(tmp_path, "hello: {say: You could relax here., then: bye}")
    (problem,) = problems
    assert problem.source[problem.column - 1 :][: problem.length] == "relax"


@pytest.mark.parametrize(
    ("condition", "then", "found"),
    [
        ('within != ""', "end: done", []),
        ('within != ""', "then: back", ["no-landing"]),
        ("name == Ada", "end: done", ["no-landing"]),
    ],
)
def test_a_part_may_go_back_without_a_word_and_nobody_else(
    tmp_path: Path, condition: str, then: str, found: list[str]
) -> None:
    hello = f"hello: {{if: [{{when: '{condition}', then: back}}], say: That is all., {then}}}"
    assert codes(examined(tmp_path, steps(f"{hello}\nback: {{end: done}}"))[1]) == found


def test_an_end_without_a_word(tmp_path: Path) -> None:
    assert codes(
        _problems(tmp_path, "hello: {ask: Stay?, replies: {yes: bye, no: off}}", "off: {end: left}")
    ) == ["no-landing"]
