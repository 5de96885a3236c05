"""Care in the loop: nothing of it in the record, no gap in its times, the screen, and the cover word."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.core.scripts import LOOK
from tests.core.test_care import LIBRARY, NAMES
from tests.test_session_language import Person
from voiceground import hardship
from voiceground.config import Config
from voiceground.core.events import Event, Heard, How, Panel
from voiceground.core.languages.en.lines import LINES
from voiceground.core.languages.language import COVER, HELP, NOT_ALONE
from voiceground.core.model import Ending, Manner, Script
from voiceground.folders import Folders
from voiceground.parts import Parts
from voiceground.session import Session
from voiceground.soundbox import SoundBox
from voiceground.voice.unspoken import UnspokenVoice

ANSWERED: dict[str, list[Event]] = {"Would you like to?": [Heard("yes")]}


def run(acts: dict[str, list[Event]], script: Script = LOOK) -> tuple[Person, Ending]:
    person = Person({line: list(done) for line, done in acts.items()})
    parts = Parts(
        person.room, UnspokenVoice(), SoundBox(patient=True), person, person, person, person, person
    )
    return person, Session(script, parts, Manner(), NAMES, LIBRARY).run()


def test_a_session_with_care_in_it_leaves_the_record_of_one_without() -> None:
    """To the entry and to the moment: but for the line that was begun anew when it led back."""
    without, _ = run(ANSWERED)
    within, ending = run(
        {
            "I'm with you.": [Heard(HELP)],
            "Stay with me": [Heard("Stay with me")],
            "You can move whenever you like.": [Heard(HELP, How.KEY)],
            "A number to call": [Heard("go on")],
            **ANSWERED,
        }
    )
    assert ending is Ending.DONE
    assert LIBRARY["care"].steps["truth"]
    assert "I can't call anyone, and nobody else listens." in within.captions
    told = [{key: value for key, value in entry.items() if key != "at"} for entry in within.entries]
    assert told == [{key: value for key, value in entry.items() if key != "at"} for entry in without.entries]
    for kept, plain in zip(within.entries, without.entries, strict=True):
        at, other = kept["at"], plain["at"]
        assert isinstance(at, float | int)
        assert isinstance(other, float | int)
        assert 0 <= at - other <= 2.5


def test_no_gap_in_the_times_tells_that_somebody_was_not_alone() -> None:
    person, _ = run({"Would you like to?": [Heard(NOT_ALONE)], LINES.not_alone: []})
    times = [float(str(entry["at"])) for entry in person.entries]
    assert max(b - a for a, b in pairwise(times)) < 10.0
    assert person.entries[-1]["ended"] == "done"
    assert person.pinned == [Panel.NEAR]


def test_a_stop_in_care_reads_done() -> None:
    person, ending = run({"I'm with you.": [Heard(HELP)], "A number to call": [Heard("stop")]})
    assert ending is Ending.LEFT
    assert person.entries[-1]["ended"] == "done"


def test_the_cover_word_leaves_an_ordinary_screen_and_an_ordinary_record() -> None:
    person, ending = run({"We could look around.": [Heard(COVER)]})
    assert ending is Ending.DONE
    assert person.pinned == ["concealed"]
    assert person.captions[-1] == "We could look around."
    assert person.entries[-1]["ended"] == "done"


def folders(home: Path) -> Folders:
    return Folders(*(home / name for name in Folders.__slots__))


class TestWhatASessionTakesAlong:
    def test_the_numbers_of_the_country_and_the_plan(self, tmp_path: Path) -> None:
        here = folders(tmp_path)
        here.plan.write_text('{"format": 1, "people": ["My sister, 0170 123456"]}', encoding="utf-8")
        hard = hardship.prepared(Config(country="gb"), here, LOOK, keys=True)
        assert hard.names["care-number"] == "one one six, one two three"
        assert hard.names["care-plan"] == "yes"
        assert hard.plan == 2
        assert "My sister" in hard.names["plan-2"]
        assert any("116 123" in row for row in hard.panels[Panel.NUMBERS])

    def test_what_cannot_be_read_keeps_no_session_from_beginning(self, tmp_path: Path) -> None:
        here = folders(tmp_path)
        here.plan.write_text("{", encoding="utf-8")
        here.confirmed.write_text("[", encoding="utf-8")
        hard = hardship.prepared(Config(country="GB"), here, LOOK, keys=False)
        assert hard.names["care-number"] == "one one six, one two three"
        assert hard.names["care-plan"] == ""

    def test_without_the_care_script_the_session_has_its_own(self, tmp_path: Path) -> None:
        hard = hardship.prepared(Config(), folders(tmp_path), LOOK, keys=False)
        assert hard.with_care({"test": LOOK}, tmp_path) == {"test": LOOK}

    def test_nothing_that_would_tell_of_need_may_be_cached_on_the_disk(self) -> None:
        care = LIBRARY["care"]
        assert hardship.unrevealing(care, LIBRARY) == frozenset()
        kept = hardship.unrevealing(LOOK, LIBRARY)
        assert LINES.help not in kept
        assert LINES.not_alone not in kept
        assert LINES.landing in kept
        assert not any("call anyone" in line for line in kept)
