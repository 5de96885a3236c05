"""Measures how the scripts go, as rendered by the real voice, and writes docs/pacing.md.

    python -m tools.pacing            measure everything, and write the table
    python -m tools.pacing --check    only what needs no voice: is the table about these scripts?

Two people are played for every script: the one of the first scene of its plan, who answers at once, and one
who never says anything. Each line takes as long as its clip at the usual rate, each sound and each pattern of
breaths as long as it is; the rest is the dialogue's own time. So a session comes out as it is heard, in a few
milliseconds and without a loudspeaker.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from voiceground import report
from voiceground.core.events import Breathe, Effect, Play, Say
from voiceground.core.model import Cue, Ending, Line, Manner, Script
from voiceground.core.pacing import RATE_DEFAULT
from voiceground.core.tick import SAMPLE_RATE
from voiceground.rehearsal import text
from voiceground.rehearsal.options import NAMES
from voiceground.rehearsal.run import Rehearsed, prepared
from voiceground.rehearsal.stage import Stage
from voiceground.script.load import scripts_in
from voiceground.script.plan import Person, Scene
from voiceground.script.wording import sentences
from voiceground.voice.house import HouseVoice
from voiceground.voice.text import words

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"
TABLE = ROOT / "docs" / "pacing.md"

SILENT = Scene("says nothing at all", (Person(None, 0),), Ending.DONE, 0)
HEARD = 0.05
"""Seconds under which nothing is a silence: edges of clips."""

ABOUT = """# How the scripts go

Written by `python -m tools.pacing`: measure again after any change to a script, rather than change it here.
A test (`--check`) fails where a script, its minutes or its words are not those of this table.

Two people are played for every script. The first is the one of the first scene of its plan, who goes all the
way and answers each question as soon as it has been asked; the other never says anything. Each line lasts as
long as the sound that the shipped voice makes of it at its usual rate ({rate} words a minute), and sounds and
breaths last as long as they are. Nobody who listens answers that fast, so a real session has fewer words a
minute than this and lasts longer.

- **words**: of the voice, in the first session. **longest sentence**: in words, of all that can be said.
- **speaking**: words a minute while the voice speaks. **session**: words a minute of the whole session; 50 to
  80 is the aim, and less where silence or the person's own words are the point.
- **silence**: the longest without a word of the voice, and all of it as a part of the session. Over ten
  seconds there is always a soft "still here" in between.
- **all silent**: how long the session of the other person lasts, and the longest silence in it.

"""

HEADINGS = (
    *("script", "level", "minutes", "words", "longest sentence", "first session", "speaking", "session"),
    *("silence", "all silent"),
)
CHEAP = 5
"""So many columns, from the left, need no voice."""


@dataclass
class Heard(Stage):
    """A stage on which a line lasts as long as its sound.

    Attributes:
        lasts: seconds of what is spoken, played or breathed.
        speech: seconds of speech so far.
        silences: each silence, in seconds.
    """

    lasts: Callable[[Effect], float] = field(kw_only=True)
    speech: float = 0.0
    silences: list[float] = field(default_factory=list)

    def _perform(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Say(turn, said):
                    seconds = self.lasts(effect)
                    self.speech += seconds
                    self.lines.append((self.now, said))
                    self._sound(turn, seconds)
                case Play(turn) | Breathe(turn):
                    self._sound(turn, self.lasts(effect))
                case _:
                    super()._perform((effect,))

    def _silence_ends(self) -> None:
        if self.now - self._quiet_since > HEARD:
            self.silences.append(self.now - self._quiet_since)
        super()._silence_ends()


class Rendered:
    """How long things last with the house's voice and sounds, in seconds."""

    def __init__(self, voice: HouseVoice, sounds: Callable[[Cue], float]) -> None:
        self._voice = voice
        self._sounds = sounds

    def seconds(self, effect: Effect) -> float:
        """Of one line, one sound or one pattern of breaths."""
        match effect:
            case Say(_, said):
                clip = self._voice.clip(said, Manner())
                if clip is None or not clip.audible:
                    sys.exit(f'"{said}" cannot be rendered. {self._voice.trouble or ""}')
                return len(clip.samples) / SAMPLE_RATE
            case Play(_, name):
                return self._sounds(Cue(name))
            case Breathe(_, breathing):
                return breathing.seconds
            case _:
                return 0.0


