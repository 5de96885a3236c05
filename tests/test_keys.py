"""What can be typed, and what it means at a moment."""

from __future__ import annotations

import os
import pty
import time

import pytest

from voiceground.core.events import Heard, How, Interrupted
from voiceground.core.keymap import hint, keys
from voiceground.core.menus import choice_options
from voiceground.core.model import Vocabulary
from voiceground.core.replies import number_option, options, vocabulary
from voiceground.keys import TEN_WAIT, Keys, StreamKeys, TerminalKeys, names

YES_NO = vocabulary(options(["yes", "no"]), is_open=True)
NUMBERS = vocabulary(tuple(number_option(n) for n in range(11)), is_open=True)
THREE = vocabulary(options(["better", "same", "worse"]), is_open=True)
NOTHING = vocabulary((), is_open=False)


class Typed:
    """A key source that was given its characters beforehand, one string a tick."""

    def __init__(self, *ticks: str) -> None:
        self._ticks = list(ticks)

    def read(self) -> str:
        return self._ticks.pop(0) if self._ticks else ""

    def close(self) -> None:
        self._ticks = []


def press(heard: Vocabulary, *ticks: str, polls: int = TEN_WAIT + 3) -> list[str]:
    hands = Keys(Typed(*ticks))
    hands.accept(heard)
    events = [event for _ in range(polls) for event in hands.poll()]
    assert all(isinstance(event, Heard) and event.how is How.KEY for event in events)
    return [event.name for event in events if isinstance(event, Heard)]


@pytest.mark.parametrize(
    ("heard", "typed", "name"),
    [
        (YES_NO, "\r", "yes"),
        (YES_NO, "\n", "yes"),
        (YES_NO, " ", "yes"),
        (YES_NO, "y", "yes"),
        (YES_NO, "N", "no"),
        (YES_NO, "2", "no"),
        (YES_NO, "\x1b", "stop"),
        (YES_NO, "w", "wait"),
        (NUMBERS, "0", "0"),
        (NUMBERS, "7", "7"),
        (THREE, "3", "worse"),
        (THREE, "\r", "better"),
        (NOTHING, "\r", "go on"),
        (NOTHING, "r", "repeat"),
        (NOTHING, "b", "back"),
        (NOTHING, "s", "skip"),
        (NOTHING, "[", "slower"),
        (NOTHING, "]", "faster"),
        (NOTHING, "=", "louder"),
        (NOTHING, "-", "quieter"),
    ],
)
def test_each_answer_has_a_key(heard: Vocabulary, typed: str, name: str) -> None:
    assert press(heard, typed) == [name]


@pytest.mark.parametrize("typed", ["z", "\x1b[A", "\x1bOP", "\x1b[15~", "é", "\x00"])
def test_other_keys_mean_nothing(typed: str) -> None:
    assert press(YES_NO, typed) == []


def test_ten_is_typed_as_it_is_written_and_one_waits_a_little_for_its_nought() -> None:
    assert press(NUMBERS, "1", "0") == ["10"]
    assert press(NUMBERS, "10") == ["10"]
    assert press(NUMBERS, "1") == ["1"]
    assert press(NUMBERS, "1", polls=TEN_WAIT - 1) == []
    assert press(NUMBERS, "1", "5") == ["5"]


def test_enter_answers_no_number() -> None:
    assert press(NUMBERS, "\r") == []


def test_control_c_in_a_raw_console_interrupts() -> None:
    hands = Keys(Typed("\x03"))
    assert hands.poll() == [Interrupted(by_person=True)]


def test_an_arrow_key_is_not_escape() -> None:
    assert list(names("\x1b[Ay\x1b")) == ["y", "escape"]


def test_what_can_be_typed_is_shown() -> None:
    assert hint(YES_NO) == "[Enter] yes  [n] no  [w] wait  [s] skip  [Esc] stop"
    assert hint(NUMBERS) == "[0-10] a number  [w] wait  [s] skip  [Esc] stop"
    assert hint(THREE).startswith("[Enter] better  [2] same  [3] worse")


def test_every_key_that_is_shown_works() -> None:
    for heard in (YES_NO, THREE):
        table = keys(heard)
        for answer in heard.answers:
            assert answer.name in table.values()


def test_a_terminal_is_left_as_it_was_found() -> None:
    import termios

    outer, inner = pty.openpty()
    before = termios.tcgetattr(inner)
    source = TerminalKeys(inner)
    assert source.read() == ""
    os.write(outer, b"y")
    deadline = time.monotonic() + 2
    typed = ""
    while not typed and time.monotonic() < deadline:
        typed = source.read()
    assert typed == "y"
    source.close()
    assert termios.tcgetattr(inner) == before
    os.close(outer)
    os.close(inner)


def test_a_pipe_that_ends_gives_no_more_keys_and_no_error() -> None:
    reading, writing = os.pipe()
    source = StreamKeys(reading)
    os.write(writing, b"n")
    os.close(writing)
    assert source.read() == "n"
    assert source.read() == ""
    assert source.read() == ""
    os.close(reading)


def test_any_key_picks_what_is_read_while_a_menu_is_read() -> None:
    source = Typed("z")
    hands = Keys(source)
    hands.accept(Vocabulary(options(["rain"]), pick="rain"))

    assert list(hands.poll()) == [Heard("rain", How.SIGNAL)]


def test_the_digits_count_what_is_read_and_then_what_may_be_said_too() -> None:
    menu = choice_options(["the sky", "a tree", "Something else"])
    named = options([*(f"answer {letter}" for letter in "abcdefg"), "far away / unreal"])
    heard = vocabulary((*menu, *named), is_open=True, pick="the sky")
    assert [keys(heard)[digit] for digit in "1239"] == ["the sky", "a tree", "Something else", "answer f"]
    assert "[n] Something else" in hint(heard), "no means it too"
    assert "[10]" not in hint(heard), "no key has two digits"
    shown = hint(vocabulary((*menu, *named[-1:]), is_open=True, pick="the sky"))
    assert "[4] far away  " in shown
