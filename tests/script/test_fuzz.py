"""Whatever stands in a file: an answer comes, it is ours, it points into the file, and it comes soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.script.texts import FIVE_SENSES, HEAD, examined
from voiceground.errors import ScriptError
from voiceground.script import plan
from voiceground.script.load import load
from voiceground.script.problems import MOST, Problem, rendered

LINES = FIVE_SENSES.splitlines(keepends=True)
SIGNS = """\0 \t \r \x85 \u2028 \ufeff \ud7ff 😀 { } [ ] &a *a !!x | > ' " # : - ? % @ ` say then: ~"""
ODD = st.sampled_from([*SIGNS.split(" "), " #", ": ", "- ", "? ", "! ", "---\n", "...\n", "\n", "  "])
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _is_told_well(problems: list[Problem], data: bytes) -> bool:
    lines = len(data.decode("utf-8", "replace").splitlines()) + 1
    told = rendered(problems).replace("\n", "")
    return told.isprintable() and all(
        1 <= problem.line <= lines and 1 <= problem.column <= len(problem.source) + 1 for problem in problems
    )


def _survives(folder: Path, data: bytes) -> bool:
    """Whether checking tells its problems well and loading agrees with it."""
    _, problems = examined(folder, data)
    try:
        load(folder / "five-senses.yaml")
    except ScriptError:
        return bool(problems) and _is_told_well(problems, data)
    return _is_told_well(problems, data)


@QUICK
@given(st.integers(0, len(FIVE_SENSES)), st.integers(0, 30), ODD | st.text(max_size=5))
def test_a_slip_of_the_keyboard(tmp_path: Path, at: int, gone: int, typed: str) -> None:
    text = FIVE_SENSES[:at] + typed + FIVE_SENSES[at + gone :]
    assert _survives(tmp_path, text.encode("utf-8", "surrogatepass"))


@QUICK
@given(st.lists(st.sampled_from(LINES) | ODD, max_size=60))
def test_lines_in_any_order(tmp_path: Path, lines: list[str]) -> None:
    assert _survives(tmp_path, "".join(lines).encode())


@QUICK
@given(st.integers(0, len(FIVE_SENSES)), st.binary(max_size=20))
def test_a_damaged_disk(tmp_path: Path, at: int, damage: bytes) -> None:
    data = FIVE_SENSES.encode()
    assert _survives(tmp_path, data[:at] + damage + data[at + len(damage) :])


@QUICK
@given(
    st.recursive(
        st.text("abc: ,{}[]?-\"'&*!|>#%@`\n\t", max_size=30), lambda inner: st.lists(inner).map("".join)
    )
)
def test_anything_at_all(tmp_path: Path, text: str) -> None:
    assert _survives(tmp_path, text.encode())


@QUICK
@given(
    st.lists(
        st.sampled_from(["scene:", "voice:", "person:", "ends:", " a", " done", "\n", "#", "(", "..."]) | ODD
    )
)
def test_any_plan(tmp_path: Path, parts: list[str]) -> None:
    path = tmp_path / "a.plan"
    path.write_bytes("".join(parts).encode())
    read, problems = plan.examine(path)
    assert (read is None) == bool(problems)
    assert _is_told_well(problems, path.read_bytes())


LARGE = 255_000
STEPS = HEAD + "steps:\n"


def _many(line: str, begin: str = STEPS) -> str:
    """As many of a line, each with its number, as a file can hold."""
    text = [begin]
    size = len(begin)
    while size < LARGE:
        text.append(line.replace("#", str(len(text))))
        size += len(text[-1])
    return "".join(text)


LARGE_FILES = {
    "sound steps": _many(
        "  s#:\n    say: [I'm with you., Some people look around., pause: 3s]\n"
        "    ask: Would you like to stay?\n    replies: {yes: bye, no: bye}\n    silence: bye\n"
    ),
    "unknown steps": _many("  s#: {then: t#}\n"),
    "unknown keys": _many("  s#: {thne#: hello}\n"),
    "loops": _many("  s#: {then: s#}\n"),
    "one step with everything": _many("r#: s, ", STEPS + "  hello: {ask: What?, replies: {")[:LARGE]
    + "x: s}}\n",
    "one line of harm": STEPS + "  hello: {say: " + "just relax " * 23_000 + ", end: done}\n",
    "brackets": "[" * LARGE,
    "keys of keys": "? " * (LARGE // 2),
    "backslashes": '"' + "\\" * LARGE,
    "spaces": " " * LARGE,
    "bars": "a: |\n" + " x\n" * (LARGE // 3),
    "anchors": "&a " * (LARGE // 3),
}


@pytest.mark.parametrize("name", LARGE_FILES)
def test_the_largest_file_is_checked_soon(name: str, tmp_path: Path) -> None:
    """About half a second here for the sound one; the bar leaves room for a busy machine and a Pi."""
    began = time.process_time()
    _, problems = examined(tmp_path, LARGE_FILES[name])
    told = rendered(problems)
    assert time.process_time() - began < 5.0
    assert len(problems) <= MOST + 1
    assert len(told) < 1_000_000
