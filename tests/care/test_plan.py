"""My people, my plan: what is kept of it, how it is read aloud, and what becomes of a file that is broken."""

from __future__ import annotations

import base64
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.care import plan as plans
from voiceground.care.plan import MOST_ITEMS, SECTIONS, Plan, lines
from voiceground.errors import JournalError

PLAN = Plan(
    notice=("I stop answering",),
    alone=("A walk around the block", "Tea"),
    people=("Ana, 030 123456",),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan" / "plan.json"


def test_what_was_written_is_read_again(path: Path) -> None:
    plans.write(path, PLAN)
    assert plans.read(path) == PLAN


def test_no_file_is_an_empty_plan(path: Path) -> None:
    assert plans.read(path) == Plan()
    assert plans.read(path).is_empty


@given(st.lists(st.text(), max_size=20), st.sampled_from(SECTIONS))
def test_any_words_are_kept_as_lines_that_a_terminal_shows_and_never_obeys(
    words: list[str], section: plans.Section
) -> None:
    items = Plan().changed(section, words).items(section)
    assert len(items) <= MOST_ITEMS
    for item in items:
        assert item == plans.tidied(item) != ""
        assert not set(item) & {"\x1b", "\n", "\r", "\x00", "\u2028"}
        item.encode()


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_nobody_else_can_read_it_whatever_the_umask(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        plans.write(path, PLAN)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_a_later_version_added_is_still_there_after_a_change(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"format": 1, "alone": ["Tea"], "photo": "garden", "alarm": {"at": 7}}\n')
    plans.write(path, plans.read(path).changed(SECTIONS[0], ["I go quiet"]))
    kept = json.loads(path.read_text())
    assert kept["photo"] == "garden"
    assert kept["alarm"] == {"at": 7}
    assert kept["alone"] == ["Tea"]
    assert kept["notice"] == ["I go quiet"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is damaged"),
        (b"{", "is damaged"),
        (b"hello there", "is damaged"),
        (b"[1, 2]", "is damaged"),
        (b'{"alone": []}', "is damaged"),
        (b'{"format": true}', "is damaged"),
        (b'{"format": 1, "alone": "Tea"}', "is damaged"),
        (b'{"format": 1, "alone": [7]}', "is damaged"),
        (b'{"format": 1, "notice": ["\xff"]}', "is damaged"),
        (b"[" * 100_000, "is damaged"),
        (b'{"format": 1, "pad": "' + b"x" * plans.LARGEST_FILE + b'"}', "is damaged"),
        (b'{"format": 2, "sections": {}}', "later voiceground"),
        (base64.b64encode(b"anything at all, but long enough for a line that was sealed"), "locked"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence_and_left_as_it_is(
    path: Path, content: bytes, told: str
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(JournalError, match=told):
        plans.read(path)
    assert path.read_bytes() == content


def test_a_plan_whose_place_is_a_folder_is_a_sentence_too(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(JournalError, match="cannot be read"):
        plans.read(path)
    with pytest.raises(JournalError, match="What was kept before is still there"):
        plans.write(path, PLAN)
    assert [left.name for left in path.parent.iterdir()] == ["plan.json"]


def test_a_sealed_plan_shows_no_word_of_it_and_opens_again(path: Path) -> None:
    plans.write(path, PLAN, seal=base64.b64encode)
    assert b"Ana" not in path.read_bytes()
    assert plans.read(path, unseal=base64.b64decode) == PLAN
    with pytest.raises(JournalError, match="voiceground unlock"):
        plans.read(path)


def test_forgetting_leaves_nothing_behind(path: Path) -> None:
    plans.write(path, PLAN)
    assert plans.forget(path)
    assert not path.parent.exists()
    assert not plans.forget(path)


def test_it_is_read_section_by_section_and_empty_ones_are_not_mentioned() -> None:
    assert lines(PLAN) == (
        "What you may notice.",
        "I stop answering.",
        "What helps on your own.",
        "A walk around the block.",
        "Tea.",
        "Who you could call.",
        "Ana, zero three zero, one two three, four five six.",
    )
    assert lines(Plan()) == ()


def test_braces_in_the_persons_words_are_no_names_of_a_script() -> None:
    assert lines(Plan(alone=("Tea {green}!",)))[1] == "Tea (green)!"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("112", "one one two"),
        ("13 11 14", "one three, one one, one four"),
        ("+49 (30) 1234", "plus, four nine, three zero, one two three four"),
        ("Ana 030/123456, mornings", "Ana zero three zero, one two three, four five six, mornings"),
        ("10-15 minutes", "10-15 minutes"),
        ("24/7", "24/7"),
        ("2 cups of tea", "2 cups of tea"),
    ],
)
def test_a_number_is_read_digit_by_digit_and_a_count_is_not(written: str, spoken: str) -> None:
    assert lines(Plan(people=(written,)))[1] == f"{spoken}."
