"""Rehearses scripts: finds their plans, plays every scene, counts the branches, sends walkers through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from voiceground import report
from voiceground.core.model import Script
from voiceground.core.offers import Head
from voiceground.errors import UsageError
from voiceground.rehearsal import text
from voiceground.rehearsal.coverage import Coverage, coverage
from voiceground.rehearsal.options import StageOptions
from voiceground.rehearsal.result import SceneResult
from voiceground.rehearsal.walks import Walks, walk
from voiceground.script.assembly import assembled
from voiceground.script.heads import heads
from voiceground.script.load import by_id, find, in_language, load
from voiceground.script.plan import Plan, Scene, load_plan, plan_path


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A script that is ready to be rehearsed.

    Attributes:
        written: the script as it is written.
        plan: its scenes.
        script: what is played: its offers are menus.
        library: the scripts that it runs as a part of itself, by their ids.
    """

    written: Script
    plan: Plan
    script: Script
    library: Mapping[str, Script]


def prepared(paths: Sequence[Path], shelves: Sequence[Path]) -> list[Rehearsed]:
    """These scripts with their plans, and with the scripts that they run.

    Args:
        paths: the scripts.
        shelves: the libraries in which others are looked for, after the script's own folder.

    Raises:
        ScriptError: a script or a plan has errors.
        UsageError: a script that is run as a part of another is on no shelf.
    """
    known = cache(lambda language: list(heads(by_id(in_language(shelves, language)).values())))
    return [_ready(load(path), path, shelves, known) for path in paths]


def _ready(
    script: Script, path: Path, shelves: Sequence[Path], known: Callable[[str], Iterable[Head]]
) -> Rehearsed:
    """What is offered comes in its usual order here, whatever the person's own journal says."""
    mine = [path.parent, *in_language(shelves, script.language)]
    whole = assembled(script, lambda id_: load(find(id_, mine)), lambda: known(script.language))
    return Rehearsed(script, load_plan(plan_path(path)), whole.script, whole.library)


def rehearse(ready: Sequence[Rehearsed], options: StageOptions) -> Iterator[SceneResult]:
    """Play the plans; each result comes as soon as its scene is over.

    Raises:
        UsageError: no scene has the wanted name, or a recording cannot be read.
    """
    scenes = [(one, scene) for one in ready for scene in one.plan.scenes if options.scene in scene.name]
    if not scenes:
        raise UsageError(f'No scene has a name with "{options.scene}" in it.')
    return _played(scenes, options)


def _played(scenes: Sequence[tuple[Rehearsed, Scene]], options: StageOptions) -> Iterator[SceneResult]:
    if options.text:
        yield from (text.play(one.script, scene, one.library) for one, scene in scenes)
        return
    from voiceground.rehearsal.sound import Theatre

    with Theatre(options) as theatre:
        for done, (one, scene) in enumerate(scenes):
            report.progress("rehearsing", done, len(scenes))
            yield theatre.play(one.script, scene, one.library)
        report.progress("rehearsing", len(scenes), len(scenes))


def covered(ready: Sequence[Rehearsed]) -> list[Coverage]:
    """Which branches the plans walk. It is found out without sound, however the scenes are played."""
    return [coverage(one.script, one.plan.scenes, one.library, one.written) for one in ready]


def walked(ready: Sequence[Rehearsed], count: int, seed: int) -> Iterator[Walks]:
    """Send so many walkers through each script."""
    return (walk(one.script, count, seed, one.library, one.written) for one in ready)
