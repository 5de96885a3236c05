"""The bench itself: what it reads off a room, what it reads off a system, and that nothing stalls it."""

from __future__ import annotations

import json
import sys
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.bench import turns
from tests.bench.job import Job, Turn, heard_word
from tests.bench.partner import gap_ms, has_a_clear_end
from tests.bench.people import DIGITS, YES_OR_NO, Prompt
from tests.bench.results import Result, Run, as_json, gaps, report
from tests.bench.systems import Outcome, System, Tutorial, Understood, Voiceground, script, systems
from tests.pulse_room import PulseRoom, Recording
from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.measuring.machine import this_machine
from voiceground.script.load import load

YES = Prompt(Turn(0, "Would you like another?", YES_OR_NO), "yes", "anna", Path("yes.wav"))
TWO = Prompt(Turn(1, "How strong is it now?", DIGITS), "two", "ben", Path("two.wav"))


def channel(*sounds: tuple[int, int], seconds: float = 6.0) -> Samples:
    """A channel with sound in these stretches of milliseconds."""
    samples = np.zeros(int(seconds * SAMPLE_RATE), np.int16)
    for begin, end in sounds:
        samples[begin * 16 : end * 16 : 2] = 3000
    return samples


QUESTION = (0, 1000)
WORD = (1800, 2300)


