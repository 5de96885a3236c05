"""From the page to the nouns of the core."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.texts import FIVE_SENSES, codes, examined, steps
from voiceground.core.model import (
    DEFAULT_WINDOW,
    Band,
    Ending,
    Level,
    Line,
    Pause,
    Question,
    Script,
    Step,
    Way,
)
from voiceground.core.replies import option


def _script(folder: Path, text: str) -> Script:
    draft, problems = examined(folder, text)
    assert draft is not None, problems
    return draft.script


def _question(folder: Path, text: str) -> Question:
    question = _script(folder, steps(text)).steps["hello"].question
    assert question is not None
    return question


def test_the_head_is_read(tmp_path: Path) -> None:
    script = _script(tmp_path, FIVE_SENSES)
    assert (script.id, script.title, script.language, script.start) == (
        "five-senses",
        "Five senses",
        "en",
        "hello",
    )
    assert (script.level, script.minutes, script.reviewed) == (Level.HIGH, 4.0, "nobody yet")
    assert (script.doors, script.cautions) == (("far-away", "panicky"), ("Smell and taste are optional.",))


def test_the_example_of_the_language_is_read(tmp_path: Path) -> None:
    draft, problems = examined(tmp_path, FIVE_SENSES)
    assert problems == []
    assert draft is not None
    see = draft.script.steps["see"]
    assert see.say == (
        Line("If you like, let your eyes wander."),
        Pause(3.0),
        Line("Some people find five things they can see. Fewer is fine."),
    )
    assert see.question is not None
    assert [(reply.option, reply.then) for reply in see.question.replies] == [
        (option("ready"), "listen"),
        (option("too much"), "listen"),
    ]
    assert see.question.silence == Way("listen")
    assert draft.script.steps["landing"].end is Ending.DONE


def test_yes_and_no_need_no_quotes(tmp_path: Path) -> None:
    question = _question(tmp_path, "hello: {ask: Stay?, replies: {yes: hello, no: hello}}")
    assert [reply.option.name for reply in question.replies] == ["yes", "no"]
    assert "okay" in question.replies[0].option.phrases


def test_a_step_is_done_in_its_own_order(tmp_path: Path) -> None:
    script = _script(
        tmp_path,
        steps("""
hello:
  then: on
  pause: 1500ms
  say: First this.
on:
  say: [Then that., pause: 2s, And that.]
  end: left
"""),
    )
    assert script.steps["hello"] == Step("hello", (Line("First this."), Pause(1.5)), then="on")
    assert script.steps["on"].say == (Line("Then that."), Pause(2.0), Line("And that."))
    assert script.steps["on"].end is Ending.LEFT


def test_lines_are_folded(tmp_path: Path) -> None:
    script = _script(
        tmp_path,
        steps("""
hello:
  say: >
    I'm   with
    you.
  end: done
