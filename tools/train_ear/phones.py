"""The phones that the net tells apart: the 39 of the CMU dictionary, and silence as number 0."""

from __future__ import annotations

PHONES = (
    *("SIL", "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH"),
    *("IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW"),
    *("V", "W", "Y", "Z", "ZH"),
)

_NUMBER = {name: number for number, name in enumerate(PHONES)}
_OTHER = {"pau": "SIL", "h#": "SIL", "ax": "AH", "axr": "ER", "ix": "IH", "el": "L", "em": "M", "en": "N"}


def phone_of(name: str) -> int | None:
    """The number of a phone by the name that flite, festival or pocketsphinx gives it."""
    plain = name.lower()
    return _NUMBER.get(_OTHER.get(plain, plain.upper().rstrip("012")))
