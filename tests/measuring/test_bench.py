"""A whole bench: with an ear that understands tones, with known figures; then with the real one."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import PitchRecogniser, room, tone
from tests.measuring.folders import write_manifest, write_wav
from voiceground import cli
from voiceground.core.tick import Samples
from voiceground.ear.ear import Ear
from voiceground.measuring.bench import Bench, Line, measure
from voiceground.measuring.cells import AS_RECORDED, NOISES, ROOM, YES_NO_STOP, Cell, cells
from voiceground.measuring.hearing import Stage
from voiceground.measuring.machine import this_machine
from voiceground.measuring.mixing import power_of
from voiceground.measuring.recordings import Recordings, read_recordings
from voiceground.measuring.tables import Asked, EarReport

CLIPS = Path(__file__).parent.parent / "ear" / "recordings"


def said(place: int) -> Samples:
    """A tone from 0.4 to 0.8 s; 0, 1, 2 are yes, no, stop to the fake, in that moment."""
    return np.concatenate((room(0.4), tone(place), room(0.4, seed=2)))


@pytest.fixture
def tones(tmp_path: Path) -> Path:
    """Four replies, one of them said so that it is taken for another; and what is no reply."""
    sounds = {
        ("words/yes.wav", "yes", "word"): said(0),
        ("words/no.wav", "no", "word"): said(1),
        ("words/stop.wav", "stop", "word"): said(2),
        ("words/no-2.wav", "no", "word"): said(2),
        ("words/cat.wav", "cat", "word"): said(-1),
        ("words/seven.wav", "seven", "word"): said(0),
        ("sentences/a.wav", "", "sentence"): said(-1),
        ("non_speech/quiet/a.wav", "", "non_speech"): room(1.0),
        ("non_speech/dog/a.wav", "", "non_speech"): said(1),
        ("noise/hiss.wav", "", "noise"): room(3.0, rms=200.0),
    }
    for (path, _, _), sound in sounds.items():
        write_wav(tmp_path / path, sound)
    write_manifest(tmp_path, [(*place, "", "here") for place in sounds])
    return tmp_path


def benched(of: Recordings, asked: tuple[Cell, ...]) -> Bench:
    return measure(of, asked, Ear(PitchRecogniser()), 0, lambda done, total: None)


def plain(tones: Path) -> tuple[Bench, dict[tuple[str, str], Line]]:
    """The bench of yes, no and stop as recorded, and its lines."""
    of = read_recordings(tones, 1)
    asked = tuple(c for c in cells(of, 0) if c.moment is YES_NO_STOP and c.condition is AS_RECORDED)
    bench = benched(of, asked)
    return bench, {(line.heard.cell.said, line.figure): line for line in bench.lines()}


def test_what_is_understood_mistaken_and_wrongly_accepted_is_counted_apart(tones: Path) -> None:
    _, lines = plain(tones)
    counts = {place: (line.share.hits, line.share.n) for place, line in lines.items()}

    assert counts == {
        ("replies", "correct"): (3, 4),
        ("replies", "wrong"): (1, 4),
        ("other words", "accepted"): (1, 2),
        ("free sentences", "accepted"): (0, 1),
        ("non-speech", "accepted"): (1, 2),
    }


def test_every_line_is_broken_down(tones: Path) -> None:
    _, lines = plain(tones)

    def by(*place: str) -> dict[str, int]:
        return {group: share.hits for group, share in lines[place[0], place[1]].by.items()}

    assert by("replies", "correct") == {"no": 1, "stop": 1, "yes": 1}
    assert by("other words", "accepted") == {"numbers": 1, "other words": 0}
    assert by("non-speech", "accepted") == {"dog": 1, "quiet": 0}


def test_decisions_are_timed_from_the_end_of_the_sound_in_the_clip(tones: Path) -> None:
    bench, _ = plain(tones)

    assert bench.decided is not None
    assert bench.decided.n == 3
    assert 200 <= bench.decided.median <= 260  # the short tail of 220 ms, in ticks of 20


def test_listening_has_a_price(tones: Path) -> None:
    bench, _ = plain(tones)

    assert 5.0 < bench.plain_cost.heard_seconds < 4 * 4.3 < bench.cost.heard_seconds
    assert 0.0 < bench.plain_cost.per_second < 1.0


def test_every_mistake_can_be_listened_to(tones: Path) -> None:
    bench, _ = plain(tones)
    found = {mistake["file"]: (mistake["wanted"], mistake["heard"]) for mistake in bench.mistakes()}

    assert found == {
        "words/no-2.wav": ("no", "stop"),
        "words/seven.wav": (None, "yes"),
        "non_speech/dog/a.wav": (None, "no"),
    }


def test_a_condition_that_the_folder_has_no_sound_for_is_left_out(tones: Path) -> None:
    conditions = {cell.condition for cell in cells(read_recordings(tones, 1), 0)}

    assert conditions == {AS_RECORDED, *NOISES}


def test_noise_is_the_same_in_every_run_and_goes_on_around_the_word(tones: Path) -> None:
    of = read_recordings(tones, 1)
    (clip,) = (clip for clip in of.clips if clip.name == "words/yes.wav")

    first, again = Stage(of).staged(clip, NOISES[0]), Stage(of).staged(clip, NOISES[0])

    assert first.noise is not None
    assert again.noise is not None
    assert np.array_equal(first.noise, again.noise)
    assert len(first.noise) == len(first.sound) + 3 * 16_000
    assert power_of(first.sound[6400:12_800]) / power_of(first.noise) == pytest.approx(10.0, rel=0.05)


def test_another_word_meets_another_piece_of_noise(tones: Path) -> None:
    of = read_recordings(tones, 1)
    pieces = [Stage(of).staged(c, NOISES[0]).noise for c in of.clips if c.text in ("yes", "stop")]

    assert pieces[0] is not None
    assert pieces[1] is not None
    assert not np.array_equal(pieces[0], pieces[1])


def test_the_report_says_machine_numbers_and_how_it_was_measured(tones: Path) -> None:
    bench, _ = plain(tones)
    told = EarReport(
        Asked("here", "built-in", 0, 1, "test", 7, ("hiss",), ()), bench, None, this_machine(("numpy",))
    )

    text = told.as_text()

    assert "75.0 % [30.1-95.4] 3/4" in " ".join(text.split())
    assert "every clip, seed 1" in text
    assert "only speakers of the part test; 7 recordings of others left out" in text
    assert "decided after the end of the word: median" in text
    assert "noises: hiss; rooms: none" in text
    assert "numpy" in text
    assert max(map(len, text.splitlines())) <= 130


# --- the real ear, the clips that ship with the tests, and the baseline beside it ---------------------


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The clips of tests/ear/recordings as a folder with a manifest, and one room."""
    with (CLIPS / "expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {"sentence": "sentence", "quiet": "non_speech", "dishes": "noise", "dog_bark": "non_speech"}
    listed = []
    for row in rows:
        stem = row["file"].removesuffix(".wav")
        word = stem.removeprefix("other-").split("-")[0]
        kind = kinds.get(stem, "word" if row["source"].startswith("Speech Commands") else "")
        if kind:
            (tmp_path / row["file"]).symlink_to(CLIPS / row["file"])
            listed.append((row["file"], word if kind == "word" else "", kind, "", row["source"]))
    response = np.zeros(1600, dtype=np.int16)
    response[0], response[800] = 20_000, 5_000
    write_wav(tmp_path / "room.wav", response)
    write_manifest(tmp_path, [*listed, ("room.wav", "", "rir", "", "made here")])
    return tmp_path


@pytest.mark.slow
def test_the_command_measures_a_folder(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["bench", "--ear", str(shipped), "--limit", "3", "--baseline", "1", "--json"])
    out, err = capsys.readouterr()

    assert (code, err) == (0, "")
    found = json.loads(out)
    assert set(found) == {
        *(
            "folder",
            "ear",
            "limit",
            "seed",
            "part",
            "left_out",
            "noises",
            "rooms",
            "lines",
            "mistakes",
            "machine",
            "busy",
        ),
        *("decided_after_ms", "processor_per_second", "processor_per_second_of_all", "startup", "baseline"),
    }
    keys = {"moment", "condition", "said", "figure", "replies", "n", "hits", "percent", "low", "high", "by"}
    assert all(set(line) == {*keys, "baseline"} for line in found["lines"])
    assert {line["condition"] for line in found["lines"]} == {
        condition.title for condition in (AS_RECORDED, *NOISES, ROOM)
    }
    correct = found["lines"][0]
    assert (correct["figure"], correct["n"]) == ("correct", 3)
    assert correct["hits"] >= 1
    assert correct["baseline"]["n"] == 1
    assert set(found["startup"]) == {"ready_ms", "resident_mb", "without_mb"}
    assert found["startup"]["ready_ms"]["n"] == 5
    assert set(found["decided_after_ms"]) == {"n", "median", "p95", "lowest", "highest"}
    assert {"cpu", "cores", "versions", "measured", "load"} <= set(found["machine"])


@pytest.mark.slow
def test_the_command_measures_the_machine(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["bench", "--json"])
    out, err = capsys.readouterr()

    assert (code, err) == (0, "")
    found = json.loads(out)
    assert {"first_line_ms", "ear", "processor_per_second_of_quiet", "synthetic_words"} <= set(found)
    assert found["first_line_ms"]["n"] == 5
    assert found["ear"]["ready_ms"]["median"] > 0
    assert 0 < found["processor_per_second_of_quiet"] < 1
    for word in found["synthetic_words"]:
        assert set(word) == {"word", "heard", "after_ms", "loop_heard", "loop_after_ms"}
        assert word["loop_after_ms"] > 500
