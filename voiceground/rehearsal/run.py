"""Rehearses scripts: finds their plans, plays every scene, collects what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from voiceground import report
from voiceground.core.model import Script
from voiceground.errors import UsageError
from voiceground.rehearsal import text
from voiceground.rehearsal.result import SceneResult
from voiceground.script.load import load
from voiceground.script.plan import Scene, load_plan, plan_path


@dataclass(frozen=True, slots=True)
class StageOptions:
    """How the scenes are played.

    Attributes:
        text: without sound.
        scene: only scenes whose name holds this.
        replies: recordings for replies; a synthetic person says the others.
        noise: a recording of noise, looped at ``snr_db`` below the person.
        snr_db: speech to noise, in dB.
        echo_db: how loud the voice comes back to the microphone, in dB; None for not at all.
        room_response: an impulse response for that echo.
        record: where to write what was heard: stereo, left the voice, right the microphone.
    """

    text: bool = True
    scene: str = ""
    replies: Mapping[str, Path] = field(default_factory=dict)
    noise: Path | None = None
    snr_db: float = 20.0
    echo_db: float | None = None
    room_response: Path | None = None
    record: Path | None = None


def rehearse(paths: Sequence[Path], options: StageOptions) -> list[SceneResult]:
    """Play the plans of these scripts.

    Raises:
        ScriptError: a script or a plan has errors.
        UsageError: no scene has the wanted name, or a recording cannot be read.
    """
    scenes = [
        (script, scene) for path in paths for script, scene in _scenes(path) if options.scene in scene.name
    ]
    if not scenes:
        raise UsageError(f'No scene has a name with "{options.scene}" in it.')
    if options.text:
        return [text.play(script, scene) for script, scene in scenes]
    from voiceground.rehearsal.sound import Theatre

    results = []
    with Theatre(options) as theatre:
        for done, (script, scene) in enumerate(scenes):
            report.progress("rehearsing", done, len(scenes))
            results.append(theatre.play(script, scene))
        report.progress("rehearsing", len(scenes), len(scenes))
    return results


def _scenes(path: Path) -> list[tuple[Script, Scene]]:
    script = load(path)
    return [(script, scene) for scene in load_plan(plan_path(path)).scenes]
