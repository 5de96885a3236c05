"""Pictures of scripts: every way is in them, nothing breaks out of them, and they can be read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.script.texts import ROOT
from voiceground.cli import main
from voiceground.core.conditions import parse_condition
from voiceground.core.model import (
    Band,
    Breathing,
    Choice,
    Cue,
    Ending,
    Hold,
    Line,
    Question,
    Reply,
    Rule,
    Script,
    Step,
    Way,
)
from voiceground.core.replies import option
from voiceground.script.graph import dot, layered
from voiceground.script.graph.conditions import in_words
from voiceground.script.graph.draw import Format, draw
from voiceground.script.graph.edges import edges
from voiceground.script.graph.layout import Layout
from voiceground.script.graph.picture import Picture, picture_of, shortened
from voiceground.script.load import load, scripts_in

SVG = "{http://www.w3.org/2000/svg}"
SHIPPED = scripts_in(ROOT / "scripts")


def script(*steps: Step, title: str = "A test") -> Script:
    return Script("test", title, steps[0].id, {step.id: step for step in steps})


WHOLE = script(
    Step(
        "hello",
        say=(Line("I'm here."), Cue("rain")),
        question=Question(
            "Yes, no, or a number?",
            replies=(Reply(option("yes / okay"), "menu"), Reply(option("no"), "end")),
            bands=(Band(0, 3, "end"), Band(4, 4, "menu"), Band(5, 10, "again")),
            silence=Way("end"),
            save="answer",
        ),
    ),
    Step(
        "menu",
        question=Question(
            "Which?", choices=(Choice("The window.", option("the window"), "breathe"),), unclear=Way("end")
        ),
    ),
    Step("breathe", breathing=Breathing(4, 6, 6), sets={"again": "yes"}, then="part"),
    Step("part", run="five-senses", then="hold"),
    Step("hold", hold=Hold(300, 10), then="again"),
    Step(
        "again",
        rules=(Rule(parse_condition("again == yes and answer > 3"), "end"),),
        say=(Line("Once more."),),
        then="hello",
    ),
    Step("end", say=(Line("That is all."),), end=Ending.DONE),
)


def test_every_way_is_an_edge_the_defaults_for_silence_and_mishearing_too() -> None:
    assert [str(edge) for edge in edges(WHOLE)] == [
        "hello: yes / okay -> menu",
        "hello: no -> end",
        "hello: 0-3 -> end",
        "hello: 4 -> menu",
        "hello: 5-10 -> again",
        "hello: silence -> end",
        "hello: unclear -> end",
        "menu: the window -> breathe",
        "menu: silence -> breathe",
        "menu: unclear -> end",
        "breathe: then -> part",
        "part: after five-senses -> hold",
        "hold: then -> again",
        "again: if again == yes and answer > 3 -> end",
        "again: otherwise -> hello",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "again",
        "not again",
        "a == 1 or b > 2 and c != 'the sea'",
        "(a or b) and not (c and d)",
        "not (a == b)",
    ],
)
def test_a_condition_is_told_as_it_can_be_read_again(text: str) -> None:
    condition = parse_condition(text)
    again = in_words(condition)
    assert in_words(parse_condition(again)) == again


def layouts(picture: Picture) -> list[Layout]:
    found = [layered.laid_out(picture)]
    by_graphviz = dot.laid_out(picture)
    return [*found, *([by_graphviz] if by_graphviz else [])]


def check(picture: Picture, layout: Layout) -> None:
    """Boxes are apart and on the page, and each way begins and ends at the edge of its boxes."""
    boxes = {box.id: box for box in picture.boxes}
    assert layout.boxes.keys() == boxes.keys()
    for one, other in combinations(picture.boxes, 2):
        (x, y), (u, v) = layout.boxes[one.id], layout.boxes[other.id]
        is_beside = abs(x - u) >= (one.width + other.width) / 2 - 0.5
        assert is_beside or abs(y - v) >= (one.height + other.height) / 2 - 0.5, (one.id, other.id)
    for id_, (x, y) in layout.boxes.items():
        assert x - boxes[id_].width / 2 >= -0.5
        assert x + boxes[id_].width / 2 <= layout.width + 0.5
        assert y - boxes[id_].height / 2 >= -0.5
        assert y + boxes[id_].height / 2 <= layout.height + 0.5
    for way, route in zip(picture.ways, layout.routes, strict=True):
        assert len(route.points) % 3 == 1
        for id_, (x, y) in ((way.source, route.points[0]), (way.target, route.points[-1])):
            middle = layout.boxes[id_]
            assert abs(x - middle[0]) <= boxes[id_].width / 2 + 2, (way.source, way.target)
            assert abs(y - middle[1]) <= boxes[id_].height / 2 + 2, (way.source, way.target)
        assert (route.label is not None) == bool(way.label)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scripts_are_laid_out(path: Path) -> None:
    picture = picture_of(load(path))
    for layout in layouts(picture):
        check(picture, layout)


STEPS = [f"step-{index}" for index in range(12)]


@st.composite
def tangles(draw: st.DrawFn) -> Script:
    """Any steps that lead anywhere, themselves included."""
    count = draw(st.integers(1, len(STEPS)))
    some = st.sampled_from(STEPS[:count])
    steps = []
    for id_ in STEPS[:count]:
        if draw(st.booleans()):
            words = draw(st.lists(st.sampled_from(["yes", "no", "blue", "ready"]), unique=True, min_size=1))
            replies = tuple(Reply(option(word), draw(some)) for word in words)
            steps.append(Step(id_, (Line("A line."),), Question("A question?", replies), then=draw(some)))
        else:
            steps.append(Step(id_, (Line("A line of some more words."),), then=draw(st.none() | some)))
    return script(*steps)


@given(tangles())
@settings(max_examples=60, deadline=None)
def test_the_built_in_layout_copes_with_any_tangle(tangle: Script) -> None:
    picture = picture_of(tangle)
    check(picture, layered.laid_out(picture))


NASTY = script(
    Step("a", say=(Line('<script>alert("x")</script> & {braces} | #35; \x07 `ticks`'),), then="end"),
    Step("end", say=(Line("]]> --> %% end"),), end=Ending.LEFT),
    title='"><b>Tea & <toast> -->',
)


@pytest.mark.parametrize("built_in", [True, False])
@pytest.mark.parametrize("drawn", [WHOLE, NASTY], ids=["whole", "nasty"])
def test_an_svg_is_well_formed_whole_and_tells_itself_in_words(drawn: Script, *, built_in: bool) -> None:
    text = draw(drawn, Format.SVG, built_in=built_in)
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title description"
    assert drawn.title in str(root.findtext(f"{SVG}title"))
    told = str(root.findtext(f"{SVG}desc"))
    for edge in edges(drawn):
        assert f"{edge.label or 'then'} leads to {edge.target}" in told
    shown = [str(element.text) for element in root.iter(f"{SVG}text")]
    assert set(drawn.steps) <= set(shown)
    assert not list(root.iter(f"{SVG}script"))
    assert not re.search(r"(href|src|url\((?!#)|@import|@font-face)", text)


def test_what_leads_along_a_line_stands_at_it_and_quiet_ways_are_dotted() -> None:
    root = ET.fromstring(draw(WHOLE, Format.SVG, built_in=True))
    labels = {element.text for element in root.iter(f"{SVG}text") if element.get("class") == "label"}
    assert {"yes / okay, 4", "5-10", "silence, unclear", "the window", "otherwise"} <= labels
    ways = [element.get("class") for element in root.iter(f"{SVG}path")]
    assert ways.count("way quiet") == 3 + 1  # and one in the legend


def test_mermaid_escapes_what_would_be_its_own() -> None:
    text = draw(NASTY, Format.MERMAID)
    assert text.startswith("flowchart TD\n    accTitle: ")
    for line in text.splitlines():
        assert line.count('"') in {0, 2}, line
    assert "<script>" not in text
    assert "<toast>" not in text
    assert "s0 --> s1" in text
    assert 's1(["<b>end</b>' in text
    assert "-.->|" in draw(WHOLE, Format.MERMAID)


@pytest.mark.parametrize("form", list(Format))
def test_a_script_gives_the_same_picture_each_time(form: Format) -> None:
    assert draw(WHOLE, form) == draw(WHOLE, form)


def test_first_words_are_shown_and_the_cut_is_marked() -> None:
    assert shortened("Short.") == "Short."
    assert shortened("You might notice one sound near you, or further away.") == (
        "You might notice one sound near\N{HORIZONTAL ELLIPSIS}"
    )


def test_without_graphviz_there_is_a_picture_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert draw(WHOLE, Format.SVG) == draw(WHOLE, Format.SVG, built_in=True)


def test_a_graphviz_that_fails_is_not_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho '{}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert draw(WHOLE, Format.SVG) == draw(WHOLE, Format.SVG, built_in=True)


def test_the_command_prints_or_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    five = str(ROOT / "scripts" / "five-senses.yaml")
    assert main(["graph", five]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("<svg ")
    out = tmp_path / "five.svg"
    assert main(["graph", five, "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_text(encoding="utf-8") == printed
    assert main(["graph", five, "--format", "mermaid"]) == 0
    assert capsys.readouterr().out.startswith("flowchart TD")


def test_a_script_that_nobody_could_read_as_a_picture_is_not_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "long.yaml"
    steps = "".join(f"  s{i}: {{say: A line., then: s{i + 1}}}\n" for i in range(600))
    path.write_text(
        f"voiceground: 1\nid: long\ntitle: Long\nsteps:\n{steps}  s600: {{say: Bye., end: done}}\nstart: s0\n"
    )
    assert main(["graph", str(path)]) == 2
    assert "601 steps" in capsys.readouterr().err
    assert main(["graph", str(path), "--format", "mermaid"]) == 0


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "no" / "such" / "folder.svg"
    assert main(["graph", str(ROOT / "scripts" / "five-senses.yaml"), "--out", str(missing)]) == 2
    assert "cannot be written" in capsys.readouterr().err
