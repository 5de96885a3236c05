"""The phones that the net tells apart: the 39 of the CMU dictionary, and silence as number 0."""

from __future__ import annotations

from voiceground.ear.phonescore import NUMBER, PHONES

_OTHER = {"pau": "SIL", "h#": "SIL", "ax": "AH", "axr": "ER", "ix": "IH", "el": "L", "em": "M", "en": "N"}


def phone_of(name: str) -> int | None:
    """The number of a phone by the name that flite, festival or pocketsphinx gives it."""
    plain = name.lower()
    return NUMBER.get(_OTHER.get(plain, plain.upper().rstrip("012")))


__all__ = ["PHONES", "phone_of"]
