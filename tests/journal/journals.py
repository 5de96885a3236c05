"""Journals for tests: sessions of which-one as the product keeps them, a few by hand or thousands by dice."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from voiceground.journal.helping import Felt
from voiceground.journal.reading import KeptSession

Entry = dict[str, object]

START = datetime(2026, 3, 1, 21, 30, tzinfo=timezone(timedelta(hours=1)))

TOOLS: Mapping[str, tuple[str, ...]] = {
    "panicky": ("panic-now", "five-senses", "easy-breath"),
    "far-away": ("back-to-here", "five-senses"),
    "frozen": ("frozen", "quiet-company"),
    "angry": ("fight-energy", "one-sigh"),
    "people": ("waiting-for-a-reply", "too-close-for-now", "alarm-check"),
}
"""Doors and what stands behind them, in the usual order."""


def used(
    door: str,
    tool: str,
    felt: str | None = None,
    *,
    before: int | None = None,
    after: int | None = None,
    kind: str = "word",
) -> list[Entry]:
    """The entries of a tool that was used at a door, and of what was said of it."""
    entries: list[Entry] = []
    if before is not None:
        entries += [{"step": "number"}, {"number": {"before": before}}]
    entries += [{"step": door}, {"reply": {"kind": "word", "choice": f"{door}.{tool}"}}]
    entries += [{"step": f"{door}.{tool}"}, {"step": f"{tool}/hello"}, {"step": f"{tool}/landing"}]
    if after is not None:
        entries += [{"step": "number-after"}, {"number": {"after": after}}]
    if felt is not None:
        entries += [{"step": "felt"}, {"reply": {"kind": kind, "choice": f"felt-{felt}"}}]
        entries += [{"step": f"felt-{felt}"}]
    return entries


def kept(
    entries: Sequence[Entry] = (),
    *,
    day: float = 0,
    script: str = "which-one",
    ended: str | None = "done",
    path: Path | None = None,
) -> KeptSession:
    """A session that was read back, begun ``day`` days after ``START``."""
    started = START + timedelta(days=day)
    timed: list[Entry] = [{"at": 7.5 * index, **entry} for index, entry in enumerate(entries)]
    seconds = 7.5 * len(timed)
    if ended is not None:
        timed.append({"at": seconds, "ended": ended})
    numbers: dict[str, int] = {}
    for entry in entries:
        given = entry.get("number")
        numbers.update(given if isinstance(given, dict) else {})
    id_ = f"{started:%Y%m%dT%H%M%S}-{script}-{round(day * 1000) % 0x10000:04x}"
    return KeptSession(
        id_, path or Path(f"{id_}.jsonl"), script, started, seconds, ended, numbers, tuple(timed)
    )


def by_dice(count: int, seed: int = 1) -> Iterator[KeptSession]:
    """Realistic sessions, about one a day: most by way of which-one, some of a script alone."""
    dice = random.Random(seed)
    day = 0.0
    for _ in range(count):
        day += dice.expovariate(1.0)
        ended = dice.choices(["done", "left", "interrupted", None], [75, 20, 4, 1])[0]
        if dice.random() < 0.7:
            yield kept(_which_one(dice), day=day, ended=ended)
        else:
            script = dice.choice(["five-senses", "easy-breath", "quiet-company"])
            yield kept(_alone(dice), day=day, script=script, ended=ended)


@cache
def many(count: int) -> tuple[KeptSession, ...]:
    """So many of them, made once."""
    return tuple(by_dice(count))


def _which_one(dice: random.Random) -> list[Entry]:
    entries: list[Entry] = [{"step": "hello"}]
    number = dice.randint(4, 10) if dice.random() < 0.85 else None
    door = dice.choice(list(TOOLS))
    for tool in dice.sample(TOOLS[door], dice.choices([1, 2], [80, 20])[0]):
        before, felt = number, dice.choices([*Felt, None], [55, 25, 10, 10])[0]
        drop = {Felt.BETTER: 2, Felt.SAME: 0, Felt.WORSE: -1, None: 1}[felt] + dice.randint(-1, 1)
        number = min(10, max(0, number - drop)) if number is not None else None
        entries += used(door, tool, felt.value if felt else None, before=before, after=number)
    return [*entries, {"step": "landing"}]


def _alone(dice: random.Random) -> list[Entry]:
    entries: list[Entry] = []
    for step in ("hello", "see", "touch", "listen", "smell", "number", "landing"):
        entries.append({"step": step})
        if step == "number":
            entries.append({"number": {"after": dice.randint(0, 8)}})
        elif dice.random() < 0.5:
            kind = dice.choice(["word", "key", "silence", "signal"])
            entries.append({"reply": {"kind": kind, "choice": step}})
    return entries


def write(folder: Path, sessions: Iterator[KeptSession]) -> None:
    """Lay sessions into a folder as the product writes them."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for session in sessions:
        head = {"format": 1, "id": session.id, "script": session.script}
        head["started"] = session.started.isoformat()
        lines = [head, *session.entries]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{session.id}.jsonl").write_text(text, encoding="utf-8")


NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
