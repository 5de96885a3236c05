"""The lock: what it opens to, and what it says when it does not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journal.sealed import PASSPHRASE
from voiceground.errors import JournalError
from voiceground.journal import locking
from voiceground.journal.locking import Lock, Seal, Unseal, WrongPassphraseError

LINES = [b'{"format": 1, "id": "x"}', b'{"at": 0.0, "step": "hello"}', b'{"at": 9.5, "ended": "done"}']


@pytest.fixture
def lock(made: Lock) -> Lock:
    return made


@pytest.fixture
def private(key: bytes) -> bytes:
    return key


def sealed(lock: Lock, lines: list[bytes] = LINES) -> list[bytes]:
    """The lines of one file."""
    return [*map(Seal(lock), lines)]


def test_what_was_sealed_is_read_with_the_passphrase(lock: Lock, private: bytes) -> None:
    assert [*map(Unseal(private), sealed(lock))] == LINES


@given(lines=st.lists(st.binary(max_size=300), max_size=8))
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # they are constants
)
def test_any_lines_come_back_as_they_were(lock: Lock, private: bytes, lines: list[bytes]) -> None:
    assert [*map(Unseal(private), sealed(lock, lines))] == lines


def test_a_sealed_line_is_one_line_of_plain_characters_that_no_json_begins_with(lock: Lock) -> None:
    for line in sealed(lock):
        assert line.startswith(b"vg1.")
        assert all(33 <= byte < 127 for byte in line)


def test_short_entries_are_all_of_one_length_and_nothing_of_them_shows(lock: Lock) -> None:
    entries = [b'{"at": 1.0, "step": "a"}', b'{"at": 1234.5, "step": "panicky.five-senses/hello"}', b""]
    assert len({len(line) for line in sealed(lock, entries)}) == 1
    assert not any(b"panicky" in line or b"step" in line for line in sealed(lock, entries))


def test_the_same_line_never_looks_the_same(lock: Lock) -> None:
    assert len({*sealed(lock), *sealed(lock)}) == 2 * len(LINES)


def test_another_passphrase_opens_nothing_and_that_is_said(lock: Lock) -> None:
    with pytest.raises(WrongPassphraseError, match="does not open the journal"):
        lock.opened("four small grey duck")


def test_a_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    composed, apart = "caf\u00e9 caf\u00e9", "cafe\u0301 cafe\u0301"
    assert locking.made(composed).opened(apart)


def test_a_short_passphrase_is_refused_with_advice() -> None:
    with pytest.raises(JournalError, match="8 letters or more"):
        locking.made("ducks")


def test_another_passphrase_on_the_same_key_reads_what_the_old_one_read(lock: Lock, private: bytes) -> None:
    changed = locking.guarded(private, "nine tall blue herons")
    assert changed.public == lock.public
    assert changed.salt != lock.salt
    assert [*map(Unseal(changed.opened("nine tall blue herons")), sealed(lock))] == LINES
    with pytest.raises(WrongPassphraseError):
        changed.opened(PASSPHRASE)


# --- lines that were touched ------------------------------------------------------------------------


def test_a_changed_bit_is_found_wherever_it_is(lock: Lock, private: bytes) -> None:
    line = sealed(lock)[0]
    for place in range(4, len(line) - 4, 31):
        other = b"A" if line[place : place + 1] != b"A" else b"B"
        with pytest.raises(JournalError, match="damaged, or was sealed with another key"):
            Unseal(private)(line[:place] + other + line[place + 1 :])


@pytest.mark.parametrize("cut", [1, 4, 40, 200])
def test_half_a_line_is_told_as_damaged(lock: Lock, private: bytes, cut: int) -> None:
    with pytest.raises(JournalError, match="damaged"):
        Unseal(private)(sealed(lock)[0][:-cut])


def test_a_line_of_a_later_version_is_told(lock: Lock, private: bytes) -> None:
    with pytest.raises(JournalError, match="another version"):
        Unseal(private)(b"vg2" + sealed(lock)[0][3:])


def test_a_line_of_another_lock_is_told(private: bytes) -> None:
    with pytest.raises(JournalError, match="another key"):
        Unseal(private)(sealed(locking.made("nine tall blue herons"))[0])


def test_a_line_from_another_file_is_refused(lock: Lock, private: bytes) -> None:
    mine, other = sealed(lock), sealed(lock)
    unseal = Unseal(private)
    unseal(mine[0])
    with pytest.raises(JournalError, match="does not stand where it was written"):
        unseal(other[1])
    assert unseal(mine[1]) == LINES[1]


def test_lines_in_another_order_and_repeated_ones_are_refused(lock: Lock, private: bytes) -> None:
    first, second, third = sealed(lock)
    for moved in (second, third):
        unseal = Unseal(private)
        unseal(first)
        unseal(third)
        with pytest.raises(JournalError, match="does not stand where"):
            unseal(moved)


def test_lines_that_are_missing_are_counted_and_the_rest_is_read(lock: Lock, private: bytes) -> None:
    first, _, third = sealed(lock)
    unseal = Unseal(private)
    assert [unseal(first), unseal(third)] == [LINES[0], LINES[2]]
    assert unseal.gaps == 1


def test_one_unseal_reads_file_after_file_and_one_file_twice(lock: Lock, private: bytes) -> None:
    unseal = Unseal(private)
    files = [sealed(lock), sealed(lock)]
    assert [unseal(line) for file in [*files, files[1]] for line in file] == 3 * LINES
    assert unseal.gaps == 0


# --- the key file -----------------------------------------------------------------------------------


def test_the_key_file_holds_the_lock_and_says_how_it_was_made(tmp_path: Path, lock: Lock) -> None:
    path = tmp_path / "lock.json"
    path.write_bytes(locking.as_file(lock))
    assert locking.read(path) == lock
    told = json.loads(path.read_bytes())
    assert told["format"] == 1
    assert told["stretching"] | {"salt": ""} == {
        "name": "argon2id",
        "passes": 3,
        "memory": 64 * 1024 * 1024,
        "salt": "",
    }


def test_where_there_is_no_key_file_there_is_no_lock(tmp_path: Path) -> None:
    assert locking.read(tmp_path / "lock.json") is None


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-20],
        lambda data: b"",
        lambda data: b"[]",
        lambda data: b"\xff\xfe",
        lambda data: data.replace(b'"passes": 3', b'"passes": 1'),
        lambda data: data.replace(b'"public": "', b'"public": "A'),
        lambda data: b"[" * 60_000,
    ],
    ids=["truncated", "empty", "no object", "no text", "cheaper", "other key", "deep"],
)
def test_a_damaged_key_file_is_told_and_not_taken_for_a_wrong_passphrase(
    tmp_path: Path, lock: Lock, change: object
) -> None:
    assert callable(change)
    path = tmp_path / "lock.json"
    path.write_bytes(change(locking.as_file(lock)))
    with pytest.raises(JournalError, match=r"key file is damaged.*Put back a copy"):
        locking.read(path)


def test_a_key_file_of_a_later_version_is_told(tmp_path: Path, lock: Lock) -> None:
    path = tmp_path / "lock.json"
    path.write_bytes(locking.as_file(lock).replace(b'"format": 1', b'"format": 2'))
    with pytest.raises(JournalError, match="newer voiceground"):
        locking.read(path)


def test_a_forged_header_does_not_open_even_when_its_sum_is_right(lock: Lock) -> None:
    """Somebody who can write the key file puts their own public key there, to read what comes."""
    theirs = locking.made("this is not your lock")
    with pytest.raises(WrongPassphraseError):
        replace(lock, public=theirs.public).opened(PASSPHRASE)


def test_a_forged_key_file_cannot_ask_for_all_of_the_memory(tmp_path: Path, lock: Lock) -> None:
    path = tmp_path / "lock.json"
    path.write_bytes(locking.as_file(replace(lock, memory=1 << 40)))
    with pytest.raises(JournalError, match="damaged"):
        locking.read(path)
