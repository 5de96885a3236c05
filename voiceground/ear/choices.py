"""Which ears there are: the one that is built in, those that can be borrowed, those that are refused.

SpeechRecognition brings some twenty recognisers along. Three of them work on this machine alone and
understand any word, once the person has installed a package and a model: they may be chosen. Most of the
others send the sound to a company. Those are refused by name, with the reason, and no setting allows them.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from enum import StrEnum

from voiceground.errors import UsageError


class EarChoice(StrEnum):
    """The ears that a person can choose."""

    BUILT_IN = "built-in"
    VOSK = "vosk"
    WHISPER = "whisper"
    FASTER_WHISPER = "faster-whisper"


ONLINE: Mapping[str, str] = {
    "amazon": "Amazon",
    "api": "Google (API.AI)",
    "assemblyai": "AssemblyAI",
    "azure": "Microsoft",
    "bing": "Microsoft",
    "cohere_api": "Cohere",
    "google": "Google",
    "google_cloud": "Google",
    "groq": "Groq",
    "houndify": "SoundHound",
    "ibm": "IBM",
    "lex": "Amazon",
    "openai": "OpenAI",
    "whisper_api": "OpenAI",
    "wit": "Meta (wit.ai)",
}
"""SpeechRecognition's recognisers that work on somebody else's computer, and whose computer that is."""

NOT_OFFERED: Mapping[str, str] = {
    "sphinx": "the built-in ear stands on the same models and turns more other words away; "
    "`voiceground bench --ear FOLDER` measures both",
    "tensorflow": "it knows ten words of one demonstration and nothing that a script may ask for",
}
"""Those that stay on this machine and are of no use here, and why."""

CHOICES = ", ".join(EarChoice)


def chosen(name: str) -> EarChoice:
    """The ear of that name.

    Raises:
        UsageError: there is none, or it would send the person's voice away; the sentence says which.
    """
    wanted = name.strip().lower().replace("_", "-")
    if wanted in set(EarChoice):
        return EarChoice(wanted)
    known = wanted.replace("-", "_").removeprefix("recognize_")
    if known in ONLINE:
        raise UsageError(
            f'The ear "{name}" is refused: it would send your voice to a computer of {ONLINE[known]}. '
            f"Nothing that you say leaves this machine. There are: {CHOICES}."
        )
    if known in NOT_OFFERED:
        raise UsageError(f'The ear "{name}" is not offered: {NOT_OFFERED[known]}. There are: {CHOICES}.')
    near = difflib.get_close_matches(wanted, list(EarChoice), 1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {CHOICES}."
    raise UsageError(f'There is no ear called "{name}". {hint}')
