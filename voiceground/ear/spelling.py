"""Phones for words that no dictionary has: espeak-ng's own, or at worst a guess from the letters.

espeak-ng runs in a child process that only writes phonemes; it plays nothing and opens no connection. Its
phonemes are mapped to the nearest of the model's 39. That also takes words of other languages, said in
the nearest English phones.
"""

# ruff: noqa: RUF001  phonetic letters look like others

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import TypeAlias

Phones: TypeAlias = tuple[str, ...]

ESPEAK_SECONDS = 2.0
"""How long espeak-ng may take for one word; 0.02 s is usual."""


def _table(text: str) -> Mapping[str, str]:
    """Pairs such as ``ts=T+S``, by what stands on their left."""
    pairs = (entry.split("=") for entry in text.split())
    return {letters: phones.replace("+", " ") for letters, phones in pairs}


FROM_IPA = _table(
    """
    tʃ=CH dʒ=JH aɪ=AY aʊ=AW eɪ=EY oʊ=OW əʊ=OW ɔɪ=OY ɪɹ=IH+R ɑːɹ=AA+R ɔːɹ=AO+R oːɹ=AO+R ɛɹ=EH+R ʊɹ=UH+R
    ɜːɹ=ER ɚɹ=ER ɜː=ER ɝ=ER ɚ=ER əl=AH+L ts=T+S pf=P+F ai=AY au=AW ei=EY eu=EH+UW oi=OY ie=IY+EH ue=W+EH
    n̩=AH+N l̩=AH+L m̩=AH+M ɑ̃=AA+N ɛ̃=AE+N ɔ̃=AO+N œ̃=AH+N ɑ=AA a=AA ɒ=AA æ=AE ʌ=AH ə=AH ɐ=AH ɔ=AO o=OW
    ɛ=EH e=EY ɪ=IH ᵻ=IH ɨ=IH i=IY ʊ=UH u=UW ʉ=UW y=UW ø=ER œ=ER ɜ=ER ɯ=UH ɤ=UH b=B d=D ð=DH f=F ɡ=G g=G
    h=HH ɦ=HH k=K l=L m=M n=N ŋ=NG p=P ɹ=R r=R ʁ=R ʀ=R s=S ʃ=SH t=T θ=TH v=V w=W ʍ=W j=Y z=Z ʒ=ZH ɾ=T
    ʔ=T x=K χ=K ç=HH β=V ɣ=G ɲ=N+Y ʎ=L+Y ɫ=L ɬ=L ɕ=SH ʂ=SH ʐ=ZH ʑ=ZH ɟ=G c=K q=K ʈ=T ɖ=D ʝ=Y ɥ=W ʋ=V ɱ=M
    ɳ=N ɭ=L ɽ=R ɻ=R
    """
)
"""espeak-ng's letters of the International Phonetic Alphabet, and the nearest phones of the model."""

LONGEST_IPA = max(len(letters) for letters in FROM_IPA)

FLAP = "ɾ"
"""A quick "t" in American English ("better"), an "r" in most other languages."""

FROM_LETTERS = _table(
    """
    ue=UW tch=CH igh=AY eau=OW dge=JH tion=SH+AH+N sion=ZH+AH+N ough=AO ch=CH sh=SH th=TH ph=F wh=W ck=K
    ng=NG qu=K+W gh=G wr=R kn=N ee=IY ea=IY oo=UW ou=AW ow=OW oa=OW ai=EY ay=EY ei=EY ey=IY ie=IY oi=OY
    oy=OY au=AO aw=AO ew=UW ar=AA+R er=ER ir=ER or=AO+R ur=ER ce=S+EH ci=S+IH cy=S+IY a=AE b=B c=K d=D
    e=EH f=F g=G h=HH i=IH j=JH k=K l=L m=M n=N o=AA p=P q=K r=R s=S t=T u=AH v=V w=W x=K+S y=IY z=Z
    """
)
"""A rough reading of English spelling, longest match first; a last resort."""

LONGEST_LETTERS = max(len(letters) for letters in FROM_LETTERS)


def phones_of_espeak(word: str, voice: str = "en-us") -> Phones | None:
    """The phones that espeak-ng would speak for a word, or None when it cannot be asked.

    Args:
        word: one word, in any script that the voice reads.
        voice: espeak-ng's name of a language, such as ``es``.
    """
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  a fixed program; the word comes by its standard input
            [program, "-q", "--ipa", "-v", voice, "--stdin"],
            input=word.encode("utf-8"),
            capture_output=True,
            timeout=ESPEAK_SECONDS,
            check=True,
            env={**os.environ, "PULSE_SERVER": "none"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return phones_of_ipa(done.stdout.decode("utf-8", "replace"), english=voice.startswith("en")) or None


def phones_of_ipa(text: str, *, english: bool = True) -> Phones:
    """The model's phones for a text in phonetic letters; stress, length and unknown signs are passed over."""
    table = FROM_IPA if english else {**FROM_IPA, FLAP: "R"}
    bare = "".join(sign for sign in text if sign not in "ˈˌ‍_ \n")
    return _longest_matches(bare, table, LONGEST_IPA)


def phones_from_letters(word: str) -> Phones:
    """A guess from the spelling; empty where there is no letter of a to z."""
    letters = word.lower()
    if len(letters) > 3 and letters.endswith("e") and letters[-2] not in "aeiou":
        letters = letters[:-1]  # a final "e" is mute
    phones = _longest_matches(letters, FROM_LETTERS, LONGEST_LETTERS)
    return tuple(p for place, p in enumerate(phones) if place == 0 or p != phones[place - 1])


def _longest_matches(text: str, table: Mapping[str, str], longest: int) -> Phones:
    phones: list[str] = []
    at = 0
    while at < len(text):
        for length in range(longest, 0, -1):
            found = table.get(text[at : at + length])
            if found:
                phones += found.split()
                at += length
                break
        else:
            at += 1
    return tuple(phones)
