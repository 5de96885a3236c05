"""Lines on the disk: found again, never trusted when damaged, never in the way."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceground.voice.cache import Cache, key

SAMPLES = np.arange(-500, 500, dtype=np.int16)


def test_what_was_put_is_found_by_the_next_one(tmp_path: Path) -> None:
    Cache(tmp_path / "lines").put("a", SAMPLES)
    found = Cache(tmp_path / "lines").get("a")
    assert found is not None
    assert found.dtype == np.int16
    assert np.array_equal(found, SAMPLES)
    assert Cache(tmp_path / "lines").get("b") is None


def test_only_the_user_may_look(tmp_path: Path) -> None:
    Cache(tmp_path / "lines").put("a", SAMPLES)
    assert stat.S_IMODE((tmp_path / "lines").stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "lines").iterdir()] == [0o600]


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-1],
        lambda data: data[:-2],
        lambda data: data[:10],
        lambda _: b"",
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
        lambda data: data + b"\0\0",
    ],
    ids=["odd", "short", "no digest", "empty", "one bit", "longer"],
)
def test_a_damaged_file_is_no_line_and_is_removed(tmp_path: Path, harm: object) -> None:
    cache = Cache(tmp_path)
    cache.put("a", SAMPLES)
    path = next(tmp_path.iterdir())
    assert callable(harm)
    path.write_bytes(harm(path.read_bytes()))
    assert cache.get("a") is None
    assert not path.exists()


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=3 * (SAMPLES.nbytes + 16))
    for age, name in enumerate("cba"):
        cache.put(name, SAMPLES)
        os.utime(tmp_path / f"{name}.line", (1000 + age, 1000 + age))
    assert cache.get("c") is not None  # used again: now "b" is the oldest
    cache.put("d", SAMPLES)
    assert [cache.get(name) is not None for name in "abcd"] == [True, False, True, True]


def test_it_never_grows_beyond_its_limit(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=10_000)
    for number in range(40):
        cache.put(str(number), SAMPLES)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000
    cache.put("huge", np.ones(10_000, dtype=np.int16))
    assert cache.get("huge") is None


def test_no_folder_keeps_nothing() -> None:
    cache = Cache(None)
    cache.put("a", SAMPLES)
    assert cache.get("a") is None


def test_a_folder_that_cannot_be_made_only_means_that_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = Cache(tmp_path / "file" / "lines")
    cache.put("a", SAMPLES)
    assert cache.get("a") is None


def test_a_full_disk_only_means_that_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache = Cache(tmp_path)
    cache.put("a", SAMPLES)
    monkeypatch.undo()
    assert cache.get("a") is None
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_different_lines_have_different_keys(one: list[str], other: list[str]) -> None:
    equal = "\0".join(one).encode("utf-8", "replace") == "\0".join(other).encode("utf-8", "replace")
    assert (key(*one) == key(*other)) == equal
