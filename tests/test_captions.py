"""What can be read while something sounds that is not the voice."""

from __future__ import annotations

import io

import pytest

from voiceground.report import BOLD, PLAIN, Captions, CaptionStyle


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
