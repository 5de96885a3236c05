"""The numbers for a hard moment: whether there are any, and whether the person has checked them."""

from __future__ import annotations

from collections.abc import Iterator

from voiceground.care.confirming import Doubt, confirmed, doubts
from voiceground.care.lines import lines_for
from voiceground.checkup.finding import Finding, Patient, failed, ok, warning
from voiceground.errors import CareError

CHECK_IT = "Look it up on a page that you trust; `voiceground setup --numbers` then asks about it."

ASK = "`voiceground setup` asks for it."
WHO = "Who could you call? A name can stand in `voiceground plan`."


def numbers(patient: Patient) -> Iterator[Finding]:
    """Each number of the person's country that was never checked, or more than twelve months ago."""
    country = patient.settings.country.upper()
    if not country:
        yield warning(
            "numbers", "no country is set, so no number can be told", "`voiceground setup` asks for it."
        )
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
