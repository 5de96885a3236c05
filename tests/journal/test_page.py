"""The page as a file: what it says, that all of it is escaped, and that it can load and run nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime
from html.parser import HTMLParser

import pytest

from tests.journal.journals import NOON, Entry, by_dice, kept, many, used
from voiceground.journal.page import GENERATOR, page
from voiceground.journal.reading import KeptSession, Sessions
from voiceground.journal.summary import (
    LONGEST_PATH,
    MOST_PATHS,
    MOST_POINTS,
    clock,
    doors,
    path,
    series,
    went,
)

EVIL = "<script>alert(1)</script>\"'&\x00\u202e"


def made(*sessions: KeptSession, problems: tuple[str, ...] = (), titles: dict[str, str] | None = None) -> str:
    return page(Sessions(sessions, problems), NOON, titles or {})


class Tags(HTMLParser):
    """Every tag with its attributes, and the text outside of style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


class TestWhatItSays:
    def test_of_nothing(self) -> None:
        text = made()
        assert "Nothing is kept yet." in text
        assert "<svg" not in text

    def test_of_one_session(self) -> None:
        text = Tags(made(kept(used("panicky", "five-senses", "better", before=7, after=4)))).words
        assert "One session, of 1 Mar 2026." in text
        assert "your number went from 7 to 4" in text
        assert "0:30" in text
        assert "panicky.five-senses, after a word" in text

    def test_of_sessions_without_a_number_or_a_door(self) -> None:
        text = made(kept([{"step": "hello"}], script="five-senses", ended=None))
        assert "No number was kept." in text
        assert "Nothing was chosen at a door yet." in text
        assert "not ended yet" in text

    def test_each_chart_has_a_name_a_description_and_a_table_of_the_same(self) -> None:
        text = made(*by_dice(30))
        tags = Tags(text)
        charts = [svg for svg in tags.named("svg") if svg.get("aria-hidden") != "true"]
        assert len(charts) > 3
        assert all(svg["role"] == "img" and svg["aria-label"] for svg in charts)
        assert len(tags.named("desc")) == len(tags.named("table")) == len(charts)

    def test_a_script_is_called_by_its_title_where_there_is_one(self) -> None:
        session = kept(used("panicky", "five-senses"), script="which-one")
        text = made(session, titles={"which-one": "Which one?", "five-senses": "Five senses"})
        assert "Which one?" in text
        assert "Five senses" in text

    def test_what_could_not_be_read_is_told(self) -> None:
        assert "One session could not be read" in made(problems=("x is broken.",))
        assert "2 sessions could not be read" in made(kept(), problems=("x is broken.", "y is locked."))

    def test_nothing_praises_grades_or_counts_days_in_a_row(self) -> None:
        words = Tags(made(*by_dice(100))).words.lower()
        for word in (
            "well done",
            "great",
            "streak",
            "in a row",
            "goal",
            "average",
            "normal",
            "severe",
            "risk",
        ):
            assert word not in words


class TestTenThousand:
    def test_is_drawn_together_and_says_so(self) -> None:
        sessions = many(10_000)
        counted = series(sessions)
        assert len(counted.points) <= MOST_POINTS
        text = made(*sessions)
        assert len(text) < 3_000_000
        tags = Tags(text)
        assert len(tags.named("details")) == MOST_PATHS
        assert "each point is the middle of one year" in " ".join(tags.words.split())
        assert "The 9,800 older ones are counted above." in " ".join(
            tags.words.replace("\n", " ").replace("These are the newest 200. The", "The").split()
        )

    def test_an_endless_session_is_cut(self) -> None:
        text = made(kept([{"step": "again"}] * 5_000))
        assert text.count("<li>") == LONGEST_PATH
        assert "more steps" in text


@pytest.mark.parametrize(
    ("days", "span"), [(1, "session"), (59, "day"), (300, "week"), (1500, "month"), (4000, "quarter")]
)
def test_points_are_as_fine_as_can_be_read(days: int, span: str) -> None:
    entries = used("panicky", "five-senses", before=7, after=4)
    many = [kept(entries, day=days * index / 70) for index in range(71 if days > 1 else 60)]
    counted = series(many)
    assert counted.span == span
    assert sum(point.sessions for point in counted.points) == len(many)
    assert all((point.before, point.after) == (7, 4) for point in counted.points)


