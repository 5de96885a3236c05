"""What a step costs at the beginning of a long session, and at its end: `python -m tests.bench.steps`.

A person answers 2,000 questions, one a step, with everything that a session gathers on its way: saved
answers, a trail to go back on, lines to repeat, remarks. Nothing of that may make the last step dearer than
the first. Times are of the dialogue alone (``advance``), on one core, without sound.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence

from voiceground.core.dialogue import advance, begin
from voiceground.core.events import Event, Heard, Said, TimeUp
from voiceground.core.model import Ending, Line, Pause, Question, Reply, Script, Step, Way
from voiceground.core.replies import options
from voiceground.core.state import Phase, State
from voiceground.measuring.machine import this_machine

STEPS = 2_000
RUNS = 5
WINDOW = 200
"""Steps at either end whose times are compared."""


def long_script(steps: int) -> Script:
    """A line, a pause and a question in each step; every answer is kept under one name or another."""
    yes, no = options(["yes", "no"])
    made = [
        Step(
            f"s{index}",
            (Line("You might notice one sound near you."), Pause(2.0)),
            Question(
                "Would you like another?",
                (Reply(yes, f"s{index + 1}"), Reply(no, f"s{index + 1}")),
                silence=Way(f"s{index + 1}"),
                save=f"answer-{index % 20}",
            ),
        )
        for index in range(steps)
    ]
    made.append(Step(f"s{steps}", (Line("That is all for now."),), end=Ending.DONE))
    return Script("long", "Long", "s0", {step.id: step for step in made})


def seconds_by_step(script: Script) -> list[float]:
    """How long the dialogue worked in each step, in seconds of one core."""
    spent = [0.0]
    began = time.perf_counter()
    state, _ = begin(script)
    spent[-1] += time.perf_counter() - began
    word: Event | None = None
    while state.phase is not Phase.FINISHED:
        step = state.step
        event = _next_event(state, len(spent), word)
        word = event if state.phase is Phase.LISTENING else None
        began = time.perf_counter()
        state, _ = advance(script, state, event)
        spent[-1] += time.perf_counter() - began
        if state.step != step:
            spent.append(0.0)
    return spent


def _next_event(state: State, number: int, last: Event | None) -> Event:
    """The voice finishes, pauses pass, and each question is answered; now and then with a word before it."""
    if state.phase is not Phase.LISTENING:
        return Said(state.voice) if state.voice else TimeUp(state.clock)
    if state.aside:
        return Said(state.aside)
    if number % 10 == 0 and last is None:
        return Heard(("slower", "louder", "faster", "quieter")[number // 10 % 4])
    return Heard("yes" if number % 3 else "no")


def ends(spent: Sequence[float]) -> tuple[float, float]:
    """The median step of the first and of the last ``WINDOW`` steps, in seconds."""
    size = min(WINDOW, len(spent) // 4)
    return statistics.median(spent[1 : size + 1]), statistics.median(spent[-size - 1 : -1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--runs", type=int, default=RUNS)
    options_ = parser.parse_args(arguments)
    script = long_script(options_.steps)
    print("\n".join(this_machine(["voiceground"]).lines()))
    print(f"{options_.runs} sessions of {options_.steps} steps; medians of {WINDOW} steps at either end")
    ratios = []
    for _ in range(options_.runs):
        first, last = ends(seconds_by_step(script))
        ratios.append(last / first)
        print(f"first {first * 1e6:7.1f} us   last {last * 1e6:7.1f} us   last / first {last / first:.3f}")
    spread = f"{min(ratios):.3f} to {max(ratios):.3f}"
    print(f"last / first: median {statistics.median(ratios):.3f}, {spread}, n = {len(ratios)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
