"""Scenes of a script that another one runs: that other one, as small as it can be."""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core.model import Ending, Script, Step

CALL = "call"
"""The only step of the script around it."""


def framed(script: Script, within: str, library: Mapping[str, Script]) -> tuple[Script, Mapping[str, Script]]:
    """The script to begin with, and its library, so that a script is run as a part of another.

    Args:
        script: the script that is rehearsed.
        within: the id of the other one; empty where the script is started by itself.
        library: what the script may run.
    """
    if not within:
        return script, library
    steps = {CALL: Step(CALL, run=script.id, end=Ending.DONE)}
    caller = Script(within, within, CALL, steps, language=script.language)
    return caller, {**library, script.id: script}
