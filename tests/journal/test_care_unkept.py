"""Nothing of care is in a record, at any level: not a step, not a word, not a gap in the times."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.core.scripts import LOOK
from tests.core.test_care import LIBRARY, NAMES
from tests.journal.files import STARTED
from tests.test_session_language import Person
from voiceground.core.events import Event, Heard
from voiceground.core.languages.language import HELP
from voiceground.core.model import Ending, Manner
from voiceground.journal.reading import read_session
from voiceground.journal.record import SessionRecord
from voiceground.parts import Parts
from voiceground.session import Session
from voiceground.soundbox import SoundBox
from voiceground.voice.unspoken import UnspokenVoice

IN_CARE: dict[str, list[Event]] = {
    "I'm with you.": [Heard(HELP)],
    "A number to call": [Heard("go on")],
    "Would you like to?": [Heard("yes")],
}


def kept(folder: Path, acts: dict[str, list[Event]], *, full: bool) -> list[dict[str, object]]:
    """The entries on the disk after a session in which this was heard."""
    person = Person({line: list(done) for line, done in acts.items()})
    record = SessionRecord(folder, "look", STARTED, "ab12")
    parts = Parts(
        *(person.room, UnspokenVoice(), SoundBox(patient=True), person, person, person, record, person),
        keeps_heard=full,
    )
    assert Session(LOOK, parts, Manner(), NAMES, LIBRARY).run() is Ending.DONE
    assert ("I can't call anyone, and nobody else listens." in person.captions) == (HELP in repr(acts))
    record.close()
    session, problem = read_session(record.path)
    assert session is not None, problem
    return [dict(entry) for entry in session.entries]


@pytest.mark.parametrize("full", [False, True], ids=["numbers", "full"])
def test_the_file_is_that_of_a_session_without_it(tmp_path: Path, full: bool) -> None:
    within = kept(tmp_path / "within", IN_CARE, full=full)
    without = kept(tmp_path / "without", {"Would you like to?": [Heard("yes")]}, full=full)
    times = [float(str(entry.pop("at"))) for entry in within]
    plain = [float(str(entry.pop("at"))) for entry in without]
    assert within == without
    assert any("heard" in json.dumps(entry) for entry in within) == full
    assert all(later - earlier <= 2.5 for later, earlier in zip(times, plain, strict=True))
    gaps = [after - before for before, after in pairwise(times)]
    assert max(gaps) <= max(after - before for before, after in pairwise(plain)) + 2.5
