"""Plans read like plays, and say where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from voiceground.core.model import Ending
from voiceground.errors import ScriptError
from voiceground.script.plan import (
    UNCLEAR,
    Doing,
    Person,
    Plan,
    Press,
    Scene,
    Signal,
    Talk,
    Voice,
    doing_of,
    load_plan,
    plan_path,
)

PLAY = """\
# How it goes
scene: answers everything
  voice: I'm with you.
  person: yes      # any of its variants
  ...
  voice: From zero to ten: what is your number?
  person: too much
  ends: done

scene: says nothing at all
person: (silence)            # from here on
person: (unclear)
  ends :  left
"""


def _plan(folder: Path, text: str) -> Plan:
    path = folder / "a.plan"
    path.write_bytes(text.encode())
    return load_plan(path)


def test_a_play_is_read(tmp_path: Path) -> None:
    assert _plan(tmp_path, PLAY) == Plan(
        (
            Scene(
                "answers everything",
                (
                    Voice("I'm with you.", 3),
                    Person("yes", 4),
                    Voice("From zero to ten: what is your number?", 6),
                    Person("too much", 7),
                ),
                Ending.DONE,
                2,
            ),
            Scene("says nothing at all", (Person(None, 11), Person(UNCLEAR, 12)), Ending.LEFT, 10),
        )
    )


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_other_editors_write_the_same_play(tmp_path: Path, change: object) -> None:
    assert callable(change)
    assert _plan(tmp_path, change(PLAY)) == _plan(tmp_path, PLAY)


def test_all_problems_of_a_play_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(ScriptError) as raised:
        _plan(tmp_path, "person: yes\nscene: a\n vioce: x\n voice:\n ends: dune\n ends: done\nscene: a\n")
    said = [line.split(": ", 1)[1] for line in str(raised.value).splitlines() if ".plan:" in line]
    assert said == [
        "error plan-outside-scene This stands in no scene.",
        "error plan-line This line says nothing that a plan can say.",
        "error plan-empty-line `voice:` is empty.",
        'error plan-unknown-end A session cannot end "dune".',
        "error plan-after-end The scene has ended already, on line 5.",
        'error plan-repeated-scene There is already a scene "a", on line 2.',
    ]


@pytest.mark.parametrize(
    ("written", "doing"),
    [
        ("(tap)", Signal("tap", 1)),
        ("(two taps)", Signal("tap", 2)),
        ("(3 Knocks)", Signal("knock", 3)),
        ("(a hum)", Signal("hum", 1)),
        ("(one clap)", Signal("clap", 1)),
        ("(key n)", Press("n")),
        ("(presses enter)", Press("enter")),
        ("(Escape)", Press("escape")),
        ("(key [)", Press("[")),
        ("(talks for 20s)", Talk(20.0)),
        ("(speaks 1.5m)", Talk(90.0)),
        ("(talks for 999m)", Talk(600.0)),
        ("(four taps)", None),
        ("(taps loudly)", None),
        ("(sighs)", None),
        ("()", None),
    ],
)
def test_brackets_say_what_is_done(written: str, doing: Doing | None) -> None:
    assert doing_of(written) == doing


def test_what_is_done_is_a_part_of_a_scene(tmp_path: Path) -> None:
    (scene,) = _plan(tmp_path, "scene: a\n person: (two taps)\n person: yes\n ends: person\n").scenes
    assert scene.moves == (Person("(two taps)", 2, Signal("tap", 2)), Person("yes", 3))
    assert scene.ends is Ending.PERSON


def test_a_missing_plan_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="no-such-file"):
        load_plan(tmp_path / "a.plan")


def test_a_plan_stands_beside_its_script() -> None:
    assert plan_path(Path("scripts/five-senses.yaml")) == Path("scripts/five-senses.plan")
