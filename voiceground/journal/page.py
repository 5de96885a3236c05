"""The page of `voiceground history --html`: one file that loads nothing, runs nothing, says all in text.

The only importer of Jinja2. Everything that comes out of a file is escaped by it; the two things that are
not are the style sheet beside this file and the charts, which are written as XML.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from voiceground.journal.charts import door_chart, numbers_chart
from voiceground.journal.helping import Felt, Tally
from voiceground.journal.reading import KeptSession, Sessions
from voiceground.journal.summary import (
    LONGEST_PATH,
    MOST_PATHS,
    Door,
    Series,
    day_of,
    doors,
    path,
    series,
    shown,
    went,
)

HERE = Path(__file__).parent
GENERATOR = "voiceground history"
"""By this in its head a page of ours is known, and may be replaced by a newer one."""


def page(sessions: Sessions, made: datetime, titles: Mapping[str, str]) -> str:
    """The whole page.

    Args:
        sessions: what is kept, newest last.
        made: when the page is made.
        titles: titles of scripts by their ids; a script that has none is called by its id.
    """
    style = (HERE / "page.css").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.from_string((HERE / "page.html").read_text(encoding="utf-8"))
    counted = series(sessions.kept)
    return template.render(
        policy=_policy(style),
        generator=GENERATOR,
        style=Markup(style),  # noqa: S704  our own file
        made=f"{day_of(made)}, {made:%H:%M}",
        number=_number,
        series=counted,
        counted=_thousands(sum(point.sessions for point in counted.points)),
        numbers_chart=_numbers_chart(counted),
        doors=[_door(door, titles) for door in doors(sessions.kept)],
        **_frame(sessions),
        **_paths(sessions.kept, titles),
    )


def _policy(style: str) -> str:
    """Nothing may be loaded, run or sent; only this very style sheet counts."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _frame(sessions: Sessions) -> dict[str, object]:
    kept = sessions.kept
    return {
        "total": len(kept),
        "sessions": _sessions,
        "first": day_of(kept[0].started) if kept else "",
        "last": day_of(kept[-1].started) if kept else "",
        "unread": _sessions(len(sessions.problems)) if sessions.problems else "",
        "unread_count": len(sessions.problems),
    }


def _numbers_chart(counted: Series) -> Markup:
    if not counted.points:
        return Markup()
    first, last = counted.points[0].label, counted.points[-1].label
    about = f"{len(counted.points)} points from {first} to {last}. The table has each of them."
    return Markup(numbers_chart(counted.points, "Your number before and after, over time", about))  # noqa: S704


def _door(door: Door, titles: Mapping[str, str]) -> dict[str, object]:
    tools = [(_title(tool, titles), tally) for tool, tally in door.tools]
    about = " ".join(f"{name}: used {len(t.uses)}, better {t.felt(Felt.BETTER)}." for name, t in tools)
    chart = door_chart(tools, f"How often each was used at the door {door.name}, and felt better", about)
    return {
        "name": door.name,
        "chart": Markup(chart),  # noqa: S704
        "tools": [_tool(name, tally) for name, tally in tools],
    }


def _tool(name: str, tally: Tally) -> dict[str, object]:
    felt = {kind.value: tally.felt(kind) for kind in Felt}
    return {"name": name, "used": len(tally.uses), "moved": _moved(tally.middle), **felt}


def _moved(middle: float | None) -> str:
    if middle is None:
        return "-"
    return f"{'down' if middle < 0 else 'up'} {abs(middle):g}" if middle else "same"


def _paths(kept: Sequence[KeptSession], titles: Mapping[str, str]) -> dict[str, object]:
    newest = list(reversed(kept[-MOST_PATHS:]))
    months = groupby(newest, key=lambda session: f"{session.started:%B %Y}")
    return {
        "months": [{"name": name, "sessions": list(_told(sessions, titles))} for name, sessions in months],
        "paths_count": len(newest),
        "older": _thousands(len(kept) - len(newest)) if len(kept) > len(newest) else "",
    }


def _told(sessions: Iterable[KeptSession], titles: Mapping[str, str]) -> Iterator[dict[str, object]]:
    for session in sessions:
        moments = list(path(session))
        yield {
            "summary": _summary(session, titles),
            "moments": moments[:LONGEST_PATH],
            "more": max(0, len(moments) - LONGEST_PATH),
        }


def _summary(session: KeptSession, titles: Mapping[str, str]) -> str:
    words = (
        f"{day_of(session.started)}, {session.started:%H:%M}",
        _title(session.script, titles),
        f"{session.seconds / 60:.1f} minutes",
        f"ended: {shown(session.ended)}" if session.ended else "not ended yet",
        went(session),
    )
    return ", ".join(filter(None, words))


def _title(script: str, titles: Mapping[str, str]) -> str:
    return shown(titles.get(script, script))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"


def _sessions(count: int) -> str:
    return "One session" if count == 1 else f"{_thousands(count)} sessions"


def _thousands(count: int) -> str:
    return f"{count:,}"
