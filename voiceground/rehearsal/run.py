"""Rehearses scripts: finds their plans, plays every scene, collects what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from voiceground import report
from voiceground.core.model import Script
from voiceground.errors import UsageError
from voiceground.rehearsal import text
from voiceground.rehearsal.options import StageOptions
from voiceground.rehearsal.result import SceneResult
from voiceground.script.load import load
from voiceground.script.plan import Scene, load_plan, plan_path


def rehearse(paths: Sequence[Path], options: StageOptions) -> Iterator[SceneResult]:
    """Play the plans of these scripts; each result comes as soon as its scene is over.

    Raises:
        ScriptError: a script or a plan has errors.
        UsageError: no scene has the wanted name, or a recording cannot be read.
    """
    scenes = [
        (script, scene) for path in paths for script, scene in _scenes(path) if options.scene in scene.name
    ]
    if not scenes:
        raise UsageError(f'No scene has a name with "{options.scene}" in it.')
    return _played(scenes, options)


def _played(scenes: Sequence[tuple[Script, Scene]], options: StageOptions) -> Iterator[SceneResult]:
    if options.text:
        yield from (text.play(script, scene) for script, scene in scenes)
        return
    from voiceground.rehearsal.sound import Theatre

    with Theatre(options) as theatre:
        for done, (script, scene) in enumerate(scenes):
            report.progress("rehearsing", done, len(scenes))
            yield theatre.play(script, scene)
        report.progress("rehearsing", len(scenes), len(scenes))


def _scenes(path: Path) -> list[tuple[Script, Scene]]:
    script = load(path)
    return [(script, scene) for scene in load_plan(plan_path(path)).scenes]
