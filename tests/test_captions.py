"""What can be read while something sounds that is not the voice."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest

from voiceground.core.events import Panel
from voiceground.report import BOLD, CLEAR, PLAIN, WIPE, Captions, CaptionStyle


def shown(style: CaptionStyle) -> tuple[Captions, io.StringIO]:
    out = io.StringIO()
    return Captions(style, keys=False, out=out), out


def test_plain_is_one_line_a_phase_and_nothing_moves() -> None:
    captions, out = shown(CaptionStyle.PLAIN)
    for word, seconds in (("in", 4.0), ("top up", 1.0), ("hold", 2.0), ("out", 6.0)):
        for done in (0.0, 0.3, 0.6):
            captions.breathe(word, seconds, done)
    assert out.getvalue() == "in ...\ntop up ...\nhold ...\nout ...\n"


@pytest.mark.parametrize(
    ("word", "done", "bar"),
    [
        ("in", 0.0, "in  ------------"),
        ("in", 0.5, "in  ======------"),
        ("out", 0.0, "out  ============"),
        ("out", 0.75, "out  ===---------"),
        ("hold", 0.5, "hold  ============"),
    ],
)
def test_live_is_a_bar_that_fills_with_in_and_empties_with_out(word: str, done: float, bar: str) -> None:
    captions, out = shown(CaptionStyle.LIVE)
    captions.breathe(word, 4.0, done)
    assert f"{BOLD}{bar}{PLAIN}" in out.getvalue()


def test_the_bar_of_a_long_phase_is_one_line() -> None:
    captions, out = shown(CaptionStyle.LIVE)
    captions.breathe("in", 60.0, 1.0)
    assert f"in  {'=' * 40}" in out.getvalue()


def test_a_sound_is_named_in_brackets() -> None:
    captions, out = shown(CaptionStyle.PLAIN)
    captions.cue("soft-bell")
    assert out.getvalue() == "(soft bell)\n"


def test_off_is_off() -> None:
    captions, out = shown(CaptionStyle.OFF)
    captions.cue("bell")
    captions.breathe("in", 4.0, 0.0)
    assert out.getvalue() == ""


class Terminal(io.StringIO):
    """A screen that can be cleared."""

    def isatty(self) -> bool:
        return True


PANELS = {Panel.NUMBERS: ("116 123   Samaritans",), Panel.NEAR: ("999",)}


def pinned(style: CaptionStyle) -> tuple[Captions, Terminal]:
    out = Terminal()
    return Captions(style, keys=False, out=out, panels=PANELS), out


@pytest.mark.parametrize("style", list(CaptionStyle))
def test_what_is_pinned_is_shown_in_every_style_and_put_away_again(style: CaptionStyle) -> None:
    captions, out = pinned(style)
    captions.pin(Panel.NUMBERS)
    assert "116 123" in out.getvalue()
    before = len(out.getvalue())
    captions.pin(None)
    assert out.getvalue()[before:].startswith((WIPE, CLEAR))
    assert "116 123" not in out.getvalue()[before:]


def test_live_keeps_it_in_sight_below_every_line() -> None:
    captions, out = pinned(CaptionStyle.LIVE)
    captions.pin(Panel.NUMBERS)
    before = len(out.getvalue())
    captions.caption("You could look around.")
    assert "116 123" in out.getvalue()[before:]


def test_plain_prints_it_again_before_it_leaves_the_screen() -> None:
    captions, out = pinned(CaptionStyle.PLAIN)
    captions.pin(Panel.NUMBERS)
    for number in range(80):
        captions.caption(f"Line {number}.")
    rows = out.getvalue().splitlines()
    shown = [at for at, row in enumerate(rows) if "116 123" in row]
    assert len(shown) > 1
    assert max(b - a for a, b in pairwise(shown)) <= 24
    captions.pin(None)
    before = len(out.getvalue())
    for number in range(80):
        captions.caption(f"Line {number}.")
    assert "116 123" not in out.getvalue()[before:]


def test_into_a_pipe_it_is_printed_once_and_nothing_is_ever_cleared() -> None:
    out = io.StringIO()
    captions = Captions(CaptionStyle.PLAIN, keys=False, out=out, panels=PANELS)
    captions.pin(Panel.NEAR)
    for _ in range(80):
        captions.caption("A line.")
    captions.pin(None)
    captions.conceal()
    assert out.getvalue().count("999") == 1
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("style", list(CaptionStyle))
def test_the_cover_word_clears_everything_and_nothing_is_shown_after_it(
    style: CaptionStyle, capsys: pytest.CaptureFixture[str]
) -> None:
    captions, out = pinned(style)
    captions.caption("You could look around.")
    captions.pin(Panel.NEAR)
    captions.conceal()
    assert out.getvalue().endswith(WIPE)
    captions.caption("Once more.")
    captions.notice("The microphone is gone.")
    captions.pin(Panel.NUMBERS)
    assert out.getvalue().endswith(WIPE)
    assert capsys.readouterr().err == ""
