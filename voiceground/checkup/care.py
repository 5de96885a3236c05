"""For a hard moment: the numbers and whether they were checked, and the cover word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voiceground.care.confirming import Doubt, confirmed, doubts
from voiceground.care.cover import sounds_like
from voiceground.care.lines import lines_for
from voiceground.checkup.finding import Finding, Patient, failed, ok, warning
from voiceground.errors import CareError, UsageError

CHECK_IT = "Look it up on a page that you trust; `voiceground setup --numbers` then asks about it."
ASK = "`voiceground setup` asks for it."
WHO = "Who could you call? A name can stand in `voiceground plan`."


def numbers(patient: Patient) -> Iterator[Finding]:
    """Each number of the person's country that was never checked, or more than twelve months ago."""
    country = patient.settings.country.upper()
    if not country:
        yield warning("numbers", "no country is set, so no number can be told", ASK)
        return
    try:
        lines = lines_for(country)
        found = doubts(lines, confirmed(patient.here.confirmed), patient.today)
    except CareError as error:
        yield failed("numbers", error, "Until then no number counts as checked.")
        return
    if not lines:
        yield warning(
            "numbers", f"there is no checked number for {country}", "Who could you call? `voiceground plan`"
        )
    for doubt in found:
        yield warning("numbers", _told(doubt), CHECK_IT)
    if lines and not found:
        yield ok("numbers", f"all {len(lines)} for {country} were checked within twelve months")


def _told(doubt: Doubt) -> str:
    line = doubt.line
    if doubt.confirmed:
        return f"{line.name}, {line.number}: checked on {doubt.confirmed}, more than twelve months ago"
    age = ", and the list is more than twelve months old" if doubt.is_old else ""
    return f"{line.name}, {line.number}: not checked by you (list of {line.listed}{age})"


def cover(patient: Patient) -> Iterator[Finding]:
    """Whether the cover word can be one, and sounds like nothing that always works."""
    word = patient.settings.cover
    try:
        alike = sounds_like(word, _always_rival(patient)) if word else None
    except UsageError as error:
        yield failed("cover", error, "Change or remove cover in the settings.")
        return
    if alike:
        yield warning("cover", alike, "Change cover in the settings.")
    else:
        yield ok("cover", "a cover word is set" if word else "no cover word is set, and none is needed")


def _always_rival(patient: Patient) -> Callable[[str], str | None]:
    """By the ear's own dictionary: the word that always works which a phrase can be taken for."""
    from voiceground import desk
    from voiceground.core.languages import ENGLISH
    from voiceground.script.alike import Sounds

    said = desk.around(patient.here, ()).said
    if said is None:
        return lambda _phrase: None
    sounds = Sounds(said, ENGLISH)

    def rival(phrase: str) -> str | None:
        found = sounds.live_rival(phrase)
        return found[0] if found else None

    return rival
