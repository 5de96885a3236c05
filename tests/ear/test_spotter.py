"""When the last moments are asked about: after a dip, twice; in sound without a dip, now and then."""

from __future__ import annotations

from voiceground.core.tick import ticks_of
from voiceground.ear.spotter import AGAIN, DIPS, GAP, LEAD, LONGEST, MOST, SHORTEST, Burst, Spotter


def asked(pattern: str) -> list[tuple[int, Burst]]:
    """Feeds runs such as "50. 20# 30." (ticks of quiet and of sound); every question with its tick."""
    spotter, questions, tick = Spotter(), [], 0
    for run in pattern.split():
        for _ in range(int(run[:-1])):
            burst = spotter.step(run[-1] == "#")
            tick += 1
            if burst:
                questions.append((tick, burst))
    return questions


def test_a_word_is_asked_about_when_its_sound_dips_and_once_more() -> None:
    first, second = asked("50. 20# 60.")

    assert first == (70 + DIPS[0], Burst(20 + DIPS[0] + LEAD, 20 + DIPS[0], dipped=True))
    assert second == (70 + DIPS[1], Burst(20 + DIPS[1] + LEAD, 20 + DIPS[1], dipped=True))


def test_a_click_is_not_asked_about() -> None:
    assert asked(f"50. {SHORTEST - 1}# 60.") == []


def test_quiet_is_not_asked_about() -> None:
    assert asked("300.") == []


def test_the_closure_before_a_last_consonant_belongs_to_the_word() -> None:
    _, after, _ = asked("50. 18# 8. 3# 40.")

    assert after[1].sound == 18 + 8 + 3 + DIPS[0]


def test_what_came_before_a_gap_is_left_out() -> None:
    questions = asked(f"50. 30# {GAP}. 15# 60.")

    assert [burst.sound for _, burst in questions[2:]] == [15 + DIPS[0], 15 + DIPS[1]]


def test_sound_that_goes_on_is_asked_about_now_and_then_and_about_its_end_only() -> None:
    questions = asked("10. 500#")

    assert len(questions) <= 500 / AGAIN
    assert {burst.dipped for _, burst in questions} == {False}
    assert max(burst.ticks for _, burst in questions) == LONGEST


def test_whatever_happens_the_questions_of_a_second_have_a_bound() -> None:
    for loud in range(1, 30):
        for quiet in range(1, 30):
            times = [tick for tick, _ in asked(" ".join([f"{loud}# {quiet}."] * 20))]
            for tick in times:
                assert sum(tick <= other < tick + ticks_of(1.0) for other in times) <= MOST
