"""From the page to the nouns of the core."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.texts import FIVE_SENSES, codes, examined, steps
from voiceground.core.conditions import holds
from voiceground.core.model import (
    DEFAULT_WINDOW,
    Band,
    Breathing,
    Cue,
    Ending,
    Hold,
    Level,
    Line,
    Pause,
    Question,
    Script,
    Step,
    Way,
)
from voiceground.core.replies import option
from voiceground.script.draft import By, Naming
from voiceground.script.steps import STEP


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
    assert script.steps["hello"] == Step("hello", (Line("First this."),), pause=Pause(1.5), then="on")
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


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("repleis: {}", 'Did you mean "replies"?'),
        ("xyzzy: {}", "Its keys are: " + ", ".join(STEP) + "."),
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


EVERY_KEY = """
hello:
  if:
    - {when: again == yes and after < before, then: bye}
    - when: not before
      then: hello
  set: {again: "yes", tone: }
  say: ["Hello {name}.", play: bell.wav, pause: 2s]
  breathe: {in: 4s, hold: 1s, top-up: 500ms, out: 6s, rounds: 6}
  pause: 3s
  hold: {for: 5m, until: silence 10s}
  run: other
  then: pick
pick:
  ask: What would help?
  choose:
    - {say: Look around., then: bye}
    - {say: Something else., then: number}
  replies: {"one": bye}
  save: picked
number:
  ask: How much is it?
  number: {0-10: bye}
  save: after
  log: true
bye:
  say: Bye.
  end: person
"""


def test_every_key_of_the_language_is_read(tmp_path: Path) -> None:
    steps_ = _script(tmp_path, steps(EVERY_KEY)).steps
    hello = steps_["hello"]
    assert [(holds(rule.when, {"before": "3"}), rule.then) for rule in hello.rules] == [
        (False, "bye"),
        (False, "hello"),
    ]
    assert holds(hello.rules[0].when, {"again": "yes", "after": "3", "before": "7"})
    assert hello.sets == {"again": "yes", "tone": ""}
    assert hello.say == (Line("Hello {name}."), Cue("bell"), Pause(2.0))
    assert hello.breathing == Breathing(inhale=4, exhale=6, rounds=6, hold=1, top_up=0.5)
    assert hello.breathing.seconds == pytest.approx(69)
    assert (hello.pause, hello.hold, hello.run) == (Pause(3.0), Hold(300.0, 10.0), "other")
    pick = steps_["pick"].question
    assert pick is not None
    assert [(choice.say, choice.then) for choice in pick.choices] == [
        ("Look around.", "bye"),
        ("Something else.", "number"),
    ]
    assert "one" not in pick.choices[0].option.phrases  # that is another reply's
    assert (pick.save, pick.log) == ("picked", False)
    number = steps_["number"].question
    assert number is not None
    assert (number.save, number.log) == ("after", True)
    assert steps_["bye"].end is Ending.PERSON


def test_what_the_rules_are_about_is_noted_with_its_place(tmp_path: Path) -> None:
    draft, _ = examined(tmp_path, steps(EVERY_KEY))
    assert draft is not None
    assert [(named.name, named.naming) for named in draft.names] == [
        ("again", Naming.COMPARED),
        ("yes", Naming.BARE),
        ("after", Naming.COMPARED),
        ("before", Naming.BARE),
        ("before", Naming.COMPARED),
        ("again", Naming.SET),
        ("tone", Naming.SET),
        ("name", Naming.SAID),
        ("picked", Naming.SAVED),
        ("after", Naming.SAVED),
    ]
    lines = (tmp_path / "five-senses.yaml").read_text().splitlines()
    for named in draft.names:
        place = named.place
        assert named.name in lines[place.line - 1][place.column - 1 :][: place.length]
    assert [lead.by for lead in draft.leads if lead.by in {By.IF, By.CHOOSE}] == [
        By.IF,
        By.IF,
        By.CHOOSE,
        By.CHOOSE,
    ]
    assert [held.hold.seconds for held in draft.held] == [300.0]
    assert [paced.breathing.rounds for paced in draft.paced] == [6]
    assert [called.script for called in draft.called] == ["other"]
    assert [sounded.name for sounded in draft.sounded] == ["bell"]
    assert [said for said, _ in draft.menus[0].items] == ["Look around.", "Something else."]


@pytest.mark.parametrize(
    ("written", "codes_"),
    [
        ("choose: text", ["wrong-kind"]),
        ("choose: []", ["empty-value"]),
        ("ask: Well?, replies: {}", ["empty-value"]),
        ("choose: [{say: Hm.}]", ["missing-part"]),
        ("set: text", ["wrong-kind"]),
        ("set: {9: nine}", ["bad-name"]),
        ("breathe: 4s", ["wrong-kind"]),
        ("breathe: {in: 4, out: 6s, rounds: 6}", ["no-unit"]),
        ("hold: 5m", ["wrong-kind"]),
        ("hold: {until: silence 10s}", ["missing-part"]),
        ("hold: {for: 5m, until: silence}", ["bad-until"]),
        ("hold: {for: 5m, until: silence 10}", ["no-unit"]),
        ("run: Other Script", ["bad-id"]),
        ("if: [{when: a ==, then: on}]", ["bad-condition"]),
        ("set: {a: b}, if: [{when: a}]", ["missing-part"]),
        ("save: after", ["answers-without-question"]),
    ],
)
def test_what_is_wrong_with_the_newer_keys_is_told_once(
    tmp_path: Path, written: str, codes_: list[str]
) -> None:
    then = "" if "choose" in written else ", then: on"
    _, problems = examined(
        tmp_path,
        steps(f"hello: {{say: Here are five minutes., {written}{then}}}\non: {{say: Bye., end: done}}"),
    )
    assert [problem.code for problem in problems if problem.code != "unreached-step"] == codes_