"""),
    )
    assert script.steps["hello"].say == (Line("I'm with you."),)


def test_several_ways_to_say_an_answer(tmp_path: Path) -> None:
    question = _question(tmp_path, 'hello: {ask: Stay?, replies: {"yes / okay / ready": hello, no: hello}}')
    assert question.replies[0].option.name == "yes / okay / ready"
    assert {"yes", "okay", "ready", "go on"} <= set(question.replies[0].option.phrases)


@pytest.mark.parametrize("ranges", ["0-3: a, 4: b, 5-10: c", "0 - 3: a, 4-4: b, 5\N{EN DASH}10: c"])
def test_ranges(tmp_path: Path, ranges: str) -> None:
    question = _question(tmp_path, f"hello: {{ask: How much?, number: {{{ranges}}}}}")
    assert question.bands == (Band(0, 3, "a"), Band(4, 4, "b"), Band(5, 10, "c"))


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [("", DEFAULT_WINDOW), (", wait: 45s", 45.0), (", wait: 2m", 120.0), (", wait: none", None)],
)
def test_the_reply_window(tmp_path: Path, wait: str, seconds: float | None) -> None:
    question = _question(tmp_path, f"hello: {{ask: Stay?, replies: {{yes: hello}}{wait}}}")
    assert question.window == seconds


@pytest.mark.parametrize(
    ("written", "way"),
    [
        ("bye", Way("bye")),
        ("{then: bye}", Way("bye")),
        ("{say: That is fine., then: bye}", Way("bye", ("That is fine.",))),
        ("{then: bye, say: [That is fine., On we go.]}", Way("bye", ("That is fine.", "On we go."))),
        ("{say: That is fine.}", Way(None, ("That is fine.",))),
    ],
)
def test_ways_on_without_an_answer(tmp_path: Path, written: str, way: Way) -> None:
    question = _question(
        tmp_path, f"hello: {{ask: Stay?, replies: {{yes: bye}}, silence: {written}, unclear: {written}}}"
    )
    assert (question.silence, question.unclear) == (way, way)


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("3", "no-unit", "Write `3s` for seconds or `3m` for minutes."),
        ("3 seconds", "bad-duration", "Write `3s`."),
        ("1.5 min", "bad-duration", "Write `1.5m`."),
        ("0s", "bad-duration", "Use `3s`, `1500ms` or `5m`."),
        ("-3s", "bad-duration", "Use `3s`, `1500ms` or `5m`."),
        ("1m30s", "bad-duration", "Use `3s`, `1500ms` or `5m`."),
        ("a while", "bad-duration", "Use `3s`, `1500ms` or `5m`."),
        ("٣s", "bad-duration", "Use `3s`, `1500ms` or `5m`."),
        ("none", "bad-duration", "Use `3s`, `1500ms` or `5m`."),
        ("61m", "too-long", "Nobody should be kept waiting that long."),
        ("", "empty-value", "Say something here, or remove the key."),
        ("[3s]", "wrong-kind", "Write it in one line, in quotes if it holds a colon."),
    ],
)
def test_what_is_no_duration(tmp_path: Path, written: str, code: str, hint: str) -> None:
    _, problems = examined(tmp_path, steps(f"hello: {{say: Bye., pause: {written}, end: done}}"))
    assert [(problem.code, problem.hint) for problem in problems] == [(code, hint)]


LATER = ["breathe: {in: 4s}", "hold: {for: 5m}", "choose: []", "save: x", "set: {a: b}", "if: []", "run: x"]


@pytest.mark.parametrize("key", [*LATER, "say: [play: x.wav]", 'say: "Hello {name}."', "end: person"])
def test_what_comes_later_says_so(tmp_path: Path, key: str) -> None:
    rest = "say: Bye., then: on" if not key.startswith(("say", "end")) else "pause: 2s"
    end = "" if key.startswith("end") else ", end: done"
    text = f"hello: {{{rest}, {key}}}\non: {{say: Bye.{end or ', end: done'}}}"
    _, problems = examined(tmp_path, steps(text))
    later = [problem for problem in problems if problem.code == "not-yet"]
    assert len(later) == 1
    assert "not yet in this version" in later[0].message


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("repleis: {}", 'Did you mean "replies"?'),
        ("xyzzy: {}", "Its keys are: say, pause, ask, replies, number, wait, silence, unclear, then, end."),
        ("I am here: {}", 'A text with a colon in it needs quotes: "I am here: ...".'),
    ],
)
def test_unknown_keys_get_a_hint(tmp_path: Path, written: str, hint: str) -> None:
    _, problems = examined(tmp_path, steps(f"hello: {{say: Bye., {written}, end: done}}"))
    assert [(problem.code, problem.hint) for problem in problems] == [("unknown-key", hint)]


@pytest.mark.parametrize(
    "root",
    ["- a\n- b\n", "just text\n", "{}\n", "steps: text\n", "steps: [a]\n", 'steps: {"": {end: done}}\n'],
)
def test_what_is_no_script_at_all(tmp_path: Path, root: str) -> None:
    _, problems = examined(tmp_path, root)
    assert set(codes(problems)) & {"wrong-kind", "missing-key", "empty-value"}


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = FIVE_SENSES.replace("level: high", "level: hi").replace("pause: 3s", "pause: 3")
    text = text.replace("silence: see ", "silense: see ").replace("8-10: once-more", "9-10: once-mor")
    text = text.replace("then: number", "then: numbr").replace("end: done", "end: dune")
    _, problems = examined(tmp_path, text)
    assert codes(problems) == [
        "unknown-level",
        "unknown-key",
        "no-unit",
        "unknown-step",
        "ranges-gap",
        "unknown-step",
        "unknown-end",
    ]
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
