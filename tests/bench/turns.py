"""How long after the person's word the answer begins: voiceground beside the usual tutorial loop.

    VOICEGROUND_RECORDINGS=folder python -m tests.bench.turns [--n 12] [--seed 1] [--json] [--keep FOLDER]

In one PulseAudio room and one run, each system asks the same questions and is answered with the same
recordings of real people, 0.8 s after its question has ended. The bus of the room records the person and
the speaker on one time line; the gap is read off that recording, from the last audible sample of the word
to the first audible sample of the answer (what a system itself believes is not asked). The baseline, in
``tests.bench.baseline``, runs three times: as tutorials have it, with thresholds tuned for short words, and
told in addition which words to expect. Every wait has an end: a system that hangs is reported as hanging,
and is started afresh for the questions that are left.

In a Makefile: ``@$(BIN)/python -m tests.bench.turns $(ARGS)``. Needs pulseaudio, pulseaudio-utils and, for
pyttsx3's own playing, aplay (apt: alsa-utils). Takes about five minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.partner import Partner, Reply, Stuck, gap_ms
from tests.bench.people import Prompt, prompts
from tests.bench.results import Result, Run, as_json, report
from tests.bench.systems import Outcome, Program, System, systems
from tests.pulse_room import PulseRoom, Recording, missing_tools
from voiceground.measuring.machine import this_machine

PATIENCE_SECONDS = 20.0
"""After so long without the next sign of life a system hangs; its slowest turn takes about 9 s."""

HANGS_ALLOWED = 2
"""After so many it is not started again."""

LATE_SECONDS = 1.0
"""How long after a system says that it listens its question may still be on the bus."""

PACKAGES = ("voiceground", "SpeechRecognition", "pyttsx3", "pocketsphinx", "sounddevice")


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """One turn as it was observed.

    Attributes:
        bus: what was to be heard in the room.
        asked: whether a question was among it, before the reply.
        lines: what the system wrote from the reply to the next question.
    """

    bus: Recording
    asked: bool
    lines: tuple[str, ...]


class Bench:
    """Puts the same questions to one system after the other, in one room.

    Args:
        room: the room.
        asked: the questions, and who answers what.
        keep: a folder for what was on the bus in each turn, as stereo WAV; None to keep nothing.
    """

    def __init__(self, room: PulseRoom, asked: Sequence[Prompt], keep: Path | None = None) -> None:
        self._room = room
        self._asked = asked
        self._keep = keep

    def measure(self, system: System) -> list[Result]:
        """One result for each question; a system that hangs is started again for those that are left."""
        results: list[Result] = []
        for _ in range(HANGS_ALLOWED):
            if left := self._asked[len(results) :]:
                results += self._start(system, left)
        rest = self._asked[len(results) :]
        return results + [Result(prompt.word, prompt.speaker, Outcome.NOT_ASKED) for prompt in rest]

    def _start(self, system: System, left: Sequence[Prompt]) -> list[Result]:
        """What came of one start: all that is left, or all up to the question that it hung at."""
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            program = system.start(left, Path(folder))
            exchanges, why = self._converse(system, program, left)
            pairs = zip(left, exchanges, strict=False)
            results = [self._result(system, prompt, exchange, program) for prompt, exchange in pairs]
        if len(exchanges) < len(left):
            hung = left[len(exchanges)]
            results.append(Result(hung.word, hung.speaker, Outcome.HUNG, note=f"hung: {why}"))
        return results

    def _converse(
        self, system: System, program: Program, left: Sequence[Prompt]
    ) -> tuple[list[Exchange], str]:
        """The turns that came to their end, and why it stopped before the last."""
        done: list[Exchange] = []
        before = len(self._asked) - len(left)
        try:
            with Partner(self._room, program.command, program.env, stdin=program.stdin) as partner:
                partner.waits_for(lambda line: program.begins(0, line), PATIENCE_SECONDS)
                for index, prompt in enumerate(left):
                    _progress(system.label, before + index, len(self._asked))
                    done.append(self._exchange(system, program, partner, prompt, index))
                partner.ends(PATIENCE_SECONDS)
        except Stuck as stuck:
            return done, str(stuck)
        return done, ""

    def _exchange(
        self, system: System, program: Program, partner: Partner, prompt: Prompt, index: int
    ) -> Exchange:
        """One turn, from the beginning of its question to that of the next."""
        reply = Reply(self._room, prompt.file)
        try:
            if system.says_when_it_listens:
                partner.waits_for(program.listens, PATIENCE_SECONDS)
            asked = reply.after_the_question(
                LATE_SECONDS if system.says_when_it_listens else PATIENCE_SECONDS
            )
            seen = partner.waits_for(lambda line: program.begins(index + 1, line), PATIENCE_SECONDS)
        finally:
            bus = reply.over()
        return Exchange(bus, asked, tuple(line.text for line in seen))

    def _result(self, system: System, prompt: Prompt, exchange: Exchange, program: Program) -> Result:
        if self._keep:
            name = f"{system.label.replace(', ', '-')}-{prompt.turn.number:02}-{prompt.word}.wav"
            exchange.bus.save(self._keep / name)
        understood = program.understood(prompt, exchange.lines)
        gap = None if understood.outcome is Outcome.NO_INPUT else gap_ms(exchange.bus)
        note = _note(exchange, understood.outcome, gap)
        return Result(prompt.word, prompt.speaker, understood.outcome, understood.word, gap, note)


def _note(exchange: Exchange, outcome: Outcome, gap: float | None) -> str:
    """What could not be heard, though the system believes that it said it."""
    silent = [] if exchange.asked else ["the question was not to be heard"]
    if outcome is not Outcome.NO_INPUT and gap is None:
        silent.append("the answer was not to be heard")
    return ", ".join(silent)


def _progress(label: str, done: int, total: int) -> None:
    """A line on standard error: over itself where a person watches, else one for each system."""
    line = f"{label}: question {done + 1} of {total}"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
    elif done == 0:
        print(line, file=sys.stderr, flush=True)


def missing() -> str | None:
    """Why nothing can be measured here, in a sentence; None when it can."""
    tools = missing_tools()
    if tools:
        return f"The room needs PulseAudio; {tools}."
    if shutil.which("aplay") is None:
        return "pyttsx3 plays through aplay, which is not installed (apt: alsa-utils)."
    folder = os.environ.get("VOICEGROUND_RECORDINGS", "")
    if not folder or not (Path(folder) / "manifest.csv").is_file():
        return "Set VOICEGROUND_RECORDINGS to a folder of recordings with a manifest.csv."
    return None


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    summary = "voiceground and the usual tutorial loop: from the end of the word to the answer"
    parser = argparse.ArgumentParser(prog="python -m tests.bench.turns", description=summary)
    parser.add_argument("--n", type=int, default=12, help="questions for each system (default 12)")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of words and people (default 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep each turn's sound, left the speaker"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 2 when something that it needs is missing."""
    options = _options(arguments)
    reason = missing() or ("There has to be a question at least." if options.n < 1 else None)
    if reason:
        print(f"Nothing was measured. {reason}", file=sys.stderr)
        return 2
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    machine = this_machine(PACKAGES)
    try:
        asked = prompts(Path(os.environ["VOICEGROUND_RECORDINGS"]), options.n, options.seed)
    except LookupError as error:
        print(f"Nothing was measured: {error}.", file=sys.stderr)
        return 2
    with PulseRoom() as room:
        bench = Bench(room, asked, options.keep)
        found = tuple((system, tuple(bench.measure(system))) for system in systems())
    run = Run(asked, options.seed, found, machine)
    print(as_json(run) if options.json else report(run))
    return 0


if __name__ == "__main__":
    sys.exit(main())
