"""What the voice says itself: where in a line, until when, and nowhere else."""

from __future__ import annotations

import pytest

from voiceground.core import replies
from voiceground.core.tick import ticks_of
from voiceground.ear.masks import MARGIN_SECONDS, RING_SECONDS, Masks, spans_of

OPTIONS = replies.vocabulary(replies.options(["yes", "no"]), is_open=True).options
LINE = "You can say stop at any point, or press the Escape key."
SECONDS = 6.6


def masks(seconds: float = SECONDS, began: int = 100) -> Masks:
    made = Masks()
    made.accept(OPTIONS)
    made.voice_says(LINE, seconds, began)
    made.played(began, sounding=True)
    return made


def stop_is_masked(made: Masks, second: float, began: int = 100) -> bool:
    """Whether a "stop" of 0.4 s would be masked, so many seconds into the line."""
    start = began + ticks_of(second)
    return made.holds("stop", start, start + 20)


def test_a_word_is_masked_around_its_place_in_the_line_and_free_elsewhere() -> None:
    course = [stop_is_masked(masks(), second) for second in (1.3, 1.8, 2.4, 3.6, 4.5, 6.0)]

    assert course == [True, True, True, False, False, False]


def test_where_the_length_is_not_known_the_whole_line_is_masked() -> None:
    assert all(stop_is_masked(masks(seconds=0.0), second) for second in (0.0, 3.0, 20.0))


def test_a_line_that_is_cut_off_masks_no_longer_than_it_rings() -> None:
    made = masks()
    made.voice_says(None, 0.0, 100 + ticks_of(0.5))

    assert stop_is_masked(made, 0.6)
    assert not stop_is_masked(made, 0.6 + RING_SECONDS)


def test_a_line_begins_when_the_speaker_comes_to_it() -> None:
    made = Masks()
    made.accept(OPTIONS)
    made.voice_says(LINE, SECONDS, 100)
    made.played(120, sounding=False)
    made.played(150, sounding=True)

    assert stop_is_masked(made, 3.0 + 1.0) == stop_is_masked(masks(), 3.0)
    assert made.holds("stop", 150 + ticks_of(1.3), 150 + ticks_of(1.5))


def test_a_vocabulary_that_changes_within_a_line_masks_its_own_words() -> None:
    made = Masks()
    made.voice_says("Yes, or no?", 2.0, 0)
    assert not made.holds("yes", 0, 50)
    made.accept(OPTIONS)
    assert made.holds("yes", 0, 50)


def test_words_of_a_line_before_still_ring_in_the_next() -> None:
    made = Masks()
    made.accept(OPTIONS)
    made.voice_says("You can say stop.", 1.5, 0)
    made.played(0, sounding=True)
    made.voice_says(None, 0.0, 75)
    made.voice_says("There is time.", 1.5, 80)

    assert made.holds("stop", 80, 100)
    assert not made.holds("stop", 75 + ticks_of(RING_SECONDS), 140)


def test_the_voice_is_in_the_air_for_a_moment_after_its_last_sound() -> None:
    made = Masks()
    assert not made.in_the_air(0)
    made.played(10, sounding=True)

    assert [made.in_the_air(tick) for tick in (10, 20, 60)] == [True, True, False]
    assert made.sounded_since(10)
    assert not made.sounded_since(11)


@pytest.mark.parametrize(
    ("text", "name", "middle"),
    [
        ("Stop is always fine with me here.", "stop", 0.07),
        ("It is always fine with me to stop", "stop", 0.95),
        ("Yes or no is enough.", "stop", 0.85),
        ("We could look around first. Or we could go on.", "go on", 0.92),
    ],
)
def test_the_place_of_a_word_follows_from_its_letters(text: str, name: str, middle: float) -> None:
    (span,) = [span for span in spans_of(text, 10.0, OPTIONS) if span.name == name]
    start = span.start / ticks_of(1.0) + MARGIN_SECONDS
    end = span.end / ticks_of(1.0) - MARGIN_SECONDS - RING_SECONDS

    assert min(start, 10.0 * middle) == pytest.approx(min(10.0 * middle, start), abs=1.0)
    assert start - 0.6 <= 10.0 * middle <= end + 0.6


def test_a_line_without_live_words_masks_nothing() -> None:
    assert spans_of("There is a floor under you.", 3.0, OPTIONS) == ()
    assert spans_of("", 3.0, OPTIONS) == ()