@pytest.mark.parametrize(
    ("speaker", "person", "gap"),
    [
        pytest.param([QUESTION, (2700, 3500)], [WORD], 400.0, id="an answer"),
        pytest.param([QUESTION, (2200, 3500)], [WORD], -100.0, id="an answer that cuts in"),
        pytest.param([QUESTION, (3500, 4500)], [WORD, (2700, 2900)], 600.0, id="a word in two parts"),
        pytest.param([QUESTION], [WORD], None, id="no answer"),
        pytest.param([QUESTION, (2700, 3500)], [], None, id="no word"),
        pytest.param([(0, 2000), (2700, 3500)], [WORD], None, id="a word within the question"),
    ],
)
def test_the_gap_is_read_off_the_recording(
    speaker: list[tuple[int, int]], person: list[tuple[int, int]], gap: float | None
) -> None:
    assert gap_ms(Recording(channel(*speaker), channel(*person), 0.0)) == gap


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("yes", "yes"),
        ("Yes please", "yes"),
        ("yes no", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_transcription_is_searched_as_tutorials_search_it(text: str | None, word: str | None) -> None:
    assert heard_word(text, YES_OR_NO) == word


def test_a_job_arrives_as_it_was_sent() -> None:
    program = Tutorial("grammar", [YES, TWO])
    assert Job.from_json(program.stdin) == Job("grammar", (YES.turn, TWO.turn))


def test_the_loop_is_understood_from_what_it_tells() -> None:
    program = Tutorial("tuned", [YES, TWO])
    lines = ["ALSA said something", '{"at": "heard", "turn": 1, "text": "%s"}', '{"at": "over", "turn": -1}']
    heard = [
        program.understood(TWO, [line.replace("%s", text) for line in lines]) for text in ("two", "to", "ten")
    ]
    three = program.understood(TWO, [line.replace("%s", "three") for line in lines])
    nothing = program.understood(TWO, ['{"at": "heard", "turn": 1, "text": null}'])
    assert heard == [Understood(Outcome.RIGHT, "two"), *2 * [Understood(Outcome.NO_MATCH)]]
    assert three == Understood(Outcome.WRONG, "three")
    assert nothing == Understood(Outcome.NO_INPUT)
    assert program.begins(1, '{"at": "asking", "turn": 1}')
    assert program.begins(2, lines[-1])
    assert not program.begins(1, lines[0])


def test_our_script_of_the_questions_is_one(tmp_path: Path) -> None:
    file = tmp_path / "turns.yaml"
    file.write_text(script([YES, TWO]))
    steps = load(file).steps
    assert {"t0", "t0-yes", "t0-no", "t0-nothing", "t1", "t1-zero", "t1-nine", "over"} <= steps.keys()


def test_ours_is_understood_from_its_journal(tmp_path: Path) -> None:
    program = Voiceground([YES, TWO], tmp_path)
    (tmp_path / "journal").mkdir()
    entries: list[dict[str, object]] = [{"format": 1}]
    entries += [
        {"at": 1.0, "reply": {"kind": "word", "choice": choice}} for choice in ("t0-no", "t1-nothing")
    ]
    (tmp_path / "journal" / "a.jsonl").write_text("\n".join(json.dumps(entry) for entry in entries))
    assert program.understood(YES, ["All right."]) == Understood(Outcome.WRONG, "no")
    assert program.understood(TWO, ["That is fine."]) == Understood(Outcome.NO_INPUT)
    assert program.understood(TWO, ["I missed that.", "That is fine."]) == Understood(Outcome.NO_MATCH)


@pytest.mark.parametrize(
    ("sounds", "clear"),
    [
        pytest.param([(200, 700)], True, id="a word with quiet edges"),
        pytest.param([(200, 1000)], False, id="a word that is cut off"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_only_a_recording_with_a_clear_end_is_used(
    tmp_path: Path, sounds: list[tuple[int, int]], clear: bool
) -> None:
    path = tmp_path / "word.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(channel(*sounds, seconds=1).tobytes())
    assert has_a_clear_end(path) is clear


RESULTS = (
    Result("yes", "anna", Outcome.RIGHT, "yes", 300.0),
    Result("two", "ben", Outcome.WRONG, "three", 500.0),
    Result("no", "cleo", Outcome.NO_MATCH, None, 2000.0),
    Result("no", "dora", Outcome.HUNG, note="hung: nothing for 20 s"),
)


def test_an_apology_is_no_answer() -> None:
    found = gaps(RESULTS)
    assert found is not None
    assert (found.n, found.median, found.shortest, found.longest) == (2, 400.0, 300.0, 500.0)
    assert gaps(RESULTS[2:]) is None


def test_what_is_printed_says_what_hung_and_where_it_was_measured() -> None:
    ours, *_ = systems()
    run = Run((YES, TWO), 1, ((ours, RESULTS),), this_machine(("numpy",)))
    text = report(run)
    assert "voiceground            4      1      1          1     1      2     400 ms" in text
    assert "voiceground: hung: nothing for 20 s (1 times)" in text
    assert f"Python {run.machine.python}" in text
    told = json.loads(as_json(run))
    assert told["systems"][0]["gaps_ms"]["median"] == 400.0
    assert [turn["outcome"] for turn in told["systems"][0]["turns"]] == ["right", "wrong", "no-match", "hung"]


# --- a system that hangs -------------------------------------------------------------------------------


class Hanging:
    """Asks a question, and is never heard of again."""

    command: Sequence[str] = (
        sys.executable,
        "-c",
        "print('asking', flush=True); import time; time.sleep(600)",
    )
    stdin = ""
    env: Mapping[str, str] = {}

    def begins(self, index: int, line: str) -> bool:
        return index == 0 and line == "asking"

    def listens(self, line: str) -> bool:
        return False

    def understood(self, prompt: Prompt, lines: Sequence[str]) -> Understood:
        raise AssertionError("there is nothing to understand")


@pytest.mark.e2e
def test_a_system_that_hangs_is_reported_and_does_not_stall_the_bench(
    room: PulseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 1.5)
    system = System("hanging", "", lambda _asked, _folder: Hanging(), says_when_it_listens=True)
    results = turns.Bench(room, [YES, TWO, YES]).measure(system)
    assert [result.outcome for result in results] == [Outcome.HUNG, Outcome.HUNG, Outcome.NOT_ASKED]
    assert results[0].note == "hung: nothing for 2 s after asking"