class TestNothingFromAFileIsTrusted:
    def test_every_text_is_escaped(self) -> None:
        entries = [
            {"step": EVIL},
            {"step": f"{EVIL}.{EVIL}"},
            {"reply": {"kind": "word", "choice": EVIL}},
            {"number": {EVIL: 3, "before": 5, "after": 2}},
            {"note": EVIL},
            {"step": "panicky.tool"},
        ]
        session = kept(entries, script=EVIL, ended=EVIL)  # type: ignore[arg-type]
        text = made(session, titles={EVIL: EVIL, "tool": EVIL})
        assert Tags(text).named("script") == []
        assert "<script" not in text
        assert "\x00" not in text

    def test_what_is_no_text_and_no_number_is_passed_over(self) -> None:
        entries = [{"step": 3}, {"note": []}, {"reply": 1}, {"number": "7"}, {"at": "soon", "step": "see"}]
        assert [moment.what for moment in path(kept(entries))] == ["see", "ended: done"]  # type: ignore[arg-type]

    def test_where_everything_is_kept_the_reply_is_told(self) -> None:
        entries: list[Entry] = [
            {"reply": {"kind": "word", "choice": "see", "heard": "yes"}},
            {"step": "see"},
            {"reply": {"kind": "silence", "choice": "listen"}},
            {"step": "listen"},
        ]
        told = [moment.what for moment in path(kept(entries, ended=None))]
        assert told == ['see, after "yes"', "listen, after a silence"]

    @pytest.mark.parametrize(
        ("seconds", "told"),
        [(0, "0:00"), (125.9, "2:05"), (-1, ""), (1e99, ""), (float("nan"), ""), (None, "")],
    )
    def test_times(self, seconds: object, told: str) -> None:
        assert clock(seconds) == told


class TestItLoadsNothing:
    def test_the_policy_allows_this_style_sheet_and_nothing_else(self) -> None:
        text = made(*by_dice(10))
        (policy,) = (
            tag["content"] for tag in Tags(text).named("meta") if "http-equiv" in tag and tag["content"]
        )
        style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        assert len(style) == 1

    def test_there_is_nothing_that_loads_runs_or_styles_by_itself(self) -> None:
        tags = Tags(made(*by_dice(100)))
        names = {name for name, _ in tags.tags}
        assert not names & {"script", "img", "iframe", "link", "object", "embed", "image", "use", "form"}
        attributes = {key for _, given in tags.tags for key in given}
        assert not attributes & {"src", "style", "srcset", "xlink:href", "action"}
        assert not [key for key in attributes if key.startswith("on")]
        assert {given["href"] for given in tags.named("a")} == {"#main"}

    def test_it_says_that_it_is_ours_where_that_is_looked_for(self) -> None:
        assert GENERATOR in made()[:4096]


def test_the_doors_are_told_by_name_and_the_most_used_tool_first() -> None:
    sessions = [
        kept([*used("panicky", "b", "better"), *used("frozen", "a")]),
        kept(used("panicky", "a"), day=1),
        kept(used("panicky", "b", "worse"), day=2),
    ]
    frozen, panicky = doors(sessions)
    assert (frozen.name, panicky.name) == ("frozen", "panicky")
    assert [(tool, len(tally.uses)) for tool, tally in panicky.tools] == [("b", 2), ("a", 1)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (7, 4, "your number went from 7 to 4"),
        (4, 4, "your number stayed at 4"),
        (None, 3, "your number after: 3"),
        (6, None, "your number before: 6"),
        (None, None, ""),
    ],
)
def test_numbers_in_words(before: int | None, after: int | None, told: str) -> None:
    numbers = {name: value for name, value in (("before", before), ("after", after)) if value is not None}
    assert went(kept([{"number": numbers}])) == told


def test_the_day_it_was_made_is_told() -> None:
    assert "Made on 27 Nov 2026, 12:00" in made()
    assert isinstance(NOON, datetime)
