"""For every shipped script: whatever was said, there is a way to an end, and the voice keeps company.

The states come from a search over the dialogue (``explore``): everything that answers, silences, mumbles and
one global word or weak answer lead to. What is beyond that is left to 200 random events.

Two scripts are searched so: one that breathes, and one that is silent. The others are searched without
words and weak answers, and without what they run, which is searched by itself: with them it is minutes.
``VOICEGROUND_SEARCH=all`` does it for every script.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Hashable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.play import Stage as Played
from tests.core.scripts import ask, script
from tests.properties.explore import Reached, explore, key_of, moved
from tests.script.texts import ROOT
from voiceground.core.events import Event, Heard, How, Misheard, Said, Speech, TimeUp, Trouble, Troubled
from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.model import Ending, Line, Pause, Step, Way
from voiceground.core.pacing import LONGEST_SILENCE
from voiceground.core.state import Phase
from voiceground.rehearsal.run import Rehearsed, prepared
from voiceground.rehearsal.stage import Stage
from voiceground.script.load import scripts_in

SHIPPED = scripts_in(ROOT / "scripts")
WORDS = ("stop", "wait", "go on", "back", "repeat", "skip", "slower", "louder")
MOST_MOVES = 5000

THOROUGH = {"easy-breath", "quiet-company"}
EVERY = os.environ.get("VOICEGROUND_SEARCH") == "all"

each_script = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
each_thorough = pytest.mark.parametrize(
    "path", [path for path in SHIPPED if EVERY or path.stem in THOROUGH], ids=lambda path: path.stem
)
TOO_MANY = {"which-one"}
"""What it keeps (a number, a door, a tool) makes 50,000 states: left to walkers (``test_walks``), to random
events, and to its scenes, which walk every branch."""

each_other = pytest.mark.parametrize(
    "path",
    [path for path in SHIPPED if path.stem not in THOROUGH | (set() if EVERY else TOO_MANY)],
    ids=lambda path: path.stem,
)


def ready(path: Path) -> Rehearsed:
    (one,) = prepared([path], [ROOT / "scripts"])
    return one


def begun(path: Path) -> Stage:
    one = ready(path)
    return Stage(one.script, library=one.library)


def silence(_stage: Stage) -> Event | None:
    return None


def mumbling(stage: Stage) -> Event | None:
    return Misheard() if stage.state.vocabulary.open else None


class Ends:
    """Follows one person from state to state; what has been followed once is known to end."""

    def __init__(self, person: Callable[[Stage], Event | None]) -> None:
        self.person = person
        self.known: set[Hashable] = set()

    def ends(self, reached: Reached) -> bool:
        stage, walked = reached.stage, set[Hashable]()
        for _ in range(MOST_MOVES):
            key = key_of(stage)
            if stage.over or key in self.known:
                self.known |= walked
                return True
            walked.add(key)
            stage = moved(stage, self.person(stage))
        return False


@each_thorough
def test_every_state_has_a_way_to_an_end_in_silence_and_in_mumbling(path: Path) -> None:
    ways = [Ends(silence), Ends(mumbling)]
    states = 0
    for reached, is_new in explore(begun(path), WORDS, 1):
        states += is_new
        for way in ways if is_new else ():
            assert way.ends(reached), (way.person.__name__, reached.path)
    assert states > 500  # else the search has not searched


def stop_ends(reached: Reached) -> None:
    """From here "stop" is one line and eight seconds, and then the end."""
    stage = moved(reached.stage, Heard("stop"))
    said = list(stage.said)
    for _ in range(4):
        if not stage.over:
            stage = moved(stage, None)
            said += stage.said
    assert stage.endings == [Ending.LEFT], reached.path
    assert len(said) <= 1, (reached.path, said)


@each_thorough
def test_stop_ends_it_from_every_state(path: Path) -> None:
    """At once it is silent; after one line and eight seconds it is over, and nothing else was said."""
    for reached, is_new in explore(begun(path), WORDS, 1):
        if not is_new or reached.stage.over or reached.stage.state.phase is Phase.CLOSING:
            continue
        stop_ends(reached)


@each_thorough
def test_no_way_is_silent_for_more_than_ten_seconds(path: Path) -> None:
    """Only "wait" asks for longer silences, and then each of them is announced."""
    words = tuple(word for word in WORDS if word != "wait")
    for reached, _ in explore(begun(path), words, 1):
        assert reached.stage.longest_silence <= LONGEST_SILENCE + 1e-6, reached.path


@each_other
def test_no_answer_leads_into_a_trap_or_a_long_silence(path: Path) -> None:
    way, states = Ends(silence), 0
    for reached, is_new in explore(Stage(ready(path).script), (), 0):
        assert reached.stage.longest_silence <= LONGEST_SILENCE + 1e-6, reached.path
        if is_new and not reached.stage.over and reached.stage.state.phase is not Phase.CLOSING:
            states += 1
            assert way.ends(reached), reached.path
            if states % 5 == 0:  # "stop" is the same everywhere: the dialogue's own tests try every moment
                stop_ends(reached)
    assert states > 50  # else the search has not searched


def some_event(chance: random.Random, stage: Stage) -> Event | None:
    """Anything at all: mostly what could be, sometimes what could not."""
    answers = [answer.name for answer in stage.state.vocabulary.answers]
    turn = chance.randint(0, stage.state.turns + 1)
    return chance.choice(
        [
            None,
            None,
            None,
            Heard(chance.choice([*GLOBAL_WORDS, *answers]), chance.choice(list(How)[:4]), chance.random()),
            Heard(chance.choice([*answers, "unheard of"]), How.WORD, chance.random()),
            Misheard(),
            Speech(chance.random() < 0.5),
            Said(turn),
            TimeUp(turn),
            Troubled(chance.choice(list(Trouble))),
        ]
    )


@each_script
@given(seed=st.integers(0, 2**32))
@settings(max_examples=5, deadline=None)
def test_after_any_200_events_silence_leads_to_an_end(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    one = ready(path)
    stage = Played(one.script, library=one.library)
    for _ in range(200):
        event = some_event(chance, stage)
        if event is None:
            stage.step()
        elif not (isinstance(event, Heard) and event.name == "stop" and chance.random() < 0.9):
            stage.happen(event)
    stage.happen(Speech(active=False))
    stage.to_the_end()


TRAP = script(
    Step("a", say=(Line("I'm here."),), question=ask("Well?", {"yes": "b"}, silence=Way("bye"))),
    Step("b", say=(Line("Round and round."), Pause(1.0)), then="c"),
    Step("c", question=ask("Again?", {"no": "bye"}, silence=Way("b"))),
    Step("bye", say=(Line("That is all."),), end=Ending.DONE),
)


def test_the_search_finds_a_trap_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.properties.test_no_trap.MOST_MOVES", 200)
    way = Ends(silence)
    states = [reached for reached, is_new in explore(Stage(TRAP), (), 0) if is_new]
    trapped = [reached.path for reached in states if not way.ends(reached)]
    assert trapped
    assert all("yes" in path for path in trapped)
    assert any("no" in reached.path and way.ends(reached) for reached in states)
