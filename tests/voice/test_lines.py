"""The order in which lines are rendered."""

from __future__ import annotations

import threading

from voiceground.voice.lines import Job, Lines


def jobs(text: str, rate: int = 110) -> list[Job]:
    return [Job(char, rate) for char in text]


def taken(lines: Lines, count: int) -> str:
    return "".join(job.text for job in (lines.take() for _ in range(count)) if job)


def test_what_is_announced_last_comes_first_and_nothing_twice() -> None:
    lines = Lines()
    lines.prepare(jobs("abcd"), 110)
    lines.prepare(jobs("ecce"), 110)
    assert taken(lines, 5) == "ecabd"


def test_what_is_waited_for_comes_before_all() -> None:
    lines = Lines()
    lines.prepare(jobs("ab"), 110)
    lines.want(Job("x", 110))
    lines.want(Job("y", 110))
    lines.want(Job("x", 110))
    lines.prepare(jobs("c"), 110)
    assert taken(lines, 5) == "xycab"


def test_another_rate_makes_the_announced_lines_pointless_but_not_the_wanted_one() -> None:
    lines = Lines()
    lines.prepare(jobs("abc"), 110)
    lines.want(Job("x", 110))
    lines.prepare(jobs("a", 101), 101)
    lines.close()
    assert [job.rate for job in lines._wanted + lines._soon] == [110, 101]


def test_it_never_grows_without_end() -> None:
    lines = Lines(most=3)
    for _ in range(10):
        lines.prepare(jobs("abcdef"), 110)
    assert len(lines._soon) == 3


def test_closing_lets_those_who_wait_go() -> None:
    lines = Lines()
    found: list[Job | None] = [Job("never", 0)]
    waiter = threading.Thread(target=lambda: found.append(lines.take()))
    waiter.start()
    lines.close()
    waiter.join(5)
    assert found[-1] is None
    assert not waiter.is_alive()
