"""A script that another one runs knows which one that is, and nobody else does."""

from __future__ import annotations

from dataclasses import replace

from tests.core.play import Stage
from tests.core.scripts import ask, script
from voiceground.core.conditions import parse_condition
from voiceground.core.model import Ending, Line, Rule, Script, Step

PART = replace(
    script(
        Step("hello", say=(Line("A part."),), then="more"),
        Step("more", question=ask("More?", {"yes": "more", "no": "bye"}, save="more"), then="bye"),
        Step("bye", say=(Line("Part over."),), end=Ending.DONE),
    ),
    id="part",
)
OWN = script(
    Step("hello", say=(Line("First this."),), run="part", then="hello-again"),
    Step("hello-again", say=(Line("Then that."),), end=Ending.DONE),
)


def begun(part: Script = PART) -> Stage:
    return Stage(OWN, library={"part": part})


def test_it_knows_who_runs_it_and_the_caller_is_within_nothing() -> None:
    stage = begun()
    assert stage.state.names["within"] == ""
    stage.until("A part.")
    assert stage.state.names["within"] == OWN.id
    stage.until_asked()
    stage.person("no")
    stage.until("Then that.")
    assert stage.state.names["within"] == ""


def test_a_part_of_a_part_knows_the_nearest_and_the_way_back_is_the_same() -> None:
    inner = replace(script(Step("a", say=(Line("Inmost."),), end=Ending.DONE)), id="inner")
    outer = script(
        Step("hello", say=(Line("A part."),), run="inner", then="bye"),
        Step("bye", say=(Line("Part over."),), end=Ending.DONE),
    )
    library = {"part": replace(outer, id="part"), "inner": inner}
    stage = Stage(OWN, library=library)
    told = {}
    for line in ("First this.", "A part.", "Inmost.", "Part over.", "Then that."):
        stage.until(line)
        told[line] = stage.state.names["within"]
    assert list(told.values()) == ["", "test", "part", "test", ""]


def test_back_into_it_and_out_of_it_tells_the_right_caller() -> None:
    stage = begun()
    stage.until("A part.")
    stage.person("back")
    assert stage.state.names["within"] == ""
    stage.until_asked()
    stage.person("no")
    stage.until("Then that.")
    stage.person("back")
    assert stage.said[-1] == "Part over."
    assert stage.state.names["within"] == OWN.id


def test_an_answer_that_is_put_right_within_it_stays_within_it() -> None:
    stage = begun()
    stage.until_asked()
    stage.person("no")
    stage.person("i meant yes")
    assert stage.state.names["within"] == OWN.id


def test_it_leaves_its_own_landing_out_where_another_runs_it() -> None:
    lands = Step("bye", rules=(Rule(parse_condition('within != ""'), "back"),), say=(Line("Landed."),))
    part = replace(script(replace(lands, end=Ending.DONE), Step("back", end=Ending.DONE)), id="part")
    alone, inside = Stage(part), begun(part)
    alone.to_the_end()
    inside.to_the_end()
    assert alone.said == ["Landed."]
    assert inside.said == ["First this.", "Then that."]
