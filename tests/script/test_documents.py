"""The documents for writers say what is true: made of the checker's tables, and carried out here."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.script.texts import HEAD, ROOT, examined
from tools.write_docs import documents
from voiceground import cli
from voiceground.rehearsal import text
from voiceground.script import acts, parse, steps
from voiceground.script.keys import KEYS, Key, Of, keys_of
from voiceground.script.load import load
from voiceground.script.plan import load_plan
from voiceground.script.reference import filled
from voiceground.script.rules import RULES, Severity

DOCS = ROOT / "docs"

TABLES: Mapping[Of, Mapping[str, object]] = {
    Of.SCRIPT: parse.HEAD,
    Of.STEP: steps.STEP,
    Of.SAY: acts.SAY,
    Of.BREATHE: acts.BREATHE,
    Of.HOLD: acts.HOLD,
    Of.CHOOSE: steps.WAY,
    Of.WAY: steps.WAY,
    Of.IF: acts.RULE,
}
"""What the readers read."""

AROUND_STEP = {
    "replies": "ask: Well?",
    "number": "ask: Well?",
    "wait": 'ask: Well?, replies: {"yes": see}',
    "silence": 'ask: Well?, replies: {"yes": see}',
    "unclear": 'ask: Well?, replies: {"yes": see}',
    "save": 'ask: Well?, replies: {"yes": see}',
    "log": "ask: Well?, number: {0-10: see}, save: after",
    "ask": 'replies: {"yes": see}',
    "choose": "",
    "then": "",
    "end": "",
}
"""What else a step needs where an example shows one key; any other needs ``then``."""

OTHERS = "\n".join(
    f"  {name}: {{say: Here we are., end: done}}" for name in ("see", "listen", "landing", "once-more")
)


@dataclass(frozen=True)
class Block:
    """A fenced block of a document."""

    kind: str
    about: str
    text: str


def blocks(name: str) -> Iterator[Block]:
    fenced = re.finditer(
        r"^```(\w+) ?(.*?)\n(.*?)^```$", (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    for found in fenced:
        yield Block(found[1], found[2], found[3])


# --- made of the tables -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_a_document_is_up_to_date(path: Path) -> None:
    """Where it is not: ``python -m tools.write_docs``."""
    assert path.read_text(encoding="utf-8") == documents()[path]


def test_a_changed_table_would_be_noticed() -> None:
    document = "<!-- begin given -->\nold\n<!-- end -->\n"
    assert "`{name}`" in filled(document)
    assert filled(filled(document)) == filled(document)
    with pytest.raises(ValueError, match="no end"):
        filled("<!-- begin given -->")


@pytest.mark.parametrize("of", Of)
def test_the_table_of_keys_has_what_the_readers_read(of: Of) -> None:
    assert [key.name for key in keys_of(of)] == list(TABLES[of])


def test_what_is_needed_in_the_head_is_the_same_everywhere() -> None:
    assert {key.name for key in keys_of(Of.SCRIPT) if key.needed} == set(parse.REQUIRED)


def test_every_code_is_explained() -> None:
    told = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (.+)$", told, re.MULTILINE) == list(RULES)


# --- every example can be read ----------------------------------------------------------------------


def _script_with(key: Key) -> str:
    if key.of is Of.SCRIPT:
        kept = [line for line in HEAD.splitlines() if not line.startswith(f"{key.name}:")]
        rest = "" if key.name == "steps" else f"steps:\n  hello: {{say: Hello., then: see}}\n{OTHERS}\n"
        return "\n".join([*kept, key.example, rest])
    inside = {
        Of.BREATHE: f"breathe: {{in: 4s, out: 6s, rounds: 3, {key.example}}}",
        Of.HOLD: f"hold: {{for: 5m, {key.example}}}",
        Of.CHOOSE: f"choose: [{{say: Look, then: see, {key.example}}}]",
        Of.WAY: f'ask: Well?, replies: {{"yes": see}}, silence: {{{key.example}}}',
        Of.IF: f"if: [{{when: after, then: see, {key.example}}}]",
    }.get(key.of, key.example)
    inside = re.sub(rf"\b{re.escape(key.name)}: [^,{{}}]+, (?=(.*, )?{re.escape(key.name)}: )", "", inside)
    asks = key.of in {Of.CHOOSE, Of.WAY} or "ask" in AROUND_STEP.get(key.name, "") or key.name in AROUND_STEP
    more = AROUND_STEP.get(key.name, "") if key.of is Of.STEP else ""
    on = "" if asks and key.of in {Of.STEP, Of.CHOOSE, Of.WAY} else "then: see"
    return f"{HEAD}steps:\n  hello: {{{', '.join(filter(None, [inside, more, on]))}}}\n{OTHERS}\n"


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.of}-{key.name}")
def test_the_example_of_a_key_is_read(key: Key, tmp_path: Path) -> None:
    expected = {"unreached-step", "unknown-name", "unannounced-pause", "unknown-step", "no-way-to-an-end"}
    _, problems = examined(tmp_path, _script_with(key))
    wrong = [str(p) for p in problems if p.severity is Severity.ERROR and p.code not in expected]
    assert wrong == []


# --- the pages are carried out ----------------------------------------------------------------------


def test_the_script_of_the_reference_is_sound_and_its_plan_is_played(tmp_path: Path) -> None:
    (script,) = (block.text for block in blocks("script-language.md") if block.kind == "yaml")
    (plan,) = (block.text for block in blocks("script-language.md") if block.kind == "plan")
    assert examined(tmp_path, script, "look-around.yaml")[1] == []
    (tmp_path / "look-around.plan").write_text(plan)
    results = [
        text.play(load(tmp_path / "look-around.yaml"), scene)
        for scene in load_plan(tmp_path / "look-around.plan").scenes
    ]
    assert [(result.name, result.problem) for result in results if not result.passed] == []
    assert len(results) == 4


def test_the_tutorial_works_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICEGROUND_HOME", str(tmp_path / "home"))
    plan, said = "", ""
    for block in blocks("tutorial.md"):
        if block.kind == "plan":
            plan = block.text
        elif block.kind == "yaml":
            _is_in_the_script(block.text)
        elif block.about == "output":
            assert block.text.strip() in said
        elif block.kind == "sh" and block.about != "later":
            _prepare(block.about, plan)
            for line in block.text.splitlines():
                program, *arguments = shlex.split(line)
                assert program == "voiceground"
                assert cli.main(arguments) == 0, capsys.readouterr().err
            said = capsys.readouterr().out
    assert "scenes passed" in said


def _prepare(about: str, plan: str) -> None:
    """Do by program what the page asks the writer to do in an editor."""
    what, _, how = about.partition(": ")
    if what == "edit":
        old, _, new = how.partition(" -> ")
        script = Path("quiet-evening.yaml").read_text(encoding="utf-8")
        assert script.count(old) == 1
        Path("quiet-evening.yaml").write_text(script.replace(old, new), encoding="utf-8")
    elif what == "append":
        with Path(how).open("a", encoding="utf-8") as file:
            file.write("\n" + plan)


def _is_in_the_script(excerpt: str) -> None:
    """What the page shows of the script stands there (comments aside), or will after the next edit."""
    script = re.sub(r" +#.*", "", Path("quiet-evening.yaml").read_text(encoding="utf-8"))
    lines = [line.strip() for line in script.splitlines()]
    shown = [line.strip() for line in excerpt.splitlines()]
    assert all(line in lines for line in shown) or "too much" in excerpt
