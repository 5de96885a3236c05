"""The rules at the head of core/dialogue.py, each against any script and any order of events."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.play import Stage
from tests.core.scripts import LOOK, MENU, libraries, scripts
from voiceground.core.answers import confirmation
from voiceground.core.events import (
    Event,
    Finish,
    Heard,
    How,
    Hush,
    Interrupted,
    Misheard,
    Said,
    Say,
    Speech,
    TimeUp,
    Trouble,
    Troubled,
)
from voiceground.core.flow import READ_AGAIN
from voiceground.core.languages.en.words import GLOBAL_WORDS
from voiceground.core.languages.language import HELP, NOT_ALONE
from voiceground.core.model import Ending, Script
from voiceground.core.state import Phase

ANSWERS = ["yes", "no", "ready", "too much", "blue", *map(str, range(11))]
NAMES = [
    *(*GLOBAL_WORDS, *ANSWERS, "unheard of", READ_AGAIN, *(name.rstrip(".") for name in MENU)),
    *(f"i meant {name}" for name in ANSWERS),
]
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        Heard,
        st.sampled_from(NAMES),
        st.sampled_from([How.WORD, How.WORD, How.KEY, How.SIGNAL]),
        st.sampled_from([0.0, 0.3, 0.55, 0.65, 0.9, 1.0]),
        st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    ),
    st.builds(Misheard),
    st.builds(Speech, st.booleans()),
    st.builds(Said, st.integers(0, 60)),
    st.builds(TimeUp, st.integers(0, 60)),
    st.builds(Troubled, st.sampled_from(Trouble)),
)
CONFIRMATIONS = {confirmation(name) for name in NAMES} - {None}
MOVES = st.lists(st.none() | EVENTS, max_size=60)  # None: let time pass


def play(script: Script, moves: Sequence[Event | None]) -> Stage:
    stage = Stage(script)
    for event in moves:
        if event is None:
            stage.step()
        else:
            stage.happen(event)
    return stage


@given(scripts(), MOVES)
@settings(max_examples=150, deadline=None)
def test_it_never_raises_and_finishes_at_most_once(script: Script, moves: list[Event | None]) -> None:
    stage = play(script, moves)
    assert len(stage.endings) <= 1
    assert stage.over == (stage.state.phase is Phase.FINISHED)


@given(scripts(), MOVES)
@settings(max_examples=150, deadline=None)
def test_stop_silences_at_once_from_anywhere_and_ends_as_left(
    script: Script, moves: list[Event | None]
) -> None:
    stage = play(script, moves)
    before = stage.state
    if stage.over or before.phase is Phase.CLOSING:
        return
    effects = stage.person("stop")
    if before.phase is Phase.LEAVING:
        assert isinstance(effects[-1], Finish)
    else:
        assert isinstance(effects[0], Hush)
    stage.happen(Speech(active=False))
    said = len(stage.lines)
    assert stage.to_the_end(limit=10) is Ending.LEFT
    assert len(stage.lines) == said  # the landing line, and no persuasion


@given(scripts(), libraries(), MOVES)
@settings(max_examples=80, deadline=None)
def test_scripts_within_scripts_are_left_by_one_stop(
    script: Script, library: dict[str, Script], moves: list[Event | None]
) -> None:
    """Scripts that run each other, and themselves, included: the checker refuses those, a session may not."""
    stage = Stage(script, library=library)
    for event in moves:
        if event is None:
            stage.step()
        else:
            stage.happen(event)
    if not stage.over and stage.state.phase is not Phase.CLOSING:
        stage.person("stop")
        stage.happen(Speech(active=False))
        assert stage.to_the_end(limit=10) is Ending.LEFT
    assert len(stage.endings) == 1 or stage.state.phase is Phase.CLOSING


@given(scripts(), MOVES)
@settings(max_examples=80, deadline=None)
def test_an_interruption_ends_it_from_anywhere(script: Script, moves: list[Event | None]) -> None:
    stage = play(script, moves)
    stage.happen(Interrupted(by_person=False))
    stage.to_the_end(limit=10)
    assert len(stage.endings) == 1


@given(scripts(), MOVES)
@settings(max_examples=80, deadline=None)
def test_time_always_has_something_to_end(script: Script, moves: list[Event | None]) -> None:
    """Nobody is trapped: whatever happened, something is on its way that will go on by itself."""
    stage = play(script, moves)
    stage.happen(Speech(active=False))
    if not stage.over:
        asking_forever = stage.state.phase is Phase.LISTENING and not stage.state.clock
        assert (
            stage.state.voice or stage.state.clock or stage.state.nudge or stage.state.aside or asking_forever
        )
        assert stage.step()


@given(scripts(), MOVES)
@settings(max_examples=80, deadline=None)
def test_no_silence_is_longer_than_ten_seconds_unless_wait_was_said(
    script: Script, moves: list[Event | None]
) -> None:
    # after those silences are announced, or wished for
    quiet = [
        m
        for m in moves
        if not (isinstance(m, Heard) and m.name in {"wait", HELP, NOT_ALONE})
        and not isinstance(m, Speech | Said | TimeUp)
    ]
    stage = play(script, quiet)
    for _ in range(60):
        stage.step()
    assert stage.longest_silence <= 10.0 + 1e-6


@given(scripts(), MOVES)
@settings(max_examples=80, deadline=None)
def test_it_is_a_function_of_what_happened(script: Script, moves: list[Event | None]) -> None:
    assert play(script, moves).lines == play(script, moves).lines


WORDS = st.tuples(st.integers(0, 20), st.sampled_from([0.1, 0.55, 0.65, 0.9]), st.none() | EVENTS)


@given(scripts(), st.lists(WORDS, min_size=4, max_size=12))
@settings(max_examples=150, deadline=None)
def test_two_questions_in_a_row_are_never_both_confirmed(
    script: Script, words: list[tuple[int, float, Event | None]]
) -> None:
    """Somebody who answers whatever is asked, mostly unclearly, with other things happening between."""
    stage = Stage(script)
    replies_then = None
    for pick, confidence, between in words:
        for _ in range(30):
            if not stage.listening:
                stage.step()
        answers = stage.state.vocabulary.answers
        if stage.over or not answers:
            return
        doubted = stage.state.doubt
        effects = stage.happen(Heard(answers[pick % len(answers)].name, How.WORD, confidence))
        if any(isinstance(effect, Say) and effect.text in CONFIRMATIONS for effect in effects):
            assert doubted is None
            assert replies_then is None or len(stage.replies) >= replies_then + 2
            replies_then = len(stage.replies)
        if between and not isinstance(between, Heard):
            stage.happen(between)


@given(scripts(), MOVES)
@settings(max_examples=80, deadline=None)
def test_only_a_weak_answer_in_words_is_confirmed(script: Script, moves: list[Event | None]) -> None:
    stage = Stage(script)
    for event in moves:
        effects = stage.happen(event) if event else ()
        if not event:
            stage.step()
        if any(isinstance(effect, Say) and effect.text in CONFIRMATIONS for effect in effects):
            assert isinstance(event, Heard)
            assert event.name in {"slower", "faster"} or event.how is How.WORD  # those say it again
            assert event.name in {"slower", "faster"} or event.confidence < 0.7
            assert event.name not in {"stop", "wait", "no"}


@given(MOVES)
@settings(max_examples=80, deadline=None)
def test_whatever_was_said_and_doubted_silence_then_leads_to_the_end(moves: list[Event | None]) -> None:
    stage = play(LOOK, moves)
    stage.happen(Speech(active=False))
    stage.to_the_end()


@given(scripts(), MOVES, st.floats(0.0, 1.0))
@settings(max_examples=80, deadline=None)
def test_stop_is_obeyed_however_weakly_it_was_heard(
    script: Script, moves: list[Event | None], confidence: float
) -> None:
    stage = play(script, moves)
    if stage.over or stage.state.phase is Phase.CLOSING:
        return
    stage.person("stop", confidence=confidence)
    assert stage.over or stage.state.phase is Phase.LEAVING
