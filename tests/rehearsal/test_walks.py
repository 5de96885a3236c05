"""Walkers find what is wrong with a script, show it, and leave a sound one alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.core.scripts import LOOK, ask, script
from tests.script.texts import ROOT
from voiceground.core.model import Ending, Line, Pause, Question, Step, Way
from voiceground.rehearsal import walks
from voiceground.rehearsal.run import prepared
from voiceground.rehearsal.walks import walk
from voiceground.script.load import scripts_in

BYE = Step("bye", say=(Line("That is all."),), end=Ending.DONE)
SHIPPED = scripts_in(ROOT / "scripts")
WALKS = {"which-one": 60}
"""Fewer where each walk goes through other scripts too, which are walked through for themselves."""


def test_a_sound_script_has_no_traps_and_its_length_is_told() -> None:
    found = walk(replace(LOOK, minutes=4), 100, 7)
    assert found.traps == ()
    assert 0 < found.median_seconds <= found.longest_seconds < 4 * 60 * walks.LONGEST


def test_the_same_seed_walks_the_same_ways_and_another_does_not() -> None:
    assert walk(LOOK, 20, 7) == walk(LOOK, 20, 7)
    assert walk(LOOK, 20, 7).longest_seconds != walk(LOOK, 20, 8).longest_seconds


def test_a_script_that_takes_far_longer_than_it_says_is_a_trap_and_the_longest_walk_shows_it() -> None:
    slow = script(
        Step("a", question=ask("Well?", {"yes": "long", "no": "bye"}, silence=Way("bye"))),
        Step("long", say=(Line("This takes ten minutes."), Pause(600.0)), then="bye"),
        BYE,
    )
    (trap,) = walk(replace(slow, minutes=1), 50, 7).traps
    assert "took more than 2 times the 1 minutes that the script says; the longest 10." in trap.problem
    assert trap.walk is not None
    assert "person: yes" in trap.walk.told
    assert trap.walk.told[-1] == "ends: done"


def test_what_a_script_runs_takes_its_own_time() -> None:
    tea = replace(
        script(Step("a", say=(Line("This takes ten minutes."), Pause(600.0)), then="bye"), BYE), id="tea"
    )
    guest = script(Step("a", say=(Line("Some tea."),), run="tea", then="bye"), BYE)
    for minutes, count in ((10, 0), (1, 1)):
        library = {"tea": replace(tea, minutes=minutes)}
        assert len(walk(replace(guest, minutes=1), 5, 7, library).traps) == count


def test_going_round_for_ever_is_a_trap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walks, "MOST_EVENTS", 300)
    ring = script(
        Step("a", say=(Line("Round."),), then="b"),
        Step("b", question=ask("And again?", {"yes": "a", "no": "a"}, silence=Way("a"))),
        BYE,
    )
    found = walk(ring, 5, 7)
    assert "walks never ended: the shortest went on and on." in found.traps[0].problem
    assert "No walk ever came to bye. What leads there: nothing." in [trap.problem for trap in found.traps]


def test_a_step_behind_an_answer_that_cannot_be_given_is_never_reached() -> None:
    deaf = script(
        Step(
            "a",
            question=Question("Well?", replies=ask("", {"no": "bye"}).replies, silence=Way("bye")),
            then="bye",
        ),
        Step("b", say=(Line("Never."),), then="bye"),
        BYE,
        start="a",
    )
    (trap,) = walk(deaf, 50, 7).traps
    assert trap.problem == "No walk ever came to b. What leads there: nothing."


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_walker_is_trapped_in_a_shipped_script(path: Path) -> None:
    (ready,) = prepared([path], [ROOT / "scripts"])
    count = WALKS.get(path.stem, 200)
    assert walk(ready.script, count, 7, ready.library, ready.written).traps == ()
