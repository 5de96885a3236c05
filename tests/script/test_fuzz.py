"""Whatever stands in a file: an answer comes, it is ours, it points into the file, and it comes soon."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.script.texts import FIVE_SENSES, HEAD, ROOT, examined
from voiceground import desk
from voiceground.errors import ScriptError
from voiceground.folders import folders
from voiceground.script import plan
from voiceground.script.load import examine, load
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


# --- a corpus, mutated for as long as there is time -----------------------------------------------------

SECONDS = float(os.environ.get("VOICEGROUND_FUZZ_SECONDS", "10"))
"""How long to go on; `make test` takes a minute."""

CORPUS = [
    path.read_bytes()
    for folder in ("scripts", "tests/broken")
    for path in sorted((ROOT / folder).iterdir())
    if path.suffix == ".yaml"
]
BITS = [
    *(bit.encode("utf-8", "surrogatepass") for bit in [*SIGNS.split(" "), ": ", "- ", "  ", "\n", "---\n"]),
    *(b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\r\n", b"\r", b"[" * 300, b"&a [*a, *a]", b"{{", b'"', b"'"),
]


def _mutated(chance: random.Random) -> bytes:
    """A file of the corpus after a few accidents, a part of another among them."""
    data = bytearray(chance.choice(CORPUS))
    for _ in range(chance.randint(1, 6)):
        at, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        end = min(end, at + chance.choice((1, 3, 30, 300)))
        match chance.randint(0, 5):
            case 0:
                data[at:end] = b""
            case 1:
                data[at:at] = chance.choice(BITS)
            case 2:
                data[at:at] = data[at:end] * chance.randint(1, 5)
            case 3:
                other = chance.choice(CORPUS)
                begin = chance.randint(0, len(other))
                data[at:end] = other[begin : begin + chance.choice((10, 100, 1000))]
            case 4:
                lines = data.split(b"\n")
                chance.shuffle(lines)
                data = bytearray(b"\n".join(lines))
            case _:
                data[at:end] = chance.randbytes(end - at)
    return bytes(data)


@pytest.mark.timeout(0)
def test_a_corpus_of_accidents(tmp_path: Path) -> None:
    """No exception but ours, whatever became of the file. A failure names the seed that brings it back."""
    seed = int(os.environ.get("VOICEGROUND_FUZZ_SEED", time.time_ns() % 2**32))
    chance = random.Random(seed)
    until = time.monotonic() + SECONDS
    count = 0
    while time.monotonic() < until:
        data = _mutated(chance)
        assert _survives(tmp_path, data), f"seed {seed}, file {count}"
        count += 1
    print(f"{count} files in {SECONDS:g} s, seed {seed}")
    assert count > 0


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
    """Under a second on a desktop, dictionary included; the bar leaves room for a busy machine."""
    seconds, problems = _timed(LARGE_FILES[name], tmp_path)
    print(f"{name}: {seconds:.2f} s of processor time")
    assert seconds < 5.0
    assert len(problems) <= MOST + 1
    assert len(rendered(problems)) < 1_000_000


def test_two_thousand_steps_are_checked_soon(tmp_path: Path) -> None:
    step = (
        "  s{0}:\n    say: [I'm with you., pause: 3s]\n    ask: Stay?\n"
        "    replies: {{yes: s{1}, no: s{1}}}\n    silence: s{1}\n"
    )
    chain = "".join(step.format(number, number + 1) for number in range(2000))
    end = "  s2000: {say: That is all for now., end: done}\n"
    text = HEAD.replace("start: hello", "start: s0") + "steps:\n" + chain + end
    seconds, problems = _timed(text, tmp_path)
    print(f"2,000 steps, {len(text) // 1024} kB: {seconds:.2f} s of processor time")
    assert problems == []
    assert seconds < 5.0


def _timed(text: str, folder: Path) -> tuple[float, list[Problem]]:
    """Check a file with everything that the command lends; how long that took, and what was found."""
    (folder / "five-senses.yaml").write_text(text)
    began = time.process_time()
    lent = desk.around(folders(), [folder])
    problems = examine(folder / "five-senses.yaml", lent)[1]
    rendered(problems)
    return time.process_time() - began, problems
