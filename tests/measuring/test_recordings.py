"""Manifests that are whole and manifests that are not; samples that are fair."""

from __future__ import annotations

import csv
import runpy
from collections import Counter
from pathlib import Path

import pytest

from tests.ear.fakes import tone
from tests.measuring.folders import write_manifest, write_wav
from voiceground.errors import UsageError
from voiceground.measuring.recordings import Recordings, person_of, read_recordings

TREE = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ann says yes ten times, Bob says no twice and stop once; a noise; a sentence of nobody's."""
    rows = [(f"words/ann-{take}.wav", "yes", "word", "ann", "here") for take in range(10)]
    rows += [(f"words/bob-{take}.wav", "No", "word", "bob", "here") for take in range(2)]
    rows += [
        ("words/bob-stop.wav", "stop", "word", "bob", "here"),
        ("noise/rain.wav", "", "noise", "", "here"),
    ]
    rows += [("sentences/1-2-A.wav", "", "sentence", "", "here")]
    for path, *_ in rows:
        write_wav(tmp_path / path, tone(0, 0.1))
    write_manifest(tmp_path, rows)
    return tmp_path


def test_a_sample_has_as_many_of_each_word_as_there_are(folder: Path) -> None:
    of = read_recordings(folder, seed=1)

    def words(limit: int) -> Counter[str]:
        return Counter(clip.text for clip in of.sample(limit, lambda clip: clip.kind == "word"))

    assert words(3) == {"yes": 1, "no": 1, "stop": 1}
    assert words(5) == {"yes": 2, "no": 2, "stop": 1}
    assert words(0) == {"yes": 10, "no": 2, "stop": 1}


def test_the_same_seed_chooses_the_same_clips_and_another_one_others(folder: Path) -> None:
    def names(seed: int) -> list[str]:
        chosen = read_recordings(folder, seed).sample(4, lambda clip: clip.text == "yes")
        return [clip.name for clip in chosen]

    assert names(1) == names(1)
    assert {tuple(names(seed)) for seed in range(5)} != {tuple(names(1))}


def test_the_first_of_a_larger_sample_are_the_smaller_sample(folder: Path) -> None:
    of = read_recordings(folder, seed=4)
    large, small = (of.sample(limit, lambda clip: clip.kind == "word") for limit in (8, 3))

    assert large[:3] == small


class TestSplit:
    """Only people that nothing was trained on."""

    @staticmethod
    def of(folder: Path, part: str, text: str = "person,part\nann,train\nbob,test\n") -> Recordings:
        (folder / "split.csv").write_text(text)
        return read_recordings(folder, 1, folder / "split.csv", part)

    def test_people_of_the_other_parts_are_left_out_and_counted(self, folder: Path) -> None:
        of = self.of(folder, "test")

        assert {clip.name for clip in of.clips if clip.kind == "word"} == {
            "words/bob-0.wav",
            "words/bob-1.wav",
            "words/bob-stop.wav",
        }
        assert of.left_out == 10

    def test_who_is_not_listed_was_not_trained_on(self, folder: Path) -> None:
        assert {clip.kind for clip in self.of(folder, "test").clips} == {"word", "noise", "sentence"}

    def test_recordings_of_nobody_are_dealt_out_by_file(self, folder: Path) -> None:
        text = "person,part\nann,train\nbob,test\nsentences/1-2,train\n"

        assert {clip.kind for clip in self.of(folder, "test", text).clips} == {"word", "noise"}

    def test_a_part_that_is_not_there_is_refused(self, folder: Path) -> None:
        with pytest.raises(UsageError, match=r"no part final\. There are: test, train\."):
            self.of(folder, "final")

    def test_a_file_that_is_no_split_is_refused(self, folder: Path) -> None:
        with pytest.raises(UsageError, match="no column person"):
            self.of(folder, "test", "name,group\nann,train\n")

    def test_the_rule_is_that_of_the_house_s_own_split(self) -> None:
        split = runpy.run_path(str(TREE / "tools" / "train_ear" / "split.py"))
        with (TREE / "tools" / "train_ear" / "split.csv").open(encoding="utf-8", newline="") as file:
            people = [row["person"] for row in csv.DictReader(file)]
        rows = [{"speaker": person, "path": "x/y.wav"} for person in people]
        rows += [{"speaker": "", "path": path} for path in ("a/b/1-2-A.wav", "a/b/1-2-B.wav", "a/2.wav")]

        assert [person_of(row) for row in rows] == [split["person_of"](row) for row in rows]


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no .*manifest\.csv\. It should list path, text, kind"):
        read_recordings(tmp_path, 1)
    with pytest.raises(UsageError, match="There is no"):
        read_recordings(tmp_path / "nothing", 1)


def test_an_empty_manifest_is_refused(tmp_path: Path) -> None:
    write_manifest(tmp_path, [])
    with pytest.raises(UsageError, match="lists no recordings"):
        read_recordings(tmp_path, 1)


def test_a_manifest_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(bytes(range(128, 256)))
    with pytest.raises(UsageError, match="cannot be read"):
        read_recordings(tmp_path, 1)
    (tmp_path / "manifest.csv").write_text("path,text\na.wav,yes\n")
    with pytest.raises(UsageError, match="has no column kind"):
        read_recordings(tmp_path, 1)


def test_files_that_are_not_there_are_named(folder: Path) -> None:
    (folder / "words" / "ann-3.wav").unlink()
    (folder / "words" / "bob-1.wav").unlink()

    with pytest.raises(UsageError, match=r"words/ann-3\.wav and 1 others, which cannot be found"):
        read_recordings(folder, 1)
