"""How Spanish words are said, in the 39 phones of a model that learnt English.

Spanish is written as it is spoken, so letters are enough: no dictionary, and no child process to ask. What
English does not have is said in the nearest phones that it has: ``ñ`` as N+Y, ``j`` as HH, the tapped ``r``
as the quick D of American "ladder" or as R.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TypeAlias

Phones: TypeAlias = tuple[str, ...]

MOST_WAYS = 6
"""Ways to say one word that are tried, the commonest first."""

_VOWELS = "aeiouáéíóúü"

_SOUNDS: dict[str, tuple[str, ...]] = {
    "ch": ("CH",),
    "ll": ("Y", "JH"),
    "rr": ("R",),
    "qu": ("K",),
    "gü": ("G W",),
    "ñ": ("N Y",),
    "ai": ("AY",),
    "ay": ("AY",),
    "ei": ("EY",),
    "ey": ("EY",),
    "oi": ("OY",),
    "oy": ("OY",),
    "au": ("AW",),
    "eu": ("EH UW",),
    "ia": ("Y AA",),
    "iá": ("Y AA",),
    "ie": ("Y EH",),
    "ié": ("Y EH",),
    "io": ("Y OW",),
    "ió": ("Y OW",),
    "iu": ("Y UW",),
    "ua": ("W AA",),
    "uá": ("W AA",),
    "ue": ("W EH",),
    "ué": ("W EH",),
    "ui": ("W IY",),
    "uí": ("W IY",),
    "uo": ("W OW",),
    "a": ("AA",),
    "á": ("AA",),
    "e": ("EH", "EY"),
    "é": ("EH", "EY"),
    "i": ("IY",),
    "í": ("IY",),
    "o": ("OW", "AO"),
    "ó": ("OW", "AO"),
    "u": ("UW",),
    "ú": ("UW",),
    "ü": ("W",),
    "b": ("B",),
    "c": ("K",),
    "d": ("D",),
    "f": ("F",),
    "g": ("G",),
    "h": ("",),
    "j": ("HH",),
    "k": ("K",),
    "l": ("L",),
    "m": ("M",),
    "n": ("N",),
    "p": ("P",),
    "q": ("K",),
    "r": ("D", "R"),
    "s": ("S",),
    "t": ("T",),
    "v": ("B",),
    "w": ("W",),
    "x": ("K S",),
    "y": ("Y", "JH"),
    "z": ("S", "TH"),
}
"""What letters sound like; where there are two ways, that of more people first."""

_BEFORE_E_OR_I = {"c": ("S", "TH"), "g": ("HH",)}
_BETWEEN_VOWELS = {"d": ("DH", "D"), "b": ("V", "B"), "v": ("V", "B")}

ITS_OWN: dict[str, tuple[str, ...]] = {
    "okay": ("OW K EY",),
    "stop": ("S T AA P", "EH S T OW P"),
    "y": ("IY",),
    "mm": ("M",),
    "hmm": ("HH M", "M"),
    "eh": ("EH", "EY"),
    "em": ("EH M",),
    "um": ("UW M", "AH M"),
    "uh": ("AH",),
}
"""Words that are not said as they are written."""

COMMON = """
de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin
sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque
qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada vida
otro después te otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres sí dijo sido
gran país según menos mundo año antes estado contra sino forma caso nada hacer general estaba poco estos
presidente mayor ante unos les algo hacia casa ellos ayer hecho primera mucho mientras además quien momento
millones esto España hombre están pues hoy lugar madre nuestra grupo vamos mañana noche tarde mujer ojos
cosa cosas gente agua nombre luz mano cara padre hijo cabeza puerta calle ciudad verdad cuerpo palabra favor
gracias hola bueno adiós señor señora amigo tengo quiero puedo creo sé voy va ven mira oye dime sabes
trabajo dinero comida perro gato mesa silla ventana cocina coche tren libro música televisión teléfono
"""
"""Everyday words of Spanish: what a reply has to beat besides its rivals of the moment (see ``fillers``)."""


def phones_of_spanish(word: str) -> tuple[Phones, ...]:
    """The ways to say a Spanish word, the commonest first; none where it has no letters."""
    own = ITS_OWN.get(word)
    if own:
        return tuple(tuple(way.split()) for way in own)
    sounds = list(_sounds(word.lower()))
    # what is said in two ways is said in one of them throughout: nobody mixes them within a word
    firsts = [{0: sound[0], 1: sound[-1]} for sound in sounds]
    kinds = sorted({sound for sound in sounds if len(sound) > 1})
    ways: dict[Phones, None] = {}
    for choice in product((0, 1), repeat=len(kinds)):
        of = dict(zip(kinds, choice, strict=True))
        said = " ".join(first[of.get(sound, 0)] for first, sound in zip(firsts, sounds, strict=True))
        if said.split():
            ways[tuple(said.split())] = None
    return tuple(ways)[:MOST_WAYS]


@cache
def common_words() -> tuple[Phones, ...]:
    """The phones of everyday words, each in its commonest way."""
    return tuple(dict.fromkeys(phones_of_spanish(word.lower())[0] for word in COMMON.split()))


def _sounds(word: str) -> list[tuple[str, ...]]:
    """The sounds of the letters, each with its ways."""
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        pair, letter, after = word[at : at + 2], word[at], word[at + 1 : at + 2]
        before = word[at - 1 : at]
        if letter == "g" and pair == "gu" and word[at + 2 : at + 3] in {*"eiéí"}:
            found.append(("G",))
            at += 2
        elif letter in _BEFORE_E_OR_I and after in {*"eiéí"}:
            found.append(_BEFORE_E_OR_I[letter])
            at += 1
        elif letter in _BETWEEN_VOWELS and before and before in _VOWELS and after and after in _VOWELS:
            found.append(_BETWEEN_VOWELS[letter])
            at += 1
        elif letter == "r" and at == 0:
            found.append(("R",))
            at += 1
        elif pair in _SOUNDS and len(pair) == 2:
            found.append(_SOUNDS[pair])
            at += 2
        else:
            if letter in _SOUNDS:
                found.append(_SOUNDS[letter])
            at += 1
    return found
