"""How a problem is told: to a person, to an editor, and whatever the script holds."""

from __future__ import annotations

from voiceground.script.nodes import _SYNTAX
from voiceground.script.problems import LONGEST_VALUE, TOP, Findings, Place, did_you_mean, nearest


def _told(line: str, place: Place, file: str = "a.yaml") -> list[str]:
    findings = Findings(file, (line,))
    findings.add("unknown-level", place, value="clam")
    return str(findings.problems[0]).splitlines()


def test_a_problem_says_where_what_and_what_to_do() -> None:
    assert _told("level: clam", Place(1, 8, 4)) == [
        'a.yaml:1:8: error unknown-level There is no level "clam".',
        "    level: clam",
        "           ^^^^",
        "    A script is fit for `high`, `middle` or `calm`.",
    ]


def test_the_caret_stands_under_its_text_after_wide_and_combining_letters() -> None:
    _, line, caret, _ = _told("声e\N{COMBINING ACUTE ACCENT}: clam", Place(1, 6, 4))
    assert line == "    声e\N{COMBINING ACUTE ACCENT}: clam"
    assert caret == "    " + " " * len("..e: ") + "^^^^"


def test_a_long_line_is_shown_around_the_place() -> None:
    _, line, caret, _ = _told("x" * 200_000 + "clam" + "y" * 50_000, Place(1, 200_001, 4))
    assert len(line) < 120
    assert line[caret.index("^") : caret.rindex("^") + 1] == "clam"


def test_a_place_at_the_end_of_a_line_has_a_caret() -> None:
    assert _told("level:", Place(1, 7))[2] == "    " + " " * 6 + "^"


def test_nothing_that_a_terminal_would_obey_is_shown() -> None:
    told = "\n".join(_told("level: \x1b[2J\x07", Place(1, 8), file="a\x1b]0;x\x07.yaml"))
    assert told.replace("\n", "").isprintable()


def test_an_editor_gets_seven_keys() -> None:
    findings = Findings("a.yaml", ("level: clam",))
    findings.add("unknown-level", Place(1, 8, 4), value="clam")
    assert findings.problems[0].as_json() == {
        "file": "a.yaml",
        "code": "unknown-level",
        "severity": "error",
        "line": 1,
        "column": 8,
        "message": 'There is no level "clam".',
        "hint": "A script is fit for `high`, `middle` or `calm`.",
    }


def test_what_a_script_says_is_repeated_in_short() -> None:
    findings = Findings("a.yaml")
    findings.add("unknown-level", TOP, value="{0}\x1b" + "x" * 5000)
    message = findings.problems[0].message
    assert len(message) < 120
    assert message.startswith('There is no level "{0}')
    assert message.isprintable()


def test_what_we_say_about_yaml_is_never_cut() -> None:
    assert max(len(meaning) for _, meaning, _ in _SYNTAX) <= LONGEST_VALUE


def test_near_words_are_found_and_far_ones_are_not() -> None:
    assert did_you_mean(nearest("lisen", ["see", "listen"])) == 'Did you mean "listen"?'
    assert did_you_mean(nearest("xyz", ["see", "listen"])) == ""


def test_problems_come_in_the_order_of_the_file() -> None:
    findings = Findings("a.yaml", ("a", "b"))
    for place in (Place(2, 1), Place(1, 3), Place(1, 2)):
        findings.add("alias", place)
    assert [(problem.line, problem.column) for problem in findings.sorted()] == [(1, 2), (1, 3), (2, 1)]
