"""From a script to its picture, by Graphviz where it is installed, else by the built-in layout."""

from __future__ import annotations

from enum import StrEnum

from voiceground.core.model import Script
from voiceground.script.graph import dot, layered
from voiceground.script.graph.mermaid import mermaid
from voiceground.script.graph.picture import picture_of
from voiceground.script.graph.svg import svg


class Format(StrEnum):
    """What a picture is written as."""

    SVG = "svg"
    MERMAID = "mermaid"


def draw(script: Script, form: Format, *, built_in: bool = False) -> str:
    """The picture of a script; ``built_in`` leaves Graphviz alone."""
    picture = picture_of(script)
    if form is Format.MERMAID:
        return mermaid(script, picture)
    layout = None if built_in else dot.laid_out(picture)
    return svg(script, picture, layout or layered.laid_out(picture))