def said_by(script: Script) -> Iterable[str]:
    """Everything that the voice may say in a script."""
    for step in script.steps.values():
        yield from (item.text for item in step.say if isinstance(item, Line))
        if step.question:
            yield step.question.ask
            yield from (choice.say for choice in step.question.choices)
            for way in (step.question.silence, step.question.unclear):
                yield from way.say if way else ()


def cheap(one: Rehearsed, spoken: Sequence[str]) -> tuple[str, ...]:
    """The columns that need no voice; ``spoken``: the lines of the first session."""
    script = one.written
    longest = max(words(sentence) for line in said_by(script) for sentence in sentences(line))
    count = sum(map(words, spoken))
    return script.id, script.level, f"{script.minutes:g}", str(count), str(longest)


def without_voice(one: Rehearsed) -> tuple[str, ...]:
    """The cheap columns, from a session without sound."""
    scene = one.plan.scenes[0]
    stage = Stage(one.script, {**NAMES, **scene.given}, one.library)
    text.perform(stage, scene)
    return cheap(one, stage.said)


def measured(one: Rehearsed, lasts: Callable[[Effect], float]) -> tuple[str, ...]:
    """All columns."""
    scene = one.plan.scenes[0]
    first = Heard(one.script, {**NAMES, **scene.given}, one.library, lasts=lasts)
    silent = Heard(one.script, NAMES, one.library, lasts=lasts)
    text.perform(first, scene)
    text.perform(silent, SILENT)
    spoken = sum(map(words, first.said))
    return (
        *cheap(one, first.said),
        clock(first.now),
        f"{60 * spoken / first.speech:.0f}",
        f"{60 * spoken / first.now:.0f}",
        f"{max(first.silences, default=0.0):.1f} s, {sum(first.silences) / first.now:.0%}",
        f"{clock(silent.now)}, {max(silent.silences, default=0.0):.1f} s",
    )


def clock(seconds: float) -> str:
    """Minutes and seconds, such as ``4:05``."""
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"


def ready() -> list[Rehearsed]:
    """Every shipped script, by its id."""
    return prepared(sorted(scripts_in(SCRIPTS), key=lambda path: path.stem), [SCRIPTS])


def page(rows: Sequence[Sequence[str]]) -> str:
    """The whole document."""
    table = [HEADINGS, ("---",) * len(HEADINGS), *rows]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in table)
    return f"{ABOUT.format(rate=RATE_DEFAULT)}{lines}\n"


def stale(document: str, scripts: Sequence[Rehearsed]) -> list[str]:
    """What the table says of other scripts than these: one sentence each."""
    rows = [line.strip("| ").split(" | ") for line in document.splitlines() if line.startswith("| ")]
    kept = {row[0]: tuple(row[:CHEAP]) for row in rows[2:]}
    now = {row[0]: row for row in map(without_voice, scripts)}
    return [
        f"{id_}: the table says {kept.get(id_, 'nothing')}, and it is {now.get(id_, 'gone')}."
        for id_ in sorted(kept.keys() | now.keys())
        if kept.get(id_) != now.get(id_)
    ]


def measure(scripts: Sequence[Rehearsed]) -> str:
    """The document, measured with the shipped voice and sounds."""
    from voiceground.soundbox import SoundBox

    box = SoundBox([ROOT / "audio"], patient=True)

    def sounds(cue: Cue) -> float:
        found = box.sound(cue)
        return 0.0 if found is None else len(found) / SAMPLE_RATE

    rows = []
    with closing(HouseVoice(recordings=[ROOT / "audio"], patient=True)) as voice:
        lasts = Rendered(voice, sounds).seconds
        for done, one in enumerate(scripts):
            report.progress("measuring", done, len(scripts))
            rows.append(measured(one, lasts))
    report.progress("measuring", len(scripts), len(scripts))
    return page(rows)


def main() -> int:
    """Measure, or check."""
    parser = argparse.ArgumentParser(prog="python -m tools.pacing", description="How the scripts go.")
    parser.add_argument("--check", action="store_true", help="only say what is out of date; no voice")
    scripts = ready()
    if parser.parse_args().check:
        problems = stale(TABLE.read_text(encoding="utf-8"), scripts)
        print("\n".join(problems) or "The table is about these scripts.")
        return 1 if problems else 0
    TABLE.write_text(measure(scripts), encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {len(scripts)} scripts.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
