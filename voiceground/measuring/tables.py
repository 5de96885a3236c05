"""A bench as text for people and as JSON for programs. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from voiceground.measuring.bench import ACCEPTED, CORRECT, WRONG, Bench, Line
from voiceground.measuring.figures import spread
from voiceground.measuring.house import House, Said
from voiceground.measuring.machine import Machine
from voiceground.measuring.startup import Startup

WIDTH, COLUMN = 36, 36
BASELINE = "pocketsphinx' closed grammar through SpeechRecognition (recognize_sphinx)"


@dataclass(frozen=True, slots=True)
class Asked:
    """How a bench was set up.

    Attributes:
        folder: of the recordings.
        ear: which one.
        limit: clips a line, 0 for all.
        seed: of the choice.
        part: the part of a split that was measured, "" for everybody.
        left_out: recordings of the other parts.
        noises: what was mixed in.
        rooms: where it was said.
    """

    folder: str
    ear: str
    limit: int
    seed: int
    part: str
    left_out: int
    noises: tuple[str, ...]
    rooms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarReport:
    """Everything that a bench of the ear has to tell."""

    asked: Asked
    bench: Bench
    startup: Startup | None
    machine: Machine

    def as_json(self) -> dict[str, object]:
        """All of it, with every mistake."""
        decided, calls = self.bench.decided, spread(self.bench.call_ms)
        return {
            **asdict(self.asked),
            "lines": [line.as_json() for line in self.bench.lines()],
            "decided_after_ms": decided.as_json() if decided else None,
            "processor_per_second": round(self.bench.plain_cost.per_second, 4),
            "processor_per_second_of_all": round(self.bench.cost.per_second, 4),
            "startup": self.startup.as_json() if self.startup else None,
            "baseline": {"about": BASELINE, "call_ms": calls.as_json() if calls else None},
            "mistakes": list(self.bench.mistakes()),
            "machine": asdict(self.machine),
            "busy": self.machine.busy,
        }

    def as_text(self) -> str:
        """All of it, in lines of at most 110 characters."""
        return "\n".join([*self._head(), *self._table(), *self._times(), *_machine(self.machine)])

    def _head(self) -> Iterator[str]:
        asked = self.asked
        clips = f"up to {asked.limit} clips a line" if asked.limit else "every clip"
        yield f"The ear ({asked.ear}) on recordings of people, tick by tick, as `voiceground hear` hears them"
        yield f"{asked.folder}: {clips}, seed {asked.seed}, equal numbers of each word or kind"
        if asked.part:
            yield f"only speakers of the part {asked.part}; {asked.left_out} recordings of others left out"
        yield "share [95 % interval, Wilson] hits/n; beside it, on the first clips of a line,"
        yield BASELINE
        yield ""
        yield f"{'':{WIDTH}}{'the ear':{COLUMN}}the closed grammar"

    def _table(self) -> Iterator[str]:
        section = ""
        for line in self.bench.lines():
            cell = line.heard.cell
            here = f"{cell.moment.title}, {cell.condition.title}"
            if here != section:
                section = here
                yield f"{here}  (listening for: {', '.join(cell.moment.listed)})"
            beside = str(line.beside) if line.beside else ""
            yield f"  {_label(line):{WIDTH - 2}}{line.share!s:{COLUMN}}{beside}".rstrip()
            if len(line.by) > 1 and line.figure != WRONG:
                groups = ", ".join(f"{group} {share.hits}/{share.n}" for group, share in line.by.items())
                yield textwrap.fill(groups, 110, initial_indent=" " * 6, subsequent_indent=" " * 6)
        yield ""

    def _times(self) -> Iterator[str]:
        bench = self.bench
        if decided := bench.decided:
            yield (
                f"decided after the end of the word: median {decided.median:.0f} ms, "
                f"p95 {decided.p95:.0f} ms, {decided.lowest:.0f} to {decided.highest:.0f} (n={decided.n})"
            )
        yield (
            f"processor for 1 s of listening, decisions included: {bench.plain_cost.per_second:.3f} s "
            f"({bench.plain_cost.heard_seconds:.0f} s heard); of all of it {bench.cost.per_second:.3f} s"
        )
        yield from _startup(self.startup)
        if calls := spread(bench.call_ms):
            yield (
                f"the closed grammar: median {calls.median:.0f} ms a call after the recording is over, "
                f"p95 {calls.p95:.0f} (n={calls.n}); it loads its model each time"
            )
        yield "The end of a word: the last 10 ms of the clean clip within 30 dB of its loudest."
        yield "Noise: speech over its active span against the noise over the whole piece, which goes on from"
        yield "1 s before the clip to 2 s after it; which noise and from where on follow from seed and name."
        noises, rooms = (", ".join(names) or "none" for names in (self.asked.noises, self.asked.rooms))
        yield textwrap.fill(f"noises: {noises}; rooms: {rooms}", 110)


def house_text(house: House, ear: str, machine: Machine) -> str:
    """What a machine does, for people."""
    lines = ["This machine, without recordings and without a sound device", ""]
    if first := house.first_line:
        lines.append(
            f"voiceground typed to its first line on the screen: median {first.median:.0f} ms, "
            f"{first.lowest:.0f} to {first.highest:.0f} (n={first.n})"
        )
    lines += _startup(house.startup)
    lines.append(f"processor for 1 s of a quiet room ({ear}): {house.processor_per_second:.3f} s")
    if house.said:
        lines += ["", "from the last sound of a word to knowing it; a synthetic person in a quiet room"]
        lines += [_said(said) for said in house.said]
        lines.append("The tutorial loop: Recognizer.listen and recognize_sphinx with their defaults.")
    else:
        lines.append("There is no voice here to say a word, so that no decision was timed.")
    lines += [
        "",
        "How many people are understood: `voiceground bench --ear FOLDER`, with recordings of people.",
        "From the end of a word to the answer at a sound device: `make bench` (PulseAudio).",
    ]
    return "\n".join([*lines, *_machine(machine)])


def _said(said: Said) -> str:
    mine = f"{said.heard or 'nothing':6}" + (f"{said.after_ms:6.0f} ms" if said.after_ms is not None else "")
    loop = f"{(said.loop_heard or 'nothing')[:24]!r} {said.loop_after_ms:.0f} ms"
    return f"  {said.word:6} the ear: {mine:16}  the tutorial loop: {loop}"


def _startup(startup: Startup | None) -> list[str]:
    if startup is None:
        return ["the ear: its process did not come up, so that its start and memory are not known"]
    ready, resident, without = startup.ready_ms, startup.resident_mb, startup.without_mb
    start = f"the ear ready after the start of its process: median {ready.median:.0f} ms, "
    lines = [f"{start}{ready.lowest:.0f} to {ready.highest:.0f} (n={ready.n})"]
    if resident and without:
        lines.append(
            f"memory of that process: {resident.median:.0f} MB resident, of which Python and the house "
            f"without an ear {without.median:.0f} MB"
        )
    return lines


def _machine(machine: Machine) -> list[str]:
    lines = ["", *machine.lines()]
    if machine.busy:
        lines.append("The machine was busy with other work: take the times again when it is quiet.")
    return lines


def _label(line: Line) -> str:
    said = line.heard.cell.said
    if line.figure == ACCEPTED:
        return f"{said} accepted"
    figure = "correct" if line.figure == CORRECT else "another of them"
    return figure if said == "replies" else f"{said}: {figure}"
