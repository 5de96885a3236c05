"""``voiceground plan``: my people, my plan; shown, changed, read aloud, forgotten."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.commands.run import session_arguments, sit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from voiceground.care.plan import Plan, Section
    from voiceground.core.model import Manner

SUMMARY = (
    "My people, my plan: what you notice, what helps alone, places and people, who you call, making it safer."
)
EXAMPLE = "voiceground plan --change"

EMPTY = (
    "Your plan is empty. `voiceground plan --change` asks for lines to type. "
    "`voiceground plan --by-voice` offers ready-made ones and needs no hands."
)
HOW_TO_CHANGE = (
    "Type a line and press Enter to add it. Enter alone goes on.\n"
    "A minus takes the last line away, and minus 2 the second. Ctrl-C ends; what you changed is kept."
)
ALL_OFFERED = "Every ready-made line is in your plan already. `voiceground plan --change` takes your own."
NO_SUCH_LINE = "There is no such line. Everything is as it was."
FULL = "There is no room for another line here. A minus makes some."
QUESTION = "Forget your plan? It cannot be brought back. [y/N] "
FORGOTTEN = "Your plan is forgotten. On flash storage, such as an SD card, traces may stay for a while."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--change", action="store_true", help="go through it, section by section, and type")
    what.add_argument("--by-voice", action="store_true", help="be offered ready-made lines; needs no hands")
    what.add_argument("--aloud", action="store_true", help="read it aloud; stop and repeat work as always")
    what.add_argument("--json", action="store_true", help="print JSON")
    what.add_argument("--forget", action="store_true", help="delete it; asks once")
    parser.add_argument("--yes", action="store_true", help="with --forget: do not ask")
    session_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Do the one thing that was asked for; show the plan when it was none."""
    from voiceground.folders import folders

    path = folders().plan
    if options.forget:
        _forget(path, asked=not options.yes)
        return 0
    from voiceground.care import plan as plans

    plan = plans.read(path)
    if options.change:
        _change(path, plan)
    elif options.by_voice:
        _by_voice(options, path, plan)
    elif options.json:
        report.as_json({section.key: list(plan.items(section)) for section in plans.SECTIONS})
    elif plan.is_empty:
        report.say(EMPTY)
    elif options.aloud:
        _aloud(options, plan)
    else:
        for section in plans.SECTIONS:
            _show(plan, section)
    return 0


def _show(plan: Plan, section: Section) -> None:
    report.say(section.title)
    for number, item in enumerate(plan.items(section), 1):
        report.say(f"  {number}. {item}")


def _forget(path: Path, *, asked: bool) -> None:
    """Delete the plan, also one that cannot be read."""
    from voiceground.care import plan as plans

    if not path.exists():
        report.say("There is no plan to forget.")
        return
    if asked and not report.is_yes(report.ask(QUESTION)):
        report.say("Your plan is kept as it is.")
        return
    plans.forget(path)
    report.say(FORGOTTEN)


# --- by voice ---------------------------------------------------------------------------------------


def _aloud(options: argparse.Namespace, plan: Plan) -> None:
    """Read it in a session of which nothing is kept: neither journal nor rendered lines."""
    from voiceground.care.aloud import script

    sit(options, lambda _: script(plan), log=False)


def _by_voice(options: argparse.Namespace, path: Path, plan: Plan) -> None:
    from voiceground.asking import plan as asking
    from voiceground.care import plan as plans

    def learn(names: Mapping[str, str], _manner: Manner) -> None:
        changed = asking.kept(plan, names)
        if changed != plan:
            plans.write(path, changed)

    if asking.has_offers(plan):
        sit(options, lambda _: asking.script(plan), log=False, learn=learn)
    else:
        report.say(ALL_OFFERED)


# --- in a terminal ----------------------------------------------------------------------------------


def _change(path: Path, plan: Plan) -> None:
    """Ask section by section. Every change is kept at once, so that nothing is lost wherever it ends."""
    from voiceground.care import plan as plans

    report.say(HOW_TO_CHANGE)
    try:
        for section in plans.SECTIONS:
            report.say(f"\n{section.title}. {section.about}")
            plan = _section(path, plan, section)
    except (KeyboardInterrupt, EOFError):
        report.say("")
    report.say(f"Your plan is in {path}, for your eyes alone." if path.exists() else EMPTY)


def _section(path: Path, plan: Plan, section: Section) -> Plan:
    """Ask for lines of one section until an empty one comes.

    Raises:
        EOFError: nothing more comes.
    """
    from voiceground.care import plan as plans

    for number, item in enumerate(plan.items(section), 1):
        report.say(f"  {number}. {item}")
    while (typed := report.ask("  > ")) is not None:
        if not typed.strip():
            return plan
        items = _edited(plan.items(section), typed.strip())
        changed = plan.changed(section, items) if items is not None else plan
        if items is None:
            report.say(f"  {NO_SUCH_LINE}")
        elif len(items) > plans.MOST_ITEMS:
            report.say(f"  {FULL}")
            continue
        if changed != plan:
            plans.write(path, changed)
            plan = changed
    raise EOFError


def _edited(items: tuple[str, ...], typed: str) -> tuple[str, ...] | None:
    """The lines after what was typed; None where it takes a line away that is not there."""
    if not typed.startswith("-"):
        return (*items, typed)
    place = typed[1:].strip()
    if place and not place.isdecimal():
        return (*items, typed)  # a line of the person's that begins with a dash
    index = int(place) if place else len(items)
    return items[: index - 1] + items[index:] if 1 <= index <= len(items) else None
