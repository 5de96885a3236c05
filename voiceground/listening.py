"""The ear of a session: the one that was chosen, with the signals beside it, made while the voice begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from voiceground import report
from voiceground.config import Config
from voiceground.core import languages
from voiceground.core.languages import ENGLISH
from voiceground.ear.choices import EarChoice
from voiceground.errors import UsageError
from voiceground.late import LateEar
from voiceground.parts import Listener

if TYPE_CHECKING:
    from voiceground.ear.ear import Ear
    from voiceground.ear.recogniser import Recogniser


def late_ear(config: Config, language: str, *, wait: bool) -> LateEar:
    """The ear, being made; ``wait`` until it is there where time stands still meanwhile."""
    ear = LateEar(lambda: listener(config, language))
    if wait:
        ear.ready()
    return ear


def make_ear(config: Config, weights: Path | None = None, language: str = ENGLISH.code) -> Ear:
    """The ear with its models; takes a good part of a second, a borrowed one longer.

    Args:
        config: which ear, and how patient.
        weights: a folder of weights to be used instead of those that are shipped.
        language: what is spoken, for an ear that writes down; the built-in one is told by each moment.

    Raises:
        UsageError: the configured ear is a borrowed one, and its package or its model is not there.
    """
    from voiceground.ear.ear import Ear
    from voiceground.ear.endpoint import Tails
    from voiceground.ear.memory import keep_freed_memory

    keep_freed_memory()
    return Ear(_recogniser(EarChoice(config.ear), weights, language), tails=Tails.of_seconds(config.patience))


def _recogniser(choice: EarChoice, weights: Path | None, language: str) -> Recogniser:
    if choice is EarChoice.BUILT_IN:
        from voiceground.ear.trained import built_in

        return built_in(weights)
    if weights is not None:
        raise UsageError(f"The ear {choice} has no weights that could be changed: leave --weights out.")
    from voiceground.ear.borrowed import transcriber
    from voiceground.ear.optional import TranscriptRecogniser

    return TranscriptRecogniser(transcriber(choice, language))


def _session_ear(config: Config, language: str) -> Ear:
    """The ear that was chosen; where that one cannot be had, the built-in one: somebody is to be heard."""
    try:
        return make_ear(config, language=language)
    except UsageError as error:
        report.error(f"{error} This session uses the built-in ear.")
        return make_ear(replace(config, ear=EarChoice.BUILT_IN.value), language=language)


def listener(config: Config, language: str = ENGLISH.code) -> Listener:
    """The ear, and where they are switched on the signals beside it."""
    from voiceground.ear.signal_ear import SignalEar

    ear = _session_ear(config, language)
    return SignalEar(ear) if config.signals else ear


def hears_few_words(config: Config, language: str) -> bool:
    """Whether it is the built-in ear that listens, and to a language of which it takes few words."""
    choice = EarChoice(config.ear)
    if choice is not EarChoice.BUILT_IN:
        from voiceground.ear.borrowed import missing

        if not missing(choice, language):
            return False
    return languages.of(language).ear is not None
